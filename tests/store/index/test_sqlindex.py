"""The index keeps nothing in memory: what a rolled back unit did is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tereze.actions.index import Index, Indexed, SuggestionRow
from tereze.model.mentions import Mention, Number
from tereze.store.index import SqlIndex
from tereze.store.sql import Database

Fill = Callable[..., list[bytes]]


def test_it_is_an_index(index: SqlIndex) -> None:
    seen: Index = index
    assert seen.counts()["persons"] == 0


def test_a_rolled_back_unit_leaves_nothing(database: Database, index: SqlIndex, fill: Fill) -> None:
    def work() -> None:
        with database.transaction():
            fill([Mention(id="m1", source="s1", local="a"), Number(id="n1", number="T-0000001", mention="m1")])
            index.put_suggestions([SuggestionRow("m1", "m2", 0.5, ())])
            assert index.counts()["persons"] == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        work()
    assert index.counts() == {"persons": 0, "suggestions": 0, "disputes": 0}


def test_what_was_applied_but_not_settled_is_settled_later(database: Database, index: SqlIndex) -> None:
    index.apply([Indexed(b"a", "log", 1, "case", Mention(id="m1", source="s1", local="a"))])
    index.apply([Indexed(b"b", "log", 2, "case", Number(id="n1", number="T-0000001", mention="m1"))])
    again = SqlIndex(database, bytes(32), lambda places: [None] * len(places))
    assert list(again.persons()) == []
    again.settle()
    assert [row.anchor for row in index.persons()] == ["m1"]


def test_clearing_for_a_rebuild_keeps_suggestions(index: SqlIndex) -> None:
    index.put_suggestions([SuggestionRow("m1", "m2", 0.5, (("rule", 0.25, "because"),))])
    index.clear_replayed()
    assert index.counts()["suggestions"] == 1
    index.clear()
    assert index.counts()["suggestions"] == 0
