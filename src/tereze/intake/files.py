"""Which kind of table a file holds, and its rows under their column names."""

from __future__ import annotations

from pathlib import Path

from tereze.intake import delimited, headers, json_rows, workbook
from tereze.intake.plan import Layout
from tereze.intake.rows import NoTable, Table
from tereze.model.errors import MachineFailed, why

_JSON = frozenset({".json", ".jsonl", ".ndjson"})
TABLES = frozenset({".csv", ".tsv", ".tab"}) | workbook.ENDINGS | _JSON


class TableUnreadable(MachineFailed):
    """The table is there and cannot be opened."""

    message = "The table “{0}” cannot be opened ({1})."
    hint = "Check its name and its permissions."


def is_json(path: Path) -> bool:
    """Whether the file is read as JSON records."""
    return path.suffix.lower() in _JSON


def read(path: Path, layout: Layout, wanted: frozenset[str]) -> Table:
    """The table in a file, its header found by the `wanted` columns. Raises `NoTable` and `TableUnreadable`."""
    try:
        if is_json(path):
            table = json_rows.read(path)
        elif path.suffix.lower() in workbook.ENDINGS:
            table = headers.table(iter(workbook.read(path, layout.sheet)), wanted, layout.header)
        else:
            table = headers.table(delimited.read(path, layout.encoding, layout.delimiter), wanted, layout.header)
    except OSError as error:
        raise TableUnreadable(path.name, why(error)) from None
    if not table.columns:
        raise NoTable(path.name, "no row of column names was found in it")
    return table
