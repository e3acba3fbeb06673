"""`tereze audit` as a custodian meets it, and what every command that looks leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def kinds(tereze: Run, *more: str) -> list[str]:
    return [item["what"] for item in tereze("audit", "--json", *more).json["items"]]


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (["search", "Erlan"], "look.search"),
        (["show", "interview-1/wife"], "look.person"),
        (["list", "persons"], "look.persons"),
        (["list", "sources"], "look.sources"),
        (["export", "views.jsonl", "--persons"], "look.export"),
        (["export", "copy.trzb"], "look.export"),
    ],
)
def test_commands_that_look_leave_a_note(filled: Run, command: list[str], what: str) -> None:
    assert filled(*command).code == 0
    assert sorted(kinds(filled, "--kind", "look.")) == sorted(["look.trail", what])


def test_the_note_says_who(filled: Run) -> None:
    filled("search", "Erlan", TEREZE_ACTOR="dina", TEREZE_ROLES="analyst")
    found = filled("audit", "--by", "dina", "--json").json["items"]
    assert [(item["by"], item["what"]) for item in found] == [("dina", "look.search")]


def test_no_name_is_in_the_trail_and_the_words_can_be_asked_for(filled: Run) -> None:
    filled("search", "Айгүл Мысалқызы")
    ran = filled("audit")
    assert "Айгүл" not in ran.out
    assert "look.search" in filled("audit", "--words", "мысалқызы айгүл").out
    assert "look.search" not in filled("audit", "--words", "Somebody Else").out


def test_one_person_and_one_source(filled: Run) -> None:
    number = filled("list", "persons", "--json").json["items"][0]["number"]
    filled("show", number)
    assert "look.person" in filled("audit", number).out
    assert number in filled("audit", number).out
    filled("show", "interview-1/wife")
    assert {item["on"] for item in filled("audit", "interview-1", "--json").json["items"]} == {
        item["id"] for item in filled("list", "sources", "--json").json["items"] if item["source"] == "interview-1"
    }


def test_totals(filled: Run) -> None:
    filled("search", "Erlan", TEREZE_ACTOR="dina")
    found = filled("audit", "--totals", "--json").json["totals"]
    assert {"by": "dina", "what": "look.search", "count": 1} in found
    assert "dina" in filled("audit", "--totals").out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--since", "yesterday"], 3, "no day or time"),
        (["T-0000000"], 4, "Nothing in this register"),
        (["--limit", "0"], 2, ""),
    ],
)
def test_wrong_use_is_explained(filled: Run, arguments: list[str], code: int, says: str) -> None:
    ran = filled("audit", *arguments)
    assert ran.code == code
    assert says in ran.err


def test_a_volunteer_may_not_read_it(filled: Run) -> None:
    assert filled("audit", TEREZE_ROLES="documenter,analyst").code == 6
