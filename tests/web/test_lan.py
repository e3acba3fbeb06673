"""The office on a network: TLS only, its own names only, cookies that stay there."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings

from tereze.model.errors import NotAllowed
from tereze.model.people import Actor
from tereze.settings import Settings
from tereze_web import lan
from tereze_web.lan import BadName, Lan
from tereze_web.office import Office
from tereze_web.run import Running, application, certificate_of, on_the_network

NAMES = ("office.local",)


@pytest.fixture
def place(office: Office) -> Lan:
    return on_the_network(office, NAMES, "127.0.0.1", new=False)


@pytest.fixture
def running(office: Office, place: Lan) -> Iterator[Running]:
    with Running(office, 0, place) as made:
        yield made
    office.lan = None
    application(office)  # what the next test finds


def _port(running: Running) -> int:
    return int(running.url.rstrip("/").rsplit(":", 1)[1])


def _ask(running: Running, place: Lan, path: str, method: str = "GET", body: str = "", **headers: str) -> Any:
    context = ssl.create_default_context(cadata=place.certificate.decode())
    raw = socket.create_connection(("127.0.0.1", _port(running)), timeout=10)
    connection = http.client.HTTPSConnection("office.local", _port(running), timeout=10)
    connection.sock = context.wrap_socket(raw, server_hostname="office.local")
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    answer.text = answer.read().decode()  # type: ignore[attr-defined]
    connection.close()
    return answer


def test_it_answers_a_client_that_trusts_it(running: Running, place: Lan) -> None:
    assert running.url == f"https://office.local:{_port(running)}/"
    answer = _ask(running, place, "/enter/")
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "upgrade" not in answer.headers["Content-Security-Policy"]


def test_a_client_that_does_not_is_told_nothing(running: Running) -> None:
    raw = socket.create_connection(("127.0.0.1", _port(running)), timeout=10)
    with pytest.raises(ssl.SSLCertVerificationError):
        ssl.create_default_context().wrap_socket(raw, server_hostname="office.local")
    raw.close()


def test_plain_http_is_refused_without_a_page(running: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", _port(running), timeout=10)
    connection.request("GET", "/enter/")
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    assert answer.status == 426
    assert text == "This office speaks https only.\n"


def test_old_tls_is_refused(running: Running, place: Lan) -> None:
    context = ssl.create_default_context(cadata=place.certificate.decode())
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("ECDHE+AESGCM")
    with (
        socket.create_connection(("127.0.0.1", _port(running)), timeout=10) as raw,
        context.wrap_socket(raw, server_hostname="office.local") as secure,
    ):
        assert secure.version() == "TLSv1.2"
    weak = ssl.create_default_context(cadata=place.certificate.decode())
    weak.maximum_version = ssl.TLSVersion.TLSv1_2
    weak.set_ciphers("AES128-SHA256")  # no forward secrecy
    with (
        socket.create_connection(("127.0.0.1", _port(running)), timeout=10) as raw,
        pytest.raises((ssl.SSLError, ConnectionError)),
    ):
        weak.wrap_socket(raw, server_hostname="office.local")


def test_only_its_own_names_are_answered(running: Running, place: Lan) -> None:
    for host, status in (("office.local", 200), ("127.0.0.1", 200), ("localhost", 404), ("evil.example", 404)):
        assert _ask(running, place, "/enter/", Host=host).status == status, host


def test_cookies_are_bound_to_this_host_and_to_tls(running: Running, place: Lan, office: Office) -> None:
    path = f"/enter/{office.visits.invite(office.owner)}/"
    shown = _ask(running, place, path)
    token = shown.text.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    form = shown.headers["Set-Cookie"].split(";")[0]
    assert form.startswith("__Host-tereze_form=")
    origin = f"https://office.local:{_port(running)}"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": form, "Origin": origin, "Referer": origin}
    done = _ask(running, place, path, "POST", f"csrfmiddlewaretoken={token}", **headers)
    assert done.status == 302
    cookie = next(one for one in done.headers.get_all("Set-Cookie") if "tereze_visit" in one)
    assert cookie.startswith("__Host-tereze_visit=")
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    plain = cookie.split(";")[0].removeprefix("__Host-")
    assert _ask(running, place, "/me/", Cookie=plain).status == 404  # a cookie without the prefix is nobody's
    inside = _ask(running, place, "/people/", Cookie=cookie.split(";")[0])
    assert (inside.status, inside.headers["Location"]) == (302, "/me/")  # nobody works here without a second factor


def test_how_to_trust_it_is_told_to_everybody_there(running: Running, place: Lan) -> None:
    assert place.fingerprint in _ask(running, place, "/trust/").text
    answer = _ask(running, place, "/trust/tereze-office.crt")
    assert answer.text.encode() == place.certificate
    assert answer.headers["Content-Type"] == "application/x-x509-ca-cert"


def test_on_the_machine_itself_there_is_nothing_to_trust(client: Any) -> None:
    assert client.get("/trust/").status_code == 404
    assert client.get("/trust/tereze-office.crt").status_code == 404
    assert settings.CSRF_COOKIE_NAME == "tereze_form"


def test_a_client_that_breaks_off_stops_nobody(running: Running, place: Lan) -> None:
    for said in (b"\x16", b"\x16\x03\x01\x00\x05hello", b""):
        with socket.create_connection(("127.0.0.1", _port(running))) as half:
            half.sendall(said)
    assert _ask(running, place, "/enter/").status == 200


@pytest.mark.parametrize(
    "name", ["", "a b", "-office", "office.", "bank.example", "www.google.com", "1.2.3.4", "x" * 64]
)
def test_a_name_of_the_world_is_refused(office: Office, name: str) -> None:
    with pytest.raises(BadName):
        lan.prepare(office, (name,), "127.0.0.1", new=False)


def test_the_machines_own_name_and_address_are_found_without_sending(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Бюро Desk_7.example.org")
    names = lan.own_names()
    assert all(lan.NAME.fullmatch(name) for name in names)
    assert names[0].endswith(".local")
    monkeypatch.setattr(socket, "gethostname", lambda: "")
    assert lan.own_names() == ("tereze.local", "tereze")


def test_the_fingerprint_is_told_to_administrators_at_the_open_register_and_leaves_a_note(
    office: Office, place: Lan
) -> None:
    where = Settings(office.keys.parent / "register", office.keys)
    with office.desk(office.owner) as desk:
        assert certificate_of(desk, where) == (place.certificate, place.fingerprint)
        assert [one.by for one in desk.register.index.audits() if one.what == "office.trust"] == [office.owner.id]
        with pytest.raises(NotAllowed):
            certificate_of(replace(desk, actor=Actor(id="x", roles=frozenset({"analyst"}))), where)
        (office.keys / "lan.json").unlink()
        assert certificate_of(desk, where) is None
