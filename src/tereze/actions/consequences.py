"""What an answer would change, shown before it is given: persons, witnesses, timelines, releases, what was sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from tereze import weigh
from tereze.model.events import Intervention
from tereze.model.judgements import Judgement
from tereze.model.records import Submission
from tereze.resolve.judgements import Edge, Settled, edges, moment, settle_edges
from tereze.weigh.case import PersonCase, Voice

from . import auditing
from .desk import Desk
from .index import Index
from .judging import find_judgement
from .reading import gathered, label_of, reference, voice_of

LARGEST = 60
"""A person of more mentions than this is not weighed again for a preview; only the mentions are counted."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """One person, before or after: who is in it and what it comes to.

    numbers: register numbers that lead to the person, where that can be said
    witnesses: the most independent witnesses that any fact has; timeline: (from, to, status) of its stretches
    published: lines whose last release shows the person; sent: (when, to whom) of submissions and interventions
    weighed: False where the person is too large to be weighed for a preview
    """

    numbers: str
    label: str
    mentions: tuple[str, ...]
    witnesses: int
    facts: int
    conflicts: int
    timeline: tuple[tuple[str, str, str], ...]
    published: tuple[str, ...]
    sent: tuple[tuple[str, str], ...]
    weighed: bool = True


@dataclass(frozen=True, slots=True)
class Consequences:
    """The persons an answer touches, as they are and as they would be; `refused` says why a merge would not apply.

    disputed: standing judgements that could not be applied any more, and would wait as contradictions
    """

    before: tuple[Sketch, ...]
    after: tuple[Sketch, ...]
    refused: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything would be otherwise."""
        return [one.mentions for one in self.before] != [one.mentions for one in self.after]

    @property
    def published(self) -> tuple[str, ...]:
        """Lines in whose last release one of these persons is."""
        return tuple(sorted({line for one in self.before for line in one.published}))


def of_merge(desk: Desk, mentions: Sequence[str]) -> Consequences:
    """What judging these mentions the same would change."""
    return _of_answer(desk, "same", mentions)


def of_difference(desk: Desk, mentions: Sequence[str]) -> Consequences:
    """What judging these mentions different would change: nothing, or a person that comes apart."""
    return _of_answer(desk, "different", mentions)


def _of_answer(desk: Desk, answer: str, mentions: Sequence[str]) -> Consequences:
    desk.must("browse")
    auditing.looked(desk, "look.pair", *mentions)
    judgement = Judgement(
        id="new", answer=answer, at=desk.now(), reviewers=(desk.actor.id,), reason="", mentions=tuple(mentions)
    )
    return _compare(desk.register.index, mentions, add=judgement)


def of_withdrawal(desk: Desk, judgement: str) -> Consequences:
    """What taking this judgement back would change. Of a batch the first `LARGEST` pairs are looked at."""
    desk.must("browse")
    made = find_judgement(desk, judgement)
    back = _brought_back(desk.register.index, made)
    mentions = list(dict.fromkeys([*_mentions(made), *(_mentions(back) if back else ())]))
    auditing.looked(desk, "look.judgement", made.id)
    return _compare(desk.register.index, mentions, add=back, drop=made.id)


@dataclass(frozen=True, slots=True)
class Joined:
    """What a batch would join, summed up: persons before and after, how many of those before a last release shows
    (`published`: in which lines), and how many submissions and interventions were sent for them."""

    pairs: int
    before: int
    after: int
    shown: int
    published: tuple[str, ...]
    sent: int


def of_pairs(desk: Desk, pairs: Sequence[tuple[str, str]]) -> Joined:
    """What joining these pairs of mentions would change, nobody being held apart."""
    desk.must("browse")
    index = desk.register.index
    anchors = index.person_of(sorted({side for pair in pairs for side in pair}))
    auditing.looked(desk, "look.matches", part="batch", count=len(pairs))
    persons = sorted(set(anchors.values()))
    joins = {(min(ends), max(ends)) for one, other in pairs if len(ends := {anchors[one], anchors[other]}) == 2}
    settled = settle_edges(Edge("", "new", one, other, same=True, by=frozenset()) for one, other in sorted(joins))
    owner = {member: anchor for anchor in persons for member in index.members(anchor) or (anchor,)}
    shown = index.shown(list(owner))
    return Joined(
        pairs=len(pairs),
        before=len(persons),
        after=len({settled.anchors.get(anchor, anchor) for anchor in persons}),
        shown=len({owner[mention] for mention in shown}),
        published=tuple(sorted({line for lines in shown.values() for line in lines})),
        sent=len(index.concerning(list(owner))),
    )


