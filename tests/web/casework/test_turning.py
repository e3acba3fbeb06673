"""Turning pages."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tereze_web.casework.turning import LAST, Turn


@pytest.mark.parametrize(
    ("asked", "number"),
    [("1", 1), ("7", 7), ("0", 1), ("-3", 1), ("x", 1), ("", 1), ("9" * 40, 1), ("²", 1), ("٣", 1), ("999999", LAST)],
)
def test_whatever_cannot_be_a_page_is_the_first(asked: str, number: int) -> None:
    assert Turn.of(SimpleNamespace(GET={"page": asked}), 50).number == number


def test_without_a_page_it_is_the_first() -> None:
    turn = Turn.of(SimpleNamespace(GET={}), 50)
    assert (turn.number, turn.offset) == (1, 0)


def test_the_offset_is_what_stands_before() -> None:
    assert Turn(3, 50).offset == 100


def test_one_line_too_many_means_that_more_follow() -> None:
    turn = Turn(1, 2)
    assert turn.cut([1, 2, 3]) == ([1, 2], True)
    assert turn.cut([1, 2]) == ([1, 2], False)
    assert turn.cut([]) == ([], False)
