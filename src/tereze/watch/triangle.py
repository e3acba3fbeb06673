"""From pieces of news to a reporting triangle: by channel, month it happened, and months until it was learned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from tereze.model import dates

from .flows import UNKNOWN, Arrival, clock, distinct

if TYPE_CHECKING:
    import numpy as np

MONTHS, DELAYS = 60, 24
FEW = 15  # streams with less news than this are taken together
OTHERS = "others together"


class Triangle(NamedTuple):
    """counts (channels, months, delays); months are labels such as 2019-03; what could not be placed, and why."""

    counts: np.ndarray[Any, Any]
    names: tuple[str, ...]
    months: tuple[str, ...]
    undated: int
    late: int  # told after more months than the triangle is wide
    early: int  # happened before its first month


def triangle(
    arrivals: Iterable[Arrival], by: str, today: str, *, months: int = MONTHS, delays: int = DELAYS
) -> Triangle:
    """The triangle that ends with the last whole month before `today`; of the months at most those since the first."""
    import numpy as np

    end = month_index(dates.read(today).first) - 1
    placed, undated = _placed(distinct(arrivals), by)
    placed = [one for one in placed if one[2] <= end]
    width = min(months, max((end - happened + 1 for _, happened, _ in placed), default=0))
    first = end - width + 1
    inside = [one for one in placed if one[1] >= first and one[2] - one[1] < delays]
    names = _names([name for name, *_ in inside])
    counts = np.zeros((len(names), width, delays))
    for name, happened, learned in inside:
        row = names.index(name) if name in names else names.index(OTHERS)
        counts[row, happened - first, learned - happened] += 1
    late = sum(1 for _, happened, learned in placed if happened >= first and learned - happened >= delays)
    labels = tuple(month_label(first + k) for k in range(width))
    return Triangle(counts, names, labels, undated, late, len(placed) - len(inside) - late)


def month_label(index: int) -> str:
    """2019-03 for the month of that index (years times twelve plus months)."""
    return f"{index // 12:04}-{index % 12 + 1:02}"


def month_of(day: int) -> str:
    """2019-03 for a day (a proleptic ordinal)."""
    return month_label(month_index(day))


def month_index(day: int) -> int:
    """Years times twelve plus months, for a day (a proleptic ordinal)."""
    moment = date.fromordinal(day)
    return moment.year * 12 + moment.month - 1


def _placed(arrivals: Sequence[Arrival], by: str) -> tuple[list[tuple[str, int, int]], int]:
    """(stream, month it happened, month it was learned) of all that have both in order; how many have not."""
    found = []
    for one in arrivals:
        both = clock(one)
        if both.happened is not None and both.learned is not None and both.happened <= both.learned:
            found.append((getattr(one, by) or UNKNOWN, month_index(both.happened), month_index(both.learned)))
    return found, len(arrivals) - len(found)


def _names(told: Sequence[str]) -> tuple[str, ...]:
    """The streams with enough news, the largest first; all others together under one name."""
    counted = Counter(told)
    enough = sorted((name for name, count in counted.items() if count >= FEW), key=lambda name: (-counted[name], name))
    return (*enough, OTHERS) if len(enough) < len(counted) else tuple(enough)
