"""The window as verbs: what `tereze.watch` finds in what `watching_gather` gathered. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from tereze.model import dates
from tereze.watch.agreement import of_table
from tereze.watch.assessment import Page, assess, last_signed, verdict_on
from tereze.watch.claims import tested
from tereze.watch.closing import Verdict
from tereze.watch.contradictions import contradictions
from tereze.watch.flows import Arrival, flows
from tereze.watch.forecasts import foretold, opinions, records
from tereze.watch.material import first_day
from tereze.watch.positions import lines
from tereze.watch.series import read_series
from tereze.watch.silence import silences
from tereze.watch.terms import terms
from tereze.watch.triangle import triangle

from .desk import Desk
from .watching_gather import Gathered, gather

__all__ = ["Gathered", "agreement", "assessed", "claims", "full", "gather", "outside", "positions", "window"]
BEFORE = 90  # days: since when changes are told where nobody has signed
NO_FLOW = frozenset({"list"})  # a list arrives at once, however many it names: it is one telling, and no flow
OTHERS = ("channel", "region")  # the page is always read by these two, whatever it was asked by


def full(value: Any) -> Any:
    """A value as plain dictionaries and lists, with every key written."""
    if isinstance(value, msgspec.Struct):
        return {name: full(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: full(one) for name, one in value._asdict().items()}
    if isinstance(value, dict):
        return {name: full(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [full(one) for one in value]
    return value


def positions(desk: Desk, topic: str = "", found: Gathered | None = None) -> dict[str, Any]:
    """Lines, contradictions, terms and forecasts; only topics that contain `topic`. found: gathered already."""
    found = found or gather(desk)
    material = found.material
    if topic:
        kept = tuple(one for one in material.positions if topic.casefold() in one.topic.casefold())
        material = replace(material, positions=kept)
    forecasts = foretold(material, found.today)
    return {
        "tereze": "positions/1",
        "as_of": found.today,
        "lines": full(lines(material)),
        "contradictions": full(contradictions(material)),
        "terms": full(terms(material)),
        "forecasts": full(forecasts),
        "records": full(records(forecasts)),
        "opinions": [
            full(material.cite(one)) | {"says": one.says, "by": material.party(one.by).label}
            for one in opinions(material)
        ],
    }


def claims(desk: Desk, found: Gathered | None = None) -> dict[str, Any]:
    """Every claim with a number, tested. found: gathered already."""
    found = found or gather(desk)
    return {
        "tereze": "claims/1",
        "as_of": found.today,
        "claims": full(tested(found.material, found.traits, found.today)),
    }


def window(
    desk: Desk,
    by: str = "channel",
    unit: str = "month",
    on: str = "",
    since: str = "",
    *,
    found: Gathered | None = None,
) -> dict[str, Any]:
    """The assessment of a day, the four questions, flows on two clocks, and who has fallen silent.

    on: a day in the past shows what was known then (today where empty); since: from when changes are told (default:
    since somebody last signed, else 90 days before). The dice are the day itself, so that the same register gives the
    same page. found: gathered already, for `on`
    """
    found = found or gather(desk, on)
    page = assessed(found, by, since)
    return {
        "tereze": "watch/1",
        "as_of": found.today,
        "since": page.since,
        "by": by,
        "assessment": full(page),
        "flows": full(flows(found.arrivals, by, found.today, unit=unit)),
        "silent_persons": full(silences([one for one in found.heard if one.kind != "deceased"], found.today)),
        "silent_sources": full(silences(found.tellers, found.today)),
    }


def assessed(found: Gathered, by: str = "channel", since: str = "") -> Page:
    """The assessment alone. Raises `BadDate` where `since` is none."""
    import numpy as np

    day = dates.read(found.today).first
    since = since or _last_time(found, day)
    dates.read(since)
    flow = flowing(found.arrivals)
    others = {name: triangle(flow, name, found.today) for name in OTHERS if name != by}
    return assess(
        found.material, triangle(flow, by, found.today), found.today, since,
        dice=np.random.default_rng(day), others=others, before=verdict_of(found, since, by),
        sources=[one.source for one in flow],
    )  # fmt: skip


def flowing(arrivals: Iterable[Arrival]) -> tuple[Arrival, ...]:
    """What comes one telling at a time: the news that a nowcast can be made of."""
    return tuple(one for one in arrivals if one.channel not in NO_FLOW)


def verdict_of(found: Gathered, day: str, by: str = "channel") -> Verdict:
    """What the counts say of a day: of the news that had come by then, with the inbox as counted by then."""
    import numpy as np

    last = dates.read(day).last
    arrivals = tuple(one for one in flowing(found.arrivals) if first_day(one.learned) <= last)
    known = found.material.assessments
    material = replace(
        found.material, assessments=tuple(one for one in known if first_day(found.material.when(one)) <= last)
    )
    return verdict_on(material, triangle(arrivals, by, day), np.random.default_rng(dates.read(day).first))


def _last_time(found: Gathered, day: int) -> str:
    """The day somebody last signed before this one, else so many days before."""
    signed = last_signed(found.material, Verdict(word="", probability=0.0, closing=0.0))
    if signed is not None and signed.at and first_day(signed.at) < day:
        return signed.at
    return date.fromordinal(day - BEFORE).isoformat()


def outside(text: str, origin: str, country: str) -> list[dict[str, Any]]:
    """The outside series of a country in a CSV text: context, in no count and no verdict. Raises `NotASeries`."""
    found: list[dict[str, Any]] = full(read_series(text, origin, country))
    return found


def agreement(text: str, origin: str) -> dict[str, Any]:
    """How far the people agree who coded the incidents of a CSV text. Raises `NotCodings`, `NotANumber`."""
    fields = {name: full(one) | {"words": one.words} for name, one in of_table(text, origin).items()}
    return {"tereze": "agreement/1", "fields": fields}
