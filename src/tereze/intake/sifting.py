"""Which rows of a table are records: blank rows, repeated headers, headings between rows and totals are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tereze.intake import cells
from tereze.intake.notes import Notes
from tereze.intake.plan import Layout
from tereze.intake.rows import Broken, Cell, Row, Table, flat


class Sieve:
    """Goes through the rows once; what it leaves out is counted in `notes`."""

    def __init__(self, layout: Layout, table: Table, notes: Notes) -> None:
        self.layout, self.table, self.notes = layout, table, notes
        self.width = len(table.columns)
        self.header = [cells.folded(name) for name in table.columns]
        self.skip = tuple(cells.folded(text) for text in layout.skip)
        self.down = [place for place, name in enumerate(table.columns) if name in layout.fill_down]
        self.group = ""
        self.last: dict[int, str] = {}

    def rows(self) -> Iterator[Row | Broken]:
        """The records, each as wide as the header (and one wider where headings are kept as a column)."""
        for row in self.table.rows:
            if isinstance(row, Broken):
                yield row
                continue
            filled = [
                place for place, cell in enumerate(row.cells) if cell and (not isinstance(cell, str) or cell.strip())
            ]
            if not filled or self._left_out(row, filled):
                continue
            if filled[-1] >= self.width:
                error = f"the row has more cells ({filled[-1] + 1}) than there are columns ({self.width})"
                yield Broken(row.number, error, "Look for a delimiter inside a cell, or a quote that is not closed.")
                continue
            yield Row(row.number, self._completed(row.cells))

    def _left_out(self, row: Row, filled: list[int]) -> bool:
        if self.skip and any(cells.folded(flat(row.cells[place])).startswith(self.skip) for place in filled):
            self.notes.add("total", "", row.number)
            return True
        texts = [cells.folded(flat(cell)) for cell in row.cells[: self.width]]
        if texts[0] == self.header[0] and texts == self.header[: len(texts)]:
            self.notes.add("header", "", row.number)
            return True
        if self.layout.groups and len(filled) == 1 and filled[0] == 0:
            self.group = cells.tidy(flat(row.cells[0]))
            self.notes.add("heading", self.layout.groups, row.number, self.group)
            return True
        return False

    def _completed(self, given: Sequence[Cell]) -> Sequence[Cell]:
        if not self.down and not self.layout.groups and len(given) >= self.width:
            return given
        made = [*given[: self.width], *[""] * (self.width - len(given))]
        for place in self.down:
            text = flat(made[place])
            if text:
                self.last[place] = text
            else:
                made[place] = self.last.get(place, "")
        if self.layout.groups:
            made.append(self.group)
        return made
