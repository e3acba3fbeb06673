"""Gather from the index what `tereze.watch` reads: events, sources, the parties behind them, weighed facts.

A day in the past is exact in what was told: of every person only the sources told or published by then are weighed, and
what was changed since stands as it stood. Who belongs to a person is today's judgement, as in `weigh.knownby`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar, cast

import msgspec
from msgspec.structs import replace

from tereze import weigh
from tereze.model import dates
from tereze.model.events import Assessment, Incident, Inquiry, Intervention, Position
from tereze.model.mentions import Mention
from tereze.model.sources import Source
from tereze.watch.flows import Arrival
from tereze.watch.material import Entry, Held, Material, Party, TermUse, first_day, telling
from tereze.watch.scope import Traits
from tereze.watch.silence import Heard
from tereze.weigh.case import PersonCase

from . import auditing
from .desk import Desk
from .index import Index
from .reading import person_cases, voice_of

T = TypeVar("T", Position, Assessment, Incident, Inquiry, Intervention)
LOOK = "look.window"
_TRAITS = ("ethnicity", "citizenship", "nationality")
_STATES = ("country", "nationality", "citizenship")


class Gathered(NamedTuple):
    """All the window is read from, at one moment."""

    material: Material
    traits: Traits
    heard: tuple[Heard, ...]
    tellers: tuple[Heard, ...]
    arrivals: tuple[Arrival, ...]
    today: str


def gather(desk: Desk, on: str = "") -> Gathered:
    """Read everything once; on: as it was known at the end of that day (today where empty). Raises `BadDate`."""
    desk.must("read")
    index, today = desk.register.index, on or desk.now()[:10]
    day = dates.read(on).last if on else dates.ALWAYS
    auditing.looked(desk, LOOK, count=index.counts().get("persons", 0))
    every = {one.id: one for one in index.of_kind("source") if isinstance(one, Source)}
    sources = {id_: one for id_, one in every.items() if not on or first_day(learned(one)) <= day}
    people = People(sources)
    for case in person_cases(index, index.persons()):
        people.take(told_by(case, sources, on) if on else case)
    material = _events(index, Material(sources=sources, held=tuple(people.held), entries=tuple(people.entries)), day)
    known = parties(index, {*_mentions_of(material), *(use.speaker for use in people.terms if use.speaker)})
    material = replace(material, parties=known, terms=_spoken(people.terms, known))
    return Gathered(material, people.traits, tuple(people.heard), _tellers(material), tuple(people.arrivals()), today)


def told_by(case: PersonCase, sources: dict[str, Source], day: str) -> PersonCase:
    """The case as it was told by that day: only these sources and what they say, without the acts that came later."""
    return replace(
        case,
        mentions=tuple(mention for mention in case.mentions if mention.source in sources),
        sources={id_: one for id_, one in case.sources.items() if id_ in sources},
        changes=tuple(one for one in case.changes if one.at[:10] <= day),
    )


def learned(source: Source) -> str:
    """When the office learned it: the day it was told or published, else the day it was taken in."""
    return telling(source) or source.recorded[:10]


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


def _events(index: Index, material: Material, day: int) -> Material:
    """What was said and done by that day, by its own date or that of its telling."""

    def then(kind: str, _type: type[T]) -> tuple[T, ...]:
        events = (cast("T", one) for one in index.of_kind(kind))
        return tuple(one for one in events if one.source in material.sources and first_day(material.when(one)) <= day)

    return replace(
        material, positions=then("position", Position), assessments=then("assessment", Assessment),
        incidents=then("incident", Incident), inquiries=then("inquiry", Inquiry),
        interventions=then("intervention", Intervention),
    )  # fmt: skip


def _spoken(uses: Iterable[TermUse], known: dict[str, Party]) -> tuple[TermUse, ...]:
    """The uses with their speaker's name in place of the id; a sealed or unnamed speaker stays untold."""
    return tuple(
        msgspec.structs.replace(use, speaker=known[use.speaker].label if use.speaker in known else use.speaker)
        for use in uses
    )


