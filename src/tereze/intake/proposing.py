"""A first mapping for a table, proposed from its column names and values; a person reviews every line of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from tereze.intake import celldates, cells, files
from tereze.intake.plan import Layout
from tereze.intake.rows import Row, Table, flat
from tereze.model import resources

_ROWS = 2000  # looked at
_FEW = 12  # different values: beyond this a column is no vocabulary
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})")


@dataclass(slots=True)
class _Column:
    """What one column holds, in the rows looked at."""

    name: str
    filled: int = 0
    values: Counter[str] = field(default_factory=Counter)
    dates: int = 0
    above_first: int = 0
    above_second: int = 0
    unknown: set[str] = field(default_factory=set)
    property: str = "ignore"


def draft(path: Path) -> str:
    """A mapping in YAML for the table in `path`, to be reviewed. Raises `NoTable` and `TableUnreadable`."""
    table = files.read(path, Layout(), frozenset())
    columns = [_Column(name) for name in table.columns]
    rows = _look(table, columns)
    for column in columns:
        column.property = _property(column, rows)
    _one_each(columns)
    return "\n".join(_text(path, table, columns, rows)) + "\n"


def _look(table: Table, columns: list[_Column]) -> int:
    seen = 0
    for row in islice(table.rows, _ROWS):
        if not isinstance(row, Row) or _no_record(row, table):
            continue
        seen += 1
        for column, cell in zip(columns, row.cells, strict=False):
            _note(column, cells.tidy(flat(cell)))
    return seen


def _no_record(row: Row, table: Table) -> bool:
    """Whether a row repeats the header, or holds one cell only (a heading between the rows) of several."""
    texts = [cells.tidy(flat(cell)) for cell in row.cells]
    return texts == list(table.columns) or (len(table.columns) > 2 and sum(map(bool, texts)) < 2)


def _note(column: _Column, text: str) -> None:
    if not text:
        return
    if text.casefold() in _words()["placeholders"]:
        column.unknown.add(text)
        return
    column.filled += 1
    if len(column.values) <= _ROWS:
        column.values[text] += 1
    if celldates.read(text).edtf and any(char.isdigit() for char in text):
        column.dates += 1
        match = _NUMERIC.fullmatch(text)
        column.above_first += bool(match and int(match[1]) > 12)
        column.above_second += bool(match and int(match[2]) > 12)


@cache
def _words() -> dict[str, Any]:
    raw = resources.table("intake/headers.yaml")
    return {
        "properties": raw["properties"],
        "placeholders": {cells.folded(text) for text in raw["placeholders"]},
        "gender": {cells.folded(text): value for value, texts in raw["values"]["gender"].items() for text in texts},
    }


def _property(column: _Column, rows: int) -> str:
    name = re.sub(r"[\s_./()-]+", " ", column.name.casefold()).strip()
    for prop, stems in _words()["properties"].items():
        if any(_named(name, stem, whole=prop == "row_id") for stem in stems) and _holds(column, prop, rows):
            return str(prop)
    if column.values and all(text.casefold() in _words()["gender"] for text in column.values):
        return "gender"
    return "ignore"


def _named(name: str, stem: str, *, whole: bool) -> bool:
    if stem[0] >= "\u3000":  # Chinese runs words together
        return stem in name
    return re.search(rf"(?<!\w){re.escape(stem)}" + (r"(?!\w)" if whole else ""), name) is not None


def _holds(column: _Column, prop: str, rows: int) -> bool:
    """Whether the values of a column speak for what its name suggests."""
    if prop == "row_id":
        return len(column.values) == column.filled >= 0.9 * rows > 0
    if prop in {"birthDate", "custody_when"}:
        return not column.filled or column.dates * 2 >= column.filled
    return True


def _one_each(columns: list[_Column]) -> None:
    """A list has one row id; a second column that looks like one is left to the reviewer."""
    taken = False
    for column in columns:
        if column.property == "row_id" and taken:
            column.property = "ignore"
        taken = taken or column.property == "row_id"


_HEAD = """\
# Proposed from {file} ({rows} rows looked at). Nothing here is confirmed: compare every line with the table.
# How mappings are written: docs/formats/mapping.md
tereze: mapping/1
list:
  id: {id}
  title: ""  # what the list calls itself
  publisher: ""  # who made it
  system_of_record: ""  # the database or act it comes from: two leaks of one database are one origin
  ground: null  # {{kind: official_record, confirmed_by: [one, two]}} once two people confirm it"""
_NO_ID = "# row_id: no column has a value of its own in every row; without one, newer versions cannot be compared"


def _text(path: Path, table: Table, columns: list[_Column], rows: int) -> list[str]:
    by = {column.property: column for column in columns}
    lines = [_HEAD.format(file=path.name, rows=rows, id=cells.key(path.stem) or "list")]
    if table.header_rows:
        lines += ["table:", f"  header: [{', '.join(map(str, table.header_rows))}]"]
    lines.append(f"row_id: {_quoted(by['row_id'].name)}" if "row_id" in by else _NO_ID)
    unknown = sorted({text for column in columns for text in column.unknown})
    lines += [*_order(columns), f"placeholders: {json.dumps(unknown, ensure_ascii=False)}", "columns:"]
    lines += [_line(column) for column in columns if column.property not in {"custody", "custody_when", "row_id"}]
    return lines + _custody(by.get("custody"), by.get("custody_when"))


def _order(columns: list[_Column]) -> list[str]:
    first = sum(column.above_first for column in columns)
    second = sum(column.above_second for column in columns)
    if not first and not second:
        return []
    if first and second:
        counts = f"{first} with the day first, {second} with the month first"
        return [f"# date_order: the list keeps to none ({counts}): left out, such dates are flagged"]
    order, times = ("dmy", first) if first else ("mdy", second)
    return [f"date_order: {order}  # {times} dates can be read in no other way"]


def _line(column: _Column) -> str:
    filled = f"{column.filled} filled, {len(column.values)} different"
    name = _quoted(column.name)
    if column.property == "gender":
        known = {text: _words()["gender"].get(text.casefold()) for text in sorted(column.values)}
        return f"  {name}: {{property: gender, values: {_flow(known)}}}  # {filled}"
    if column.property == "relative":
        return f"  {name}: notes  # {filled}; a relative is a mention of its own: code it in a sheet"
    if column.property == "ignore" and len(column.values) <= _FEW and column.values:
        shown = ", ".join(_quoted(text) for text in sorted(column.values))
        return f"  {name}: ignore  # {filled}: {shown}"
    return f"  {name}: {column.property}  # {filled}"


def _custody(status: _Column | None, when: _Column | None) -> list[str]:
    if status is None and when is None:
        return []
    lines = ["statements:", "  - property: custody"]
    if status is not None and len(status.values) <= _FEW * 3:
        lines += [
            f"    column: {_quoted(status.name)}",
            "    values:  # a custody status for each, null for what says nothing",
        ]
        lines += [f"      {_quoted(text)}: null  # {times}" for text, times in status.values.most_common()]
        lines.append("    term: true")
    else:
        lines.append("    value: missing  # if that is what this list is of")
    if when is not None:
        lines += ["    phase: began", f"    when: {_quoted(when.name)}"]
    return lines


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _flow(pairs: dict[str, str | None]) -> str:
    return "{" + ", ".join(f"{_quoted(text)}: {value or 'null'}" for text, value in pairs.items()) + "}"
