"""Applying and forgetting records."""

from __future__ import annotations

from collections.abc import Callable

from tereze.actions.index import Indexed
from tereze.model.mentions import Mention, Name, Statement
from tereze.model.sources import Source
from tereze.store.index import SqlIndex
from tereze.store.index.writing import STRETCH
from tereze.store.sql import Database

Fill = Callable[..., list[bytes]]


def _count(database: Database, table: str) -> int:
    return int(database.one(f"SELECT count(*) FROM {table}")[0])


def _mention(name: str = "m1", text: str = "Fictional", *statements: str) -> Mention:
    said = tuple(Statement(id=one, source="s1", about=name, property="x", value="y") for one in statements)
    return Mention(id=name, source="s1", local=name, names=(Name(text=text),), statements=said)


def test_more_than_a_stretch_is_taken_in(database: Database, index: SqlIndex, fill: Fill) -> None:
    fill([Source(id=f"s{at}", local=f"l{at}", sort="list") for at in range(STRETCH + 5)])
    assert _count(database, "record") == STRETCH + 5
    assert index.counts()["source"] == STRETCH + 5


def test_one_entry_in_two_histories_is_one_row_at_the_first_place(database: Database, index: SqlIndex) -> None:
    for order in ((("b", 1), ("a", 7), ("a", 5)), (("a", 5), ("b", 1))):
        index.clear()
        for origin, position in order:
            index.apply([Indexed(b"e" * 32, origin, position, "case", _mention())])
        assert database.all("SELECT origin, position FROM record") == [("a", 5)]
    index.clear()
    index.apply([Indexed(b"e" * 32, origin, position, "case", _mention()) for origin, position in (("b", 1), ("a", 5))])
    assert database.all("SELECT origin, position FROM record") == [("a", 5)]
    assert index.counts()["mention"] == 1


def test_of_two_entries_about_one_mention_the_smaller_leads_in_any_order(database: Database, index: SqlIndex) -> None:
    one = Indexed(b"a" * 32, "log", 1, "case", _mention("m1", "First", "t1"))
    two = Indexed(b"b" * 32, "log", 2, "case", _mention("m1", "Second", "t2"))
    for order in ([one, two], [two, one]):
        index.clear()
        for item in order:
            index.apply([item])
        assert database.all("SELECT label FROM mention") == [("First",)]
        index.clear()
        index.apply(order)
        assert database.all("SELECT label FROM mention") == [("First",)]
        assert _count(database, "statement") == 2
    index.forget([one.entry])
    assert database.all("SELECT label FROM mention") == [("Second",)]
    assert database.all("SELECT id FROM statement") == [("t2",)]


def test_forgetting_takes_everything_with_it(database: Database, index: SqlIndex, fill: Fill) -> None:
    entries = fill([_mention("m1", "Fictional", "t1", "t2"), Source(id="s1", local="l", sort="list")])
    index.forget([*entries, bytes(32)])
    index.settle()
    for table in ("record", "statement", "name_key", "mention", "ref", "tally", "dirty", "person"):
        assert _count(database, table) == 0, table


def test_forgetting_one_entry_keeps_what_another_brings_too(database: Database, index: SqlIndex, fill: Fill) -> None:
    first = fill([_mention("m1", "Fictional Person", "t1", "t2")])
    fill([_mention("m1", "Fictional Person", "t1")])
    index.forget(first)
    assert database.all("SELECT id FROM statement") == [("t1",)]
    assert _count(database, "name_key") > 0
    assert index.counts()["mention"] == 1


def test_clearing_empties_everything(database: Database, index: SqlIndex, fill: Fill) -> None:
    fill([_mention("m1", "Fictional", "t1")])
    index.clear()
    assert index.counts() == {"persons": 0, "suggestions": 0, "disputes": 0}
    assert _count(database, "record") == 0
