"""Taking records into the derived tables, and taking them out again when their keys were destroyed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from tereze.actions.index import Indexed
from tereze.ledger.entry import CASE
from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention, Number
from tereze.model.records import Release
from tereze.store.sql import Database, chunks

from .derive import Derived, derive, label
from .rows import derived_of, kind_of, read_body, row_of
from .tables import DIRTY, MENTION, NAME_KEY, NUMBER, RECORD, REF, STATEMENT, TABLES, TALLY

STRETCH = 2000
"""Records taken in at once: memory stays flat however many there are."""
JUDGEMENT, NUMBERED, SPOKEN_OF, RELEASED = "judgement", "number", "mention", "release"
# The same entry may stand in two histories of one log: it is shown at the first place, whichever came first.
_FIRST_PLACE = (
    "ON CONFLICT (entry) DO UPDATE SET origin = excluded.origin, position = excluded.position "
    "WHERE (excluded.origin, excluded.position) < (record.origin, record.position)"
)
# Of two entries about one mention the smaller leads, whichever came first.
_SMALLER_LEADS = (
    "ON CONFLICT (id) DO UPDATE SET entry = excluded.entry, sort = excluded.sort, label = excluded.label, "
    "named = excluded.named, sealed = excluded.sealed WHERE excluded.entry < mention.entry"
)


class Writer:
    """Keeps the tables that follow from single records; `tereze.store.index.settling` does what needs several."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def apply(self, rows: Iterable[Indexed]) -> None:
        """Take in records; those already here are passed over."""
        for stretch in chunks(rows, STRETCH):
            self._apply(stretch)

    def _apply(self, stretch: list[Indexed]) -> None:
        items = _first_places(stretch)
        found = self._database.among("SELECT entry FROM record WHERE entry IN {in}", sorted(items))
        known = {bytes(row[0]) for row in found}
        fresh = [item for item in items.values() if item.entry not in known]
        self._count(fresh)
        self._database.insert(RECORD, map(row_of, items.values()), conflict=_FIRST_PLACE)
        self._add(fresh)

    def _count(self, fresh: Iterable[Indexed]) -> None:
        """Count ids that are new; before their rows are inserted."""
        new: defaultdict[str, set[str]] = defaultdict(set)
        for item in fresh:
            new[kind_of(item.record)].add(item.record.id)
        for kind, ids in new.items():
            sql = "SELECT DISTINCT id FROM record WHERE id IN {in} AND kind = ?"
            ids -= {row[0] for row in self._database.among(sql, sorted(ids), kind)}
        self._tally({kind: len(ids) for kind, ids in new.items()})

    def _tally(self, changes: dict[str, int]) -> None:
        conflict = "ON CONFLICT (kind) DO UPDATE SET count = tally.count + excluded.count"
        self._database.insert(TALLY, [row for row in changes.items() if row[1]], conflict=conflict)

    def _add(self, fresh: Iterable[Indexed]) -> None:
        statements: list[tuple[str, str]] = []
        refs: list[tuple[str, str, str]] = []
        words: list[tuple[int, str]] = []
        heads: list[tuple[Any, ...]] = []
        numbers: list[tuple[str, str, str, str]] = []
        dirty: set[tuple[str, str]] = set()
        for item in fresh:
            record = item.record
            made = derive(record, item.tier)
            statements += [(said, record.id) for said in made.statements]
            refs += [(sort, target, record.id) for sort, target in made.refs]
            words += [(word, record.id) for word in made.words]
            dirty |= _touches(record)
            if isinstance(record, Mention) and item.tier == CASE:
                heads.append(_head(record, item.entry))
            elif isinstance(record, Number):
                numbers.append((record.mention, record.number, record.at, record.id))
        insert = self._database.insert
        insert(STATEMENT, sorted(statements), skip_known=True)
        insert(REF, sorted(refs), skip_known=True)
        insert(NAME_KEY, sorted(words), skip_known=True)
        for head in _once(heads):
            insert(MENTION, head, conflict=_SMALLER_LEADS)
        insert(NUMBER, numbers, skip_known=True)
        insert(DIRTY, sorted(dirty), skip_known=True)

    def forget(self, entries: Iterable[bytes]) -> None:
        """Remove what rested on these entries and on nothing else."""
        sql = "SELECT entry, kind, id, tier, body FROM record WHERE entry IN {in}"
        gone: defaultdict[tuple[str, str], list[Derived]] = defaultdict(list)
        doomed = []
        for entry, kind, name, tier, body in self._database.among(sql, sorted(set(entries))):
            gone[kind, name].append(derived_of(kind, tier, body))
            doomed.append(entry)
        self._database.run_among("DELETE FROM record WHERE entry IN {in}", doomed)
        lost: Counter[str] = Counter()
        for (kind, name), brought in sorted(gone.items()):
            lost[kind] -= self._take_back(kind, name, brought)
        self._tally(dict(lost))
        self._database.run("DELETE FROM tally WHERE count = 0")

    def _take_back(self, kind: str, name: str, brought: list[Derived]) -> int:
        """Remove what only the forgotten rows of one record brought; 1 when nothing of the record is left."""
        sql = "SELECT entry, tier, body FROM record WHERE kind = ? AND id = ? ORDER BY part, entry"
        rest = self._database.all(sql, (kind, name))
        kept = [derived_of(kind, tier, body) for _, tier, body in rest]
        run_among = self._database.run_among
        for made in brought:
            gone = made.without(kept)
            run_among("DELETE FROM statement WHERE id IN {in} AND mention = ?", sorted(gone.statements), name)
            run_among("DELETE FROM name_key WHERE word IN {in} AND mention = ?", sorted(gone.words), name)
            for sort, target in sorted(gone.refs):
                self._database.run("DELETE FROM ref WHERE sort = ? AND target = ? AND id = ?", (sort, target, name))
        cases = [(entry, read_body(kind, body)) for entry, tier, body in rest if tier == CASE]
        self._heads_again(kind, name, cases)
        return 0 if rest else 1

    def _heads_again(self, kind: str, name: str, cases: list[tuple[bytes, Any]]) -> None:
        insert, run = self._database.insert, self._database.run
        dirty: set[tuple[str, str]] = set()
        if kind == "mention":
            run("DELETE FROM mention WHERE id = ?", (name,))
            run("DELETE FROM suggestion WHERE a = ? OR b = ?", (name, name))  # its reasons may quote what is forgotten
            insert(MENTION, [_head(record, entry) for entry, record in cases][:1])
            dirty = {(SPOKEN_OF, name)}
        elif kind == "number":
            touched = self._database.all("SELECT mention FROM number WHERE id = ?", (name,))
            run("DELETE FROM number WHERE id = ?", (name,))
            rows = {(record.mention, record.number, record.at, record.id) for _, record in cases}
            insert(NUMBER, sorted(rows), skip_known=True)
            dirty = {(NUMBERED, row[0]) for row in touched}
        elif kind in {JUDGEMENT, RELEASED}:
            dirty = {(kind, name)}
        insert(DIRTY, sorted(dirty), skip_known=True)

    def clear(self) -> None:
        """Empty every derived table, suggestions excepted: they are made by the linker, not by replay."""
        for table in TABLES:
            if table.name != "suggestion":
                self._database.run(f"DELETE FROM {table.name}")  # noqa: S608  # names are our own constants


