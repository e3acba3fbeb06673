"""Walking through blocks: each pair once, samples even."""

from __future__ import annotations

import numpy as np

from tereze.resolve.bulk import Model, Table
from tereze.resolve.bulk.blocks import make_blocks, numbers
from tereze.resolve.bulk.described import describe_pairs
from tereze.resolve.bulk.link import walk
from tereze.resolve.bulk.scan import ALL, brought_by, pair_hash, promising_pairs, sample_blocks

from .test_blocks import pairs_of


def listed(table: Table, model: Model, least: float = -np.inf, below: int = ALL) -> list[tuple[int, int]]:
    """The pairs that the walk through all blocks gives, in its order."""
    blocks = make_blocks(table)
    ids, weights = numbers(len(table), blocks), model.weights(table)
    found: list[tuple[int, int]] = []
    for key, one in enumerate(blocks):
        left, right = np.empty(one.pairs, np.int32), np.empty(one.pairs, np.int32)
        many, looked = promising_pairs(
            key, 0, len(one.codes), one.start, one.order, ids, table.packed, weights, least, below, left, right
        )
        assert looked >= many
        found += list(zip(left[:many].tolist(), right[:many].tolist(), strict=True))
    return found


def test_each_pair_is_listed_once_whatever_keys_share_it(table: Table, model: Model) -> None:
    found = listed(table, model)
    assert len(found) == len(set(found))
    assert set(found) == set().union(*(pairs_of(one) for one in make_blocks(table)))


def test_the_hopeless_are_left_out_and_no_other(table: Table, model: Model) -> None:
    every = sorted(listed(table, model))
    left, right = np.array(every, np.int32).T
    odds = describe_pairs(table, model.weights(table), left, right).odds
    reach = {pair for pair, one in zip(every, odds, strict=True) if one >= -4.0}
    kept = set(listed(table, model, -4.0))
    assert reach <= kept
    assert len(kept) < 0.7 * len(every)


def test_a_share_of_the_pairs_is_an_even_share(table: Table, model: Model) -> None:
    every = listed(table, model)
    half = listed(table, model, below=ALL // 2)
    assert set(half) < set(every)
    assert abs(len(half) / len(every) - 0.5) < 0.05


def test_a_walk_gives_pairs_with_their_odds(table: Table, model: Model) -> None:
    weights = model.weights(table)
    left, right, odds, looked = walk(table, weights, table.blocks, -2.0)
    assert looked == len(listed(table, model))
    assert (odds >= -2.0).all()
    assert describe_pairs(table, weights, left, right).odds.astype(np.float32).tolist() == odds.tolist()


def test_a_sample_is_an_even_share(table: Table, model: Model) -> None:
    blocks = make_blocks(table)
    ids = numbers(len(table), blocks)
    left, right = np.empty(100_000, np.int32), np.empty(100_000, np.int32)
    found = 0
    for key, one in enumerate(blocks):
        found = sample_blocks(key, one.start, one.order, ids, 2**30, left, right, found)
    assert abs(found / len(listed(table, model)) - 0.5) < 0.05


def test_a_full_sample_stops(table: Table) -> None:
    blocks = make_blocks(table)
    ids = numbers(len(table), blocks)
    left, right = np.empty(10, np.int32), np.empty(10, np.int32)
    assert sample_blocks(0, blocks[0].start, blocks[0].order, ids, 2**31, left, right, 0) == 10


def test_hashes_of_pairs_are_spread() -> None:
    hashes = np.array([pair_hash(i, i + step) for i in range(200) for step in (1, 2, 3)])
    assert hashes.min() >= 0
    assert hashes.max() < 2**31
    assert abs(hashes.mean() / 2**30 - 1) < 0.1


def test_the_keys_that_brought_a_pair_are_bits(table: Table) -> None:
    blocks = make_blocks(table)
    ids = numbers(len(table), blocks)
    pairs = sorted(pairs_of(blocks[1]))[:40]
    left, right = np.array(pairs, np.int32).T
    bits = np.zeros(len(pairs), np.int64)
    brought_by(left, right, ids, bits)
    assert all(bit & 2 for bit in bits.tolist())
    assert [bool(bit & 1) for bit in bits.tolist()] == [pair in pairs_of(blocks[0]) for pair in pairs]
