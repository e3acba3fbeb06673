"""XLSX, XLSM, XLS and ODS: cells as text, merged cells filled, dates as ISO dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tereze.intake.rows import NoTable, Row

ENDINGS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})


def read(path: Path, sheet: str = "") -> Iterator[Row]:
    """The rows of one sheet (by name; left out: the first that is visible), blank ones included. Raises `NoTable`."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        if sheet and sheet not in names:
            raise NoTable(path.name, f"it has no sheet “{sheet}”", hint=f"It has: {', '.join(names)}.")
        visible = [
            meta.name for meta in book.sheets_metadata if meta.visible == python_calamine.SheetVisibleEnum.Visible
        ]
        page = book.get_sheet_by_name(sheet or (visible or names)[0])
        merged = _merged(page)
        yield from _rows(page, merged)
    except (python_calamine.CalamineError, OSError, IndexError) as error:
        raise NoTable(path.name, str(error) or "it is empty") from None


def _merged(page: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """Cell → the first cell of the merged area it belongs to. Formats that do not say so have none."""
    found = {}
    for (top, left), (bottom, right) in page.merged_cell_ranges or ():
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    found[row, column] = (top, left)
    return found


def _rows(page: Any, merged: dict[tuple[int, int], tuple[int, int]]) -> Iterator[Row]:
    kept: dict[tuple[int, int], str] = {}
    wanted = set(merged.values())
    margin = [""] * (page.start[1] if page.start else 0)  # the reader leaves out empty columns before the first filled
    for row, values in enumerate(page.iter_rows()):
        cells = [*margin, *(_text(value) for value in values)]
        for column in range(len(cells)):
            place = (row, column)
            if place in wanted:
                kept[place] = cells[column]
            elif place in merged and not cells[column]:
                cells[column] = kept.get(merged[place], "")
        yield Row(row + 1, cells)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta | int) else ""
