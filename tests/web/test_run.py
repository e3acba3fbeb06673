"""The real server, over the loopback address."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import credentials
import pytest

from tereze.intake.proofs.c2pa import BadSigners
from tereze.settings import Settings
from tereze_web.office import Office
from tereze_web.run import PortTaken, Running, office_at, roll_at


@pytest.fixture
def running(office: Office) -> Iterator[Running]:
    with Running(office, 0) as made:
        yield made


def _ask(running: Running, path: str, method: str = "GET", **headers: str) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", int(running.url.rstrip("/").rsplit(":", 1)[1]), timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    answer.text = answer.read().decode()  # type: ignore[attr-defined]
    connection.close()
    return answer


def test_it_answers_on_this_machine_only(running: Running) -> None:
    assert running.url.startswith("http://127.0.0.1:")
    assert _ask(running, "/enter/").status == 200
    assert _ask(running, "/enter/", Host="evil.example").status == 404


def test_it_does_not_say_what_it_is(running: Running) -> None:
    answer = _ask(running, "/enter/")
    assert "Python" not in str(answer.headers)
    assert answer.headers["Content-Security-Policy"]


def test_the_link_signs_in_once(running: Running) -> None:
    path = "/" + running.link().removeprefix(running.url)
    for _ in range(2):  # a preview changes nothing
        shown = _ask(running, path)
        assert shown.status == 200
    token = shown.text.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": shown.headers["Set-Cookie"].split(";")[0]}

    def enter() -> Any:
        connection = http.client.HTTPConnection(running.url.split("/")[2], timeout=10)
        connection.request("POST", path, body=f"csrfmiddlewaretoken={token}", headers=form)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    first, second = enter(), enter()
    assert (first.status, second.status) == (302, 404)
    assert "tereze_visit=" in str(first.headers)
    assert "HttpOnly" in str(first.headers)
    assert "SameSite=Strict" in str(first.headers)


def test_the_next_request_is_answered_after_a_broken_one(running: Running) -> None:
    port = int(running.url.rstrip("/").rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port)) as half:
        half.sendall(b"GET /enter/ HT")
    with socket.create_connection(("127.0.0.1", port)) as odd:
        odd.sendall(b"\x00\xff nonsense\r\n\r\n")
    assert _ask(running, "/enter/").status == 200


def test_a_port_in_use_is_said(running: Running, office: Office) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortTaken):
            Running(office, taken.getsockname()[1])


def test_closing_gives_the_register_back(office: Office) -> None:
    with Running(office, 0):
        assert office.is_open
    assert not office.is_open


def test_an_office_at_a_register_opens_it(prepared: Path, tmp_path: Path, office: Office) -> None:
    office.close()
    where = Settings(tmp_path / "register", tmp_path / "register.keys")
    other = office_at(where, lambda: "unasked")
    other.open()
    assert other.is_demo
    with other.desk(other.owner) as desk:
        assert roll_at(desk, where).people() == ()
    other.close()


def test_whom_the_user_trusts_to_sign_the_office_trusts(tmp_path: Path) -> None:
    where = Settings(tmp_path / "register", tmp_path / "keys", signers=tmp_path / "signers")
    with pytest.raises(BadSigners):
        office_at(where, lambda: "")
    (tmp_path / "signers").mkdir()
    (tmp_path / "signers" / "camera.pem").write_text(credentials._chain()[0])
    assert office_at(where, lambda: "").signers == tmp_path / "signers"
    assert office_at(Settings(tmp_path / "register", tmp_path / "keys"), lambda: "").signers is None
