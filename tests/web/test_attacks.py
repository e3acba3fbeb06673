"""Attacks on the office, each tried as an attacker would: what leaks, what can be forged, what tells too much."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tereze_web.gate import COOKIE
from tereze_web.office import Office
from tereze_web.people import roll as roll_module
from tereze_web.run import Running
from tereze_web.urls import PAGES

STATIC = Path(roll_module.__file__).parent.parent / "static"
TEMPLATES = STATIC.parent / "templates"
Send = Callable[..., Any]


def _raw(running: Running, path: str, **headers: str) -> tuple[Any, str]:
    connection = http.client.HTTPConnection(running.url.split("/")[2], timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def test_tokens_in_addresses_are_written_nowhere(
    office: Office, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """One-time links and invitations: not printed, not in any file, not in the page they open."""
    token, invited = office.visits.invite(office.owner), office.roll.invite("desk-nine", frozenset({"reader"}))
    with Running(office, 0) as running:
        for path in (f"/enter/{token}/", f"/join/{invited}/", f"/people/?token={token}"):
            answer, text = _raw(running, path)
            # The form of the page posts to its own address: nothing repeats the token but the language form's way back.
            assert text.count(token) + text.count(invited) <= 1, path
            assert answer.headers["Referrer-Policy"] == "same-origin"
            assert answer.headers["Cache-Control"] == "no-store"
        told = capfd.readouterr()
        assert told.out + told.err == ""
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert token.encode() not in written
    assert invited.encode() not in written


def test_no_page_leads_out_of_the_office() -> None:
    """So no Referer can carry an address away, and nothing is loaded from elsewhere."""
    for file in (*TEMPLATES.rglob("*.html"), *STATIC.rglob("*.js"), *STATIC.rglob("*.css")):
        text = file.read_text("utf-8")
        outward = re.findall(r"""(?:src|href|action)=["'](?:https?:)?//(?!\{\{ named)[^"']+""", text)
        assert outward == [], file.name
        assert "@import" not in text, file.name


def test_no_page_has_script_or_style_of_its_own() -> None:
    for file in TEMPLATES.rglob("*.html"):
        text = file.read_text("utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", text), file.name


def test_scripts_write_text_only() -> None:
    for file in STATIC.rglob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", file.read_text("utf-8")
        ), file.name


def test_an_unknown_id_costs_an_attacker_as_much_as_a_known_one(
    office: Office, client: Any, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Timing would tell ids: so the same work is done. The work is counted, for clocks lie under load."""
    office.roll.add("desk-two", frozenset({"documenter"}), "seven fictional words")
    stretched: list[int] = []
    digest = roll_module._digest

    def counted(passphrase: str, salt: bytes, memory: int) -> bytes:
        stretched.append(memory)
        return digest(passphrase, salt, memory)

    monkeypatch.setattr(roll_module, "_digest", counted)
    work = []
    for id_ in ("desk-two", "desk-ten", "x"):
        stretched.clear()
        answer = send(client, "/enter/", "/enter/", id=id_, passphrase="a wrong passphrase")
        work.append((answer.status_code, tuple(stretched), "do not belong together" in answer.content.decode()))
    assert len(set(work)) == 1
    assert len(work[0][1]) == 1


def test_an_unknown_person_is_told_as_quickly_as_a_hidden_one(office: Office, signed: Callable[..., Any]) -> None:
    browser = signed("reader")
    texts, medians = set(), []
    for path in ("/people/T-9999999/", "/no-such-page/", "/administration/people/"):
        took = []
        for _ in range(7):
            begun = time.perf_counter()
            answer = browser.get(path)
            took.append(time.perf_counter() - begun)
        texts.add(answer.content.decode().replace(path, ""))
        medians.append(sorted(took)[3])
        assert answer.status_code == 404
    tokens = {re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", text) for text in texts}
    assert len(tokens) == 1
    assert max(medians) - min(medians) < 0.05


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "[::1", ""])
def test_a_strange_host_gets_no_page_and_no_link(office: Office, signed: Callable[..., Any], host: str) -> None:
    browser = signed()
    answer = browser.get("/administration/people/", HTTP_HOST=host, HTTP_X_FORWARDED_HOST="evil.example")
    if host:
        assert answer.status_code == 404
    assert "evil.example" not in answer.content.decode()
    assert "Location" not in answer.headers


def test_headers_of_a_proxy_are_believed_by_nobody(signed: Callable[..., Any], clock: Any) -> None:
    browser = signed("administrator")
    shown = browser.get(
        "/me/", HTTP_X_FORWARDED_PROTO="https", HTTP_X_FORWARDED_FOR="1.2.3.4", HTTP_X_REAL_IP="1.2.3.4"
    )
    assert "Strict-Transport-Security" not in shown.headers
    assert "1.2.3.4" not in shown.content.decode()


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"])
def test_a_strangers_page_can_post_nothing(office: Office, kind: str) -> None:
    """Every address that changes something, with the cookies a browser might send along and a stranger's origin."""
    for one in (one for one in PAGES if "POST" in one.methods):
        browser = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True, raise_request_exception=False)
        browser.cookies[COOKIE] = office.visits.begin(office.owner)
        browser.cookies["tereze_form"] = "a" * 32
        path = "/" + re.sub(r"<[^>]+>", "x", one.route)
        answer = browser.generic("POST", path, "csrfmiddlewaretoken=" + "a" * 32, content_type=kind,
                                 HTTP_ORIGIN="http://evil.example")  # fmt: skip
        assert answer.status_code in {403, 404}, path
    assert office.is_open
    assert len(office.visits.open()) > 1


