"""What was said and done, read from the index by kind: few records, whatever the size of the register.

Positions, incidents, steps and forecasts are told from these alone. Nobody is weighed for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeGuard

from msgspec.structs import replace

from tereze.model.events import Assessment, Incident, Inquiry, Intervention, Position
from tereze.model.mentions import Mention
from tereze.model.records import Record
from tereze.model.sources import Source
from tereze.watch.material import Event, Material, Party

from . import auditing
from .desk import Desk
from .index import Index
from .reading import voice_of
from .standing_heads import standing

LOOK = "look.window"
KINDS = ("position", "assessment", "incident", "inquiry", "intervention")
_STATES = ("country", "nationality", "citizenship")


class Events(NamedTuple):
    """What was said and done, without the people of the register: `material` holds no statuses, entries or terms."""

    material: Material
    today: str


def events(desk: Desk) -> Events:
    """Read the events with their sources and parties, and when the people they are against spoke. Notes the look."""
    desk.must("read")
    index = desk.register.index
    auditing.looked(desk, LOOK, count=index.counts().get("persons", 0))
    found = [one for kind in KINDS for one in of_kind(index, kind)]
    sources = _sources(index, {one.source for one in found} | _spoken(index, found))
    material = among(Material(sources=sources), (one for one in found if one.source in sources))
    return Events(replace(material, parties=parties(index, mentions_of(material))), desk.now()[:10])


def of_kind(index: Index, kind: str) -> Iterator[Event]:
    """The events of one of `KINDS`."""
    return (one for one in index.of_kind(kind) if is_event(one))


def is_event(record: Record) -> TypeGuard[Event]:
    """Whether a record is something said or done."""
    return isinstance(record, Position | Assessment | Incident | Inquiry | Intervention)


def among(material: Material, found: Iterable[Event]) -> Material:
    """The material with these events in it."""
    every = tuple(found)
    return replace(
        material,
        positions=tuple(one for one in every if isinstance(one, Position)),
        assessments=tuple(one for one in every if isinstance(one, Assessment)),
        incidents=tuple(one for one in every if isinstance(one, Incident)),
        inquiries=tuple(one for one in every if isinstance(one, Inquiry)),
        interventions=tuple(one for one in every if isinstance(one, Intervention)),
    )


def _spoken(index: Index, found: Iterable[Event]) -> set[str]:
    """The sources that speak of the people an incident is against: among them what they told themselves."""
    against = sorted({one.against for one in found if isinstance(one, Incident) and one.against})
    anchors = set(index.person_of(against).values())
    members = [member for anchor in sorted(anchors) for member in index.members(anchor) or (anchor,)]
    return {mention.source for mention in index.mentions(members).values()}


def _sources(index: Index, ids: Iterable[str]) -> dict[str, Source]:
    found = (index.get(one) for one in sorted(ids))
    return standing(index, (one for one in found if isinstance(one, Source)))


def parties(index: Index, mentions: Iterable[str]) -> dict[str, Party]:
    """Mention id → who stands behind it under the judgements in force; a sealed name is not told."""
    wanted = sorted(set(mentions))
    anchors = index.person_of(wanted)
    members = {anchor: index.members(anchor) or (anchor,) for anchor in set(anchors.values())}
    found = index.mentions([one for group in members.values() for one in group])
    made = {anchor: _party(anchor, [found[m] for m in group if m in found]) for anchor, group in members.items()}
    return {mention: made[anchor] for mention, anchor in anchors.items() if made[anchor] is not None}


def _party(anchor: str, mentions: list[Mention]) -> Party:
    voice = voice_of(anchor, mentions, None)
    state = next((said.value for one in mentions for said in one.statements if said.property in _STATES), "")
    return Party(id=anchor, label=voice.label, sort=voice.sort, state=state if voice.sort != "person" else "")


def mentions_of(material: Material) -> Iterator[str]:
    """Every mention id an event or a teller names."""
    for position in material.positions:
        yield from (position.actor, *position.about, *(link.voice for link in position.chain))
        yield from filter(None, (position.organ, position.addressee, position.term_by))
    for assessment in material.assessments:
        yield from (assessment.by, assessment.about)
    for incident in material.incidents:
        yield from (link.voice for link in incident.chain)
        yield from filter(None, (incident.against, incident.by))
    for inquiry in material.inquiries:
        yield from (inquiry.by, inquiry.to, inquiry.about)
    for step in material.interventions:
        yield from (step.by, *step.for_whom, *filter(None, (step.addressee,)))
    for source in material.sources.values():
        yield from filter(None, (source.teller, source.publisher, *source.authors))
