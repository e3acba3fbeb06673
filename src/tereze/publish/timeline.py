"""The timeline of a person as a figure: plain shapes, no script, readable aloud, small enough for a telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tereze.model.dates import ALWAYS, NEVER, BadDate, read

WIDTH = 400
_LEFT, _RIGHT = 8, 392
_LANE, _BAR, _HEAD = 34, 9, 20
_FACETS = ("holding", "liberty", "work", "knowledge", "life")


class Stretch(Protocol):
    """One item of the timeline, as `weigh` gives it."""

    @property
    def facet(self) -> str | None:
        """The facet of the status."""

    @property
    def begin(self) -> str | None:
        """EDTF, or None when nobody said."""

    @property
    def end(self) -> str | None:
        """EDTF, or None when nobody said."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its place in the figure, the text above it and where that text is anchored."""

    x: int
    y: int
    width: int
    text_y: int
    text: str
    text_x: int
    anchor: str
    kind: str
    open: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """Everything the template draws."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[int, str], ...]


def figure(items: Sequence[Stretch], labels: Sequence[str]) -> Figure | None:
    """The figure of those items that have a date; None when fewer than one has. One row for each item, by facet."""
    dated = [(item, label, span) for item, label in zip(items, labels, strict=True) if (span := _span(item))]
    if not dated:
        return None
    first = min(span[0] for _, _, span in dated)
    last = max(*(span[1] for _, _, span in dated), first + 365)
    low = date.fromordinal(first).year
    high = min(date.fromordinal(min(last, ALWAYS)).year + 1, 9999)
    start, stop = date(low, 1, 1).toordinal(), max(date(high, 1, 1).toordinal(), last)
    dated.sort(key=lambda one: (_rank(one[0].facet), one[2][0], one[2][1], one[1]))
    bars = tuple(_bar(row, one, start, stop) for row, one in enumerate(dated))
    ticks = tuple((_x(date(year, 1, 1).toordinal(), start, stop), str(year)) for year in _years(low, high))
    return Figure(WIDTH, _HEAD + _LANE * len(bars) + 4, bars, ticks)


def _bar(row: int, one: tuple[Stretch, str, tuple[int, int, bool]], start: int, stop: int) -> Bar:
    item, label, (begin, end, is_open) = one
    x = _x(begin, start, stop)
    right = _RIGHT if is_open else max(_x(end, start, stop), x + 4)
    y = _HEAD + row * _LANE + 18
    late = x > WIDTH * 0.55
    return Bar(
        x=x,
        y=y,
        width=right - x,
        text_y=y - 5,
        text=label,
        text_x=right if late else x,
        anchor="end" if late else "start",
        kind=item.facet or "knowledge",
        open=is_open,
    )


def _span(item: Stretch) -> tuple[int, int, bool] | None:
    try:
        begin, end = read(item.begin or ""), read(item.end or "")
    except BadDate:
        return None
    first = begin.first if begin.first != NEVER else end.first
    if first in {NEVER, ALWAYS}:
        return None
    is_open = not item.end or end.last == ALWAYS
    last = begin.last if is_open else end.last
    return first, first if last in {NEVER, ALWAYS} else max(last, first), is_open


def _x(day: int, start: int, stop: int) -> int:
    return round(_LEFT + (_RIGHT - _LEFT) * (day - start) / max(stop - start, 1))


def _years(low: int, high: int) -> range:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000, 10000) if (high - low) / step <= 6)
    return range(low if step == 1 else -(-low // step) * step, high + 1, step)


def _rank(facet: str | None) -> int:
    return _FACETS.index(facet) if facet in _FACETS else len(_FACETS)
