"""The figures of the window in the reader's language, each with its data to take away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpResponse

from tereze.actions.desk import Desk
from tereze.actions.watching_events import events
from tereze.model.errors import NotFound
from tereze.watch import figures as draw
from tereze.watch.assessment import Page as Assessment
from tereze.watch.incidents import Event, Factor, factors
from tereze.watch.positions import Line, lines
from tereze.watch.streams import ALL, Stream

from ..words import Words, words

_NAME = re.compile(r"(incidents|positions|stream-\d{1,3})\.(svg|csv)")


class Shown(NamedTuple):
    """One figure on a page: its name in an address, its title, the picture, what it says in words."""

    name: str
    title: str
    svg: str
    table: str


def of(t: Words, one: Assessment) -> tuple[Shown, ...]:
    """The incidents in time, then each stream that can be told."""
    streams = [_stream(t, stream, place) for place, stream in enumerate(one.streams) if stream.months]
    return (incidents(t, one.factors), *streams)


def incidents(t: Words, asked: Sequence[Factor]) -> Shown:
    """What bears on the window, one lane for each of the four questions."""
    rows = [(event.when, t.word("lane", factor.name), _what(t, event)) for factor in asked for event in factor.events]
    title = t("window.figure_incidents")
    return Shown("incidents", title, *draw.timeline(title, rows))


def _what(t: Words, event: Event) -> str:
    return f"{t.word('incident', event.sort)}, {t.word('direction', event.direction)}"


def positions(t: Words, shown: Sequence[Line]) -> Shown:
    """What was said, in time, one lane for each actor."""
    rows = [
        (point.when, line.label or line.actor, f"{t.word('stance', point.stance)}: {line.topic}")
        for line in shown
        for point in line.points
    ]
    title = t("window.figure_positions")
    return Shown("positions", title, *draw.timeline(title, rows))


def name_of(t: Words, stream: str) -> str:
    """The name of a stream: of a channel in this language, of anything else as it stands."""
    return t("window.all") if stream == ALL else t.word("source_kind", stream)


def figure(request: Any, desk: Desk, figure: str) -> Any:
    """One figure as a file: its picture or its data."""
    asked = _NAME.fullmatch(figure)
    if asked is None:
        raise NotFound(figure)
    shown = _asked(request, desk, asked[1])
    if shown is None:
        raise NotFound(figure)
    kind, text = ("image/svg+xml", shown.svg) if asked[2] == "svg" else ("text/csv; charset=utf-8", shown.table)
    answer = HttpResponse(text, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{figure}"'
    return answer


def _asked(request: Any, desk: Desk, name: str) -> Shown | None:
    t, by = words(request.language), request.GET.get("by", "channel")
    if name == "positions":
        return positions(t, lines(events(desk).material))
    if name == "incidents":
        return incidents(t, factors(events(desk).material))
    from . import assessment  # its page shows these figures

    counted = assessment.assessed(request, desk, "", by if by in assessment.BY else assessment.BY[0]).value
    found = of(t, counted.one) if counted is not None else ()
    return next((shown for shown in found if shown.name == name), None)


def _stream(t: Words, stream: Stream, place: int) -> Shown:
    title = t("window.figure_stream", name=name_of(t, stream.name))
    last = stream.months[-1]
    told = t(
        "window.figure_words", months=len(stream.months), last=last.when, told=f"{last.seen:.0f}",
        low=f"{last.low:.0f}", high=f"{last.high:.0f}",
    )  # fmt: skip
    return Shown(f"stream-{place}", title, *draw.ribbon(title, stream.months, told))
