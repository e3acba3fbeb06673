"""Drawing pairs and counting: samples even, the keys of a pair."""

from __future__ import annotations

import numpy as np

from tereze.resolve.bulk import Model, Table
from tereze.resolve.bulk.blocks import make_blocks, numbers
from tereze.resolve.bulk.scan import brought_by, pair_hash, sample_blocks

from .test_blocks import pairs_of
from .test_sweep import listed


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
