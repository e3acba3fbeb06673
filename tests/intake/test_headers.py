"""Where the column names stand."""

from __future__ import annotations

import pytest

from tereze.intake import headers
from tereze.intake.rows import Row, Table

Lines = list[list[str]]


def table(lines: Lines, wanted: set[str] | None = None, given: tuple[int, ...] = ()) -> Table:
    rows = (Row(number, cells) for number, cells in enumerate(lines, start=1))
    return headers.table(rows, frozenset(wanted or ()), given)


def test_titles_above_the_header_are_passed_over() -> None:
    found = table([["List of the office", "", ""], [], ["name", "born", "town"], ["A", "1980", "X"]])
    assert (found.columns, found.header_rows) == (("name", "born", "town"), (3,))
    assert [row.number for row in found.rows] == [4]


def test_the_header_that_fits_the_mapping_wins() -> None:
    lines = [["who", "what"], ["name", "born"], ["A", "1980"]]
    assert table(lines, {"name", "born"}).header_rows == (2,)
    assert table(lines, {"who"}).header_rows == (1,)


def test_no_column_of_the_mapping_is_there() -> None:
    assert table([["a", "b"], ["1", "2"]], {"name"}).columns == ()


def test_a_header_of_two_rows_is_joined() -> None:
    lines = [["id", "entry", "entry", "note"], ["id", "date", "block", "note"], ["1", "2018", "A", ""]]
    expected = ("id", "entry date", "entry block", "note")
    assert table(lines, {"entry date", "id"}).columns == expected
    assert table(lines, given=(1, 2)).columns == expected
    assert table(lines).columns == expected


def test_doubled_and_empty_names() -> None:
    found = table([["name", "year", "year", "", "year"]], given=(1,))
    assert found.columns == ("name", "year", "year (2)", "(D)", "year (3)")


def test_white_space_and_line_breaks_in_names() -> None:
    assert table([[" date of\nbirth ", "b"]], given=(1,)).columns == ("date of birth", "b")


def test_a_given_header_far_down() -> None:
    lines = [["remark"]] * 50 + [["a", "b"], ["1", "2"]]
    found = table(lines, given=(51,))
    assert (found.columns, [row.number for row in found.rows]) == (("a", "b"), [52])


@pytest.mark.parametrize("lines", [[], [[]]])
def test_an_empty_table(lines: Lines) -> None:
    assert len(table(lines).columns) == 0


def test_numbers_are_no_header() -> None:
    assert table([["1980", "2", "3"], ["name", "born", "town"]]).header_rows == (2,)