def test_a_cookie_planted_by_a_stranger_never_becomes_a_visit(office: Office, client: Any, send: Send) -> None:
    from tereze.store.seal import DEMO_PASSPHRASE

    client.cookies[COOKIE] = "planted-by-somebody"
    send(client, "/enter/", "/enter/", id="", passphrase=DEMO_PASSPHRASE)
    assert client.cookies[COOKIE].value != "planted-by-somebody"
    assert office.visits.find("planted-by-somebody") is None
    before = client.cookies[COOKIE].value
    send(client, "/again/", "/again/", passphrase=DEMO_PASSPHRASE)
    assert office.visits.find(before) is None  # a new token with every proof


def test_after_leaving_the_cookie_is_worth_nothing_and_the_browser_forgets(
    office: Office, signed: Callable[..., Any], send: Send
) -> None:
    browser = signed()
    kept = browser.cookies[COOKIE].value
    answer = send(browser, "/", "/leave/")
    assert '"cache"' in answer["Clear-Site-Data"]
    browser.cookies[COOKIE] = kept
    assert browser.get("/people/").status_code == 302


@pytest.mark.parametrize(
    "to", ["//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nSet-Cookie: x=1", ""]
)
def test_proving_who_one_is_leads_nowhere_else(signed: Callable[..., Any], send: Send, to: str) -> None:
    from urllib.parse import quote

    from tereze.store.seal import DEMO_PASSPHRASE

    page = f"/again/?to={quote(to)}"
    answer = send(signed(), page, page, passphrase=DEMO_PASSPHRASE)
    assert answer["Location"] == "/"


def test_markup_in_what_people_type_about_the_office_stays_text(
    office: Office, signed: Callable[..., Any], send: Send
) -> None:
    evil = "<script>alert(1)</script>"
    browser = signed()
    office.tokens.make(office.owner, frozenset({"analyst"}), evil, 1)
    office.visits.begin(office.owner, "link", evil)
    for path in ("/administration/tokens/", "/administration/visits/", "/me/", f"/administration/trail/?by={evil}",
                 f"/again/?to={evil}"):  # fmt: skip
        text = browser.get(path).content.decode()
        assert evil not in text, path


def test_a_form_field_given_twice_gives_nobody_more(office: Office, signed: Callable[..., Any], send: Send) -> None:
    """The last of two values counts everywhere, so a check and a deed never see different ones."""
    admin = signed("administrator")
    office.roll.add("desk-two", frozenset({"reader"}), "a long passphrase")
    send(admin, "/administration/people/", "/administration/people/remove/", id=["desk-two", office.owner.id])
    assert [one.id for one in office.roll.people()] == ["desk-two", "someone"]
