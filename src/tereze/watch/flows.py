"""Flows of news on two clocks, when it happened and when the office learned it, by channel, region, host, witness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tereze.model import dates
from tereze.model.value import Value

from .delays import Delays, delays
from .material import period

BY = ("channel", "region", "host", "witness")
PRECISE = 62  # days: what happened within a wider span than this has no month of its own
UNKNOWN = "not known"


class Arrival(NamedTuple):
    """One piece of news of one person. `happened` is EDTF; `learned` the day of the telling or publication.

    channel: the kind of source; region: where it happened; host: where it was told; witness: how the origin knows
    """

    person: str
    happened: str
    learned: str
    channel: str = ""
    region: str = ""
    host: str = ""
    witness: str = ""
    source: str = ""


class Clock(NamedTuple):
    """One arrival on both clocks, as days; None where the day is not known closely enough."""

    happened: int | None
    learned: int | None


class Flow(Value, frozen=True):
    """One stream: counts per unit of time on each clock, arrivals without a close date, and the delay distribution."""

    name: str
    arrivals: int
    happened: tuple[tuple[str, int], ...]
    learned: tuple[tuple[str, int], ...]
    undated: int
    delay: Delays


def flows(arrivals: Iterable[Arrival], by: str, today: str, *, unit: str = "month") -> tuple[Flow, ...]:
    """A stream for each value of `by` (channel, region, host or witness), the largest first. unit: month or week.

    One source's news of one person is one arrival, however many statements it holds.
    """
    now = dates.read(today).first
    grouped: dict[str, list[Clock]] = {}
    for one in distinct(arrivals):
        grouped.setdefault(getattr(one, by) or UNKNOWN, []).append(clock(one))
    made = [_flow(name, clocks, now, unit) for name, clocks in grouped.items()]
    return tuple(sorted(made, key=lambda flow: (-flow.arrivals, flow.name)))


def distinct(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """One arrival for each person and source: the one whose event is dated closest, then earliest."""
    best: dict[tuple[str, str], Arrival] = {}
    for one in arrivals:
        key = one.person, one.source
        if key not in best or _rank(one) < _rank(best[key]):
            best[key] = one
    return [best[key] for key in sorted(best)]


def clock(one: Arrival) -> Clock:
    """Both days. What happened counts by the first day on which it may have begun, where that is close enough."""
    happened, learned = period(one.happened), period(one.learned)
    close = happened is not None and happened.begin_last - happened.begin_first <= PRECISE
    told = learned is not None and learned.last - learned.first <= PRECISE
    return Clock(
        happened.begin_first if happened and close else None,
        learned.first if learned and told else None,
    )


def label(day: int, unit: str) -> str:
    """The month (2019-03) or ISO week (2019-W11) of a day."""
    moment = date.fromordinal(day)
    if unit == "week":
        year, week, _ = moment.isocalendar()
        return f"{year}-W{week:02}"
    return moment.strftime("%Y-%m")


def _rank(one: Arrival) -> tuple[bool, int, str]:
    found = clock(one)
    return found.happened is None, found.happened or 0, one.happened


def _flow(name: str, clocks: list[Clock], today: int, unit: str) -> Flow:
    happened = Counter(label(one.happened, unit) for one in clocks if one.happened is not None)
    learned = Counter(label(one.learned, unit) for one in clocks if one.learned is not None)
    pairs = [
        (one.happened, one.learned) for one in clocks
        if one.happened is not None and one.learned is not None and one.happened <= one.learned <= today
    ]  # fmt: skip
    return Flow(
        name=name, arrivals=len(clocks), happened=tuple(sorted(happened.items())),
        learned=tuple(sorted(learned.items())),
        undated=len(clocks) - len(pairs), delay=delays(pairs, today),
    )  # fmt: skip
