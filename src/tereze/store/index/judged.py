"""Persons under the judgements in force, brought up to date where something changed and nowhere else.

What a new judgement can change lies inside the component of effective `same` edges that it touches
(`tereze.resolve.judgements`), so only that is read, settled again and written back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tereze.model.judgements import Judgement
from tereze.resolve.judgements import Edge, component, edges, in_force, settle_edges
from tereze.store.sql import Database

from .derive import WITHDRAWAL
from .rows import read_body
from .tables import EDGE, JUDGED, MEMBER, SKIPPED

Known = dict[str, tuple[bytes, Judgement]]


def settle_judgements(database: Database, dirty: Iterable[str]) -> frozenset[str]:
    """Take new, withdrawn and forgotten judgements into account; the mentions whose person may have changed.

    1. Read all judgements connected with the dirty ones by withdrawal, and find which of them stand.
    2. Replace the edges of those that stand, or stand no more, otherwise than before.
    3. Settle the component of those edges again, and write down its persons and disputes.
    """
    family = _family(database, dirty)  # 1.
    known = _read(database, family)
    effective, rings = in_force(judgement for _, judgement in known.values())
    after = {
        name: (entry, judgement.of or "", int(name in effective), int(name in rings))
        for name, (entry, judgement) in known.items()
    }
    sql = "SELECT id, entry, target, standing, ring FROM judged WHERE id IN {in}"
    before = {row[0]: (bytes(row[1]), *row[2:]) for row in database.among(sql, family)}
    changed = sorted(name for name in family if before.get(name) != after.get(name))
    seeds = _replace_edges(database, changed, known, effective)  # 2.
    database.run_among("DELETE FROM judged WHERE id IN {in}", changed)
    database.insert(JUDGED, ((name, *after[name]) for name in changed if name in after))
    return _settle_component(database, seeds)  # 3.


def _family(database: Database, dirty: Iterable[str]) -> list[str]:
    """The judgements that name one another in `of`, or did at the last settling, directly or through others."""
    found = set(dirty)
    fresh = sorted(found)
    while fresh:
        named = {judgement.of for _, judgement in _read(database, fresh).values() if judgement.of}
        named |= {row[0] for row in database.among("SELECT target FROM judged WHERE id IN {in}", fresh)} - {""}
        naming = "SELECT id FROM ref WHERE target IN {in} AND sort = ?"
        named |= {row[0] for row in database.among(naming, fresh, WITHDRAWAL)}
        fresh = sorted(named - found)
        found |= named
    return sorted(found)


def _read(database: Database, names: Sequence[str]) -> Known:
    """The judgements with these ids; of two entries with one id the smaller leads."""
    sql = "SELECT id, entry, body FROM record WHERE id IN {in} AND kind = ?"
    known: Known = {}
    for name, raw_id, body in database.among(sql, names, "judgement"):
        entry = bytes(raw_id)
        if name not in known or entry < known[name][0]:
            judgement = read_body("judgement", body)
            assert isinstance(judgement, Judgement)  # noqa: S101  # read_body compared the kind
            known[name] = (entry, judgement)
    return known


def _replace_edges(database: Database, changed: Sequence[str], known: Known, effective: frozenset[str]) -> set[str]:
    """Write the edges of changed judgements anew; the mentions they speak of, or spoke of before."""
    sql = "SELECT mention FROM edge WHERE judgement IN {in}"
    seeds = {row[0] for row in database.among(sql, changed)}
    database.run_among("DELETE FROM edge WHERE judgement IN {in}", changed)
    made = [edge for name in changed if name in effective for edge in edges(known[name][1])]
    seeds.update(side for edge in made for side in (edge.left, edge.right))
    database.insert(EDGE, sorted(row for edge in made for row in _both_ways(edge)))
    return seeds


def _both_ways(edge: Edge) -> Iterator[tuple[str, str, str, int, str, int]]:
    for one, other in ((edge.left, edge.right), (edge.right, edge.left)):
        yield one, other, edge.judgement, edge.doubt, edge.at, int(edge.same)


def _settle_component(database: Database, seeds: set[str]) -> frozenset[str]:
    def neighbours(mentions: Sequence[str]) -> Iterable[str]:
        sql = "SELECT DISTINCT other FROM edge WHERE mention IN {in} AND same = ?"
        return (row[0] for row in database.among(sql, mentions, 1))

    touched = component(seeds, neighbours)
    inside = sorted(touched)
    settled = settle_edges(_edges_among(database, touched))
    database.run_among("DELETE FROM person_member WHERE mention IN {in}", inside)
    database.insert(MEMBER, sorted(settled.anchors.items()))
    database.run_among("DELETE FROM skipped WHERE mention IN {in}", inside)
    database.insert(SKIPPED, sorted({(one.left, one.judgement, one.reason) for one in settled.skipped}))
    return touched


def _edges_among(database: Database, mentions: frozenset[str]) -> Iterator[Edge]:
    sql = "SELECT mention, other, judgement, doubt, at, same FROM edge WHERE mention IN {in} AND mention < other"
    for left, right, judgement, doubt, at, same in database.among(sql, sorted(mentions)):
        if right in mentions:
            yield Edge(doubt, at, judgement, left, right, bool(same))
