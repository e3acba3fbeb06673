"""The program's own forecasts: what the nowcast says that can be checked on a day, and what was found on that day.

Each assessment that a person files as seen yields two for every stream that can be told: how much more about the months
so far will be told, with an interval, and the chance that the fall is still seen with hindsight. They are filed as
assessments by the program, in a source whose teller is the person who signs, and scored like anybody's.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple

from .assessment import Page, Stream
from .closing import BELOW
from .forecasts import Foretold
from .material import period
from .streams import Soon

AUTHOR = "Tereze nowcast"
_MORE = re.compile(
    r"From (\S+) to (\S+) .* more pieces of news of the months to (\d{4}-\d\d) will be told, (.+) \(90 %:"
)
_FALL = re.compile(r"Seen again on (\S+), the intensity of (\d{4}-\d\d) lies below .* of the year before, (.+) \(p=")


class Forecast(NamedTuple):
    """One forecast to file: its key in the sheet, its words, the day to check it."""

    key: str
    says: str
    check_on: str


class Asked(NamedTuple):
    """What a forecast of ours asks of the register on its day. kind: more or fall; last: the last month it is about."""

    kind: str
    stream: str
    last: str
    since: str
    until: str


def forecasts(page: Page) -> tuple[Forecast, ...]:
    """What the page foretells; nothing where it cannot tell."""
    made = []
    for place, stream in enumerate(page.streams):
        if stream.soon is not None and stream.months:
            made += _of(stream, stream.soon, place, page.as_of)
    return tuple(made)


def _of(stream: Stream, soon: Soon, place: int, today: str) -> list[Forecast]:
    last = stream.months[-1].when
    until = later(today, soon.months)
    found = [Forecast(
        f"more-{place}",
        f"From {today} to {until} {soon.middle} more pieces of news of the months to {last} will be told, "
        f"{stream.name} (90 %: {soon.low} to {soon.high})", until,
    )]  # fmt: skip
    if stream.verdict.ratio is not None:
        found.append(Forecast(
            f"fall-{place}",
            f"Seen again on {until}, the intensity of {last} lies below {BELOW['closing']:.0%} of the year before, "
            f"{stream.name} (p={min(max(stream.verdict.closing, 0.01), 0.99):.2f})", until,
        ))  # fmt: skip
    return found


def later(day: str, months: int) -> str:
    """The first of the month that many months after the month of `day`."""
    found = period(day)
    moment = date.fromordinal(found.first if found else 1)
    index = moment.year * 12 + moment.month - 1 + months
    return f"{index // 12:04}-{index % 12 + 1:02}-01"


def asked(one: Foretold) -> Asked | None:
    """What a forecast asks, if it is one of ours."""
    if one.by != AUTHOR:
        return None
    if more := _MORE.match(one.says):
        return Asked("more", more[4], more[3], more[1], more[2])
    if fall := _FALL.match(one.says):
        return Asked("fall", fall[3], fall[2], one.said_on, fall[1])
    return None


def outcome(one: Asked, *, learned: int | None = None, ratio: float | None = None) -> str:
    """The words of the score that the register speaks for: a person signs them.

    learned: pieces of news of those months that came in between; ratio: of the same month, with hindsight
    """
    if one.kind == "more":
        return f"observed {learned}" if learned is not None else "cannot_tell: the news cannot be counted"
    if ratio is None:
        return "cannot_tell: with hindsight there is still too little to tell"
    word = "came_true" if ratio < BELOW["closing"] else "did_not"
    return f"{word}: seen again, the intensity was {ratio:.0%} of the year before"


def plain(one: Forecast, by: str) -> dict[str, Any]:
    """The forecast as an assessment of a sheet; by: the mention that stands for the program."""
    return {"key": one.key, "by": by, "about": "window", "kind": "forecast", "says": one.says, "check_on": one.check_on}
