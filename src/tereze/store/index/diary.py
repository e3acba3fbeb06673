"""Answers that are due, and how the register grew (`tereze.actions.index_diary`)."""

from __future__ import annotations

from collections.abc import Sequence

from tereze.model.events import Intervention

from .derive import DUE
from .facet_reading import FacetReader


class DiaryReader(FacetReader):
    """The part of the index that the first screen of a day uses."""

    def due(self, until: str, limit: int = 20) -> Sequence[Intervention]:
        """Steps whose answer is due by `until` and not there, the longest overdue first."""
        sql = "SELECT target, id FROM ref WHERE sort = ? AND target <= ? ORDER BY target, id LIMIT ?"
        ids = [row[1] for row in self._database.all(sql, (DUE, until, limit))]
        found = self._records("intervention", ids)
        return tuple(one for name in ids if isinstance(one := found.get(name), Intervention))

    def growth(self, since: str = "") -> Sequence[tuple[str, int]]:
        """(month, register numbers given in it), in order, from the month `since` on."""
        sql = "SELECT substr(at, 1, 7) AS month, count(*) FROM number WHERE at >= ? GROUP BY month ORDER BY month"
        return tuple((row[0], row[1]) for row in self._database.all(sql, (since,)))
