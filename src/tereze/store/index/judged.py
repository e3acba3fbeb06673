"""Persons under the judgements in force, brought up to date where something changed and nowhere else.

What a new judgement can change lies inside the component of effective `same` edges that it touches
(`tereze.resolve.judgements`), so only that is read, settled again and written back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec

from tereze.model.judgements import Judgement
from tereze.model.value import encode
from tereze.resolve.judgements import TO_PUBLISH, Edge, Names, component, edges, in_force, settle_edges, stand_behind
from tereze.store.sql import Database

from .derive import CONFIRMATION, WITHDRAWAL
from .rows import read_body
from .tables import EDGE, JUDGED, MEMBER, SKIPPED

Known = dict[str, tuple[bytes, Judgement]]
_KEPT = ", ".join(column for column in JUDGED.columns if column != "id")
_MERGES = {"same", "batch"}
SAME, UNSURE, DIFFERENT = 1, 0, -1


def settle_judgements(database: Database, dirty: Iterable[str]) -> frozenset[str]:
    """Take new, withdrawn and forgotten judgements into account; the mentions whose person, or answers, may have
    changed.

    1. Read all judgements connected with the dirty ones by withdrawal or confirmation; find which stand, and who
       stands behind them.
    2. Replace the answers of those that stand, or stand no more, otherwise than before.
    3. Settle the component of those answers again, and write down its persons and disputes.
    """
    family = _family(database, dirty)  # 1.
    known = _read(database, family)
    judgements = {name: judgement for name, (_, judgement) in known.items()}
    effective, rings = in_force(judgements.values())
    behind = stand_behind(judgements, effective)
    after = {
        name: _row(entry, judgement, name in rings, behind.get(name)) for name, (entry, judgement) in known.items()
    }
    sql = f"SELECT id, {_KEPT} FROM judged WHERE id IN {{in}}"  # noqa: S608  # columns are our own constants
    before = {row[0]: _plain(row[1:]) for row in database.among(sql, family)}
    changed = sorted(name for name in family if before.get(name) != after.get(name))
    seeds = _replace_edges(database, changed, judgements, behind)  # 2.
    database.run_among("DELETE FROM judged WHERE id IN {in}", changed)
    database.insert(JUDGED, ((name, *after[name]) for name in changed if name in after))
    return _settle_component(database, seeds)  # 3.


def _row(entry: bytes, made: Judgement, ring: bool, behind: Names | None) -> tuple[Any, ...]:
    """The columns of `judged` after the id; `behind` is None for a judgement that does not stand."""
    waits = behind is not None and made.answer in _MERGES and len(behind) < TO_PUBLISH
    names = msgspec.json.encode(sorted(behind or ())).decode()
    head = encode(msgspec.structs.replace(made, pairs=())) if made.pairs else b""
    standing = int(behind is not None)
    return entry, made.of or "", made.confirms or "", standing, int(ring), int(waits), made.at, names, head


def _plain(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(bytes(value) if isinstance(value, (memoryview, bytearray)) else value for value in row)


def _family(database: Database, dirty: Iterable[str]) -> list[str]:
    """The judgements that name one another, or did at the last settling, directly or through others."""
    found = set(dirty)
    fresh = sorted(found)
    while fresh:
        here = [judgement for _, judgement in _read(database, fresh).values()]
        named = {name for made in here for name in (made.of, made.confirms) if name}
        kept = "SELECT target, confirms FROM judged WHERE id IN {in}"
        named |= {name for row in database.among(kept, fresh) for name in row} - {""}
        naming = "SELECT id FROM ref WHERE target IN {in} AND sort IN (?, ?)"
        named |= {row[0] for row in database.among(naming, fresh, WITHDRAWAL, CONFIRMATION)}
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


def _replace_edges(
    database: Database, changed: Sequence[str], known: Mapping[str, Judgement], behind: Mapping[str, Names]
) -> set[str]:
    """Write the answers of changed judgements anew; the mentions they speak of, or spoke of before."""
    sql = "SELECT mention FROM edge WHERE judgement IN {in}"
    seeds = {row[0] for row in database.among(sql, changed)}
    database.run_among("DELETE FROM edge WHERE judgement IN {in}", changed)
    made = [row for name in changed if name in behind for row in _answers(known[name], behind[name])]
    seeds.update(row[0] for row in made)
    database.insert(EDGE, sorted(made))
    return seeds


def _answers(made: Judgement, by: Names) -> Iterator[tuple[str, str, str, str, int]]:
    """The rows of `edge` of one judgement, both ways."""
    if made.answer == "unsure":
        for left, right in combinations(sorted(set(made.mentions)), 2):
            yield left, right, made.id, made.at, UNSURE
            yield right, left, made.id, made.at, UNSURE
    for edge in edges(made, by):
        says = SAME if edge.same else DIFFERENT
        yield edge.left, edge.right, edge.judgement, edge.at, says
        yield edge.right, edge.left, edge.judgement, edge.at, says


def _settle_component(database: Database, seeds: set[str]) -> frozenset[str]:
    def neighbours(mentions: Sequence[str]) -> Iterable[str]:
        sql = "SELECT DISTINCT other FROM edge WHERE mention IN {in} AND says = ?"
        return (row[0] for row in database.among(sql, mentions, SAME))

    touched = component(seeds, neighbours)
    inside = sorted(touched)
    settled = settle_edges(_edges_among(database, touched))
    database.run_among("DELETE FROM person_member WHERE mention IN {in}", inside)
    database.insert(MEMBER, sorted(settled.anchors.items()))
    database.run_among("DELETE FROM skipped WHERE mention IN {in}", inside)
    skipped = {(one.left, one.right, one.judgement, one.against, *one.apart) for one in settled.skipped}
    database.insert(SKIPPED, sorted(skipped))
    return touched


def _edges_among(database: Database, mentions: frozenset[str]) -> Iterator[Edge]:
    sql = "SELECT mention, other, judgement, at, says FROM edge WHERE mention IN {in} AND mention < other AND says <> ?"
    rows = [row for row in database.among(sql, sorted(mentions), UNSURE) if row[1] in mentions]
    names = sorted({row[2] for row in rows})
    told = database.among("SELECT id, behind FROM judged WHERE id IN {in}", names)
    behind = {name: frozenset(msgspec.json.decode(by, type=list[str])) for name, by in told}
    for left, right, judgement, at, says in rows:
        yield Edge(at, judgement, left, right, says == SAME, behind[judgement])
