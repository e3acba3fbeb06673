"""What a search by facets asks of the derived tables: the part of `tereze.actions.index.Index` behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

STATUS, AREA, YEAR, GENDER = "status", "area", "year", "gender"
FACETS = (STATUS, AREA, YEAR, GENDER)
MOST_COUNTED = 2000
"""Persons over whom facets are counted at most: a page that counts everything would be slow, and of no use."""


class PersonRow(NamedTuple):
    """One line of the list of persons: anchor mention id, register number, a name to show, how many mentions."""

    anchor: str
    number: str
    label: str
    mentions: int


class Facets(Protocol):
    """Persons by what was said of them. Facets say what was said, not what stands: the person's page says that."""

    def persons_with(
        self, chosen: Sequence[tuple[str, str]], among: Sequence[str] | None = None, offset: int = 0, limit: int = 50
    ) -> list[PersonRow]:
        """Persons that have every (facet, value) in `chosen`, in order of number; `among` anchors where it is given."""
        ...

    def facet_counts(self, anchors: Sequence[str] | None = None) -> Mapping[str, Mapping[str, int]]:
        """Facet → value → how many of the persons `anchors` have it; without `anchors`, how many mentions in all."""
        ...
