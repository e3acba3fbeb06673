"""Gather what weighing needs: a `PersonCase` from the index. Reads only; the same index gives the same case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple, cast

from tereze.model.judgements import Change, Lineage
from tereze.model.mentions import Mention
from tereze.model.records import Record
from tereze.model.sources import Consent, Ground, Source
from tereze.weigh.case import PersonCase, Voice
from tereze.weigh.heads import corrected

from .index import Index, PersonRow

STRETCH = 400
_ID = re.compile(r"\b[jm][a-z2-7]{16}\b")
_MENTION = re.compile(r"\bm[a-z2-7]{16}\b")
_JUDGEMENT = re.compile(r"\bj[a-z2-7]{16}\b")


def person_case(index: Index, anchor: str) -> PersonCase:
    """The case of the person anchored at `anchor` (a mention id); an unjudged mention is a person by itself."""
    members = index.members(anchor) or (anchor,)
    return next(iter(_gather(index, {anchor: members}, _Shared(index, Known()))))


def gathered(index: Index, anchor: str, members: tuple[str, ...]) -> PersonCase:
    """The case that these mentions would be if they were one person, anchored at `anchor`."""
    return next(iter(_gather(index, {anchor: members}, _Shared(index, Known()))))


class Known(NamedTuple):
    """What was read of a whole register already, so that the index need not be asked for it source by source.

    sources: by id; belonging: kind ("consent", "ground") → source id → all its records of that kind
    """

    sources: Mapping[str, Source] = {}
    belonging: Mapping[str, Mapping[str, tuple[Record, ...]]] = {}


def person_cases(
    index: Index, rows: Iterable[PersonRow], stretch: int = STRETCH, known: Known | None = None
) -> Iterator[PersonCase]:
    """The cases of many persons, in the order given: the same as one by one, with few questions to the index.

    stretch: how many are read at once
    """
    shared = _Shared(index, known or Known())
    waiting = iter(rows)
    while some := list(islice(waiting, stretch)):
        people = {row.anchor: (row.anchor,) if row.mentions == 1 else index.members(row.anchor) for row in some}
        yield from _gather(index, people, shared)


class _Shared:
    """What many cases have in common, asked for once: sources with what belongs to them, and the disputes."""

    def __init__(self, index: Index, known: Known) -> None:
        self._index, self._known = index, known
        self._voices: dict[str, Voice] = {}
        self._sources: dict[str, dict[str, Source]] = {}
        self._records: dict[tuple[str, str], tuple[Record, ...]] = {}
        self.disputes: dict[str, list[str]] = {}
        for judgement_id, reason in index.disputes():
            for mention in getattr(index.get(judgement_id), "mentions", ()):
                self.disputes.setdefault(mention, []).append(in_words(index, reason))

    def sources(self, ids: Iterable[str]) -> dict[str, Source]:
        """The sources with these ids and all they stand on, in order of id."""
        found: dict[str, Source] = {}
        for name in ids:
            if name not in self._sources:
                self._sources[name] = sources_with_originals(self._index, [name], self._known.sources)
            found |= self._sources[name]
        return dict(sorted(found.items()))

    def of(self, sources: Iterable[str], kind: str) -> tuple[Record, ...]:
        """The records of one kind that belong to these sources."""
        found: list[Record] = []
        if kind in self._known.belonging:
            belonging = self._known.belonging[kind]
            return tuple(record for source in sources for record in belonging.get(source, ()))
        for source in sources:
            if (source, kind) not in self._records:
                self._records[source, kind] = self._index.of_source(source, kind)
            found += self._records[source, kind]
        return tuple(found)

    def voices(self, ids: set[str]) -> Mapping[str, Voice]:
        """The voices behind these mentions, among others."""
        self._voices |= voices(self._index, ids - self._voices.keys())
        return self._voices


def _gather(index: Index, people: Mapping[str, tuple[str, ...]], shared: _Shared) -> Iterator[PersonCase]:
    """The cases of some persons: anchor → mention ids."""
    mentions = index.mentions([member for members in people.values() for member in members])
    by_person = {
        anchor: tuple(mentions[member] for member in sorted(members) if member in mentions)
        for anchor, members in people.items()
    }
    sources = {anchor: shared.sources({m.source for m in found}) for anchor, found in by_person.items()}
    numbers = index.number_of(list(people))
    said = {anchor: [one.id for mention in found for one in mention.statements] for anchor, found in by_person.items()}
    every_source = {source for found in sources.values() for source in found}
    changes = _by(
        index.changes_of([*every_source, *(one for ids in said.values() for one in ids), *mentions]), "of", "source"
    )
    received = {name: one for found in sources.values() for name, one in found.items()}
    heads = {name: corrected(one, cast("list[Change]", changes.get(name, ()))) for name, one in received.items()}
    asked = {anchor: _voice_ids(by_person[anchor], (heads[name] for name in sources[anchor])) for anchor in by_person}
    heard = shared.voices(set().union(*asked.values()))
    lineage = _by(index.lineage_of(sorted(every_source)), "source", "original")
    all_open = index.unopened(list(mentions)) == 0
    for anchor, found in by_person.items():
        mine = sources[anchor]
        yield PersonCase(
            anchor=anchor,
            number=numbers.get(anchor, ""),
            mentions=found,
            sources={name: heads[name] for name in mine},
            voices={mention: heard[mention] for mention in sorted(asked[anchor]) if mention in heard},
            lineage=cast("tuple[Lineage, ...]", _of(lineage, mine)),
            changes=cast("tuple[Change, ...]", _of(changes, [*mine, *said[anchor], *(m.id for m in found)])),
            consents=cast("tuple[Consent, ...]", shared.of(mine, "consent")),
            grounds=cast("tuple[Ground, ...]", shared.of(mine, "ground")),
            disputes=tuple(sorted({why for m in found for why in shared.disputes.get(m.id, ())})),
            received={name: one for name, one in mine.items() if heads[name] is not one},
            unopened=0 if all_open else index.unopened([m.id for m in found]),
        )


def _by(records: Iterable[Record], *fields: str) -> dict[str, list[Record]]:
    """Records by the ids in these of their fields."""
    found: dict[str, list[Record]] = {}
    for record in records:
        for name in {str(getattr(record, field)) for field in fields} - {"", "None"}:
            found.setdefault(name, []).append(record)
    return found


def _of(by: Mapping[str, list[Record]], ids: Iterable[str]) -> tuple[Record, ...]:
    """The records under any of these ids, each once, in order of their own ids."""
    found = {record.id: record for name in ids for record in by.get(name, ())}
    return tuple(found[key] for key in sorted(found))


def in_words(index: Index, reason: str) -> str:
    """Why a judgement was not applied, with `sheet/mention` and the judgements' own keys in the place of ids."""
    found = index.mentions(sorted(set(_MENTION.findall(reason))))
    texts = {key: reference(index, mention) for key, mention in found.items()}
    for made in set(_JUDGEMENT.findall(reason)):
        key = getattr(index.get(made), "key", None)
        texts |= {made: str(key)} if key else {}
    return _ID.sub(lambda match: texts.get(match[0], match[0]), reason)