def _first_places(stretch: list[Indexed]) -> dict[bytes, Indexed]:
    """Each entry once, at the first of its places."""
    items: dict[bytes, Indexed] = {}
    for item in stretch:
        other = items.get(item.entry)
        if other is None or (item.origin, item.position) < (other.origin, other.position):
            items[item.entry] = item
    return items


def _head(mention: Mention, entry: bytes) -> tuple[Any, ...]:
    return (mention.id, entry, mention.sort, label(mention), int(bool(mention.names)), int(mention.sealed))


def _touches(record: Any) -> set[tuple[str, str]]:
    """What has to be settled again because of a record."""
    if isinstance(record, Mention):
        return {(SPOKEN_OF, record.id)}
    if isinstance(record, Number):
        return {(NUMBERED, record.mention)}
    if isinstance(record, Judgement):
        return {(JUDGEMENT, record.id)}
    if isinstance(record, Release):
        return {(RELEASED, record.id)}
    return set()


def _once(heads: list[tuple[Any, ...]]) -> Iterable[list[tuple[Any, ...]]]:
    """Heads in runs that name each mention once: one statement may not touch a row twice."""
    while heads:
        first = {head[0]: head for head in reversed(heads)}
        yield sorted(first.values())
        taken = {id(head) for head in first.values()}
        heads = [head for head in heads if id(head) not in taken]
