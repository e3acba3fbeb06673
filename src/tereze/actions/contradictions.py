"""Contradictions as tasks: A is B, B is C, and A is not C. Somebody must take back or change one of these answers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from tereze.model.judgements import Judgement
from tereze.resolve.judgements import Skipped

from . import auditing
from .desk import Desk
from .index import Index
from .index_reviews import Answer
from .reading import label_of, reference


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of a contradiction: the judgement (a batch without its pairs), who is behind it, and of whom."""

    judgement: Judgement
    reviewers: tuple[str, ...]
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`merge` could not be applied, because `apart` holds two people different whom `merge` and `chain` make one.

    Taking back or changing any of these answers settles it. `names`: mention id → (reference, label).
    """

    merge: Said
    apart: Said
    chain: tuple[Said, ...]
    names: dict[str, tuple[str, str]]

    @property
    def answers(self) -> tuple[Said, ...]:
        """All answers that cannot hold together: the refused merge, what it rests on, and what speaks against it."""
        return (self.merge, *self.chain, self.apart)


def contradictions(desk: Desk, limit: int | None = None) -> list[Contradiction]:
    """All contradictions among standing judgements, in the order of the refused merges."""
    desk.must("browse")
    auditing.looked(desk, "look.contradictions")
    index = desk.register.index
    return [_task(index, skipped) for skipped in index.contradictions()[:limit]]


def about(desk: Desk, mentions: Iterable[str]) -> list[Contradiction]:
    """The contradictions in which one of these mentions is named."""
    desk.must("browse")
    index, asked = desk.register.index, set(mentions)
    tasks = (_task(index, one) for one in index.contradictions() if asked & {one.left, one.right, *one.apart})
    return list(tasks)


def _task(index: Index, skipped: Skipped) -> Contradiction:
    one, other = skipped.apart
    near, far = _ways(index, skipped)
    steps = [*near, *far]
    people = sorted({skipped.left, skipped.right, one, other, *(side for step in steps for side in step[:2])})
    made = {judgement.id: judgement for judgement in index.judgements_about(people)}
    behind = index.judged(list(made))
    found = index.mentions(people)

    def said(judgement: str, left: str, right: str) -> Said:
        return Said(made[judgement], behind[judgement].reviewers, left, right)

    return Contradiction(
        merge=said(skipped.judgement, skipped.left, skipped.right),
        apart=said(skipped.against, one, other),
        chain=tuple(said(step.judgement, step.mention, step.other) for step in steps),
        names={name: (reference(index, mention), label_of(mention)) for name, mention in found.items()},
    )


def _ways(index: Index, skipped: Skipped) -> tuple[list[Answer], list[Answer]]:
    """From both sides of the merge to the two who are held apart: the shortest way over answers “same”.

    Each side of the merge lies in the person of one of the two; which, the persons say.
    """
    one, other = skipped.apart
    person = index.person_of([skipped.left, skipped.right, one, other])
    if person[skipped.left] != person[one]:
        one, other = other, one
    return _way(index, skipped.left, one), _way(index, skipped.right, other)


def _way(index: Index, start: str, goal: str) -> list[Answer]:
    came: dict[str, Answer | None] = {start: None}
    waiting = deque([start])
    inside = set(index.members(index.person_of([start])[start])) | {start, goal}
    while waiting and goal not in came:
        here = waiting.popleft()
        for answer in index.answers([here]):
            if answer.says > 0 and answer.other in inside and answer.other not in came:
                came[answer.other] = answer
                waiting.append(answer.other)
    steps: list[Answer] = []
    while (answer_ := came.get(goal)) is not None:
        steps.append(answer_)
        goal = answer_.mention
    return steps[::-1]
