"""What the register holds on the day a forecast of the program was to be checked: the words of its score."""

from __future__ import annotations

from tereze.model import dates
from tereze.watch import ours
from tereze.watch.flows import clock, distinct
from tereze.watch.forecasts import Foretold
from tereze.watch.material import first_day
from tereze.watch.streams import ALL, hindsight
from tereze.watch.triangle import DELAYS, OTHERS, month_index, month_of, triangle

from .watching import flowing
from .watching_gather import Gathered


def outcome(found: Gathered, forecast: Foretold, by: str = "channel") -> str:
    """The words of the score, by what had come by the day of checking; nothing for a forecast of somebody else's."""
    asked = ours.asked(forecast)
    if asked is None:
        return ""
    if asked.kind == "more":
        return ours.outcome(asked, learned=came(found, asked, by))
    import numpy as np

    day = dates.read(asked.until)
    known = tuple(one for one in flowing(found.arrivals) if first_day(one.learned) < day.first)
    table = triangle(known, by, asked.until)
    return ours.outcome(asked, ratio=hindsight(table, np.random.default_rng(day.first), asked.stream, asked.last))


def came(found: Gathered, asked: ours.Asked, by: str) -> int | None:
    """How much news of the months up to `last` came from the day of the forecast to that of checking.

    None for streams that were taken together: which they were is not known any more.
    """
    if asked.stream == OTHERS:
        return None
    since, until = _month(asked.since), _month(asked.until)
    counted = 0
    for one in distinct(flowing(found.arrivals)):
        both = clock(one)
        if both.happened is None or both.learned is None or both.happened > both.learned:
            continue
        happened, learned = month_index(both.happened), month_index(both.learned)
        mine = asked.stream in {ALL, getattr(one, by)}
        inside = month_of(both.happened) <= asked.last and since <= learned < until
        counted += mine and inside and learned - happened < DELAYS
    return counted


def _month(day: str) -> int:
    return month_index(dates.read(day).first)
