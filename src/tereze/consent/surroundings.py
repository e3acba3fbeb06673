"""What stands around the statements of a case: sources, voices, consents, changes, lineage; each made smaller too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from tereze.model.judgements import Change, Lineage
from tereze.model.mentions import Mention
from tereze.model.sources import Consent, Source
from tereze.weigh.case import PersonCase, Voice

from .current import current
from .decision import Decision
from .said import Rule
from .validity import stands


def keep_sources(case: PersonCase, mentions: tuple[Mention, ...], rule: Rule, decision: Decision) -> dict[str, Source]:
    """The sources of the kept mentions, and bare stubs of those they repeat (so that reprints still count as one)."""
    grounded = {mention.source for mention in mentions if mention.id in decision.grounded}
    shown = {mention.source for mention in mentions if mention.statements}
    kept = {
        id_: _source(case.sources[id_], rule, grounded=id_ in grounded)
        for id_ in sorted({mention.source for mention in mentions})
        if id_ in case.sources
    }
    kept = {id_: source if id_ in shown else _stub(source) for id_, source in kept.items()}
    waiting = [original for source in kept.values() for original in source.repeats]
    waiting += [said.taken_from for mention in mentions for said in mention.statements if said.taken_from]
    waiting += [source.version_of for source in kept.values() if source.version_of]
    while waiting:
        id_ = waiting.pop()
        if id_ in case.sources and id_ not in kept:
            kept[id_] = _stub(case.sources[id_])
            waiting += kept[id_].repeats
    return dict(sorted(kept.items()))


def _source(source: Source, rule: Rule, *, grounded: bool) -> Source:
    """A source as it may be shown: titles, links and dates only of what is published already."""
    full = grounded and rule.identity == "full"
    return Source(
        id=source.id,
        local="",
        sort=source.sort,
        title=rule.text(source.title) if full else "",
        publisher=source.publisher,
        authors=source.authors,
        published=source.published if full else None,
        language=source.language if full else None,
        url=(rule.text(source.url or "") or None) if full else None,
        repeats=source.repeats,
        reliability=source.reliability,
        system_of_record=source.system_of_record,  # two leaks of one database are one origin; never shown as text
        teller=source.teller,
        version_of=source.version_of,
    )


def _stub(source: Source) -> Source:
    return Source(id=source.id, local="", sort=source.sort, repeats=source.repeats)


def keep_voices(
    case: PersonCase, mentions: tuple[Mention, ...], sources: dict[str, Source], rule: Rule
) -> dict[str, Voice]:
    """The voices still referred to; only those who may be named keep a label, and only they a register number."""
    return {
        id_: _voice(case.voices[id_], rule.may_name(id_), rule) for id_ in _used(mentions, sources) & set(case.voices)
    }


def _used(mentions: Iterable[Mention], sources: dict[str, Source]) -> set[str]:
    used: set[str | None] = set()
    for mention in mentions:
        for said in mention.statements:
            used |= {link.voice for link in said.chain} | {said.target, said.facility}
    for source in sources.values():
        used |= {source.teller, source.publisher, *source.authors}
    return {voice for voice in used if voice}


def _voice(voice: Voice, may_name: bool, rule: Rule) -> Voice:
    shown = may_name and voice.named and not (voice.sort != "person" and rule.forbidden.has_name(voice.label))
    return msgspec.structs.replace(
        voice, label=voice.label if shown else "", number=voice.number if shown else None, named=voice.named
    )


def keep_consents(
    case: PersonCase, sources: dict[str, Source], decision: Decision, *, purpose: str, on: date
) -> tuple[Consent, ...]:
    """The consents that carry the kept mentions, at the decided level: the strictest is now everyone's."""
    withdrawn, covered = current(case).withdrawn, frozenset(decision.mentions)
    subject = frozenset(mention.id for mention in case.mentions)
    return tuple(
        Consent(
            id=consent.id,
            source=consent.source,
            given_by=consent.given_by if consent.given_by in subject else "",
            capacity=consent.capacity,
            covers=tuple(mention for mention in consent.covers if mention in covered),
            purposes=(purpose,),
            identity=decision.identity,
            place=decision.place,
            until=consent.until,
        )
        for consent in case.consents
        if consent.source in sources
        and stands(consent, purpose, on, withdrawn)
        and covered.intersection(consent.covers)
    )


def keep_changes(case: PersonCase, sources: dict[str, Source], kept: frozenset[str]) -> tuple[Change, ...]:
    """Refutations: the only change that is shown. The others have been applied. Who and why stay inside."""
    return tuple(
        Change(id=change.id, act=change.act, of=change.of, by="", at=change.at[:10], source=change.source)
        for change in case.changes
        if change.act == "refute" and (change.of in kept or change.of in sources)
    )


def keep_lineage(case: PersonCase, sources: dict[str, Source], kept: frozenset[str]) -> tuple[Lineage, ...]:
    """Who repeats whom, among what is left."""
    return tuple(
        Lineage(id=line.id, source=line.source, original=line.original, statement=line.statement)
        for line in case.lineage
        if line.source in sources and line.original in sources and (line.statement is None or line.statement in kept)
    )
