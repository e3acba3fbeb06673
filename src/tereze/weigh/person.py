"""The person view: a pure function of the case. The order of mentions and statements does not matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from .case import PersonCase
from .changes import Fallen
from .claims import Claim, claims_of, meets
from .conflicts import conflicts
from .items import Gathered, by_property, folded, gather
from .lastknown import last_known
from .packing import STEPS
from .periods import stated
from .places import WRITTEN, Places
from .support import Counter
from .timeline import lane, timeline
from .view import (
    Fact,
    MentionRow,
    NameRow,
    PersonView,
    Relative,
    SetAside,
    Support,
    TermRow,
    VoiceRow,
)

NAMES = frozenset({"name", "alias"})


def person_view(case: PersonCase, *, places: Places = WRITTEN, release: bool = False, steps: int = STEPS) -> PersonView:
    """Weigh all that is said about a person (docs/methods/weighing.md).

    places: what lies in what; by default places are compared by their words
    release: a withdrawn consent then takes its statements out, whatever the teller allowed inside
    steps: how long to search for the largest sets of independent chains, over the whole person
    """
    gathered = gather(case, release=release)
    counter = Counter(gathered.known, steps)
    claims = [claim for items in by_property(gathered.items).values() for claim in claims_of(items, gathered, places)]
    facts = sorted(((claim, _fact(claim, counter)) for claim in claims), key=_fact_order)
    return PersonView(
        number=case.number,
        anchor=case.anchor,
        names=_names(case, gathered),
        mentions=_mentions(case, gathered),
        facts=tuple(fact for _, fact in facts),
        conflicts=conflicts(claims, counter, places),
        timeline=timeline(claims, counter, places),
        last_known=last_known(claims, gathered, counter, case.anchor),
        relatives=_relatives(facts, gathered),
        disputes=case.disputes,
        voices=_voices(gathered),
        set_aside=tuple(_set_aside(one, gathered) for one in gathered.fallen),
        erased=len({change.of for change in case.changes if change.act == "erase"}),
        sealed=case.unopened,
    )


def support(
    case: PersonCase, prop: str, value: str, where: str = "", when: str = "", *, places: Places = WRITTEN
) -> Support:
    """The support of any claim about the person, stated or not: property, value, place and EDTF period."""
    gathered = gather(case)
    same = [item for item in gathered.items if item.said.property == prop and item.key[0] == folded(value)]
    asserting = [item for item in same if item.said.stance == "asserts" and item.counts]
    if not asserting:
        return Support()
    asked = Claim(prop=prop, key=asserting[0].key, where=where, facility="", span=stated(when), stating=(asserting[0],))
    return Counter(gathered.known).support([item for item in asserting if meets(asked, item, gathered, places)])


def _fact_order(pair: tuple[Claim, Fact]) -> tuple[object, ...]:
    claim = pair[0]
    custody = claim.prop == "custody"
    return (
        not custody,
        lane(claim.facet) if custody else 0,
        claim.prop,
        claim.span.period,
        claim.key,
        claim.where,
        claim.facility,
    )


def _fact(claim: Claim, counter: Counter) -> Fact:
    said = claim.stating[0].said
    used = sorted(
        {item.said.term for item in claim.supporting if item.said.term},
        key=lambda t: (t.text, t.lang or "", t.used_by or ""),
    )
    return Fact(
        property=claim.prop,
        value=claim.value,
        facet=claim.facet,
        when=claim.when,
        where=claim.where,
        phase=claim.phase,
        said=said.said,
        target=claim.key[1] or None,
        facility=claim.facility or None,
        terms=tuple(dict.fromkeys(term.text for term in used)),
        terms_used=tuple(TermRow(text=term.text, lang=term.lang, used_by=term.used_by) for term in used),
        support=counter.support(claim.supporting),
        denied_by=counter.rows(claim.denied),
        does_not_know=counter.rows(claim.unknown),
        refuses=counter.rows(claim.refused),
        refuted=counter.rows(claim.refuted),
    )


def _names(case: PersonCase, gathered: Gathered) -> tuple[NameRow, ...]:
    """Every name with the sources that use it, those of most sources first; none from a source that was withdrawn."""
    known = gathered.known
    gone = {one.act.of for one in gathered.fallen if one.act.act in {"withdraw_consent", "erase"}}
    found: defaultdict[tuple[str, str | None, str], set[str]] = defaultdict(set)
    for mention in case.mentions:
        if gone.isdisjoint((mention.source, mention.id)):
            for name in mention.names:
                found[name.text, name.lang, name.sort].add(known.local(mention.source))
    for item in gathered.items:
        said = item.said
        if said.property in NAMES and said.stance == "asserts" and item.counts:
            found[said.value, said.lang, said.property].add(known.local(said.source))
    rows = [
        NameRow(text=text, lang=lang, sort=sort, sources=tuple(sorted(sources)))
        for (text, lang, sort), sources in found.items()
    ]
    return tuple(sorted(rows, key=lambda name: (name.sort != "name", -len(name.sources), name.lang or "", name.text)))


def _mentions(case: PersonCase, gathered: Gathered) -> tuple[MentionRow, ...]:
    rows = [
        MentionRow(
            id=mention.id, source=gathered.known.local(mention.source), local=mention.local, sealed=mention.sealed
        )
        for mention in case.mentions
    ]
    return tuple(sorted(rows, key=lambda mention: (mention.source, mention.local, mention.id)))


def _relatives(facts: Sequence[tuple[Claim, Fact]], gathered: Gathered) -> tuple[Relative, ...]:
    """Each relation to each person once."""
    found: dict[tuple[str, str], Relative] = {}
    for claim, fact in facts:
        target = claim.stating[0].said.target
        if claim.prop != "relative" or not target or not claim.supporting:
            continue
        voice = gathered.known.of(target)
        row_ = Relative(
            relation=fact.value,
            person=voice.number or voice.id,
            label=voice.label,
            independent_witnesses=fact.support.independent_witnesses,
        )
        best = found.get(claim.key)
        if best is None or best.independent_witnesses < row_.independent_witnesses:
            found[claim.key] = row_
    return tuple(sorted(found.values(), key=lambda one: (one.relation, one.person)))


def _voices(gathered: Gathered) -> tuple[VoiceRow, ...]:
    """Who the ids of this view stand for."""
    rows = [
        VoiceRow(
            id=voice.id,
            label=voice.label,
            sort=voice.sort,
            named=voice.named,
            sealed=voice.sealed,
            number=voice.number,
        )
        for voice in gathered.known.met.values()
    ]
    return tuple(sorted(rows, key=lambda one: one.id))


def _set_aside(one: Fallen, gathered: Gathered) -> SetAside:
    said, act = one.said, one.act
    bare = SetAside(id=said.id, source=gathered.known.local(said.source), act=act.act, at=act.at, reason=act.reason)
    if act.act == "erase":
        return bare
    return SetAside(
        id=bare.id, source=bare.source, act=act.act, at=act.at, reason=act.reason,
        property=said.property, value=said.value, when=said.when, where=said.where,
    )  # fmt: skip
