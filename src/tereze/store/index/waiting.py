"""Which suggestions wait for a person, and what asking about each is worth: brought up to date where persons change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from tereze.actions.index import SuggestionRow
from tereze.model.records import Release
from tereze.resolve.gain import expected_gain
from tereze.store.sql import Database, chunks

from .clustered import anchors_of, clusters_of
from .judged import DIFFERENT, UNSURE
from .rows import read_body
from .tables import SHOWN, SUGGESTION

STRETCH = 5000


class Suggested(NamedTuple):
    """A row of `suggestion` without what follows from persons."""

    minus: float
    a: str
    b: str
    reasons: bytes


def put(database: Database, rows: Iterable[SuggestionRow]) -> None:
    """Replace all suggestions."""
    database.run("DELETE FROM suggestion")
    made = (Suggested(-row.score, row.left, row.right, msgspec.json.encode(row.reasons)) for row in rows)
    for stretch in chunks(made, STRETCH):
        database.insert(SUGGESTION, _with_state(database, stretch), skip_known=True)


def renew(database: Database, mentions: Iterable[str]) -> None:
    """Say again of the suggestions about these mentions whether they wait, and with what gain."""
    if database.one("SELECT 1 FROM suggestion LIMIT 1") is None:
        return
    for stretch in chunks(mentions, STRETCH):
        found: set[Suggested] = set()
        for side in ("a", "b"):
            sql = f"SELECT minus, a, b, reasons FROM suggestion WHERE {side} IN {{in}}"  # noqa: S608  # our own words
            found.update(Suggested(row[0], row[1], row[2], bytes(row[3])) for row in database.among(sql, stretch))
        conflict = "ON CONFLICT (a, b) DO UPDATE SET lost = excluded.lost, open = excluded.open"
        database.insert(SUGGESTION, _with_state(database, sorted(found)), conflict=conflict)


def renew_shown(database: Database) -> set[str]:
    """Who is in the last release of each line, from the release records; the mentions for whom that changed."""
    before = {(row[0], row[1]) for row in database.all("SELECT mention, line FROM shown")}
    last: dict[str, Release] = {}
    for (body,) in database.all("SELECT body FROM record WHERE kind = ? ORDER BY id, entry", ("release",)):
        made = read_body("release", body)
        if isinstance(made, Release) and (made.line not in last or _later(made, last[made.line])):
            last[made.line] = made
    after = {(mention, line) for line, made in last.items() for mention in made.people}
    database.run("DELETE FROM shown")
    database.insert(SHOWN, sorted(after))
    return {mention for mention, _ in before ^ after}


def _later(made: Release, than: Release) -> bool:
    return (made.at, made.id) > (than.at, than.id)


def _with_state(database: Database, rows: Sequence[Suggested]) -> Iterator[tuple[float, str, str, bytes, float, int]]:
    around = _Around(database, sorted({side for row in rows for side in (row.a, row.b)}))
    for row in rows:
        yield (*row, -around.gain(row), int(around.waits(row.a, row.b)))


class _Around:
    """What lies around some mentions: their persons, what was answered about these, who of them is published."""

    def __init__(self, database: Database, mentions: Sequence[str]) -> None:
        self.here = {row[0] for row in database.among("SELECT id FROM mention WHERE id IN {in}", mentions)}
        self.anchor = anchors_of(database, mentions)
        clusters = clusters_of(database, sorted(set(self.anchor.values())))
        self.size = {anchor: len(cluster) for anchor, cluster in clusters.items()}
        owner = {member: anchor for anchor, cluster in clusters.items() for member in cluster}
        sql = "SELECT mention, other, says FROM edge WHERE mention IN {in} AND says < 1"
        answers = list(database.among(sql, sorted(owner)))
        others = anchors_of(database, sorted({other for _, other, _ in answers}))
        self.apart = {(owner[mention], others[other]) for mention, other, says in answers if says == DIFFERENT}
        self.unsure = {(mention, other) for mention, other, says in answers if says == UNSURE}
        sql = "SELECT mention FROM shown WHERE mention IN {in}"
        self.shown = {owner[row[0]] for row in database.among(sql, sorted(owner))}

    def waits(self, a: str, b: str) -> bool:
        one, other = self.anchor[a], self.anchor[b]
        answered = one == other or (one, other) in self.apart or (a, b) in self.unsure
        return not answered and {a, b} <= self.here

    def gain(self, row: Suggested) -> float:
        one, other = self.anchor[row.a], self.anchor[row.b]
        published = one in self.shown or other in self.shown
        return expected_gain(-row.minus, self.size[one], self.size[other], published=published).value
