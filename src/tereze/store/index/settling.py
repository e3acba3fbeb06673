"""Persons, numbers and disputes: bring them up to date with what was applied or forgotten since the last time.

1. Judgements that are new or gone → the components they touch (`judged`).
2. Numbers that are new or gone → where each leads (`numbered`).
3. The lines of the list of persons for every cluster that 1, 2 or a new or forgotten mention touched.
What is dirty is kept in a table, so it commits and vanishes with the entries that made it so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tereze.actions.index import PersonRow
from tereze.store.sql import Database, chunks

from .judged import settle_judgements
from .numbered import settle_numbers
from .tables import DIRTY, PERSON
from .writing import JUDGEMENT, NUMBERED, SPOKEN_OF

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
    if judgements:
        _mark(database, settle_judgements(database, judgements))  # 1.
    for stretch in chunks(_dirty(database, NUMBERED), STRETCH):
        _mark(database, settle_numbers(database, secret, stretch))  # 2.
    for stretch in chunks(_dirty(database, SPOKEN_OF), STRETCH):
        _renew_persons(database, stretch)  # 3.
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


def anchors_of(database: Database, mentions: Iterable[str]) -> dict[str, str]:
    """Mention → anchor of its person; a mention in no cluster is its own."""
    asked = list(dict.fromkeys(mentions))
    found = dict(database.among("SELECT mention, anchor FROM person_member WHERE mention IN {in}", asked))
    return {mention: found.get(mention, mention) for mention in asked}


def clusters_of(database: Database, anchors: Sequence[str]) -> dict[str, list[str]]:
    """Anchor → the mentions of its cluster in order of id; an anchor in no cluster stands alone."""
    clusters: defaultdict[str, list[str]] = defaultdict(list)
    sql = "SELECT anchor, mention FROM person_member WHERE anchor IN {in}"
    for anchor, mention in database.among(sql, anchors):
        clusters[anchor].append(mention)
    return {anchor: sorted(clusters.get(anchor) or [anchor]) for anchor in anchors}


def oldest_numbers(database: Database, clusters: dict[str, list[str]]) -> dict[str, tuple[str, str]]:
    """Anchor → (the oldest number anchored in its cluster, the mention it is anchored to)."""
    owner = {member: anchor for anchor, cluster in clusters.items() for member in cluster}
    best: dict[str, tuple[str, str, str]] = {}
    sql = "SELECT at, mention, number FROM assigned WHERE mention IN {in} AND shown = 1"
    for row in database.among(sql, sorted(owner)):
        anchor = owner[row[1]]
        best[anchor] = min(best.get(anchor, tuple(row)), tuple(row))
    return {anchor: (number, mention) for anchor, (_, mention, number) in best.items()}
