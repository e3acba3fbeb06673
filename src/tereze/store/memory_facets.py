"""Persons by facets, answers due and growth in memory, computed from everything each time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from tereze.actions.index_facets import PersonRow
from tereze.model.events import Intervention
from tereze.model.mentions import Number
from tereze.model.records import Record

from .index.facets import BEGINS

T = TypeVar("T", bound=Record)
Counts = Mapping[str, Mapping[str, int]]


class MemoryFacets(ABC):
    """The part of the index in memory that a search by facets uses."""

    _persons: list[PersonRow]

    @abstractmethod
    def person_of(self, mentions: Sequence[str]) -> dict[str, str]:
        """Mention → anchor."""

    @abstractmethod
    def _referred(self) -> set[tuple[str, str, str]]:
        """Every reference as (sort, target, id)."""

    @abstractmethod
    def _leading(self, kind: str, _type: type[T]) -> list[T]:
        """The leading records of a kind."""

    def due(self, until: str, limit: int = 20) -> Sequence[Intervention]:
        """Steps whose answer is due and not there."""
        open_ = [one for one in self._leading("intervention", Intervention) if one.due and not one.answer]
        return sorted((one for one in open_ if one.due <= until), key=lambda one: (one.due, one.id))[:limit]

    def growth(self, since: str = "") -> Sequence[tuple[str, int]]:
        """(month, register numbers given in it)."""
        given = {(one.mention, one.number, one.at, one.id) for one in self._leading("number", Number)}
        return sorted(Counter(at[:7] for _, _, at, _ in given if at >= since).items())

    def persons_with(
        self, chosen: Sequence[tuple[str, str]], among: Sequence[str] | None = None, offset: int = 0, limit: int = 50
    ) -> list[PersonRow]:
        """Persons that have every (facet, value) in `chosen`."""
        wanted = {(BEGINS + facet, value) for facet, value in chosen}
        have: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for sort, target, mention in self._referred():
            have[self.person_of([mention])[mention]].add((sort, target))
        rows = [row for row in self._persons if wanted <= have[row.anchor] and (among is None or row.anchor in among)]
        return rows[offset : offset + limit]

    def facet_counts(self, anchors: Sequence[str] | None = None) -> Counts:
        """Facet → value → persons among `anchors`; without `anchors`, mentions."""
        have: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for sort, target, mention in self._referred():
            one = mention if anchors is None else self.person_of([mention])[mention]
            if sort.startswith(BEGINS) and (anchors is None or one in anchors):
                have[sort, target].add(one)
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for (sort, target), ones in sorted(have.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1])):
            found[sort.removeprefix(BEGINS)][target] = len(ones)
        return dict(found)
