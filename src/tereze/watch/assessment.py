"""The assessment: a dated page whose every sentence opens to its sources. No bare index.

What the nowcast says and what the incidents say stand beside each other; neither is added to the other. A person signs,
and may disagree and say why: an assessment `about: window` whose words begin with one of the five.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tereze.model import resources
from tereze.model.value import Value

from .changepoints import Change, changes
from .closing import Verdict, verdict
from .figures import Ribbon, ribbon, timeline
from .incidents import Factor, factors
from .material import Cite, Material, period
from .nowcast import Nowcast, TooFew, nowcast
from .triangle import Triangle

if TYPE_CHECKING:
    import numpy as np

WORDS = ("open", "narrowing", "closing", "closed", "cannot tell")
ALL = "all channels"
NAMES = {"host_response": "host state", "other_state_tolerance": "other state",
         "pressure_on_host": "pressure", "public_response": "public"}  # fmt: skip


class Stream(Value, frozen=True):
    """One channel or region: the verdict, the last months' totals with their intervals, and a change of level."""

    name: str
    verdict: Verdict
    months: tuple[Ribbon, ...] = ()
    change: Change | None = None
    change_month: str = ""


class Sentence(Value, frozen=True):
    """One sentence and where it comes from; `by_model` sentences rest on counts and name the method instead."""

    text: str
    cites: tuple[Cite, ...] = ()
    by_model: bool = False


class Signed(Value, frozen=True):
    """A person's word on the window: agrees or not with the model, and why."""

    by: str
    at: str
    word: str
    agrees: bool
    says: str
    cite: Cite


class Page(Value, frozen=True):
    """The assessment of one day."""

    as_of: str
    verdict: Verdict
    streams: tuple[Stream, ...]
    factors: tuple[Factor, ...]
    sentences: tuple[Sentence, ...]
    changed: tuple[Sentence, ...]
    change_mind: tuple[str, ...]
    signed: tuple[Signed, ...]
    figures: tuple[tuple[str, str, str], ...] = ()  # name, SVG, CSV


def assess(
    material: Material, table: Triangle, today: str, since: str, *, dice: np.random.Generator, backlog: Any = None
) -> Page:
    """Assess the window as of `today`; what changed is told from `since` on. Few data: the word is “cannot tell”."""
    streams, why = _streams(table, dice, backlog)
    overall = streams[0].verdict if streams else Verdict(word="cannot tell", probability=0.0, closing=0.0, why=why)
    found = factors(material)
    return Page(
        as_of=today, verdict=overall, streams=streams, factors=found,
        sentences=(_of_model(overall, table), *(_of_factor(one) for one in found)),
        changed=_changed(found, since), signed=_signed(material, overall),
        change_mind=tuple(resources.table("watch/assessment.yaml")["change_mind"][overall.word]),
        figures=_figures(streams, found),
    )  # fmt: skip


def _streams(table: Triangle, dice: np.random.Generator, backlog: Any) -> tuple[tuple[Stream, ...], str]:
    """All channels together first, then each; nothing, and why, where there is too little to fit."""
    try:
        found = nowcast(table.counts, dice, backlog)
    except TooFew as error:
        return (), str(error.values[0])
    every = [_stream(found, table, ALL, None)]
    if len(table.names) > 1:
        every += [_stream(found, table, name, place) for place, name in enumerate(table.names)]
    return tuple(every), ""


def _stream(found: Nowcast, table: Triangle, name: str, place: int | None) -> Stream:
    import numpy as np

    totals = found.totals.sum(axis=1) if place is None else found.totals[:, place]
    trend = found.trend.sum(axis=1) if place is None else found.trend[:, place]
    seen = found.seen.sum(axis=0) if place is None else found.seen[place]
    low, middle, high = np.quantile(totals, [0.05, 0.5, 0.95], axis=0)
    rows = tuple(
        Ribbon(when, float(a), float(b), float(c), float(s))
        for when, a, b, c, s in zip(table.months, low, middle, high, seen, strict=True)
    )
    means = totals.mean(axis=0)
    spread = totals.std(axis=0) / np.maximum(means, 0.5)
    uneven = max(found.fitted.eta.parts[3].variance, 1e-3)
    turned = changes([float(m) for m in means], [float(s) for s in spread], size=1.0 / uneven)
    change = turned[0] if turned else None
    return Stream(
        name=name, verdict=verdict(trend), months=rows, change=change,
        change_month=table.months[change.month] if change else "",
    )  # fmt: skip


def _of_model(one: Verdict, table: Triangle) -> Sentence:
    told = int(table.counts.sum())
    rest = f"{told} pieces of news over {len(table.months)} months ({table.undated} more have no close date)"
    if one.word == "cannot tell" or one.ratio is None or one.low is None or one.high is None:
        text = f"Whether the window closes, the numbers cannot tell: {one.why}. They are {rest}."
        return Sentence(text=text, by_model=True)
    text = (
        f"By the numbers the window is {one.word} (probability {one.probability:.0%}): what people will in the end "
        f"have told of the last month runs, smoothed, at {one.ratio:.0%} of the year before "
        f"(90 % interval {one.low:.0%} to {one.high:.0%}), with late news allowed for; {rest}."
    )
    return Sentence(text=text, by_model=True)


def _of_factor(one: Factor) -> Sentence:
    if not one.events:
        return Sentence(text=f"{one.asks} The register holds no event on this.")
    told = f"{one.closes} events close, {one.opens} open, {one.neutral} are neutral; the gravest is {one.gravest} of 4"
    listed = "; ".join(f"{event.when} {event.sort.replace('_', ' ')}" for event in one.events)
    return Sentence(text=f"{one.asks} {told}: {listed}.", cites=tuple(c for event in one.events for c in event.cites))


def _changed(found: tuple[Factor, ...], since: str) -> tuple[Sentence, ...]:
    """The events after `since`; where there is none, that is said."""
    limit = period(since)
    made = []
    for factor in found:
        for event in factor.events:
            day = period(event.when)
            if limit is not None and day is not None and day.first > limit.last:
                where = f", {event.where}" if event.where else ""
                text = f"{event.when}: {event.sort.replace('_', ' ')}{where} ({event.direction})."
                made.append(Sentence(text=text, cites=event.cites))
    return tuple(made) or (Sentence(text=f"No event since {since} is in the register."),)


def _signed(material: Material, overall: Verdict) -> tuple[Signed, ...]:
    """What people said of the window, the latest first."""
    made = []
    for one in material.assessments:
        word = next((w for w in WORDS if one.says.casefold().startswith(w)), "")
        if one.about == "window" and word:
            made.append(
                Signed(
                    by=material.party(one.by).label, at=material.when(one), word=word, agrees=word == overall.word,
                    says=one.says, cite=material.cite(one),
                )
            )  # fmt: skip
    return tuple(sorted(made, key=lambda one: (one.at, one.cite.record), reverse=True))


def _figures(streams: tuple[Stream, ...], found: tuple[Factor, ...]) -> tuple[tuple[str, str, str], ...]:
    rows = [(e.when, NAMES[f.name], f"{e.sort.replace('_', ' ')}, {e.direction}") for f in found for e in f.events]
    made = [("incidents", *timeline("What bears on the window", rows))]
    made += [
        (f"nowcast of {one.name}", *ribbon(f"Told, and still expected: {one.name}", one.months)) for one in streams
    ]
    return tuple(made)
