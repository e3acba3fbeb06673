"""Entries opened through the ledger for one view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tereze.store.index.rows import Place
from tereze.store.opening import Opener
from tereze.store.register import Register


def _places(register: Register) -> list[Place]:
    entries = list(register.ledger.entries(register.origin))
    return [Place(entry.id, register.origin, at) for at, entry in enumerate(entries)]


def test_records_come_in_the_order_they_were_asked_for(
    register: Register, people: Callable[..., Any], commit: Callable[..., Any]
) -> None:
    records = people(2)
    commit(register, records)
    places = _places(register)[1:]
    opener = Opener(register.store, register.keys)
    assert opener(places[::-1]) == records[::-1]
    assert opener([places[0], places[0]]) == [records[0], records[0]]
    assert opener([]) == []


def test_what_cannot_be_opened_is_none(
    register: Register, people: Callable[..., Any], commit: Callable[..., Any]
) -> None:
    records = people(1)
    commit(register, records)
    genesis, source, mention, *_ = _places(register)
    register.keys.destroy("s0000000000000001/m0010000000000000")
    opener = Opener(register.store, register.keys)
    absent = Place(bytes(32), register.origin, 1)
    assert opener([genesis, source, mention, absent]) == [None, records[0], None, None]


def test_an_entry_in_a_second_history_is_found(
    register: Register, people: Callable[..., Any], commit: Callable[..., Any]
) -> None:
    commit(register, people(1))
    [genesis, source, *_] = register.ledger.entries(register.origin)
    with register.store.unit():
        register.store.add("tereze/x/y", 0, [genesis])
        register.store.add("tereze/x/y#0123456789abcdef", 0, [genesis, source])
    [found] = Opener(register.store, register.keys)([Place(source.id, "tereze/x/y", 1)])
    assert found == register.index.get("s0000000000000001")


def test_entries_sealed_under_some_keys(
    register: Register, people: Callable[..., Any], commit: Callable[..., Any]
) -> None:
    entries = commit(register, people(2))
    opener = Opener(register.store, register.keys)
    kids = register.keys.kids("s0000000000000001")
    assert opener.sealed_under(_places(register), kids) == [entries[at] for at in (0,)]
    assert opener.sealed_under(_places(register), []) == []


def test_damaged_entries_are_none_not_an_error(
    register: Register, people: Callable[..., Any], commit: Callable[..., Any]
) -> None:
    commit(register, people(2))
    places = _places(register)
    for (name,) in register.database.all("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        register.database.run(f"DROP TRIGGER {name}")
    register.database.run("UPDATE entry SET raw = x'7b7d' WHERE idx = 1")
    register.database.run("UPDATE entry SET raw = (SELECT raw FROM entry WHERE idx = 3) WHERE idx = 2")
    register.keys._database.run("UPDATE data_key SET data = randomblob(32)")
    assert Opener(register.store, register.keys)(places) == [None] * len(places)