def reference(index: Index, mention: Mention) -> str:
    """`sheet/mention`, as judgements write it."""
    source = index.get(mention.source)
    return f"{source.local if isinstance(source, Source) else mention.source}/{mention.local}"


def sources_with_originals(
    index: Index, ids: Iterable[str], known: Mapping[str, Source] | None = None
) -> dict[str, Source]:
    """The sources with these ids and, following `repeats` and older versions, all they stand on.

    known: sources that were read already
    """
    known = known or {}
    found: dict[str, Source] = {}
    waiting = sorted(set(ids))
    while waiting:
        name = waiting.pop()
        source = known.get(name) or index.get(name)
        if isinstance(source, Source) and source.id not in found:
            found[source.id] = source
            waiting += [*source.repeats, *([source.version_of] if source.version_of else [])]
    return dict(sorted(found.items()))


def voices(index: Index, ids: Iterable[str]) -> dict[str, Voice]:
    """Mention id → the voice behind it under the judgements in force."""
    wanted = sorted(set(ids))
    anchors = index.person_of(wanted)
    people = {anchor: index.members(anchor) or (anchor,) for anchor in set(anchors.values())}
    mentions = index.mentions([member for members in people.values() for member in members])
    numbers = index.number_of(list(people))
    made = {
        anchor: voice_of(anchor, [mentions[m] for m in members if m in mentions], numbers.get(anchor))
        for anchor, members in people.items()
    }
    return {mention: made[anchor] for mention, anchor in sorted(anchors.items())}


def voice_of(anchor: str, mentions: list[Mention], number: str | None) -> Voice:
    """One voice for all mentions of a person: named or sealed where any of them is; the label says no sealed name."""
    sealed = any(mention.sealed for mention in mentions)
    first = next((mention for mention in mentions if mention.names), mentions[0] if mentions else None)
    label = "" if sealed or first is None else label_of(first)
    return Voice(
        id=anchor,
        sort=first.sort if first else "person",
        named=sealed or any(mention.named for mention in mentions),
        sealed=sealed,
        label=label,
        number=number,
    )


def label_of(mention: Mention) -> str:
    """What to call a mention on screen: its first name, else its description, else its key in the source."""
    if mention.sealed:
        return ""
    return mention.names[0].text if mention.names else mention.description or mention.local


def _voice_ids(mentions: Iterable[Mention], sources: Iterable[Source]) -> set[str]:
    ids: set[str | None] = set()
    for mention in mentions:
        for said in mention.statements:
            ids |= {link.voice for link in said.chain} | {said.target, said.facility}
            ids |= {words.by for words in said.words}
    for source in sources:
        ids |= {source.teller, source.publisher, *source.authors}
        if source.told:
            ids |= {source.told.to, source.told.interpreter}
    return {voice for voice in ids if voice}
