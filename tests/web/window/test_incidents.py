"""Incidents on the screen: the four questions, what followed, the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .test_positions import post

Signed = Callable[..., Any]
TYPED = {
    "kind": "retaliation", "direction": "closes", "factor": "other_state_tolerance", "severity": "3", "when": "2018-05",
    "where": "Yining", "source_kind": "interview", "source_title": "A call", "teller": "A Neighbour",
}  # fmt: skip


def test_the_four_questions_stand_there_with_or_without_an_event(signed: Signed) -> None:
    text = signed().get("/window/incidents/").content.decode()
    assert text.count("The register holds no event on this.") == 3
    assert 'href="/sources/interview-1/"' in text
    assert "<svg" in text


def test_retaliation_is_filed_against_a_person_by_register_number_and_followed_up(
    signed: Signed, number: Callable[[str], str]
) -> None:
    browser = signed()
    answer = post(browser, "/window/incidents/new/", TYPED | {"against": number("interview-1/wife")})
    assert answer.status_code == 302, answer.content.decode()
    text = browser.get(answer["Location"]).content.decode()
    assert "retaliation" in text
    assert "Айгүл Мысалқызы" in text
    assert "nothing yet" in text or "After speaking" in text


def test_the_number_joins_the_mention_to_the_person(signed: Signed, number: Callable[[str], str]) -> None:
    browser = signed()
    person = number("interview-1/wife")
    post(browser, "/window/incidents/new/", TYPED | {"against": person})
    assert "named by the register number" in browser.get(f"/people/{person}/").content.decode()


def test_a_number_nobody_has_is_said(signed: Signed) -> None:
    answer = post(signed(), "/window/incidents/new/", TYPED | {"against": "T-99999999"})
    assert answer.status_code == 422
    assert "Nobody has the number T-99999999." in answer.content.decode()


def test_what_is_missing_is_said(signed: Signed) -> None:
    text = post(signed(), "/window/incidents/new/", {"when": "2018"}).content.decode()
    assert all(f'id="e-{name}"' in text for name in ("kind", "direction", "factor", "source_kind"))
