"""The window as verbs: gather from the index what `tereze.watch` reads, and hand back what it found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeVar, cast

import msgspec

from tereze import weigh
from tereze.model import dates
from tereze.model.events import Assessment, Incident, Inquiry, Intervention, Position
from tereze.model.mentions import Mention
from tereze.model.sources import Source
from tereze.watch.agreement import of_table
from tereze.watch.assessment import assess
from tereze.watch.claims import tested
from tereze.watch.contradictions import contradictions
from tereze.watch.flows import Arrival, flows
from tereze.watch.forecasts import foretold, opinions, records
from tereze.watch.material import Held, Material, Party, TermUse, first_day, telling
from tereze.watch.positions import lines
from tereze.watch.scope import Traits
from tereze.watch.series import read_series
from tereze.watch.silence import Heard, silences
from tereze.watch.terms import terms
from tereze.watch.triangle import triangle

from .desk import Desk
from .index import Index
from .reading import person_case, voice_of

T = TypeVar("T")
E = TypeVar("E", Position, Assessment, Incident, Inquiry, Intervention)
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


def gather(desk: Desk) -> Gathered:
    """Read everything once: events, sources, the parties behind them, and every person's weighed facts."""
    desk.must("read")
    index, today = desk.register.index, desk.now()[:10]
    sources = {one.id: one for one in index.of_kind("source") if isinstance(one, Source)}
    people = _People(sources)
    for row in index.persons():
        people.take(index, row.anchor)
    material = Material(
        positions=_all(index, "position", Position), assessments=_all(index, "assessment", Assessment),
        incidents=_all(index, "incident", Incident), inquiries=_all(index, "inquiry", Inquiry),
        interventions=_all(index, "intervention", Intervention), sources=sources,
        held=tuple(people.held),
    )  # fmt: skip
    known = parties(index, {*_mentions_of(material), *(use.speaker for use in people.terms if use.speaker)})
    material = msgspec.structs.replace(material, parties=known, terms=_spoken(people.terms, known))
    return Gathered(material, people.traits, tuple(people.heard), _tellers(material), tuple(people.arrivals()), today)


def full(value: Any) -> Any:
    """A value as plain dictionaries and lists, with every key written."""
    if isinstance(value, msgspec.Struct):
        return {name: full(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: full(one) for name, one in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [full(one) for one in value]
    return value


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


def _all(index: Index, kind: str, _type: type[T]) -> tuple[T, ...]:
    return tuple(cast("T", one) for one in index.of_kind(kind))


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
        yield from filter(None, (position.organ, position.addressee))
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


class _People:
    """What the weighed persons give: statuses held, terms used, traits, and every day something was heard."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self.sources = {one.local: one for one in sources.values()}
        self.held: list[Held] = []
        self.terms: list[TermUse] = []
        self.traits: dict[str, dict[str, tuple[str, ...]]] = {}
        self.heard: list[Heard] = []
        self._arrivals: list[tuple[str, str, str, str, str]] = []

    def take(self, index: Index, anchor: str) -> None:
        """Weigh one person and keep what watching needs."""
        view = weigh.person_view(person_case(index, anchor))
        days: set[str] = set()
        values: defaultdict[str, list[str]] = defaultdict(list)
        for fact in view.facts:
            learned = sorted(filter(None, (self._learned(row.source) for row in fact.support.statements)))
            days.update(learned)
            if fact.property in _TRAITS:
                values[fact.property].append(fact.value)
            if fact.property == "custody":
                self._custody(view.number, fact, learned[0] if learned else "")
        self.traits[view.number] = {name: tuple(found) for name, found in values.items()}
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
                    person=person, happened=when, learned=telling(found) or found.recorded[:10], channel=found.sort,
                    region=where, host=found.told.place or "" if found.told else "", witness=basis, source=source,
                )  # fmt: skip

    def _learned(self, local: str) -> str:
        found = self.sources.get(local)
        return (telling(found) or found.recorded[:10]) if found else ""

    def _custody(self, number: str, fact: weigh.Fact, learned: str) -> None:
        support = fact.support
        self.held.append(
            Held(
                person=number, status=fact.value, when=fact.when, learned=learned, phase=fact.phase,
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


def positions(desk: Desk, topic: str = "") -> dict[str, Any]:
    """Lines, contradictions, terms and forecasts; only topics that contain `topic`."""
    found = gather(desk)
    material = found.material
    if topic:
        kept = tuple(one for one in material.positions if topic.casefold() in one.topic.casefold())
        material = msgspec.structs.replace(material, positions=kept)
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


def claims(desk: Desk) -> dict[str, Any]:
    """Every claim with a number, tested."""
    found = gather(desk)
    return {
        "tereze": "claims/1",
        "as_of": found.today,
        "claims": full(tested(found.material, found.traits, found.today)),
    }


def window(desk: Desk, by: str = "channel", unit: str = "month", on: str = "", since: str = "") -> dict[str, Any]:
    """The assessment of a day, the four questions, flows on two clocks, and who has fallen silent.

    on: a day in the past shows what was known then (today where empty); since: from when changes are told (default:
    90 days before). The dice are the day itself, so that the same register gives the same page.
    """
    import numpy as np

    found = as_of(gather(desk), on)
    day = dates.read(found.today).first
    since = since or date.fromordinal(day - 90).isoformat()
    table = triangle(found.arrivals, by, found.today)
    page = assess(found.material, table, found.today, since, dice=np.random.default_rng(day))
    return {
        "tereze": "watch/1",
        "as_of": found.today,
        "since": since,
        "by": by,
        "assessment": full(page),
        "flows": full(flows(found.arrivals, by, found.today, unit=unit)),
        "silent_persons": full(silences([one for one in found.heard if one.kind != "deceased"], found.today)),
        "silent_sources": full(silences(found.tellers, found.today)),
    }


def as_of(found: Gathered, on: str) -> Gathered:
    """The same as it was known on a day: what was told or happened later is left out. Raises `BadDate`."""
    if not on:
        return found
    day = dates.read(on).last

    def then(events: tuple[E, ...]) -> tuple[E, ...]:
        return tuple(one for one in events if first_day(found.material.when(one)) <= day)

    material = msgspec.structs.replace(
        found.material,
        positions=then(found.material.positions),
        assessments=then(found.material.assessments),
        incidents=then(found.material.incidents),
        inquiries=then(found.material.inquiries),
        interventions=then(found.material.interventions),
        held=tuple(one for one in found.material.held if first_day(one.learned) <= day),
    )
    arrivals = tuple(one for one in found.arrivals if first_day(one.learned) <= day)
    return found._replace(material=material, arrivals=arrivals, today=on)


def outside(text: str, origin: str, country: str) -> list[dict[str, Any]]:
    """The outside series of a country in a CSV text: context, in no count and no verdict. Raises `NotASeries`."""
    found: list[dict[str, Any]] = full(read_series(text, origin, country))
    return found


def agreement(text: str, origin: str) -> dict[str, Any]:
    """How far the people agree who coded the incidents of a CSV text. Raises `NotCodings`, `NotANumber`."""
    fields = {name: full(one) | {"words": one.words} for name, one in of_table(text, origin).items()}
    return {"tereze": "agreement/1", "fields": fields}
