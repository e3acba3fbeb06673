"""People about whom news has stopped, and sources who stopped speaking: a list for gentle follow-up, never an alarm.

What is usual is read from the register itself: the gaps between one piece of news and the next, for that kind of case
(last known status). Where the silence is longer than nine in ten finished gaps, the person is listed. Beside it stands
the share of all gaps that last longer (Kaplan and Meier 1958): gaps that still run are censored, and of many people
nothing was ever heard again. With few finished gaps the answer is "cannot tell", with the number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tereze.model import dates
from tereze.model.value import Value

from .material import period

ENOUGH = 8  # finished gaps below which nothing is called usual
RARE = 0.1  # a silence longer than nine in ten finished gaps is put on the list


class Heard(Value, frozen=True, gc=False):
    """When something was heard of a person or from a source: ISO days; `kind` is the kind of case or of source."""

    id: str
    label: str
    kind: str
    days: tuple[str, ...]


class Silence(Value, frozen=True):
    """How long it has been silent, and how usual that is: `longer` is the share of gaps that last longer, or None."""

    id: str
    label: str
    kind: str
    since: str
    days: int
    longer: float | None
    gaps: int
    follow_up: bool
    why: str


def silences(heard: Iterable[Heard], today: str) -> tuple[Silence, ...]:
    """The longest silences first, those out of the usual before the others."""
    now = dates.read(today).first
    days = {one.id: (one, _days(one, now)) for one in heard}
    gaps = _gaps([(one.kind, found) for one, found in days.values()], now)
    everyone = _Usual([gap for kind in gaps.values() for gap in kind])
    usual = {kind: _Usual(own) for kind, own in gaps.items()}
    made = [_silence(one, found, usual[one.kind], everyone, now) for one, found in days.values() if found]
    return tuple(sorted(made, key=lambda one: (not one.follow_up, -one.days, one.id)))


def _days(one: Heard, today: int) -> list[int]:
    found = (period(day) for day in one.days)
    return sorted({span.last for span in found if span is not None and span.last <= today})


def _gaps(cases: Sequence[tuple[str, list[int]]], today: int) -> dict[str, list[tuple[int, bool]]]:
    """Kind → (length in days, whether it ended): every gap between two pieces of news, and the one that runs."""
    found: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
    for kind, days in cases:
        found[kind] += [(then - first, True) for first, then in pairwise(days)]
        if days:
            found[kind].append((today - days[-1], False))
    return found


def _silence(one: Heard, days: list[int], own: _Usual, everyone: _Usual, today: int) -> Silence:
    silent = today - days[-1]
    kind_known = len(own.finished) >= ENOUGH
    usual = own if kind_known else everyone
    finished = len(usual.finished)
    known = finished >= ENOUGH
    longer = usual.longer(silent) if known else None
    shorter = bisect_left(usual.finished, silent)
    return Silence(
        id=one.id,
        label=one.label,
        kind=one.kind,
        since=next(day for day in one.days if (span := period(day)) is not None and span.last == days[-1]),
        days=silent,
        longer=longer,
        gaps=finished,
        follow_up=known and shorter >= (1.0 - RARE) * finished,
        why=_why(one.kind if kind_known else "", longer, shorter, finished),
    )


def _why(kind: str, longer: float | None, shorter: int, finished: int) -> str:
    if longer is None:
        return f"cannot tell what is usual: {finished} finished gaps"
    of = f"“{kind}”" if kind else "any kind (too few of this kind)"
    return f"longer than {shorter} of {finished} finished gaps of {of}; {longer:.0%} of all last longer"


def survival(gaps: Sequence[tuple[int, bool]], beyond: int) -> float:
    """Kaplan–Meier: the share of gaps longer than `beyond` days; a running gap is only known to be as long as it is."""
    return _Usual(gaps).longer(beyond)


class _Usual:
    """What gaps are usual: sorted once, then asked for every person. `finished`: the lengths of those that ended."""

    def __init__(self, gaps: Sequence[tuple[int, bool]]) -> None:
        every = sorted(length for length, _ in gaps)
        self.finished = sorted(length for length, ended in gaps if ended)
        self._lengths = sorted(set(self.finished))
        self._shares = [1.0]
        for length in self._lengths:
            at_risk = len(every) - bisect_left(every, length)
            ended = bisect_right(self.finished, length) - bisect_left(self.finished, length)
            self._shares.append(self._shares[-1] * (1.0 - ended / at_risk))

    def longer(self, beyond: int) -> float:
        """The share of gaps that last longer than so many days."""
        return self._shares[bisect_right(self._lengths, beyond)]
