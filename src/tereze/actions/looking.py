"""What was looked at lately from one open register: in memory, so that looking again soon leaves no second note."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tereze.model.records import Audit

WITHIN = 300
"""Seconds for which looks of one person at one thing are one note, counted from the note."""
MOST = 10_000
"""How many looks are remembered, and how many notes may wait, before the oldest are dropped or looking is refused."""

Glance = tuple[str, str, str, str]
"""Who, what kind of look, at which id, at which page or part of it."""


class Looks:
    """Shared by all desks at one open register. `unwritten` are notes that wait because the machine refused them."""

    def __init__(self) -> None:
        self._noted: dict[Glance, float] = {}
        self.unwritten: list[Audit] = []

    def is_new(self, glance: Glance, at: str) -> bool:
        """Whether a look at the time `at` (ISO 8601) needs a note. A clock put back makes every look new."""
        noted = self._noted.get(glance)
        return noted is None or not 0 <= seconds(at) - noted < WITHIN

    def keep(self, glances: Iterable[Glance], at: str) -> None:
        """These were noted at `at`."""
        now = seconds(at)
        for glance in glances:
            self._noted.pop(glance, None)  # so that the dictionary stays in order of time
            self._noted[glance] = now
        while len(self._noted) > MOST:
            del self._noted[next(iter(self._noted))]


def seconds(at: str) -> float:
    """ISO 8601 with its time zone as seconds since 1970."""
    return datetime.fromisoformat(at).timestamp()
