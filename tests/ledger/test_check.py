"""Checking a log from its rows: every kind of tampering is found, and where."""

from __future__ import annotations

from typing import Any

import pytest

from tereze.ledger.check import Checked, check_log
from tereze.ledger.memory import MemoryLedger
from tereze.ledger.notes import Checkpoint
from tereze.ledger.protocol import Entry, Tip


@pytest.fixture
def ledger(bench: Any) -> MemoryLedger:
    made: MemoryLedger = bench.ledger("desk", 5)
    bench.append(made, 4, 5)
    return made


def check(ledger: MemoryLedger, **options: bool) -> Checked:
    return check_log(ledger.store, ledger.origin, **options)


def rows(ledger: MemoryLedger) -> Any:
    return ledger.store._entries[ledger.origin]  # type: ignore[attr-defined]


def test_a_sound_log_has_no_problems(ledger: MemoryLedger) -> None:
    assert check(ledger) == Checked(ledger.origin, 10, 2, ())
    assert check(ledger, form=False).problems == ()


def test_a_changed_byte_is_found_where_it_is(ledger: MemoryLedger) -> None:
    for index in range(10):
        kept = rows(ledger)[index]
        for at in range(0, len(kept.raw), 37):
            raw = bytearray(kept.raw)
            raw[at] ^= 1
            rows(ledger)[index] = kept._replace(raw=bytes(raw))
            found = check(ledger).problems
            assert index in {one.idx for one in found}
        rows(ledger)[index] = kept
    assert check(ledger).problems == ()


def test_a_replaced_entry_with_a_fitting_id_is_found_by_the_tree(ledger: MemoryLedger, bench: Any) -> None:
    rows(ledger)[3] = bench.entries(1)[0]
    assert [one.what.split(" do not")[0] for one in check(ledger).problems[:2]] == [
        "the entries before 6",
        "the entries before 10",
    ]


@pytest.mark.parametrize("index", [1, 5, 9])
def test_a_removed_entry_is_found(ledger: MemoryLedger, index: int) -> None:
    del rows(ledger)[index]
    assert check(ledger).problems


def test_exchanged_entries_are_found(ledger: MemoryLedger) -> None:
    rows(ledger)[2], rows(ledger)[3] = rows(ledger)[3], rows(ledger)[2]
    assert check(ledger).problems


def test_entries_after_the_last_checkpoint_are_reported(ledger: MemoryLedger, bench: Any) -> None:
    rows(ledger).extend(bench.entries(1))
    assert any("the last checkpoint covers 10" in one.what for one in check(ledger).problems)


def test_a_log_cut_at_its_end_is_found(ledger: MemoryLedger) -> None:
    del rows(ledger)[6:]
    assert any("before 10" in one.what for one in check(ledger).problems)


def test_a_wrong_tip_is_found(ledger: MemoryLedger) -> None:
    with ledger.store.unit():
        ledger.store.set_tip(ledger.origin, Tip(10, (bytes(32), bytes(32))))
    assert [one.what for one in check(ledger).problems] == ["the kept tip is not that of its entries"]


def test_a_note_by_another_key_or_for_another_size_is_found(ledger: MemoryLedger, bench: Any) -> None:
    notes = ledger.store._notes[ledger.origin]  # type: ignore[attr-defined]
    own = notes[6]
    notes[6] = bench.installation("other").sign(Checkpoint(ledger.origin, 6, bytes(32)).text)
    assert "not signed by" in check(ledger).problems[0].what
    notes[6] = notes[10]
    assert "before 6" in check(ledger).problems[0].what
    notes[6] = own.replace("\n6\n", "\n7\n")
    assert "signature" in check(ledger).problems[0].what
    notes[6] = own
    assert check(ledger).notes == 2


def test_a_log_without_its_genesis_is_found(ledger: MemoryLedger, bench: Any) -> None:
    rows(ledger)[0] = bench.installation("other").genesis
    assert check(ledger).problems[0].idx == 0
    rows(ledger)[0] = bench.entries(1)[0]
    assert check(ledger).problems[0].idx == 0
    assert check_log(ledger.store, "tereze/x/y").problems[0].idx == 0


def test_a_malformed_entry_is_found_although_it_was_signed(bench: Any) -> None:
    ledger = bench.ledger("desk", 1)
    raw = b'{"alg":"x"}'
    from hashlib import sha256

    with ledger.unit() as unit:
        unit.append([Entry(sha256(raw).digest(), raw)])
    assert [(one.idx, one.log) for one in check(ledger).problems] == [(2, ledger.origin)]
    assert check(ledger, form=False).problems == ()
