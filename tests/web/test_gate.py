"""From a cookie to a person, and from an error to a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze_web import urls
from tereze_web.gate import COOKIE, LANGUAGE_COOKIE
from tereze_web.office import Office


def test_a_name_that_is_not_ours_is_refused(signed: Callable[..., Any]) -> None:
    answer = signed().get("/people/", HTTP_HOST="evil.example")
    assert answer.status_code == 404
    assert "T-" not in answer.content.decode()


def test_a_cookie_nobody_gave_is_no_visit(client: Any) -> None:
    client.cookies[COOKIE] = "guessed"
    assert client.get("/people/").status_code == 302


def test_whoever_is_taken_off_the_roll_is_out_at_once(office: Office, signed: Callable[..., Any]) -> None:
    browser = signed("analyst")
    assert browser.get("/people/").status_code == 200
    office.roll.remove("someone")
    assert browser.get("/people/").status_code == 302


def test_other_roles_end_the_visit_that_began_with_the_old_ones(office: Office, signed: Callable[..., Any]) -> None:
    browser = signed("analyst")
    office.roll.add("someone", frozenset({"reader"}), "a long passphrase")
    assert browser.get("/people/").status_code == 302


def test_the_language_follows_the_cookie(signed: Callable[..., Any]) -> None:
    browser = signed()
    browser.cookies[LANGUAGE_COOKIE] = "ug"
    text = browser.get("/").content.decode()
    assert '<html lang="ug" dir="rtl">' in text
    browser.cookies[LANGUAGE_COOKIE] = "../../etc"
    assert '<html lang="en" dir="ltr">' in browser.get("/").content.decode()


def test_a_bug_says_nothing_of_what_was_on_the_screen(
    signed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_desk: object) -> Any:
        raise ValueError("a name that must not be told")

    monkeypatch.setattr("tereze_web.casework.home.diary.today", broken)
    answer = signed().get("/")
    assert answer.status_code == 500
    told = answer.content.decode() + capsys.readouterr().err
    assert "must not be told" not in told
    assert "ValueError in broken" in told


def test_the_table_is_the_whole_of_what_is_answered() -> None:
    assert len(urls.urlpatterns) == len(urls.PAGES)


def test_trying_what_one_may_not_leaves_a_note_once(office: Office, signed: Callable[..., Any]) -> None:
    browser = signed("reader")
    for _ in range(3):
        assert browser.get("/people/").status_code == 404
    with office.desk(office.owner) as desk:
        tried = [one.by for one in desk.register.index.audits() if one.what == "look.denied"]
    assert tried == ["someone"]
