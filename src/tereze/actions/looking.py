"""What was looked at lately from one open register: in memory, so that looking again soon leaves no second note."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tereze.model.records import Audit

WITHIN = 300
"""Seconds for which looks of one person at one thing are one note, counted from the note."""
MOST = 10_000
"""How many looks are remembered, and how many notes may wait, before the oldest are dropped or looking is refused."""

Glance = tuple[str, str, str, str]
"""Who, what kind of look, at which id, at which page or part of it."""


@dataclass(slots=True)
class Spent:
    """One person's look-ups: when, in the last day; how many since something was taken in; how often the last question
    grew; (when, names, everything asked) of the last minutes. Times are seconds since 1970.
    """

    times: deque[float] = field(default_factory=deque)
    idle: int = 0
    grown: int = 0
    asked: deque[tuple[float, tuple[str, ...], str]] = field(default_factory=deque)


class Looks:
    """Shared by all desks at one open register. `unwritten` are notes that wait because the machine refused them;
    `spent` are look-ups by person, `persons` how many persons the register held at a time (seconds since 1970),
    `growth` how it grew, and how many numbers had been given when that was counted.
    """

    def __init__(self) -> None:
        self._noted: dict[Glance, float] = {}
        self.unwritten: list[Audit] = []
        self.spent: dict[str, Spent] = {}
        self.persons: tuple[float, int] | None = None
        self.growth: tuple[int, Sequence[tuple[str, int]]] | None = None

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
