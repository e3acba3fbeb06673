"""Which rows of a table are records."""

from __future__ import annotations

from tereze.intake.notes import Notes
from tereze.intake.plan import Layout
from tereze.intake.rows import Broken, Cell, Row, Table
from tereze.intake.sifting import Sieve

COLUMNS = ("id", "name", "town")


def sift(lines: list[list[Cell]], layout: Layout | None = None) -> tuple[list[Row | Broken], Notes]:
    notes = Notes()
    rows: list[Row | Broken] = [Row(number, cells) for number, cells in enumerate(lines, start=2)]
    return list(Sieve(layout or Layout(), Table(COLUMNS, iter(rows)), notes).rows()), notes


def told(notes: Notes) -> list[tuple[str, int]]:
    return [(warning.text.split(" (")[0], warning.count) for warning in notes.warnings("x")]


def test_records_pass_and_blank_rows_do_not() -> None:
    rows, notes = sift([["1", "A", "X"], [], ["", " ", ""], ["2", "B", "Y"]])
    assert [row.number for row in rows] == [2, 5]
    assert told(notes) == []


def test_short_rows_are_filled_up() -> None:
    (row,), _ = sift([["1"]])
    assert isinstance(row, Row)
    assert list(row.cells) == ["1", "", ""]


def test_a_row_with_more_cells_than_columns_is_broken() -> None:
    (first, second), _ = sift([["1", "A", "X", "", ""], ["2", "B", "Y", "Z"]])
    assert isinstance(first, Row)
    assert isinstance(second, Broken)
    assert (second.number, "4" in second.error) == (3, True)


def test_a_repeated_header_is_left_out_and_counted() -> None:
    rows, notes = sift([["1", "A", "X"], ["ID", " Name ", "town"], ["2", "B", "Y"]])
    assert len(rows) == 2
    assert told(notes) == [("rows that repeat the column names", 1)]


def test_totals_and_remarks_are_left_out_and_counted() -> None:
    rows, notes = sift([["1", "A", "X"], ["", "", "Total: 2"], ["TOTAL", "", ""]], Layout(skip=("Total",)))
    assert len(rows) == 1
    assert told(notes) == [("remarks or totals", 2)]


def test_headings_between_the_rows_become_a_column() -> None:
    rows, notes = sift(
        [["North", "", ""], ["1", "A", "X"], ["South", "", ""], ["2", "B", "Y"], ["", "C", ""]], Layout(groups="part")
    )
    assert [list(row.cells)[-1] for row in rows if isinstance(row, Row)] == ["North", "South", "South"]
    assert told(notes) == [("headings between the rows", 2)]


def test_without_groups_a_lone_cell_is_a_record() -> None:
    rows, _ = sift([["1", "", ""]])
    assert len(rows) == 1


def test_cells_may_be_filled_down() -> None:
    rows, _ = sift([["1", "A", "X"], ["2", "B", ""], ["3", "C", "Y"], ["4", "D", ""]], Layout(fill_down=("town",)))
    assert [row.cells[2] for row in rows if isinstance(row, Row)] == ["X", "X", "Y", "Y"]


def test_broken_rows_are_handed_on() -> None:
    broken = Broken(3, "why")
    assert list(Sieve(Layout(), Table(COLUMNS, iter([broken])), Notes()).rows()) == [broken]


def test_lists_and_records_in_cells_count_as_filled() -> None:
    rows, _ = sift([[["a"], "", ""], [[], "", ""], [{"x": "y"}, "", ""]])
    assert [row.number for row in rows] == [2, 4]
