"""Each channel or region of the assessment: a verdict, the last months with their intervals, a change of level.

The nowcast is read twice: by the counts alone, and with the incidents as a covariate. Both stand on the page; the word
is that of the counts. Where nothing can be told, every stream says so, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tereze.model.value import Value

from .changepoints import Change, changes
from .closing import Verdict, verdict
from .figures import Ribbon
from .nowcast import SOON, Nowcast, TooFew, nowcast
from .triangle import Triangle

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

ALL = "all channels"
SILENT = 3  # whole months in which the office learned nothing: then it cannot be told from a closed window
FEW_OF_ONE = 30  # pieces of news of one stream below which its own trend is not called anything


class Soon(Value, frozen=True):
    """How much more about the months so far will be told within the next `months`: the middle, nine draws in ten."""

    months: int
    low: int
    middle: int
    high: int


class Stream(Value, frozen=True):
    """One channel or region. with_incidents: the verdict with the covariate, where incidents are known."""

    name: str
    verdict: Verdict
    told: int = 0
    months: tuple[Ribbon, ...] = ()
    change: Change | None = None
    change_month: str = ""
    with_incidents: Verdict | None = None
    soon: Soon | None = None


class Read(NamedTuple):
    """The streams, all together first; the effect of a grave incident (low, middle, high), where it was asked."""

    streams: tuple[Stream, ...]
    effect: tuple[float, float, float] | None = None


def read(table: Triangle, dice: np.random.Generator, inbox: Array | None, pressed: Array | None) -> Read:
    """Nowcast the table; pressed: (months,) what incidents pressed (`pressing.pressure`), None where none is known."""
    why = gap(table)
    try:
        found = None if why else nowcast(table.counts, dice, inbox)
    except TooFew as error:
        found, why = None, str(error.values[0])
    if found is None:
        return Read(tuple(_untold(table, name, place, why) for name, place in _named(table)))
    given = nowcast(table.counts, dice, inbox, incidents=pressed) if pressed is not None and pressed.any() else None
    streams = tuple(_stream(found, given, table, name, place) for name, place in _named(table))
    return Read(streams, _effect(given) if given is not None else None)


def hindsight(table: Triangle, dice: np.random.Generator, name: str, month: str) -> float | None:
    """The intensity of a month over the year before, of one stream, as a later table tells it; None where none can."""
    place = table.names.index(name) if name in table.names else None
    if month not in table.months or (place is None and name != ALL) or gap(table):
        return None
    try:
        found = nowcast(table.counts, dice)
    except TooFew:
        return None
    return verdict(_of(found.trend, place)[:, : table.months.index(month) + 1]).ratio


def gap(table: Triangle) -> str:
    """Why a silence of the whole office hides the answer; nothing where it was never silent for long of late."""
    import numpy as np

    if not table.counts.any():
        return ""
    _, months, delays = table.counts.shape
    report = np.add.outer(np.arange(months), np.arange(delays))
    learned = np.bincount(report.ravel(), table.counts.sum(axis=0).ravel(), months + delays)[:months]
    late = np.flatnonzero(learned[-18:])  # the months that are compared
    runs = np.diff(np.concatenate([[-1], late, [min(months, 18)]])) - 1
    longest = int(runs.max())
    if longest < SILENT:
        return ""
    return (
        f"nothing at all was learned in {longest} months running of the last 18: "
        "an office that was shut and a window that was shut look the same"
    )


def _named(table: Triangle) -> list[tuple[str, int | None]]:
    alone = len(table.names) <= 1
    return [(ALL, None), *([] if alone else [(name, place) for place, name in enumerate(table.names)])]


def _untold(table: Triangle, name: str, place: int | None, why: str) -> Stream:
    told = int(table.counts.sum() if place is None else table.counts[place].sum())
    return Stream(name=name, told=told, verdict=_cannot(why))


def _cannot(why: str) -> Verdict:
    return Verdict(word="cannot tell", probability=0.0, closing=0.0, why=why)


def _stream(found: Nowcast, given: Nowcast | None, table: Triangle, name: str, place: int | None) -> Stream:
    import numpy as np

    totals, seen = _of(found.totals, place), found.seen.sum(axis=0) if place is None else found.seen[place]
    told = int(seen.sum())
    low, middle, high = np.quantile(totals, [0.05, 0.5, 0.95], axis=0)
    rows = tuple(
        Ribbon(when, float(a), float(b), float(c), float(s))
        for when, a, b, c, s in zip(table.months, low, middle, high, seen, strict=True)
    )
    change = _change(found, totals)
    few = f"{told} pieces of news are too few for one channel, it takes {FEW_OF_ONE}" if told < FEW_OF_ONE else ""
    return Stream(
        name=name, told=told, months=rows, change=change, change_month=table.months[change.month] if change else "",
        verdict=_cannot(few) if few else verdict(_of(found.trend, place)),
        with_incidents=verdict(_of(given.trend, place)) if given is not None and not few else None,
        soon=_soon(found, place),
    )  # fmt: skip


def _of(draws: Array, place: int | None) -> Array:
    """(draws, months) of one channel, or of all together."""
    return draws.sum(axis=1) if place is None else draws[:, place]


def _change(found: Nowcast, totals: Array) -> Change | None:
    import numpy as np

    means = totals.mean(axis=0)
    spread = totals.std(axis=0) / np.maximum(means, 0.5)
    uneven = max(found.fitted.eta.parts[3].variance, 1e-3)
    turned = changes([float(m) for m in means], [float(s) for s in spread], size=1.0 / uneven)
    return turned[0] if turned else None


def _soon(found: Nowcast, place: int | None) -> Soon:
    import numpy as np

    draws = found.soon.sum(axis=1) if place is None else found.soon[:, place]
    low, middle, high = np.quantile(draws, [0.05, 0.5, 0.95], method="nearest")
    return Soon(months=SOON, low=int(low), middle=int(middle), high=int(high))


def _effect(given: Nowcast) -> tuple[float, float, float]:
    """The factor by which one of the gravest closing incidents moves the intensity in its first month; nine in ten."""
    import numpy as np

    draws = np.exp(-given.effect)
    low, middle, high = (float(one) for one in np.quantile(draws, [0.05, 0.5, 0.95]))
    return low, middle, high
