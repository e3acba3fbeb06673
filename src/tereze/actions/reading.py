"""Gather what weighing needs: a `PersonCase` from the index. Reads only; the same index gives the same case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, cast

from tereze.model.judgements import Change, Lineage
from tereze.model.mentions import Mention
from tereze.model.sources import Consent, Ground, Source
from tereze.weigh.case import PersonCase, Voice

from .index import Index

T = TypeVar("T")


def person_case(index: Index, anchor: str) -> PersonCase:
    """The case of the person anchored at `anchor` (a mention id); an unjudged mention is a person by itself."""
    members = index.members(anchor) or (anchor,)
    mentions = tuple(index.mentions(members).values())
    sources = sources_with_originals(index, {mention.source for mention in mentions})
    statements = [statement for mention in mentions for statement in mention.statements]
    return PersonCase(
        anchor=anchor,
        number=index.number_of([anchor]).get(anchor, ""),
        mentions=mentions,
        sources=sources,
        voices=voices(index, _voice_ids(mentions, sources.values())),
        lineage=cast("tuple[Lineage, ...]", index.lineage_of(list(sources))),
        changes=cast("tuple[Change, ...]", index.changes_of([*sources, *(said.id for said in statements)])),
        consents=_of_sources(index, sources, "consent", Consent),
        grounds=_of_sources(index, sources, "ground", Ground),
        disputes=_disputes(index, members),
        unopened=index.unopened(members),
    )


def sources_with_originals(index: Index, ids: Iterable[str]) -> dict[str, Source]:
    """The sources with these ids and, following `repeats` and older versions, all they stand on."""
    found: dict[str, Source] = {}
    waiting = sorted(set(ids))
    while waiting:
        source = index.get(waiting.pop())
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


def _of_sources(index: Index, sources: Iterable[str], kind: str, _type: type[T]) -> tuple[T, ...]:
    return tuple(cast("T", record) for source in sources for record in index.of_source(source, kind))


def _disputes(index: Index, members: Iterable[str]) -> tuple[str, ...]:
    """The disputes whose judgement is about one of these mentions."""
    ours = set(members)
    found = []
    for judgement_id, reason in index.disputes():
        judgement = index.get(judgement_id)
        if judgement is not None and ours.intersection(getattr(judgement, "mentions", ())):
            found.append(reason)
    return tuple(found)
