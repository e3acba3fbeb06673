"""What the weighed persons of a register give to `tereze.watch`, and who tells.

A day in the past is exact in what was told: of every person only the sources told or published by then are weighed, and
what was changed since stands as it stood. Who belongs to a person is today's judgement, as in `weigh.knownby`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from tereze import weigh
from tereze.model.sources import Source
from tereze.watch.flows import Arrival
from tereze.watch.material import Entry, Held, Material, Party, TermUse, telling
from tereze.watch.silence import Heard
from tereze.weigh.case import PersonCase

_TRAITS = ("ethnicity", "citizenship", "nationality")


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


def spoken(uses: Iterable[TermUse], known: dict[str, Party]) -> tuple[TermUse, ...]:
    """The uses with their speaker's name in place of the id; a sealed or unnamed speaker stays untold."""
    return tuple(
        replace(use, speaker=known[use.speaker].label if use.speaker in known else use.speaker) for use in uses
    )


class People:
    """What the weighed persons give: statuses held, entries, terms used, traits, every day something was heard."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self.every = sources
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


def tellers(material: Material) -> tuple[Heard, ...]:
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
