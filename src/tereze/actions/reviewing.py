"""Two mentions side by side, for a person who must say whether they are one; and the answer, refused when it is stale.

What the reviewer saw is summed up in `Pair.seen`. An answer brings it back: if either person changed meanwhile, the
answer is refused, because it was given about something else.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tereze.model.errors import NotFound, WrongUse
from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention
from tereze.model.sources import Source
from tereze.model.value import encode

from . import auditing, judging, queue
from .desk import Desk
from .index import Index, SuggestionRow
from .reading import label_of, reference

ANSWERS = ("same", "different", "unsure")
KINDS = frozenset({*ANSWERS, "batch"})


class Stale(WrongUse):
    """Someone changed one of the two people while this was on screen."""

    message = "One of these people changed while you were looking. Nothing was decided."
    hint = "Look at the pair again, then answer."


MOST_BESIDE = 8
"""How many further mentions of either person are shown beside the two."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the mention, its source, and the person it belongs to today."""

    reference: str
    label: str
    mention: Mention
    source: Source
    anchor: str
    number: str
    members: tuple[str, ...]  # references of all mentions of that person
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """A further mention of the same person, to be seen in the same table."""

    reference: str
    label: str
    mention: Mention
    source: Source


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions, what speaks for and against one person, and the judgements about them so far."""

    left: Side
    right: Side
    score: float
    reasons: tuple[tuple[str, float, str], ...]
    judged: tuple[Judgement, ...]
    taken_back: frozenset[str]  # ids of those of them that stand no more
    reviewers: dict[str, tuple[str, ...]]  # who stands behind each of them that stands, with those who confirmed it
    seen: str

    @property
    def is_one(self) -> bool:
        """Whether the two are one person already."""
        return self.left.anchor == self.right.anchor


def pair(desk: Desk, left: str, right: str) -> Pair:
    """The pair of two mention ids. Raises `NotFound`."""
    desk.must("browse")
    index = desk.register.index
    found = index.mentions([left, right])
    if left == right or len(found) != 2:
        raise NotFound(left if left not in found else right)
    auditing.looked(desk, "look.pair", left, right)
    sides = _sides(desk, found[left], found[right])
    row = index.suggestion(left, right)
    made = [one for one in index.judgements_about([left, right]) if one.answer in KINDS]
    ours = [one for one in made if {left, right} <= set(one.mentions) or one.answer == "batch"]
    standing = index.judged([one.id for one in ours])
    return Pair(
        left=sides[0],
        right=sides[1],
        score=row.score if row else 0.0,
        reasons=row.reasons if row else (),
        judged=tuple(_about(index, ours, left, right)),
        taken_back=frozenset(one.id for one in ours if not standing[one.id].stands),
        reviewers={name: one.reviewers for name, one in standing.items() if one.stands},
        seen=_seen(*sides),
    )


def _about(index: Index, judgements: list[Judgement], left: str, right: str) -> Iterator[Judgement]:
    """Judgements about these two; of batches those that hold the pair."""
    said = {answer.judgement for answer in index.answers([left]) if answer.other == right}
    for one in judgements:
        if one.answer != "batch" or one.id in said:
            yield one


def decide(desk: Desk, who: tuple[str, str], answer: str, reason: str, seen: str) -> judging.Judged:
    """Answer the pair `who` (two mention ids) as it was `seen`. Raises `Stale`, `NoReason`, `NotFound`, `WrongUse`."""
    desk.must("judge")
    if answer not in ANSWERS:
        raise WrongUse(f"“{answer}” is no answer here.", hint=f"Answers: {', '.join(ANSWERS)}.")
    shown = pair(desk, *who)
    if not hmac.compare_digest(shown.seen, seen):
        raise Stale
    return judging.judge_mentions(desk, answer, who, reason)


def waiting(desk: Desk, limit: int, skip: tuple[str, str] | None = None) -> list[tuple[SuggestionRow, str, str]]:
    """Suggestions nobody has answered, most gain first, with both labels; `skip` is left out."""
    found = queue.page(desk, limit + bool(skip))
    return [(task.row, task.left, task.right) for task in found if task.row[:2] != skip][:limit]


def _sides(desk: Desk, left: Mention, right: Mention) -> tuple[Side, Side]:
    """Both sides; where they are one person already, its further mentions stand beside the left one only."""
    one, other = (_side(desk, mention, {left.id, right.id}) for mention in (left, right))
    return one, replace(other, beside=()) if one.anchor == other.anchor else other


def _side(desk: Desk, mention: Mention, shown: set[str]) -> Side:
    index = desk.register.index
    source = index.get(mention.source)
    if not isinstance(source, Source):
        raise NotFound(mention.source)
    anchor = index.person_of([mention.id])[mention.id]
    members = index.mentions(index.members(anchor) or (mention.id,))
    others = [one for one in members.values() if one.id not in shown][:MOST_BESIDE]
    sources = {one.id: index.get(one.source) for one in others}
    return Side(
        reference=reference(index, mention),
        label=label_of(mention),
        mention=mention,
        source=source,
        anchor=anchor,
        number=index.number_of([anchor]).get(anchor, ""),
        members=tuple(sorted(reference(index, one) for one in members.values())),
        beside=tuple(
            Beside(reference(index, one), label_of(one), one, its)
            for one in others
            if isinstance(its := sources[one.id], Source)
        ),
    )


def _seen(*sides: Side) -> str:
    """A digest of what a reviewer sees of both sides."""
    shown = [[side.anchor, *side.members, encode(side.mention).decode()] for side in sides]
    return hashlib.sha256(encode(shown)).hexdigest()
