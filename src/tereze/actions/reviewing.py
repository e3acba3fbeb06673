"""Two mentions side by side, for a person who must say whether they are one; and the answer, refused when it is stale.

What the reviewer saw is summed up in `Pair.seen`. An answer brings it back: if either person changed meanwhile, the
answer is refused, because it was given about something else.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import cast

from tereze.model.errors import NotFound, WrongUse
from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention
from tereze.model.sources import Source
from tereze.model.value import encode

from . import auditing, judging
from .desk import Desk
from .index import SuggestionRow
from .reading import label_of, reference

ANSWERS = ("same", "different", "unsure")


class Stale(WrongUse):
    """Someone changed one of the two people while this was on screen."""

    message = "One of these people changed while you were looking. Nothing was decided."
    hint = "Look at the pair again, then answer."


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


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions, what speaks for and against one person, and the judgements about them so far."""

    left: Side
    right: Side
    score: float
    reasons: tuple[tuple[str, float, str], ...]
    judged: tuple[Judgement, ...]
    taken_back: frozenset[str]  # ids of those of them that were withdrawn
    seen: str

    @property
    def is_one(self) -> bool:
        """Whether the two are one person already."""
        return self.left.anchor == self.right.anchor


def pair(desk: Desk, left: str, right: str) -> Pair:
    """The pair of two mention ids. Raises `NotFound`."""
    desk.must("read")
    index = desk.register.index
    found = index.mentions([left, right])
    if left == right or len(found) != 2:
        raise NotFound(left if left not in found else right)
    auditing.looked(desk, "look.pair", left, right)
    sides = _side(desk, found[left]), _side(desk, found[right])
    row = next((one for one in index.suggestions() if {one.left, one.right} == {left, right}), None)
    every = [cast("Judgement", made) for made in index.of_kind("judgement")]
    return Pair(
        left=sides[0],
        right=sides[1],
        score=row.score if row else 0.0,
        reasons=row.reasons if row else (),
        judged=tuple(made for made in every if {left, right} <= set(made.mentions)),
        taken_back=frozenset(made.of for made in every if made.of and made.answer == "withdraw"),
        seen=_seen(*sides),
    )


def decide(desk: Desk, who: tuple[str, str], answer: str, reason: str, seen: str) -> judging.Judged:
    """Answer the pair `who` (two mention ids) as it was `seen`. Raises `Stale`, `NoReason`, `NotFound`, `WrongUse`."""
    desk.must("judge")
    if answer not in ANSWERS:
        raise WrongUse(f"“{answer}” is no answer here.", hint=f"Answers: {', '.join(ANSWERS)}.")
    shown = pair(desk, *who)
    if not hmac.compare_digest(shown.seen, seen):
        raise Stale
    return judging.judge(desk, answer, (shown.left.reference, shown.right.reference), reason)


def waiting(desk: Desk, limit: int, skip: tuple[str, str] | None = None) -> list[tuple[SuggestionRow, str, str]]:
    """Suggestions nobody has answered, best first, with both labels; `skip` is left out."""
    desk.must("read")
    index = desk.register.index
    auditing.looked(desk, "look.matches", part=str(limit))
    found: list[tuple[SuggestionRow, str, str]] = []
    answered = _answered(desk)
    for row in index.suggestions():
        mentions = index.mentions([row.left, row.right])
        if len(mentions) < 2 or (row.left, row.right) == skip or frozenset((row.left, row.right)) in answered:
            continue
        if len(set(index.person_of([row.left, row.right]).values())) == 2:
            found.append((row, label_of(mentions[row.left]), label_of(mentions[row.right])))
        if len(found) == limit:
            break
    return found


def _answered(desk: Desk) -> set[frozenset[str]]:
    records = [cast("Judgement", record) for record in desk.register.index.of_kind("judgement")]
    taken_back = {record.of for record in records if record.of}
    return {
        frozenset((left, right))
        for record in records
        if record.answer in {"different", "unsure"} and record.id not in taken_back
        for left in record.mentions
        for right in record.mentions
        if left < right
    }


def _side(desk: Desk, mention: Mention) -> Side:
    index = desk.register.index
    source = index.get(mention.source)
    if not isinstance(source, Source):
        raise NotFound(mention.source)
    anchor = index.person_of([mention.id])[mention.id]
    members = index.mentions(index.members(anchor) or (mention.id,))
    return Side(
        reference=reference(index, mention),
        label=label_of(mention),
        mention=mention,
        source=source,
        anchor=anchor,
        number=index.number_of([anchor]).get(anchor, ""),
        members=tuple(sorted(reference(index, one) for one in members.values())),
    )


def _seen(*sides: Side) -> str:
    """A digest of what a reviewer sees of both sides."""
    shown = [[side.anchor, *side.members, encode(side.mention).decode()] for side in sides]
    return hashlib.sha256(encode(shown)).hexdigest()
