"""Rows and cells, whatever file they came in."""

from __future__ import annotations

import pytest

from tereze.intake.rows import NoTable, column_letter, flat


@pytest.mark.parametrize(
    ("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_column_letters(place: int, letter: str) -> None:
    assert column_letter(place) == letter


def test_flat() -> None:
    assert flat(" a ") == "a"
    assert flat(["a", "b"]) == "a; b"
    assert flat({"x": "a", "y": "b"}) == "a; b"


def test_the_error_speaks() -> None:
    error = NoTable("x.csv", "it is empty")
    assert error.text == "“x.csv” cannot be read as a table: it is empty."
    assert error.exit_code == 3