def _mentions_of(material: Material) -> Iterator[str]:
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


class People:
    """What the weighed persons give: statuses held, entries, terms used, traits, every day something was heard."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self.sources = {one.local: one for one in sources.values()}
        self.held: list[Held] = []
        self.entries: list[Entry] = []
        self.terms: list[TermUse] = []
        self.traits: dict[str, dict[str, tuple[str, ...]]] = {}
        self.heard: list[Heard] = []
        self._arrivals: list[tuple[str, str, str, str, str]] = []

    def take(self, case: PersonCase) -> None:
        """Weigh one person and keep what watching needs; nothing of somebody of whom nothing is left."""
        if not case.mentions:
            return
        view = weigh.person_view(case)
        days: set[str] = set()
        values: defaultdict[str, list[str]] = defaultdict(list)
        for fact in view.facts:
            heard = sorted(filter(None, (self._learned(row.source) for row in fact.support.statements)))
            days.update(heard)
            if fact.property in _TRAITS:
                values[fact.property].append(fact.value)
            if fact.property == "custody":
                self._custody(view.number, fact, heard[0] if heard else "")
        self.traits[view.number] = {name: tuple(found) for name, found in values.items()}
        if any(fact.property == "custody" for fact in view.facts):  # not whoever only tells, writes or signs
            self.entries.append(entry(view, min(filter(None, map(learned, case.sources.values())), default="")))
        if view.last_known is not None:
            last = [view.last_known.silent_since] if view.last_known.silent_since else []
            label = view.names[0].text if view.names else view.number
            self.heard.append(
                Heard(id=view.number, label=label, kind=view.last_known.status, days=tuple(sorted({*days, *last})))
            )

    def arrivals(self) -> Iterator[Arrival]:
        """Every status as one piece of news: when it happened, when the office learned it, through which channel."""
        for person, when, source, where, basis in self._arrivals:
            found = self.sources.get(source)
            if found is not None:
                yield Arrival(
                    person=person, happened=when, learned=learned(found), channel=found.sort,
                    region=where, host=found.told.place or "" if found.told else "", witness=basis, source=source,
                )  # fmt: skip

    def _learned(self, local: str) -> str:
        found = self.sources.get(local)
        return learned(found) if found else ""

    def _custody(self, number: str, fact: weigh.Fact, first: str) -> None:
        support = fact.support
        self.held.append(
            Held(
                person=number, status=fact.value, when=fact.when, learned=first, phase=fact.phase,
                witnesses=support.independent_witnesses, documents=len(support.document_origins),
                officials=len(support.official_origins), sources=tuple(sorted({r.source for r in support.statements})),
            )
        )  # fmt: skip
        for row in support.statements:
            self._arrivals.append((number, fact.when, row.source, fact.where, row.origin))
        for term in fact.terms_used:
            self.terms.append(
                TermUse(
                    text=term.text, lang=term.lang, speaker=term.used_by or "", when=fact.when, record=number,
                    source=support.statements[0].source if support.statements else "",
                )
            )  # fmt: skip


def entry(view: weigh.PersonView, first: str) -> Entry:
    """What stands behind anything the person's entry says. first: the day it was learned of."""
    support = [fact.support for fact in view.facts]
    return Entry(
        person=view.number, learned=first,
        witnesses=max((one.independent_witnesses for one in support), default=0),
        documents=max((len(one.document_origins) for one in support), default=0),
        officials=max((len(one.official_origins) for one in support), default=0),
        refuted=any(fact.refuted for fact in view.facts),
    )  # fmt: skip


def _tellers(material: Material) -> tuple[Heard, ...]:
    """Who tells: each teller and each publisher with the days on which they spoke."""
    days: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for source in material.sources.values():
        for mention, kind in ((source.teller, "teller"), (source.publisher, "publisher")):
            if mention and telling(source):
                who = material.party(mention)
                days[who.id, who.label, kind].add(telling(source))
    return tuple(
        Heard(id=who, label=label, kind=kind, days=tuple(sorted(found)))
        for (who, label, kind), found in sorted(days.items())
    )
