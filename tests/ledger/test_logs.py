"""Appending to our own log: one unit, one checkpoint; all or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tereze.ledger.check import check_log
from tereze.ledger.errors import BadEntry, BadLedger, BadLog, ForeignBundle, FrozenLog, ReadOnlyLedger
from tereze.ledger.identity import new_installation, read_genesis
from tereze.ledger.logs import LogLedger
from tereze.ledger.merkle import root_of
from tereze.ledger.notes import open_note, read_checkpoint
from tereze.ledger.protocol import Entry, ForkProof
from tereze.model.errors import WrongUse


def test_the_genesis_comes_first(bench: Any) -> None:
    ledger = bench.ledger("desk")
    assert bench.append(ledger, 3) == range(1, 4)
    assert bench.append(ledger, 2) == range(4, 6)
    first = next(ledger.entries(ledger.origin))
    assert read_genesis(first.raw).origin == ledger.origin
    assert ledger.geneses() == {ledger.origin: read_genesis(first.raw)}


def test_every_unit_is_signed_once(bench: Any) -> None:
    ledger = bench.ledger("desk")
    with ledger.unit() as unit:
        unit.append(bench.entries(2))
        unit.append(bench.entries(3, 2))
    bench.append(ledger, 1, 5)
    assert [size for size, _ in ledger.notes(ledger.origin)] == [6, 7]
    head = ledger.heads()[0]
    signed = read_checkpoint(open_note(head.note, ledger.genesis(ledger.origin).verifier))
    ids = [entry.id for entry in ledger.entries(ledger.origin)]
    assert (signed.origin, signed.size, signed.root) == (ledger.origin, 7, root_of(ids))
    assert (head.size, head.root) == (7, root_of(ids))


def test_an_empty_unit_signs_nothing(bench: Any) -> None:
    ledger = bench.ledger("desk")
    with ledger.unit() as unit:
        assert unit.append([]) == range(0, 0)
    with ledger.unit():
        pass
    assert list(ledger.heads()) == []


def test_a_failed_unit_leaves_nothing(bench: Any) -> None:
    ledger = bench.ledger("desk", 2)
    before = list(ledger.heads())

    def fail() -> None:
        with ledger.unit() as unit:
            unit.append(bench.entries(2, 2))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(ledger.heads()) == before
    bench.append(ledger, 1, 9)
    assert check_log(ledger.store, ledger.origin).problems == ()


def test_an_inner_unit_joins_the_outer_one(bench: Any) -> None:
    ledger = bench.ledger("desk")
    with ledger.unit() as outer:
        outer.append(bench.entries(1))
        with ledger.unit() as inner:
            inner.append(bench.entries(1, 1))
        outer.append(bench.entries(1, 2))
    assert [size for size, _ in ledger.notes(ledger.origin)] == [4]
    assert check_log(ledger.store, ledger.origin).problems == ()


def test_a_closed_unit_takes_nothing(bench: Any) -> None:
    ledger = bench.ledger("desk")
    with ledger.unit() as unit:
        unit.append(bench.entries(1))
    with pytest.raises(WrongUse):
        unit.append(bench.entries(1))


def test_entries_that_were_not_sealed_are_refused(bench: Any) -> None:
    ledger = bench.ledger("desk")
    good = bench.entries(1)[0]
    for bad in (Entry(bytes(32), good.raw), Entry(good.id, good.raw + b" "), bench.installation("x").genesis):
        with pytest.raises(BadEntry), ledger.unit() as unit:
            unit.append([good, bad])
    assert list(ledger.heads()) == []


def test_a_ledger_without_a_key_is_read_only(bench: Any) -> None:
    ledger = bench.ledger("desk", 2)
    reader = LogLedger(ledger.store, ledger.origin)
    assert list(reader.heads()) == list(ledger.heads())
    with pytest.raises(ReadOnlyLedger), reader.unit():
        pass


def test_a_frozen_log_takes_nothing_more(bench: Any) -> None:
    ledger = bench.ledger("desk", 1)
    with ledger.store.unit():
        ledger.store.add_fork(ForkProof(ledger.origin, "a", "b", ()))
    assert ledger.is_frozen(ledger.origin)
    with pytest.raises(FrozenLog), ledger.unit():
        pass


def test_a_log_that_is_not_here_is_named(bench: Any) -> None:
    ledger = bench.ledger("desk")
    with pytest.raises(BadLog, match="not here"):
        ledger.genesis("tereze/x/y")
    with pytest.raises(BadLog, match="no checkpoint"):
        ledger.head("tereze/x/y")


def test_a_log_of_another_register_is_refused(bench: Any) -> None:
    stranger = type(bench.ledger("x"))(new_installation(bytes(16), bytes(32)))
    bench.append(stranger, 1)
    ledger = bench.ledger("desk")
    with pytest.raises(ForeignBundle, match="another register"):
        ledger.absorb([bench.part(stranger)])
    assert list(ledger.heads()) == []


def test_fork_proofs_are_merged_only_with_their_log_and_only_if_they_prove_it(bench: Any) -> None:
    one, two = bench.forked()
    partner, ledger = bench.ledger("partner"), bench.ledger("desk")
    fork = partner.absorb([bench.part(one), bench.part(two)])[1].fork
    with pytest.raises(ForeignBundle, match="not here"):
        ledger.absorb([], [fork])
    ledger.absorb([bench.part(one)], [fork])
    assert ledger.is_frozen(one.origin)
    with pytest.raises(BadLedger):
        ledger.absorb([], [fork._replace(note_b=fork.note_a)])
    assert list(ledger.forks()) == [fork]


def test_merging_several_logs_is_all_or_nothing(bench: Any) -> None:
    one, two, ledger = bench.ledger("one", 3), bench.ledger("two", 3), bench.ledger("desk")
    broken = bench.part(two)._replace(note=bench.part(one).note)
    with pytest.raises(BadLedger):
        ledger.absorb([bench.part(one), broken])
    assert list(ledger.heads()) == []
    assert [one.added for one in ledger.absorb([bench.part(one), bench.part(two)])] == [4, 4]
