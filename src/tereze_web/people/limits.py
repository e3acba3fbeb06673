"""How much one person may ask for in a while: a bucket for each person and kind of asking that fills again with time.

It stops a program that reads the register out through somebody's browser, not a person at work.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from tereze.model.errors import NotAllowed


class TooMuch(NotAllowed):
    """More was asked for than one person can read."""

    message = "That was too much in a short time. Wait {0} seconds."
    hint = "Every person has a measure; it fills again by itself."


class Measure(NamedTuple):
    """`most` at once, and as many again in `seconds`."""

    most: int
    seconds: float


MEASURES = {
    "page": Measure(900, 60.0),
    "program": Measure(300, 60.0),
    "heavy": Measure(20, 3600.0),  # export, publishing
    "stranger": Measure(120, 60.0),  # everybody who is not signed in, together
}


class Limits:
    """The buckets of everybody."""

    def __init__(self, clock: Callable[[], float], measures: dict[str, Measure] | None = None) -> None:
        self._clock, self.measures = clock, dict(measures or MEASURES)
        self._lock = Lock()
        self._left: dict[tuple[str, str], tuple[float, float]] = {}

    def take(self, who: str, kind: str) -> None:
        """Take one. Raises `TooMuch` when nothing is left."""
        most, seconds = self.measures[kind]
        now = self._clock()
        with self._lock:
            left, at = self._left.get((who, kind), (float(most), now))
            left = min(float(most), left + (now - at) * most / seconds)
            if left >= 1:
                self._left[who, kind] = (left - 1, now)
                return
        raise TooMuch(int((1 - left) * seconds / most) + 1)
