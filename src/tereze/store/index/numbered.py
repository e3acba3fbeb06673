"""Which mention each register number is anchored to, kept up to date (`tereze.resolve.numbers.assign` is the rule)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tereze.model.mentions import Number
from tereze.resolve.numbers import assign
from tereze.store.sql import Database

from .tables import ASSIGNED


class Anchored(NamedTuple):
    """A number and its mention; `at` is the age of the mention's oldest number, `shown` is 1 for that number."""

    number: str
    mention: str
    at: str
    shown: int


def assigned(numbers: Iterable[Number], secret: bytes) -> set[Anchored]:
    """All numbers with their mentions, from all records."""
    records = list(numbers)
    made = assign(records, secret)
    oldest: dict[str, str] = {}
    for record in records:
        oldest[record.mention] = min(record.at, oldest.get(record.mention, record.at))
    return {
        Anchored(number, mention, oldest[mention], int(made.number_of[mention] == number))
        for number, mention in made.mention_of.items()
    }


def settle_numbers(database: Database, secret: bytes, dirty: Sequence[str]) -> set[str]:
    """Bring the numbers of `dirty` mentions up to date; the mentions whose numbers changed.

    Where two mentions ever claimed one number, the rule needs all of them; that is rare, so else only these are read.
    """
    if not dirty:
        return set()
    rows = list(database.among(f"{_READ} WHERE mention IN {{in}}", dirty))
    if _contested(database, dirty, [row[1] for row in rows]):
        rows = database.all(_READ)
        old = {Anchored(*row) for row in database.all("SELECT number, mention, at, shown FROM assigned")}
    else:
        sql = "SELECT number, mention, at, shown FROM assigned WHERE mention IN {in}"
        old = {Anchored(*row) for row in database.among(sql, dirty)}
    new = assigned(
        (Number(id=name, number=number, mention=mention, at=at) for mention, number, at, name in rows), secret
    )
    database.run_among("DELETE FROM assigned WHERE number IN {in}", sorted(one.number for one in old - new))
    database.insert(ASSIGNED, sorted(new - old))
    return {one.mention for one in old ^ new}


_READ = "SELECT mention, number, at, id FROM number"


def _contested(database: Database, dirty: Sequence[str], numbers: Sequence[str]) -> bool:
    """Whether a number that matters here was ever claimed by two mentions, or given to another than claims it."""
    claims = database.among("SELECT number, mention FROM number WHERE number IN {in}", sorted(set(numbers)))
    owners: dict[str, str] = {}
    if any(owners.setdefault(number, mention) != mention for number, mention in claims):
        return True
    held = database.among("SELECT number, mention FROM assigned WHERE number IN {in}", sorted(owners))
    if any(owners[number] != mention for number, mention in held):
        return True
    sql = (
        "SELECT a.number FROM assigned a WHERE a.mention IN {in} AND NOT EXISTS "
        "(SELECT 1 FROM number n WHERE n.mention = a.mention AND n.number = a.number)"
    )
    return any(True for _ in database.among(sql, dirty))
