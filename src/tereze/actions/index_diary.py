"""What a calendar asks of the derived tables: which answers are due, and how the register grew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tereze.model.events import Intervention


class Diary(Protocol):
    """The part of `tereze.actions.index.Index` behind the first screen of a day."""

    def due(self, until: str, limit: int = 20) -> Sequence[Intervention]:
        """Steps whose answer is due by the day `until` (YYYY-MM-DD) and not there, the longest overdue first."""
        ...

    def growth(self, since: str = "") -> Sequence[tuple[str, int]]:
        """(month, register numbers given in it), in order; "" where no time was kept. From the month `since` on."""
        ...
