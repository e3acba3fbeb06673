"""What reviewers ask of the index in memory, computed from everything each time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

import msgspec

from tereze.actions.index_reviews import Answer, Standing, SuggestionRow, Waiting, Waits
from tereze.model.judgements import Judgement
from tereze.model.records import Record, Release
from tereze.resolve.gain import Gain, expected_gain
from tereze.resolve.judgements import TO_PUBLISH, Names, Settled, Skipped, edges, in_force, stand_behind

from .index.derive import CONCERN, CONFIRMATION, JUDGED, WITHDRAWAL

T = TypeVar("T", bound=Record)


class MemoryReviews(ABC):
    """The part of the index in memory that reviewers use."""

    _suggestions: list[SuggestionRow]
    _settled: Settled

    @abstractmethod
    def _leading(self, kind: str, _type: type[T]) -> list[T]:
        """The leading records of a kind."""

    @abstractmethod
    def _referring(self, kind: str, sort: str, targets: Iterable[str]) -> tuple[Record, ...]:
        """Records of a kind that refer to one of these."""

    @abstractmethod
    def members(self, anchor: str) -> tuple[str, ...]:
        """The mentions of a person that are here."""

    def _anchor(self, mention: str) -> str:
        return self._settled.anchors.get(mention, mention)

    def _behind(self) -> dict[str, tuple[Judgement, Names]]:
        """Judgement that stands → itself, and who stands behind it."""
        known = {made.id: made for made in self._leading("judgement", Judgement)}
        standing, _ = in_force(known.values())
        return {name: (known[name], by) for name, by in stand_behind(known, standing).items()}

    def judgements_about(self, mentions: Sequence[str]) -> tuple[Judgement, ...]:
        """Judgements that name one of these, with what confirmed them or took them back."""
        found = {one.id: one for one in self._referring("judgement", JUDGED, mentions)}
        for sort in (CONFIRMATION, WITHDRAWAL):
            found |= {one.id: one for one in self._referring("judgement", sort, list(found))}
        made = [msgspec.structs.replace(one, pairs=()) for one in found.values() if isinstance(one, Judgement)]
        return tuple(sorted(made, key=lambda one: (one.at, one.id)))

    def judged(self, ids: Sequence[str]) -> dict[str, Standing]:
        """Judgement id → whether it stands and who stands behind it."""
        behind = self._behind()
        known = sorted({made.id for made in self._leading("judgement", Judgement)} & set(ids))
        return {
            name: Standing(name in behind, tuple(sorted(behind[name][1])) if name in behind else ()) for name in known
        }

    def unconfirmed(self, limit: int, offset: int = 0) -> list[str]:
        """Ids of merges that stand and have one person behind them, oldest first."""
        waits = [
            (made.at, name)
            for name, (made, by) in self._behind().items()
            if made.answer in {"same", "batch"} and len(by) < TO_PUBLISH
        ]
        return [name for _, name in sorted(waits)[offset : offset + limit]]

    def answers(self, mentions: Sequence[str]) -> tuple[Answer, ...]:
        """What standing judgements say of these mentions."""
        found: set[Answer] = set()
        for made, _ in self._behind().values():
            said = [(edge.left, edge.right, 1 if edge.same else -1) for edge in edges(made)]
            if made.answer == "unsure":
                said = [(left, right, 0) for left, right in combinations(sorted(set(made.mentions)), 2)]
            for left, right, says in said:
                found |= {Answer(left, right, made.id, says), Answer(right, left, made.id, says)}
        return tuple(sorted(one for one in found if one.mention in set(mentions)))

    def contradictions(self) -> tuple[Skipped, ...]:
        """Merges that could not be applied."""
        return self._settled.skipped

    def suggestions(self, limit: int | None = None) -> Iterator[SuggestionRow]:
        """Suggestions, best first."""
        return iter(self._suggestions[:limit])

    def suggestion(self, left: str, right: str) -> SuggestionRow | None:
        """The suggestion about two mentions."""
        return next((row for row in self._suggestions if {row.left, row.right} == {left, right}), None)

    def waiting(self, limit: int, offset: int = 0) -> list[Waiting]:
        """Suggestions nobody has answered, most gain first."""
        found = [Waiting(row, self._gain(row)) for row in self._suggestions if self._open(row)]
        found.sort(key=lambda one: (-one.gain.value, one.row.left, one.row.right))
        return found[offset : offset + limit]

    def _gain(self, row: SuggestionRow) -> Gain:
        people = [self._cluster(self._anchor(side)) for side in row[:2]]
        return expected_gain(
            row.score, len(people[0]), len(people[1]), published=bool(self.shown([*people[0], *people[1]]))
        )

    def _cluster(self, anchor: str) -> list[str]:
        return [name for name, top in self._settled.anchors.items() if top == anchor] or [anchor]

    def _open(self, row: SuggestionRow) -> bool:
        one, other = self._anchor(row.left), self._anchor(row.right)
        here = {mention for anchor in (one, other) for mention in self.members(anchor)}
        said = self.answers(self._cluster(one))
        apart = any(answer.says < 0 and self._anchor(answer.other) == other for answer in said)
        unsure = any(answer[:2] == row[:2] and answer.says == 0 for answer in said)
        return one != other and not apart and not unsure and {row.left, row.right} <= here

    def waits(self) -> Waits:
        """How much waits for a person."""
        return Waits(
            len(self.waiting(len(self._suggestions))), len(self.unconfirmed(1_000_000)), len(self.contradictions())
        )

    def shown(self, mentions: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Mention → lines whose last release shows the person anchored to it."""
        last: dict[str, Release] = {}
        for made in sorted(self._leading("release", Release), key=lambda one: (one.at, one.id)):
            last[made.line] = made
        return {
            mention: lines
            for mention in sorted(set(mentions))
            if (lines := tuple(line for line in sorted(last) if mention in last[line].people))
        }

    def concerning(self, mentions: Sequence[str]) -> tuple[Record, ...]:
        """Submissions and interventions for these mentions."""
        found = [one for kind in ("submission", "intervention") for one in self._referring(kind, CONCERN, mentions)]
        return tuple(sorted(found, key=lambda one: one.id))
