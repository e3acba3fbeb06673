"""The trail on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from offices import HIDDEN

from tereze_web.office import Office

PAGE = "/administration/trail/"


def test_what_was_looked_at_is_there_and_reading_it_too(
    office: Office, signed: Callable[..., Any], number: Callable[[str], str]
) -> None:
    person = number("interview-1/husband")
    browser = signed()
    browser.get(f"/people/{person}/")
    text = browser.get(PAGE).content.decode()
    assert "look.person" in text
    assert person in text
    assert "look.trail" in browser.get(PAGE + "?what=look.").content.decode()
    assert HIDDEN not in text
    assert "Ерлан" not in text


def test_it_can_be_narrowed(office: Office, signed: Callable[..., Any], number: Callable[[str], str]) -> None:
    person = number("interview-1/husband")
    browser = signed()
    browser.get(f"/people/{person}/")
    assert "look.person" in browser.get(f"{PAGE}?on={person}").content.decode().partition("<tbody>")[2]
    rows = browser.get(f"{PAGE}?by=nobody-here").content.decode()
    assert "<tbody>" not in rows
    assert browser.get(f"{PAGE}?on=T-9999").status_code == 422
    assert browser.get(f"{PAGE}?since=yesterday").status_code == 422
    assert browser.get(f"{PAGE}?since=2999-01-01").status_code == 200


def test_the_next_page_keeps_what_was_chosen(office: Office, signed: Callable[..., Any]) -> None:
    from tereze.actions.noting import noted

    with office.desk(office.owner) as desk:
        for _ in range(60):
            noted(desk, "office.visit")
    text = signed().get(f"{PAGE}?what=office.").content.decode()
    assert 'href="/administration/trail/?what=office.&amp;page=2"' in text
    assert "office.visit" in signed().get(f"{PAGE}?what=office.&page=2").content.decode()
