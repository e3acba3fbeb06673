"""Lists of what was said, done and suffered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze_web.casework.lists import COLUMNS, _cell


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_list_is_answered(signed: Callable[..., Any], kind: str) -> None:
    answer = signed().get(f"/lists/{kind}/")
    assert answer.status_code == 200
    assert f'href="/lists/{kind}/" aria-current="page"' in answer.content.decode()


def test_a_claim_stands_beside_what_the_register_holds(signed: Callable[..., Any]) -> None:
    text = signed().get("/lists/claims/").content.decode()
    assert "2000" in text
    assert 'href="/sources/post-1/"' in text


def test_an_incident_is_said_in_the_words_of_the_screen(signed: Callable[..., Any]) -> None:
    text = signed().get("/lists/incidents/").content.decode()
    assert "threat" in text
    assert "February 2018" in text


@pytest.mark.parametrize("kind", ["persons", "suggestions", "nothing", "consents"])
def test_other_lists_are_not_here(signed: Callable[..., Any], kind: str) -> None:
    assert signed().get(f"/lists/{kind}/").status_code == 404


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "a"), (3, "3"), (None, ""), (True, ""), (["a", "b"], "a, b"), ({"text": "said", "lang": "kk"}, "said"),
        ({"value": 5, "who": "people", "what": None}, "5, people"), ([{"text": "x"}], "x"),
    ],
)  # fmt: skip
def test_any_value_becomes_text(value: Any, text: str) -> None:
    assert _cell({"x": value}, "x") == (text, "")
