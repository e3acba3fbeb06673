"""The assessment: a dated page whose every sentence opens to its sources. No bare index.

What the counts say and what the incidents say stand beside each other; the word is that of the counts. A person signs,
and may disagree and say why: an assessment `about: window` whose words begin with one of the five.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tereze.model import resources
from tereze.model.value import Value

from .closing import Verdict
from .figures import ribbon, timeline
from .inbox import counted, sizes
from .incidents import Factor, factors
from .material import Cite, Material
from .pressing import pressure, pushes
from .sentences import Sentence, changed, counted_from, of_factor, of_inbox, of_incidents, of_model
from .streams import ALL, Read, Stream, read
from .triangle import Triangle

if TYPE_CHECKING:
    import numpy as np

__all__ = ["ALL", "WORDS", "Page", "Sentence", "Signed", "Stream", "assess", "last_signed", "verdict_on"]
WORDS = ("open", "narrowing", "closing", "closed", "cannot tell")
NAMES = {"host_response": "host state", "other_state_tolerance": "other state",
         "pressure_on_host": "pressure", "public_response": "public"}  # fmt: skip


class Signed(Value, frozen=True):
    """A person's word on the window: agrees or not with the model, and why."""

    by: str
    at: str
    word: str
    agrees: bool
    says: str
    cite: Cite


class Page(Value, frozen=True):
    """The assessment of one day.

    streams: all together first, then each channel (or what the page is by); others: the same by region and the like
    before: what the counts said on `since`, as it was known then
    """

    as_of: str
    since: str
    verdict: Verdict
    with_incidents: Verdict | None
    before: Verdict | None
    streams: tuple[Stream, ...]
    others: Mapping[str, tuple[Stream, ...]]
    factors: tuple[Factor, ...]
    sentences: tuple[Sentence, ...]
    changed: tuple[Sentence, ...]
    change_mind: tuple[str, ...]
    signed: tuple[Signed, ...]
    figures: tuple[tuple[str, str, str], ...] = ()  # name, SVG, CSV


def assess(
    material: Material,
    table: Triangle,
    today: str,
    since: str,
    *,
    dice: np.random.Generator,
    others: Mapping[str, Triangle] | None = None,
    before: Verdict | None = None,
    sources: Sequence[str] = (),
) -> Page:
    """Assess the window as of `today`; what changed is told from `since` on. Few data: the word is “cannot tell”.

    others: the same news by region and the like; sources: collection ids of what the table counts
    """
    found = factors(material)
    whole = _read(material, table, dice)
    overall, given = whole.streams[0].verdict, whole.streams[0].with_incidents
    inbox = counted(material)
    model = of_model(overall, table, counted_from(material, sources))
    told = [model]
    if given is not None and whole.effect is not None:
        told.append(of_incidents(overall, given, whole.effect, found))
    if table.months:
        told.append(of_inbox(inbox, table.months, used=sizes(inbox, table.months) is not None))
    return Page(
        as_of=today, since=since, verdict=overall, with_incidents=given, before=before, streams=whole.streams,
        others={name: _read(material, one, dice).streams for name, one in (others or {}).items()}, factors=found,
        sentences=(*told, *(of_factor(one) for one in found)),
        changed=tuple(changed(found, since, before, model, overall.word)), signed=_signed(material, overall),
        change_mind=tuple(resources.table("watch/assessment.yaml")["change_mind"][overall.word]),
        figures=_figures(whole.streams, found),
    )  # fmt: skip


def verdict_on(material: Material, table: Triangle, dice: np.random.Generator) -> Verdict:
    """The word of the counts alone, of everything together."""
    return _read(material, table, dice, incidents=False).streams[0].verdict


def last_signed(material: Material, overall: Verdict) -> Signed | None:
    """The latest word a person signed."""
    return next(iter(_signed(material, overall)), None)


def _read(material: Material, table: Triangle, dice: np.random.Generator, *, incidents: bool = True) -> Read:
    events = [event for one in factors(material) for event in one.events] if incidents else []
    pressed = pressure(pushes(events, table.months)) if events and table.months else None
    return read(table, dice, sizes(counted(material), table.months), pressed)


def _signed(material: Material, overall: Verdict) -> tuple[Signed, ...]:
    """What people said of the window, the latest first."""
    made = []
    for one in material.assessments:
        word = next((w for w in WORDS if one.says.casefold().startswith(w)), "")
        if one.about == "window" and word and one.sort != "forecast":
            made.append(
                Signed(
                    by=material.party(one.by).label, at=material.when(one), word=word, agrees=word == overall.word,
                    says=one.says, cite=material.cite(one),
                )
            )  # fmt: skip
    return tuple(sorted(made, key=lambda one: (one.at, one.cite.record), reverse=True))


def _figures(streams: tuple[Stream, ...], found: tuple[Factor, ...]) -> tuple[tuple[str, str, str], ...]:
    rows = [(e.when, NAMES[f.name], f"{e.sort.replace('_', ' ')}, {e.direction}") for f in found for e in f.events]
    made: list[tuple[Any, Any, Any]] = [("incidents", *timeline("What bears on the window", rows))]
    made += [
        (f"nowcast of {one.name}", *ribbon(f"Told, and still expected: {one.name}", one.months))
        for one in streams
        if one.months
    ]
    return tuple(made)
