"""What every shelf under a ledger does alike, and that a ledger on it is the same ledger."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from tereze.ledger.check import check_log
from tereze.ledger.identity import new_installation
from tereze.ledger.logs import LogLedger
from tereze.ledger.protocol import EMPTY, Entry, ForkProof, LogPart, LogStore, Tip
from tereze.ledger.sealing import seal
from tereze.model.errors import TerezeError
from tereze.store import ledger as sql_ledger
from tereze.store.faults import HistoryGuarded

SEED = bytes(range(32))
INSTALLATION = new_installation(bytes(16), SEED)
LOG = INSTALLATION.origin


def _entries(count: int, start: int = 0) -> list[Entry]:
    raws = [b"entry %d" % at + bytes(range(256)) for at in range(start, start + count)]
    return [Entry(sha256(raw).digest(), raw) for raw in raws]


def _sealed(count: int, salt: int = 0) -> list[Entry]:
    made = []
    for at in range(count):
        noise = sha256(b"%d/%d" % (salt, at)).digest()
        made.append(seal(b'{"at":%d,"kind":"audit"}' % at, "case", noise[:12], noise, noise[12:24]))
    return made


def test_an_empty_shelf_holds_nothing(log_store: LogStore) -> None:
    assert list(log_store.logs()) == []
    assert log_store.tip(LOG) == EMPTY
    assert log_store.last_note(LOG) is None
    assert list(log_store.entries(LOG)) == []
    assert list(log_store.notes(LOG)) == []
    assert list(log_store.forks()) == []


def test_entries_come_back_by_index(log_store: LogStore) -> None:
    entries = _entries(12)
    with log_store.unit():
        log_store.add("b", 0, entries)
        log_store.add("a", 0, entries[:2])
        log_store.add("a", 2, entries[5:6])
    assert list(log_store.logs()) == ["a", "b"]
    assert list(log_store.entries("b")) == entries
    assert list(log_store.entries("b", 3, 7)) == entries[3:7]
    assert list(log_store.entries("b", 11, 99)) == entries[11:]
    assert list(log_store.entries("b", 50)) == []
    assert list(log_store.ids("a")) == [entries[at].id for at in (0, 1, 5)]
    assert list(log_store.ids("b", 2, 4)) == [entry.id for entry in entries[2:4]]
    assert type(next(iter(log_store.entries("b"))).raw) is bytes


def test_more_entries_than_a_page_are_streamed_in_order(log_store: LogStore) -> None:
    entries = _entries(10_003)
    with log_store.unit():
        log_store.add("a", 0, entries)
    assert list(log_store.entries("a", 1)) == entries[1:]
    assert list(log_store.ids("a")) == [entry.id for entry in entries]


def test_an_index_that_is_taken_is_an_error(log_store: LogStore) -> None:
    with log_store.unit():
        log_store.add("a", 0, _entries(3))
    with pytest.raises(TerezeError), log_store.unit():
        log_store.add("a", 2, _entries(1, 50))
    assert list(log_store.entries("a")) == _entries(3)


def test_a_unit_that_fails_leaves_nothing(log_store: LogStore) -> None:
    with pytest.raises(RuntimeError), log_store.unit():  # noqa: PT012
        log_store.add("a", 0, _entries(3))
        log_store.set_tip("a", Tip(3, (bytes(32),)))
        log_store.add_note("a", 3, "note")
        log_store.add_fork(ForkProof("a", "x", "y", ()))
        with log_store.unit():
            log_store.add("a", 3, _entries(1))
        raise RuntimeError
    assert list(log_store.logs()) == []
    assert log_store.tip("a") == EMPTY
    assert log_store.last_note("a") is None
    assert list(log_store.forks()) == []


def test_the_tip_is_replaced_and_the_first_note_of_a_size_is_kept(log_store: LogStore) -> None:
    with log_store.unit():
        log_store.set_tip("a", Tip(1, (bytes(32),)))
        log_store.set_tip("a", Tip(3, (b"x" * 32, b"y" * 32)))
        log_store.add_note("a", 3, "three")
        log_store.add_note("a", 20, "twenty")
        log_store.add_note("a", 3, "another three")
    assert log_store.tip("a") == Tip(3, (b"x" * 32, b"y" * 32))
    assert list(log_store.notes("a")) == [(3, "three"), (20, "twenty")]
    assert log_store.last_note("a") == (20, "twenty")


def test_a_fork_proof_is_kept_once(log_store: LogStore) -> None:
    later = ForkProof("b", "one", "two", (b"p" * 32, b"q" * 32))
    earlier = ForkProof("a", "ä", "two", ())
    with log_store.unit():
        for fork in (later, earlier, later):
            log_store.add_fork(fork)
    assert list(log_store.forks()) == [earlier, later]


def test_a_ledger_on_it_appends_signs_and_checks(log_store: LogStore) -> None:
    ledger = LogLedger(log_store, INSTALLATION)
    for at in range(3):
        with ledger.unit() as unit:
            assert unit.append(_sealed(5, at)) == range(1 + 5 * at, 6 + 5 * at)
    checked = check_log(log_store, LOG)
    assert (checked.entries, checked.notes, checked.problems) == (16, 3, ())
    [head] = ledger.heads()
    assert (head.log, head.size) == (LOG, 16)
    reopened = LogLedger(log_store, INSTALLATION)
    with reopened.unit() as unit:
        unit.append(_sealed(1, 9))
    assert check_log(log_store, LOG).problems == ()


def test_a_commit_that_fails_leaves_the_ledger_as_it_was(log_store: LogStore) -> None:
    ledger = LogLedger(log_store, INSTALLATION)
    with ledger.unit() as unit:
        unit.append(_sealed(2))
    with pytest.raises(RuntimeError), ledger.unit() as unit:  # noqa: PT012
        unit.append(_sealed(2, 1))
        raise RuntimeError
    with ledger.unit() as unit:
        unit.append(_sealed(1, 2))
    checked = check_log(log_store, LOG)
    assert (checked.entries, checked.problems) == (4, ())


def test_merging_gives_the_same_on_every_shelf(log_store: LogStore) -> None:
    from tereze.ledger.memory import MemoryLedger

    other = new_installation(bytes(16), bytes(32))
    there = MemoryLedger(other)
    with there.unit() as unit:
        unit.append(_sealed(7))
    ours = LogLedger(log_store, INSTALLATION)
    with ours.unit() as unit:
        unit.append(_sealed(3, 1))
    part = LogPart(other.origin, 0, (), [entry.raw for entry in there.entries(other.origin)], there.heads()[0].note)
    for _ in range(2):
        ours.absorb([part])
    assert list(ours.entries(other.origin)) == list(there.entries(other.origin))
    assert [head.size for head in ours.heads()] == [head.size for head in sorted([*ours.heads()])]
    assert all(check_log(log_store, log).problems == () for log in log_store.logs())


@pytest.mark.parametrize("kind", ["sqlcipher", "postgres"])
@pytest.mark.parametrize("table", [table.name for table in sql_ledger.GUARDED])
def test_the_database_itself_refuses_to_rewrite_history(kind: str, table: str, database: Callable[[str], Any]) -> None:
    there = database(kind)
    sql_ledger.create_tables(there)
    sql_ledger.create_tables(there)
    store = sql_ledger.SqlLogStore(there)
    with store.unit():
        store.add("a", 0, _entries(2))
        store.add_note("a", 2, "note")
        store.add_fork(ForkProof("a", "x", "y", ()))
    statements = [f"UPDATE {table} SET origin = 'b'", f"DELETE FROM {table}"]
    if kind == "postgres":
        statements.append(f"TRUNCATE {table}")
    for statement in statements:
        with pytest.raises(HistoryGuarded):
            there.run(statement)
    assert list(store.entries("a")) == _entries(2)
    assert list(store.notes("a")) == [(2, "note")]
    assert len(store.forks()) == 1


@pytest.mark.parametrize("kind", ["sqlcipher", "postgres"])
def test_single_entries_are_found_by_their_index(kind: str, database: Callable[[str], Any]) -> None:
    there = database(kind)
    sql_ledger.create_tables(there)
    store = sql_ledger.SqlLogStore(there)
    entries = _entries(9)
    with store.unit():
        store.add("a", 0, entries)
    assert dict(store.at("a", [7, 2, 2, 50])) == {entries[7].id: entries[7].raw, entries[2].id: entries[2].raw}
    assert dict(store.at("b", [1])) == {}
