"""Which mention each register number is anchored to, kept up to date (`tereze.resolve.numbers.assign` is the rule)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tereze.model.mentions import Number
from tereze.resolve.numbers import Taken, assign, nobody
from tereze.store.sql import Database

from .tables import ASSIGNED


class Anchored(NamedTuple):
    """A number and its mention; `at` is the age of the mention's oldest number, `shown` is 1 for that number."""

    number: str
    mention: str
    at: str
    shown: int


def assigned(numbers: Iterable[Number], secret: bytes, taken: Taken = nobody) -> set[Anchored]:
    """All numbers with their mentions, from all records; `taken` says which other numbers are claimed elsewhere."""
    records = list(numbers)
    made = assign(records, secret, taken)
    oldest: dict[str, str] = {}
    for record in records:
        oldest[record.mention] = min(record.at, oldest.get(record.mention, record.at))
    return {
        Anchored(number, mention, oldest[mention], int(made.number_of[mention] == number))
        for number, mention in made.mention_of.items()
    }


def settle_numbers(database: Database, secret: bytes, dirty: Sequence[str]) -> set[str]:
    """Bring the numbers of `dirty` mentions up to date; the mentions whose numbers changed.

    Read are these mentions and all that claim, or hold, a number with them. Only where one of them holds a number that
    nobody claims (it was given instead of another, or its record is gone) may the rule reach further: then all of them.
    """
    if not dirty:
        return set()
    found = _around(database, secret, dirty) or _everything(database, secret)
    database.run_among("DELETE FROM assigned WHERE number IN {in}", sorted(one.number for one in found.old - found.new))
    database.insert(ASSIGNED, sorted(found.new - found.old))
    return {one.mention for one in found.old ^ found.new}


class _Found(NamedTuple):
    """Numbers as they are kept, and as they should be."""

    old: set[Anchored]
    new: set[Anchored]


_CLAIMS = "SELECT mention, number, at, id FROM number"
_HELD = "SELECT number, mention, at, shown FROM assigned"
_OTHERS = (
    ("SELECT number FROM number WHERE mention IN {in}", "SELECT mention FROM number WHERE number IN {in}"),
    ("SELECT number FROM assigned WHERE mention IN {in}", "SELECT mention FROM assigned WHERE number IN {in}"),
)


def _everything(database: Database, secret: bytes) -> _Found:
    old = {Anchored(*row) for row in database.all(_HELD)}
    return _Found(old, assigned(_records(database.all(_CLAIMS)), secret))


def _records(rows: Iterable[Sequence[str]]) -> list[Number]:
    return [Number(id=name, number=number, mention=mention, at=at) for mention, number, at, name in rows]


def _around(database: Database, secret: bytes, dirty: Sequence[str]) -> _Found | None:
    """The numbers of `dirty` mentions and of all who have to do with these numbers; None where that is not enough."""
    mentions = _together(database, dirty)
    records = _records(database.among(f"{_CLAIMS} WHERE mention IN {{in}}", mentions))
    old = {Anchored(*row) for row in database.among(f"{_HELD} WHERE mention IN {{in}}", mentions)}
    if {one.number for one in old} - {one.number for one in records}:
        return None
    claimed = "SELECT 1 FROM number WHERE number = ? LIMIT 1"
    new = assigned(records, secret, lambda number: database.one(claimed, (number,)) is not None)
    fresh = sorted(one.number for one in new - old)
    held = {row[0] for row in database.among("SELECT mention FROM assigned WHERE number IN {in}", fresh)}
    return _Found(old, new) if held.issubset(mentions) else None


def _together(database: Database, dirty: Sequence[str]) -> list[str]:
    """These mentions and all who claim, or hold, a number with one of them, directly or through others."""
    found, seen, fresh = set(dirty), set[str](), sorted(dirty)
    while fresh:
        theirs = {row[0] for numbers, _ in _OTHERS for row in database.among(numbers, fresh)} - seen
        near = {row[0] for _, mentions in _OTHERS for row in database.among(mentions, sorted(theirs))}
        fresh = sorted(near - found)
        seen |= theirs
        found |= near
    return sorted(found)
