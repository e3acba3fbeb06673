"""The store in memory: what every store must do. A store of another kind has to pass the same."""

from __future__ import annotations

from typing import Any

import pytest

from tereze.ledger.errors import BadLog
from tereze.ledger.memory import MemoryLedger, MemoryLogStore
from tereze.ledger.protocol import EMPTY, ForkProof, Ledger, LogStore, Tip


@pytest.fixture
def store() -> LogStore:
    return MemoryLogStore()


def test_an_empty_store_has_nothing(store: LogStore) -> None:
    assert list(store.logs()) == []
    assert store.tip("a") == EMPTY
    assert list(store.entries("a")) == list(store.ids("a")) == list(store.notes("a")) == []
    assert store.last_note("a") is None
    assert list(store.forks()) == []


def test_what_was_added_is_read(store: LogStore, bench: Any) -> None:
    entries = bench.entries(5)
    with store.unit():
        store.add("b", 0, entries[:2])
        store.add("b", 2, entries[2:])
        store.add("a", 0, entries[:1])
        store.set_tip("b", Tip(5, (bytes(32), bytes(32))))
    assert list(store.logs()) == ["a", "b"]
    assert list(store.entries("b")) == entries
    assert list(store.entries("b", 1, 3)) == entries[1:3]
    assert list(store.entries("b", 4)) == entries[4:]
    assert list(store.entries("b", 5)) == list(store.entries("b", 3, 3)) == []
    assert list(store.ids("b", 3)) == [entry.id for entry in entries[3:]]
    assert store.tip("b").size == 5


def test_an_index_is_taken_once(store: LogStore, bench: Any) -> None:
    with store.unit():
        store.add("a", 0, bench.entries(2))
    for start in (0, 1, 3):
        with pytest.raises(BadLog), store.unit():
            store.add("a", start, bench.entries(1))
    assert len(list(store.ids("a"))) == 2


def test_the_first_note_for_a_size_is_kept(store: LogStore) -> None:
    with store.unit():
        store.add_note("a", 2, "two")
        store.add_note("a", 1, "one")
        store.add_note("a", 2, "other")
    assert list(store.notes("a")) == [(1, "one"), (2, "two")]
    assert store.last_note("a") == (2, "two")


def test_a_fork_is_kept_once_and_in_order(store: LogStore) -> None:
    one, two = ForkProof("a", "x", "y", (bytes(32),)), ForkProof("b", "x", "y", ())
    with store.unit():
        store.add_fork(two)
        store.add_fork(one)
        store.add_fork(two)
    assert list(store.forks()) == [one, two]


def test_a_failed_unit_leaves_nothing(store: LogStore, bench: Any) -> None:
    with store.unit():
        store.add("a", 0, bench.entries(1))
        store.set_tip("a", Tip(1, (bytes(32),)))
        store.add_note("a", 1, "one")

    def fail() -> None:
        with store.unit():
            store.add("a", 1, bench.entries(3))
            store.add("b", 0, bench.entries(3))
            store.set_tip("a", Tip(4, (bytes(32),)))
            store.add_note("a", 4, "four")
            store.add_fork(ForkProof("a", "x", "y", ()))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(store.logs()) == ["a"]
    assert len(list(store.ids("a"))) == 1
    assert store.tip("a") == Tip(1, (bytes(32),))
    assert list(store.notes("a")) == [(1, "one")]
    assert list(store.forks()) == []


def test_an_inner_unit_joins_the_outer_one(store: LogStore, bench: Any) -> None:
    def fail() -> None:
        with store.unit():
            with store.unit():
                store.add("a", 0, bench.entries(1))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(store.logs()) == []


def test_the_memory_ledger_is_a_ledger(bench: Any) -> None:
    ledger: Ledger = MemoryLedger(bench.installation("desk"))
    assert list(ledger.heads()) == []
