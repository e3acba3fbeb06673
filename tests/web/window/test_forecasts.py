"""Forecasts on the screen: due ones are scored by people, the program's own by the register and a signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions import receiving, watching_sheets
from tereze_web.office import Office

from .test_assessment import posted

Signed = Callable[..., Any]
MORE = (
    "From 2017-12-01 to 2018-06-01 3 more pieces of news of the months to 2017-11 will be told, all channels "
    "(90 %: 1 to 9)"
)


@pytest.fixture
def foretold(office: Office) -> Office:
    """An office with a person's forecast and one of the program's, both due."""
    said = [
        {
            "key": "mine",
            "by": "me",
            "about": "window",
            "kind": "forecast",
            "says": "it closes (p=0.8)",
            "check_on": "2018-06-01",
        },
        {"key": "ours", "by": "tereze", "about": "window", "kind": "forecast", "says": MORE, "check_on": "2018-06-01"},
    ]
    with office.desk(office.owner) as desk:
        sheet = watching_sheets.of_person("foretold", "A. Recorder", "2017-12-01", "A page", said)
        assert receiving.receive(desk, "foretold", watching_sheets.encoded(sheet)).refused == []
    return office


def test_what_is_due_waits_and_the_register_says_what_became_of_ours(foretold: Office, signed: Signed) -> None:
    text = signed().get("/window/forecasts/").content.decode()
    assert "it closes (p=0.8)" in text
    assert "0 came." in text
    assert 'action="/window/forecasts/ours/"' in text


def test_a_person_scores(foretold: Office, signed: Signed) -> None:
    browser = signed()
    answer = posted(
        browser,
        "/window/forecasts/score/",
        forecast="foretold/mine",
        outcome="did_not",
        why="it stands",
        scorer="B. Reviewer",
    )
    assert answer.status_code == 302
    text = browser.get("/window/forecasts/").content.decode()
    assert "0.640" in text
    assert "B. Reviewer" in text


def test_ours_are_scored_with_a_signature(foretold: Office, signed: Signed) -> None:
    browser = signed()
    assert posted(browser, "/window/forecasts/ours/", scorer="").status_code == 422
    assert posted(browser, "/window/forecasts/ours/", scorer="B. Reviewer").status_code == 302
    text = browser.get("/window/forecasts/").content.decode()
    assert "0/1" in text
    assert 'action="/window/forecasts/ours/"' not in text


def test_a_score_of_nothing_is_refused(foretold: Office, signed: Signed) -> None:
    browser = signed()
    assert (
        posted(browser, "/window/forecasts/score/", forecast="foretold/mine", outcome="", scorer="B.").status_code
        == 422
    )
    assert (
        posted(browser, "/window/forecasts/score/", forecast="nowhere/x", outcome="partly", scorer="B.").status_code
        == 404
    )
