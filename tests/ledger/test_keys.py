"""The key store in memory: keys by id, destroyed by erasure unit."""

from __future__ import annotations

from typing import Any

from tereze.ledger.keys import MemoryKeyStore
from tereze.ledger.protocol import KeyStore


def test_it_is_a_key_store(bench: Any) -> None:
    store: KeyStore = MemoryKeyStore(bench.noise)
    assert list(store.units()) == []


def test_keys_are_issued_for_each_unit_named(bench: Any) -> None:
    store = MemoryKeyStore(bench.noise)
    pairs = store.issue(["a", "b", "a"])
    assert [len(kid) for kid, _ in pairs] == [12, 12, 12]
    assert [len(key) for _, key in pairs] == [32, 32, 32]
    assert len({kid for kid, _ in pairs}) == len({key for _, key in pairs}) == 3
    assert list(store.units()) == [("a", 2), ("b", 1)]
    assert store.issue([]) == []


def test_keys_are_found_by_id(bench: Any) -> None:
    store = MemoryKeyStore(bench.noise)
    (one, key), (two, other) = store.issue(["a", "b"])
    assert store.get(one) == key
    assert store.get(bytes(12)) is None
    assert store.get_many([two, bytes(12), one]) == [other, None, key]


def test_destroying_a_unit_destroys_its_keys_and_no_others(bench: Any) -> None:
    store = MemoryKeyStore(bench.noise)
    (one, _), (two, other), (three, _) = store.issue(["a", "b", "a"])
    assert store.destroy("a") == 2
    assert store.get_many([one, two, three]) == [None, other, None]
    assert list(store.units()) == [("b", 1)]
    assert store.destroy("a") == store.destroy("never") == 0
