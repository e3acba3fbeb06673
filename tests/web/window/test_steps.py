"""Steps on the screen: what is due stands first, and steps are filed with their due day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .test_positions import post

Signed = Callable[..., Any]
TYPED = {"by": "An Office", "kind": "letter", "addressee": "A Consulate", "when": "2019-03-01", "source_kind": "letter"}


def test_there_are_none_at_first(signed: Signed) -> None:
    assert "Nothing here yet." in signed().get("/window/steps/").content.decode()


def test_what_is_due_stands_first_and_says_so(signed: Signed) -> None:
    browser = signed()
    assert post(browser, "/window/steps/new/", TYPED | {"by": "Second", "due": "2999-01-01"}).status_code == 302
    assert post(browser, "/window/steps/new/", TYPED | {"by": "First", "due": "2019-06-01"}).status_code == 302
    rows = browser.get("/window/steps/").content.decode().partition("<tbody>")[2]
    assert rows.index("First") < rows.index("Second")
    assert rows.count('class="warn"') == 1


def test_several_people_are_named_by_number_or_name(signed: Signed, number: Callable[[str], str]) -> None:
    browser = signed()
    person = number("interview-1/husband")
    answer = post(browser, "/window/steps/new/", TYPED | {"for": f"{person}, Gulim Mysal"})
    assert answer.status_code == 302
    text = browser.get(answer["Location"]).content.decode()
    assert "Mysalov" in text or "Мысалов" in text
    assert "Gulim Mysal" in text


def test_a_kind_that_is_none_is_refused(signed: Signed) -> None:
    answer = post(signed(), "/window/steps/new/", TYPED | {"kind": "spell"})
    assert answer.status_code == 422
    assert 'id="e-kind"' in answer.content.decode()