def _mentions(made: Judgement) -> list[str]:
    return [*made.mentions, *(side for pair in made.pairs[:LARGEST] for side in pair)]


def _brought_back(index: Index, made: Judgement) -> Judgement | None:
    """The judgement that stands again once `made`, which took it back or replaced it, is gone."""
    of = index.get(made.of) if made.of else None
    if not isinstance(of, Judgement) or not index.judged([made.id])[made.id].stands:
        return None
    against = [one.id for one in index.judgements_about(_mentions(of)) if one.of == of.id and one.id != made.id]
    return None if any(one.stands for one in index.judged(against).values()) else of


def _compare(index: Index, mentions: Sequence[str], add: Judgement | None = None, drop: str = "") -> Consequences:
    anchors = index.person_of(list(mentions))
    inside = {member for anchor in set(anchors.values()) for member in index.members(anchor)} | set(mentions)
    now = [*_edges(index, inside)]
    then = [edge for edge in now if edge.judgement != drop] + ([*edges(add)] if add else [])
    old, settled = settle_edges(now), settle_edges(then)
    ours = add.id if add else ""
    before, after = _groups(old, inside), _groups(settled, inside)
    numbers = index.number_of(sorted(set(anchors.values())))
    shown = {name: numbers.get(anchor, "") for name, anchor in anchors.items()}
    whole = len(after) <= len(before)  # after a split each number follows its mention: not said here
    return Consequences(
        tuple(_sketch(index, group, shown) for group in before),
        tuple(_sketch(index, group, shown if whole else {}) for group in after),
        tuple(one.reason for one in settled.skipped if one.judgement == ours),
        tuple(sorted({one.judgement for one in {*settled.skipped} - {*old.skipped} if one.judgement != ours})),
    )


def _edges(index: Index, inside: Iterable[str]) -> Iterable[Edge]:
    """The standing answers among these mentions."""
    members = set(inside)
    answers = [one for one in index.answers(sorted(members)) if one.says and one.mention < one.other in members]
    made = {judgement.id: judgement for judgement in index.judgements_about(sorted(members))}
    behind = index.judged(sorted({one.judgement for one in answers}))
    for one in answers:
        by = frozenset(behind[one.judgement].reviewers)
        yield Edge(moment(made[one.judgement].at), one.judgement, one.mention, one.other, one.says > 0, by)


def _groups(settled: Settled, inside: Iterable[str]) -> list[tuple[str, ...]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for mention in sorted(inside):
        groups[settled.anchors.get(mention, mention)].append(mention)
    return sorted(tuple(group) for group in groups.values())


def _sketch(index: Index, group: tuple[str, ...], numbers: Mapping[str, str]) -> Sketch:
    found = index.mentions(list(group))
    number = ", ".join(sorted({numbers[name] for name in group if numbers.get(name)}))
    view = _weighed(index, group, number) if len(group) <= LARGEST else None
    return Sketch(
        numbers=number,
        label=next((label for mention in found.values() if (label := label_of(mention))), ""),
        mentions=tuple(reference(index, mention) for mention in found.values()),
        witnesses=max((fact.support.independent_witnesses for fact in view.facts), default=0) if view else 0,
        facts=len(view.facts) if view else 0,
        conflicts=len(view.conflicts) if view else 0,
        timeline=tuple((one.begin or "", one.end or "", one.status) for one in view.timeline) if view else (),
        published=tuple(sorted({line for lines in index.shown(list(group)).values() for line in lines})),
        sent=_sent(index, group),
        weighed=view is not None,
    )


def _weighed(index: Index, group: tuple[str, ...], number: str) -> weigh.PersonView:
    case = gathered(index, group[0], group)
    return weigh.person_view(msgspec.structs.replace(case, number=number, voices=_one_voice(index, case, group)))


def _one_voice(index: Index, case: PersonCase, group: tuple[str, ...]) -> dict[str, Voice]:
    """The voices of a case in which these mentions, and no others, are one person."""
    ours = voice_of(case.anchor, list(case.mentions), case.number or None)
    parted = [name for name, voice in case.voices.items() if voice.id in group and name not in group]
    alone = {name: voice_of(name, [mention], None) for name, mention in index.mentions(parted).items()}
    return {name: ours if name in group else alone.get(name, voice) for name, voice in case.voices.items()}


def _sent(index: Index, group: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    found = []
    for record in index.concerning(list(group)):
        if isinstance(record, Submission):
            found.append((record.at[:10], record.body))
        elif isinstance(record, Intervention):
            found.append((record.when, record.sort))
    return tuple(sorted(found))
