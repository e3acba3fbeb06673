"""Columns: codes, groups, shared vocabularies, bad values."""

from __future__ import annotations

import pyarrow as pa
import pytest

from tereze.resolve.bulk import BadTable, by_letters, by_sound, category, number, place, texts
from tereze.resolve.bulk.columns import MARGIN, distinct, numbers_of


def test_values_are_numbered_by_first_appearance_and_nothing_is_minus_one() -> None:
    codes, seen = distinct(["b", None, "a", "b", "  "])
    assert codes.tolist() == [0, -1, 1, 0, -1]
    assert seen[:2] == ["b", "a"]


def test_arrow_columns_are_taken_as_they_are() -> None:
    codes, seen = distinct(pa.chunked_array([["x"], ["y", None]]))
    assert codes.tolist() == [0, 1, -1]
    assert seen == ["x", "y"]


def test_texts_share_one_vocabulary_so_that_they_compare_across_columns() -> None:
    made = texts({"given": ["Lan", "Mir"], "father": ["Mir", "Lan"]}, by_letters)
    assert made["given"].codes.tolist() == [0, 1]
    assert made["father"].codes.tolist() == [1, 0]
    assert made["given"].leaves is made["father"].leaves


def test_the_sound_is_asked_once_for_each_spelling() -> None:
    asked: list[str] = []

    def sound(text: str) -> tuple[str, bytes]:
        asked.append(text)
        return text[0], text.encode()

    texts({"a": ["lan", "lan", "mir"], "b": ["lan", None, "mir"]}, sound)
    assert sorted(asked) == ["lan", "mir"]


def test_a_spelling_without_sound_counts_as_not_said() -> None:
    made = texts({"a": ["???", "lan"]}, lambda text: ("" if text == "???" else text, text.encode()))
    assert made["a"].codes.tolist() == [-1, 1]


def test_one_name_in_two_scripts_has_one_sound_group() -> None:
    assert by_sound("Динара")[0] == by_sound("Dinara")[0] != ""


def test_letters_ignore_case_marks_and_spaces() -> None:
    assert by_letters("Main Street, 5") == by_letters("mainstreet5")


def test_numbers_leave_room_for_later_ones() -> None:
    made = number([1960, None, 1962])
    assert made.low == 1960 - MARGIN
    assert made.codes.tolist() == [MARGIN, -1, MARGIN + 2]


def test_a_column_of_numbers_that_says_nothing_is_allowed() -> None:
    assert number([None, None]).codes.tolist() == [-1, -1]


@pytest.mark.parametrize("values", [["soon"], [object()]])
def test_what_is_no_number_is_refused(values: list[object]) -> None:
    with pytest.raises(BadTable, match="something else"):
        numbers_of(values)


def test_numbers_too_far_apart_are_refused() -> None:
    with pytest.raises(BadTable, match="spans"):
        number([0, 5_000_000])


def test_a_place_belongs_to_the_larger_place_seen_with_it() -> None:
    made = place(["north mill", "south mill", "ford", None], ["mill", "mill", None, "mill"])
    assert made.groups[made.codes[0]] == made.groups[made.codes[1]] != made.groups[made.codes[2]]
    assert made.codes[3] == -1


def test_places_need_as_many_larger_places() -> None:
    with pytest.raises(BadTable, match="differ in number"):
        place(["a"], ["b", "c"])


def test_a_category_is_its_own_group() -> None:
    made = category(["f", "m", "f"])
    assert made.groups.tolist() == [0, 1]
