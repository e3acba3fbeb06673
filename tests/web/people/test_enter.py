"""Coming in and going out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze.store.seal import DEMO_PASSPHRASE
from tereze_web.gate import COOKIE, LANGUAGE_COOKIE
from tereze_web.office import Office

GOOD = "seven fictional words"
Send = Callable[..., Any]


def test_the_owner_enters_with_the_registers_passphrase(client: Any, send: Send) -> None:
    answer = send(client, "/enter/", "/enter/", id="", passphrase=DEMO_PASSPHRASE)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert client.get("/people/").status_code == 200


def test_someone_of_the_office_enters_with_the_roles_held(office: Office, client: Any, send: Send) -> None:
    office.roll.add("desk-two", frozenset({"documenter"}), GOOD)
    assert send(client, "/enter/", "/enter/", id="desk-two", passphrase=GOOD).status_code == 302
    assert client.get("/receive/").status_code == 200
    assert 'id="decide"' not in client.get("/matches/").content.decode()


def test_a_wrong_passphrase_says_nothing_more(office: Office, client: Any, send: Send) -> None:
    office.roll.add("desk-two", frozenset({"documenter"}), GOOD)
    known = send(client, "/enter/", "/enter/", id="desk-two", passphrase="wrong").content.decode()
    unknown = send(client, "/enter/", "/enter/", id="desk-ten", passphrase="wrong").content.decode()
    assert "do not belong together" in known
    assert "do not belong together" in unknown
    assert COOKIE not in client.cookies


def test_guessing_is_slowed_down(client: Any, send: Send, clock: Any) -> None:
    for _ in range(5):
        assert send(client, "/enter/", "/enter/", id="", passphrase="guess").status_code == 403
    assert send(client, "/enter/", "/enter/", id="", passphrase=DEMO_PASSPHRASE).status_code == 429
    clock.time += 60
    assert send(client, "/enter/", "/enter/", id="", passphrase=DEMO_PASSPHRASE).status_code == 302


def test_a_link_that_was_used_is_nothing(office: Office, client: Any, send: Send) -> None:
    path = f"/enter/{office.visits.invite(office.owner)}/"
    assert send(client, path, path).status_code == 302
    assert send(client, path, path).status_code == 404


def test_leaving_ends_this_visit_alone(office: Office, signed: Callable[..., Any], send: Send) -> None:
    other = office.visits.begin(office.owner)
    browser = signed()
    token = browser.cookies[COOKIE].value
    assert send(browser, "/", "/leave/")["Location"] == "/enter/"
    assert office.visits.find(token) is None
    assert office.visits.find(other) is not None
    assert office.is_open


def test_the_panic_lock_closes_everything(office: Office, signed: Callable[..., Any], send: Send) -> None:
    other = office.visits.begin(office.owner)
    browser = signed()
    assert send(browser, "/", "/lock/")["Location"] == "/enter/"
    assert not office.is_open
    assert office.visits.find(other) is None
    assert "The register is closed" in browser.get("/enter/").content.decode()
    send(browser, "/enter/", "/enter/", id="", passphrase=DEMO_PASSPHRASE)
    assert office.is_open
    assert browser.get("/people/").status_code == 200


def test_anybody_signed_in_may_pull_the_panic_lock(office: Office, signed: Callable[..., Any], send: Send) -> None:
    send(signed("reader"), "/", "/lock/")
    assert not office.is_open


def test_someone_who_comes_while_it_is_closed_is_told(office: Office, client: Any, send: Send) -> None:
    office.roll.add("desk-two", frozenset({"documenter"}), GOOD)
    office.close()
    assert send(client, "/enter/", "/enter/", id="desk-two", passphrase=GOOD).status_code == 302
    answer = client.get("/people/")
    assert answer.status_code == 409
    assert "The register is closed" in answer.content.decode()


@pytest.mark.parametrize(
    ("back", "lands"),
    [
        ("/people/", "/people/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("https://evil.example", "/"),
        ("", "/"),
    ],
)
def test_choosing_a_language_leads_back_and_nowhere_else(client: Any, send: Send, back: str, lands: str) -> None:
    answer = send(client, "/enter/", "/language/", language="kk", back=back)
    assert answer["Location"] == lands
    assert client.cookies[LANGUAGE_COOKIE].value == "kk"


def test_a_language_that_is_not_there_is_not_kept(client: Any, send: Send) -> None:
    send(client, "/enter/", "/language/", language="xx", back="/")
    assert LANGUAGE_COOKIE not in client.cookies


def test_the_entrance_tells_the_demos_passphrase_and_no_other(office: Office, client: Any) -> None:
    assert DEMO_PASSPHRASE in client.get("/enter/").content.decode()
    office.close()
    office.is_demo = False
    assert DEMO_PASSPHRASE not in client.get("/enter/").content.decode()
