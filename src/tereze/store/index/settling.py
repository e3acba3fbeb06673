"""Persons, numbers and disputes: bring them up to date with what was applied or forgotten since the last time.

1. Judgements that are new or gone → the components they touch (`judged`).
2. Numbers that are new or gone → where each leads (`numbered`).
3. The lines of the list of persons for every cluster that 1, 2 or a new or forgotten mention touched.
4. Releases that are new or gone → who is shown; which suggestions wait, and their gain, where 1 or this touched them.
What is dirty is kept in a table, so it commits and vanishes with the entries that made it so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tereze.actions.index import PersonRow
from tereze.store.sql import Database, chunks

from . import waiting
from .clustered import anchors_of, clusters_of, oldest_numbers
from .judged import settle_judgements
from .numbered import settle_numbers
from .tables import DIRTY, PERSON
from .writing import JUDGEMENT, NUMBERED, RELEASED, SPOKEN_OF

STRETCH = 5000


class Seen(NamedTuple):
    """What the list of persons needs of a mention."""

    id: str
    sort: str
    label: str
    named: int


def settle(database: Database, secret: bytes) -> None:
    """Bring everything derived from several records up to date."""
    judgements = list(_dirty(database, JUDGEMENT))
    judged: frozenset[str] = frozenset()
    if judgements:
        judged = settle_judgements(database, judgements)  # 1.
        _mark(database, judged)
    for stretch in chunks(_dirty(database, NUMBERED), STRETCH):
        _mark(database, settle_numbers(database, secret, stretch))  # 2.
    for stretch in chunks(_dirty(database, SPOKEN_OF), STRETCH):
        _renew_persons(database, stretch)  # 3.
    released = any(True for _ in _dirty(database, RELEASED))
    shown = waiting.renew_shown(database) if released else set()  # 4.
    people = clusters_of(database, sorted(set(anchors_of(database, sorted(shown)).values())))
    waiting.renew(database, sorted(judged.union(*people.values())))
    database.run("DELETE FROM dirty")


def _dirty(database: Database, sort: str) -> Iterator[str]:
    sql = "SELECT id FROM dirty WHERE sort = ? AND id > ? ORDER BY id LIMIT"
    for row in database.pages(sql, (sort, ""), lambda row: (sort, row[0])):
        yield row[0]


def _mark(database: Database, mentions: Iterable[str]) -> None:
    database.insert(DIRTY, ((SPOKEN_OF, mention) for mention in sorted(mentions)), skip_known=True)


def _renew_persons(database: Database, mentions: Sequence[str]) -> None:
    anchors = anchors_of(database, mentions)
    touched = sorted({*mentions, *anchors.values()})
    database.run_among("DELETE FROM person WHERE anchor IN {in}", touched)
    database.insert(PERSON, sorted(_lines(database, sorted(set(anchors.values())))))


def _lines(database: Database, anchors: Sequence[str]) -> list[PersonRow]:
    clusters = clusters_of(database, anchors)
    members = sorted({member for cluster in clusters.values() for member in cluster})
    sql = "SELECT id, sort, label, named FROM mention WHERE id IN {in}"
    seen = {row[0]: Seen(*row) for row in database.among(sql, members)}
    numbers = oldest_numbers(database, clusters)
    lines = []
    for anchor, cluster in clusters.items():
        here = [seen[member] for member in cluster if member in seen]
        if anchor in numbers and any(mention.sort == "person" for mention in here):
            number, home = numbers[anchor]
            lines.append(PersonRow(anchor, number, label_of_person(home, here), len(here)))
    return lines


def label_of_person(home: str, mentions: Sequence[Seen]) -> str:
    """What to call a person: by a name of the mention the number is anchored to, else of the first that has one."""
    ordered = sorted(
        mentions, key=lambda mention: (not mention.named, not mention.label, mention.id != home, mention.id)
    )
    return ordered[0].label if ordered else ""
