"""The inbox: how much had come in and was not yet worked through, as somebody counted it on a day.

It is the one thing from outside that tells a slow office from an empty window. A count is an assessment of kind
`inbox` `about: inbox`, whose `says` begins with the number; the last count of a month stands for the month.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tereze.model.events import Assessment

from .material import Cite, Material, period
from .triangle import month_of

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

KIND = "inbox"
ENOUGH = 6  # months with a count below which the inbox is no covariate
_NUMBER = re.compile(r"\s*(\d{1,9})\b")


class Counted(NamedTuple):
    """One count: the month it stands for, how many were waiting, and where that is from."""

    month: str
    waiting: int
    cite: Cite


def counted(material: Material) -> tuple[Counted, ...]:
    """One count a month, the month's last, in order of time. What has no day or no number is no count."""
    best: dict[str, tuple[int, Counted]] = {}
    for one in material.assessments:
        when, waiting = period(material.when(one)), number(one)
        if when is None or waiting is None or month_of(when.first) != month_of(when.last):
            continue
        month = month_of(when.first)
        if month not in best or (best[month][0], best[month][1].cite.record) < (when.last, one.id):
            best[month] = when.last, Counted(month, waiting, material.cite(one))
    return tuple(best[month][1] for month in sorted(best))


def number(one: Assessment) -> int | None:
    """The number of an inbox count; None for any other assessment, and where `says` begins with no number."""
    found = _NUMBER.match(one.says) if one.sort == KIND else None
    return int(found[1]) if found else None


def sizes(counts: Sequence[Counted], months: Sequence[str]) -> Array | None:
    """(months,) sizes, not a number where nobody counted; None where fewer than `ENOUGH` of the months were counted."""
    import numpy as np

    known = {one.month: float(one.waiting) for one in counts}
    if sum(month in known for month in months) < ENOUGH:
        return None
    return np.asarray([known.get(month, float("nan")) for month in months])
