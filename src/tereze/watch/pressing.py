"""How hard incidents pressed on the window, month by month: the covariate of the nowcast's second reading.

An incident pushes the monthly change of the log intensity once; what it set going wears off as the trend's own changes
do. A push is its severity over four, upwards where it opens. How much a push does is not assumed: it is one number for
all incidents, with mean nothing, learnt from this register's own months. Incidents without a month push nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .incidents import Event
from .material import period
from .prior import PERSISTENCE
from .triangle import month_of

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

DIRECTION = {"closes": -1.0, "opens": 1.0}
UNGRADED = 1  # the severity of an incident that nobody graded
CLOSE = 62  # days: what is dated more loosely has no month


def pushes(events: Iterable[Event], months: Sequence[str]) -> Array:
    """(months,): the sum of the pushes of each month; `months` are labels such as 2019-03, without a gap."""
    import numpy as np

    place = {month: at for at, month in enumerate(months)}
    found = np.zeros(len(months))
    for event in events:
        when = period(event.when)
        if when is None or when.last - when.first > CLOSE or month_of(when.first) not in place:
            continue
        severity = UNGRADED if event.severity is None else event.severity
        found[place[month_of(when.first)]] += DIRECTION.get(event.direction, 0.0) * severity / 4
    return found


def pressure(pushed: Array) -> Array:
    """(months,): what the pushes so far have moved the log intensity by, for an effect of one."""
    import numpy as np

    months = len(pushed)
    since = np.subtract.outer(np.arange(months), np.arange(months))
    moved = np.where(since >= 0, (1 - PERSISTENCE ** (np.maximum(since, 0) + 1.0)) / (1 - PERSISTENCE), 0.0)
    return np.asarray(moved @ pushed)
