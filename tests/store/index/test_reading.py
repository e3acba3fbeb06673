"""Reading what contract tests do not reach: paging, long lists, places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tereze.model.mentions import Mention, Name, Number
from tereze.model.records import Audit
from tereze.model.sources import Consent, Source
from tereze.store.index import SqlIndex
from tereze.store.index.rows import Place
from tereze.store.sql import BULK, CHUNK, Database

Fill = Callable[..., list[bytes]]


def _persons(count: int) -> list[Any]:
    made: list[Any] = []
    for at in range(count):
        name = f"m{at:016d}"
        made.append(Mention(id=name, source="s1", local=f"row-{at}", names=(Name(text="Fictional"),)))
        made.append(Number(id=f"n{at:016d}", number=f"T-{at:07d}", mention=name, at="2019"))
    return made


def test_lists_longer_than_a_page_are_whole_and_in_order(index: SqlIndex, fill: Fill) -> None:
    count = BULK + CHUNK + 3
    fill(_persons(count))
    rows = list(index.persons())
    assert [row.number for row in rows] == [f"T-{at:07d}" for at in range(count)]
    assert list(index.persons(10, 5)) == rows[10:15]
    assert list(index.persons(count - 2)) == rows[-2:]
    assert list(index.persons(count)) == []
    assert [mention.id for mention in index.of_kind("mention")] == [row.anchor for row in rows]
    assert len(index.mentions([row.anchor for row in rows])) == count


def test_the_list_of_persons_and_search_use_an_index(database: Database, fill: Fill) -> None:
    fill(_persons(10))
    plans = {
        "SELECT anchor, number, label, mentions FROM person ORDER BY number, anchor LIMIT 5 OFFSET 3": "person_number",
        "SELECT mention, count(*) FROM name_key WHERE word IN (1, 2) GROUP BY mention": "PRIMARY KEY",
        "SELECT id FROM record WHERE kind = 'mention' AND id > 'm' ORDER BY id": "record_by_id",
        "SELECT id FROM record WHERE source = 's1' AND kind = 'consent'": "record_by_source",
        "SELECT id FROM record WHERE kind = 'source' AND local = 'l'": "record_by_local",
    }
    for sql, used in plans.items():
        plan = " ".join(str(row[3]) for row in database.all(f"EXPLAIN QUERY PLAN {sql}"))
        assert used in plan, plan
        assert "SCAN record" not in plan


def test_where_the_entries_of_a_source_and_its_numbers_lie(index: SqlIndex, fill: Fill) -> None:
    records = [
        Source(id="s1", local="a", sort="list"),
        *_persons(2),
        Consent(id="c1", source="s1", given_by="m", capacity="self", covers=(), purposes=()),
        Source(id="s2", local="b", sort="list"),
    ]
    entries = fill(records)
    places = [Place(entry, "log", at) for at, entry in enumerate(entries)]
    assert index.places_of(["s1"]) == places[:6]
    assert index.places_of(["m0000000000000001"]) == places[3:5]
    assert index.places_of([]) == []


def test_many_keys_are_asked_at_once(index: SqlIndex, fill: Fill) -> None:
    from tereze import names

    fill(_persons(3))
    keys = {f"unknown {at}" for at in range(1500)} | names.keys("Fictional")
    assert [mention for mention, _ in index.search(keys, 2)] == ["m0000000000000000", "m0000000000000001"]
    assert index.search(keys, 0) == []
    assert index.search([], 5) == []


def _notes(*kinds: str) -> list[Any]:
    return [
        Audit(id=f"u{at:016d}", at=f"2026-01-01T09:00:{at:02d}Z", by="a", what=what) for at, what in enumerate(kinds)
    ]


def test_notes_of_a_kind_are_found_without_going_through_all(index: SqlIndex, database: Database, fill: Fill) -> None:
    fill(_notes("import", "look.person", "look.up", "export", "look.source", "import"))
    assert [note.id[-1] for note in index.audits()] == ["5", "4", "3", "2", "1", "0"]
    assert [note.id[-1] for note in index.audits(of={"import", "export"})] == ["5", "3", "0"]
    assert [note.id[-1] for note in index.audits("2026-01-01T09:00:01Z", "2026-01-01T09:00:05Z", of={"import"})] == []
    assert [note.id[-1] for note in index.audits(of={"look.up"})] == ["2"]
    assert [note.id[-1] for note in index.audits(of={"look.person", "import"})] == ["5", "1", "0"]
    assert list(index.audits(of={"release"})) == []
    filed = {row[0] for row in database.all("SELECT sort FROM ref WHERE sort LIKE 'did.%'")}
    assert filed == {"did.import", "did.look.up", "did.export"}
