"""`tereze lookup` as the desk and an analyst meet it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def test_an_analyst_sees_people_with_reasons(filled: Run) -> None:
    found = filled("lookup", "Ерлан Мысалов", "--born", "1979", "--json").json
    assert found["known"]
    assert found["people"][0]["number"] == found["number"]
    assert {reason["rule"] for reason in found["people"][0]["reasons"]} >= {"names", "birth"}
    assert "compatible dates of birth" in filled("lookup", "Ерлан Мысалов", "--born", "1979").out


def test_the_desk_sees_one_line(filled: Run) -> None:
    known = filled("lookup", "Erlan Mysalov", "--born", "1979", TEREZE_ROLES="documenter")
    number = filled("lookup", "Erlan Mysalov", "--born", "1979", "--json").json["number"]
    assert known.out == f"likely known, no. {number}\n"
    unknown = filled("lookup", "Nobody Invented", "--place", "x", TEREZE_ROLES="documenter")
    assert (unknown.code, unknown.out) == (0, "not known\n")
    assert filled("lookup", "Nobody Invented", "--place", "x", "--json", TEREZE_ROLES="documenter").json == {
        "tereze": "lookup/1", "known": False, "number": None, "people": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([], 2, "Missing argument"),
        (["Erlan", "--sex", "m"], 2, "Invalid value"),
        (["Erlan", "--born", "long ago"], 3, "no year or date"),
        (["!!!", "--born", "1979"], 3, "no name"),
    ],
)
def test_wrong_use_is_explained(filled: Run, arguments: list[str], code: int, says: str) -> None:
    ran = filled("lookup", *arguments)
    assert ran.code == code
    assert says in ran.err


def test_the_budget_outlasts_the_process(filled: Run) -> None:
    for number in range(40):
        ran = filled("lookup", f"Fictional{'abcdefghij'[number % 10] * 6}", "--born", "1950", TEREZE_ROLES="documenter")
        if ran.code == 6:
            assert "very often" in ran.err
            return
    raise AssertionError("no budget")
