"""Which of two statuses is told where their words overlap."""

from __future__ import annotations

import re

from spoken import held

from tereze.intake.extract import overlaps


def _found(text: str, *rows: tuple[str, str]) -> list[tuple[str, str]]:
    matches = [(status, match) for status, pattern in rows for match in re.finditer(pattern, text)]
    return [(status, match[0]) for status, match in overlaps.standing(matches)]


def test_in_order_of_the_text() -> None:
    found = _found("arrested, then jailed", ("prison", "jailed"), ("police_custody", "arrested"))
    assert found == [("police_custody", "arrested"), ("prison", "jailed")]


def test_what_stands_inside_a_stronger_one_gives_way() -> None:
    text = "had her passport taken away"
    assert _found(text, ("police_custody", "taken away"), ("papers_withheld", "had .* taken")) == [
        ("papers_withheld", "had her passport taken")
    ]


def test_weak_words_give_way_to_any_other_and_stand_alone() -> None:
    weak = ("police_custody", "(?P<weak>held for a year)")
    assert _found("held for a year in a camp", weak, ("internment", "held .* camp")) == [
        ("internment", "held for a year in a camp")
    ]
    assert _found("held for a year", weak) == [("police_custody", "held for a year")]


def test_the_same_words_of_one_status_count_once() -> None:
    rows = (("prison", "jailed for life"), ("prison", "jailed"))
    assert _found("jailed for life", *rows) == [("prison", "jailed for life")]


def test_who_is_bound_is_not_told_to_be_kept_from_leaving_too() -> None:
    assert held("Roza Kenzhe was put to work in a mill that she may not leave.") == [
        ("Roza Kenzhe", "forced_labour", "")
    ]
    assert held("Roza Kenzhe may not leave the county.") == [("Roza Kenzhe", "movement_restricted", "")]
