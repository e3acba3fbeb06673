"""Search by name and by what was said of people: status, area, year, gender, with how many there are of each.

A name orders the answer by likeness; without one, persons stand in order of number. Searches can be kept: a kept search
is one person's own, encrypted like every draft, and never in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from tereze.model.errors import WrongUse

from . import auditing, drafts, find
from .desk import Desk
from .index_facets import FACETS, MOST_COUNTED

LIKE = 200
"""Persons that a name brings at most: further down the list the likeness is an accident."""
KIND = "search"
EVERYTHING = 100_000
_VALUE = 80


class NotAFacet(WrongUse):
    """A facet that does not exist."""

    message = "There is no facet “{0}”."
    hint = "Facets: " + " ".join(FACETS)


class Asked(msgspec.Struct, frozen=True):
    """What is searched for: a name (may be empty) and (facet, value) pairs that all must hold."""

    name: str = ""
    chosen: tuple[tuple[str, str], ...] = ()


class Row(NamedTuple):
    """One person found; `score` in [0, 1] is how well the name fits, None where none was asked for."""

    anchor: str
    number: str
    label: str
    mentions: int
    score: float | None = None


class Found(NamedTuple):
    """One page of the answer.

    counts: facet → value → persons found that have it; of mentions in all where nothing was asked; empty where more
    than `MOST_COUNTED` were found. more: whether further pages follow. total: how many, None where too many to count
    """

    rows: tuple[Row, ...]
    counts: Mapping[str, Mapping[str, int]]
    more: bool
    total: int | None


def search(desk: Desk, asked: Asked, offset: int = 0, limit: int = 50) -> Found:
    """A page of the persons that fit. Raises `NotAFacet`; leaves a note in the audit."""
    desk.must("search")
    _check(asked)
    index = desk.register.index
    if not asked.name and not asked.chosen:
        return Found((), index.facet_counts(), more=False, total=None)
    if asked.chosen:
        auditing.searched(desk, " ".join(f"{facet}:{value}" for facet, value in asked.chosen))
    every = _by_name(desk, asked) if asked.name else _by_facets(desk, asked.chosen, 0, MOST_COUNTED + 1)
    counted = len(every) <= MOST_COUNTED
    rows = every[offset : offset + limit]
    if not asked.name and offset + limit > len(every) and not counted:
        rows = _by_facets(desk, asked.chosen, offset, limit)
    return Found(
        rows=tuple(rows),
        counts=index.facet_counts([row.anchor for row in every]) if counted else {},
        more=len(every) > offset + limit if counted else len(rows) == limit,
        total=len(every) if counted else None,
    )


def everything(desk: Desk, asked: Asked) -> Iterator[Row]:
    """Every person that fits, for a file that leaves the register. Needs the right to export; leaves a note."""
    desk.must("export")
    _check(asked)
    rows = _by_name(desk, asked) if asked.name else _by_facets(desk, asked.chosen, 0, EVERYTHING)
    auditing.looked(desk, auditing.EXPORT, count=len(rows))
    yield from rows


def keep(desk: Desk, asked: Asked, title: str) -> None:
    """Keep a search under a title of one's own; the same title again replaces it."""
    _check(asked)
    key = auditing.digest(desk, title)
    seen = next((head.version for head in drafts.list(desk, KIND) if head.key == key), 0)
    drafts.save(desk, key, KIND, msgspec.json.encode((title[:_VALUE], asked)), seen)


def kept(desk: Desk) -> list[tuple[str, str, Asked]]:
    """(key, title, what is searched for) of the searches this person kept, by title."""
    found = []
    for head in drafts.list(desk, KIND):
        title, asked = msgspec.json.decode(drafts.load(desk, head.key).body, type=tuple[str, Asked])
        found.append((head.key, title, asked))
    return sorted(found, key=lambda one: one[1])


def drop(desk: Desk, key: str) -> None:
    """Keep it no longer."""
    drafts.drop(desk, key)


def _check(asked: Asked) -> None:
    for facet, _ in asked.chosen:
        if facet not in FACETS:
            raise NotAFacet(facet)


def _by_name(desk: Desk, asked: Asked) -> list[Row]:
    hits = [hit for hit in find.search(desk, asked.name, LIKE) if hit.number]
    if asked.chosen:
        anchors = [hit.anchor for hit in hits]
        fit = {row.anchor for row in desk.register.index.persons_with(asked.chosen, anchors, 0, LIKE)}
        hits = [hit for hit in hits if hit.anchor in fit]
    return [Row(hit.anchor, hit.number, hit.label, hit.mentions, hit.score) for hit in hits]


def _by_facets(desk: Desk, chosen: Sequence[tuple[str, str]], offset: int, limit: int) -> list[Row]:
    return [Row(*row) for row in desk.register.index.persons_with(chosen, None, offset, limit)]
