"""Turning pages of a long list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

Row = TypeVar("Row")
LAST = 100_000


class Turn(NamedTuple):
    """Which page of a list is asked for (from 1) and how many lines a page has."""

    number: int
    size: int

    @classmethod
    def of(cls, request: Any, size: int) -> Turn:
        """From the address (`?page=2`); whatever cannot be a page is the first."""
        asked = request.GET.get("page", "1")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 6 else 1
        return cls(min(max(number, 1), LAST), size)

    @property
    def offset(self) -> int:
        """How many lines stand on the pages before."""
        return (self.number - 1) * self.size

    def cut(self, rows: Sequence[Row]) -> tuple[Sequence[Row], bool]:
        """The lines of this page, and whether more follow; one line more than a page was asked for."""
        return rows[: self.size], len(rows) > self.size
