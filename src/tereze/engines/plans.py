"""What an engine is told of a table: which columns, compared how, and which records are worth comparing."""

from __future__ import annotations

from dataclasses import dataclass

Rule = tuple[str, ...]
"""Columns whose agreement brings two records together; “name~” is the group (sound, larger place) of a column."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A column to compare: `kind` is text, number, place or code; `group` the column with the sound of a text or the
    larger place around a place; `near` the differences of numbers that are still near."""

    name: str
    kind: str
    group: str = ""
    near: tuple[int, int, int] = (1, 5, 10)
