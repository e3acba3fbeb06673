"""Replay: everything in a fixed order, opened as far as the keys reach."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from tereze.ledger.custody import custodian_secret, seal_witness
from tereze.ledger.keys import MemoryKeyStore
from tereze.ledger.protocol import Entry
from tereze.ledger.replay import replay


def test_it_gives_back_what_was_sealed_in_order(bench: Any) -> None:
    ledger = bench.ledger("desk", 1500)
    seen = list(replay(ledger, bench.keys))
    assert [one.idx for one in seen] == list(range(1, 1501))
    assert [one.payload for one in seen] == [bench.mention(n) for n in range(1500)]
    assert {(one.origin, one.tier, one.state) for one in seen} == {(ledger.origin, "case", "open")}
    assert [one.id for one in seen] == list(ledger.store.ids(ledger.origin, 1))


def test_it_is_streamed(bench: Any) -> None:
    ledger = bench.ledger("desk", 10)
    stream = replay(ledger, bench.keys)
    assert next(stream).idx == 1


def test_it_begins_where_it_is_told(bench: Any) -> None:
    ledger = bench.ledger("desk", 10)
    assert [one.idx for one in replay(ledger, bench.keys, {ledger.origin: 8})] == [8, 9, 10]
    assert list(replay(ledger, bench.keys, {ledger.origin: 11})) == []


def test_a_destroyed_unit_cannot_be_opened_and_the_rest_can(bench: Any) -> None:
    ledger = bench.ledger("desk")
    with ledger.unit() as unit:
        unit.append(bench.seal([bench.mention(1)], unit="keep"))
        unit.append(bench.seal([bench.mention(2)], unit="erase"))
    assert bench.keys.destroy("erase") == 1
    assert [(one.state, one.payload) for one in replay(ledger, bench.keys)] == [
        ("open", bench.mention(1)),
        ("no key", None),
    ]


def test_somebody_else_sees_tiers_and_order_only(bench: Any) -> None:
    ledger = bench.ledger("desk")
    with ledger.unit() as unit:
        unit.append(bench.seal([bench.mention(1)], "case") + bench.seal([bench.mention(2)], "sensitive"))
    seen = list(replay(ledger, MemoryKeyStore(bench.noise)))
    assert [(one.tier, one.state, one.payload) for one in seen] == [
        ("case", "no key", None),
        ("sensitive", "no key", None),
    ]


def test_the_desk_cannot_read_back_a_witness(bench: Any) -> None:
    ledger = bench.ledger("desk")
    custodian = custodian_secret(bytes(range(96)))
    kid, key, nonce = bench.noise(12), bench.noise(32), bench.noise(12)
    with ledger.unit() as unit:
        unit.append([seal_witness(bench.mention(1), kid, key, nonce, [custodian.public()])])
    seen = list(replay(ledger, bench.keys))
    assert [(one.tier, one.state) for one in seen] == [("witness", "no key")]


def test_a_wrong_key_and_a_later_version_do_not_stop_it(bench: Any) -> None:
    ledger = bench.ledger("desk")
    later = b'{"alg":"later","cls":"case","v":2}'
    wrong = MemoryKeyStore(bench.noise)
    good = bench.entries(2)
    with ledger.unit() as unit:
        unit.append([good[0], Entry(sha256(later).digest(), later), good[1]])
    for kid in list(bench.keys._keys)[:1]:
        bench.keys._keys[kid] = bytes(32)
    assert [one.state for one in replay(ledger, bench.keys)] == ["damaged", "newer", "open"]
    assert [one.state for one in replay(ledger, wrong)] == ["no key", "newer", "no key"]


def test_an_entry_that_cannot_be_read_is_called_damaged(bench: Any) -> None:
    ledger = bench.ledger("desk", 1)
    with ledger.store.unit():
        ledger.store.add(ledger.origin, 2, [Entry(bytes(32), b"rubbish")])
    assert [one.state for one in replay(ledger, bench.keys)] == ["open", "damaged"]


def test_two_histories_give_each_entry_once_in_an_order_that_does_not_depend_on_the_merge(bench: Any) -> None:
    one, two = bench.forked(3, 2, 4)
    orders = []
    for first, second in ((one, two), (two, one)):
        ledger = bench.ledger("desk", 0)
        ledger.absorb([bench.part(first)])
        ledger.absorb([bench.part(second)])
        orders.append([(seen.origin, seen.idx, seen.id) for seen in replay(ledger, bench.keys)])
    assert orders[0] == orders[1]
    assert [idx for _, idx, _ in orders[0]] == [1, 2, 3, 4, 4, 5, 5, 6, 7]


def test_origins_come_in_their_order(bench: Any) -> None:
    ledger = bench.ledger("desk", 2)
    ledger.absorb([bench.part(bench.ledger("one", 2)), bench.part(bench.ledger("two", 2))])
    seen = [one.origin for one in replay(ledger, bench.keys)]
    assert seen == sorted(seen)
    assert len(set(seen)) == 3
