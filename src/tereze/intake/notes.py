"""Remarks about a table, gathered while its rows are read: one line per kind and column, not one per row."""

from __future__ import annotations

from dataclasses import dataclass, field

from tereze.intake.drafts import Warning_

_SHOWN = 3


@dataclass(slots=True)
class _Note:
    count: int = 0
    rows: list[int] = field(default_factory=list)
    example: str = ""
    last: int = 0


_UNKNOWN = "Add them to placeholders if they mean “unknown”."
_TEXTS = {
    "ambiguous": (
        "dates that can be read two ways (both readings are kept)",
        "Give the column a date_order if the list keeps to one.",
    ),
    "impossible": (
        "dates that do not exist as written (what is sure of the year is kept)",
        "The words are in “said”; correct the table if it is a slip.",
    ),
    "two_digit_year": ("years of two digits (the date is not read)", 'Give the mapping a century, such as "19".'),
    "unread": ("cells without a date that can be read in full (the words are kept)", _UNKNOWN),
    "age": ("ages that cannot be read (the words are kept)", _UNKNOWN),
    "unmapped": (
        "texts without a reading in “values” (no statement is made of them)",
        "Add them to values (null for those that say nothing).",
    ),
    "heading": ("headings between the rows (left out)", ""),
    "total": ("remarks or totals (left out)", ""),
    "header": ("rows that repeat the column names (left out)", ""),
}


class Notes:
    """Counts per kind and column, with the first rows and one example."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], _Note] = {}

    def add(self, kind: str, column: str, row: int, example: str = "") -> None:
        """One more of a kind in a column; a cell counts once."""
        note = self._found.setdefault((kind, column), _Note())
        if row == note.last:
            return  # one cell may be read by several rules, and for several people
        note.last = row
        note.count += 1
        if len(note.rows) < _SHOWN:
            note.rows.append(row)
            note.example = note.example or example

    def warnings(self, file: str) -> tuple[Warning_, ...]:
        """All of them, in the order in which they were first met."""
        made = []
        for (kind, column), note in self._found.items():
            text, hint = _TEXTS[kind]
            rows = ", ".join(str(row) for row in note.rows) + (" …" if note.count > _SHOWN else "")
            example = f", such as “{note.example[:60]}”" if note.example else ""
            whole = f"{text}: {note.count}{example}, in rows {rows}"
            made.append(Warning_(file, note.rows[0], column, whole, hint, note.count))
        return tuple(made)
