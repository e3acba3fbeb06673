"""A table as rows of cells, whatever file it came in: numbered as a spreadsheet numbers them, streamed."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tereze.model.errors import BadInput

Cell = str | list[str] | dict[str, str]


class NoTable(BadInput):
    """A file that holds no table this program can read."""

    message = "“{0}” cannot be read as a table: {1}."
    hint = "Save it as CSV (UTF-8) or XLSX, with one row of column names."


class Row(NamedTuple):
    """One row: its number in the file (the first row is 1; of a JSON file: the record's place) and its cells."""

    number: int
    cells: Sequence[Cell]


class Broken(NamedTuple):
    """A row that cannot be read at all, and why."""

    number: int
    error: str
    hint: str = ""


class Table(NamedTuple):
    """Column names and the rows after them; `header_rows` says where the names stood (none for JSON)."""

    columns: tuple[str, ...]
    rows: Iterator[Row | Broken]
    header_rows: tuple[int, ...] = ()


def column_letter(place: int) -> str:
    """The letters a spreadsheet gives a column: 0 → A, 26 → AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = string.ascii_uppercase[rest] + letters
    return letters


def flat(cell: Cell) -> str:
    """The text of a cell that should hold one: white space at the ends gone, a list joined."""
    if isinstance(cell, str):
        return cell.strip()
    return "; ".join(cell if isinstance(cell, list) else cell.values()).strip()
