"""Drawing pairs and counting: samples even, the keys of a pair."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.resolve.bulk import Model, Table
from tereze.resolve.bulk.blocks import make_blocks, numbers
from tereze.resolve.bulk.described import describe_pairs
from tereze.resolve.bulk.scan import brought_by, by_value, pair_hash, sample_blocks, tally

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


def test_places_are_ordered_by_value_as_a_stable_sort_does() -> None:
    values = np.random.default_rng(6).integers(0, 9, 300).astype(np.int32)
    values[values == 4] = 5  # a value that nothing has
    order, start = by_value(values, 9)
    assert order.tolist() == np.argsort(values, kind="stable").tolist()
    assert np.diff(start).tolist() == np.bincount(values, minlength=9).tolist()


def test_odds_under_other_weights_are_those_of_a_new_comparison(table: Table, model: Model) -> None:
    left, right = np.random.default_rng(7).integers(0, len(table), (2, 500)).astype(np.int32)
    weights = model.weights(table)
    weights = weights._replace(straight=0.0)
    other = weights._replace(w=weights.w * 0.5, prior=weights.prior + 1.0)
    seen, anew = (describe_pairs(table, one, left, right, exchange=False) for one in (weights, other))
    assert seen.by(other) == pytest.approx(anew.odds, abs=1e-5)  # logs are kept in 32 bits
    assert np.abs(seen.by(other) - seen.odds).min() > 0.1


def test_a_tally_counts_agreements_by_their_frequency() -> None:
    levels = np.array([[4], [4], [0], [-1], [4]], np.int8)
    logs = np.log(np.array([[0.5], [0.25], [1.0], [1.0], [0.5]], np.float32))
    worth, context = np.array([1.0, 0.5, 1.0, 1.0, 0.25]), np.array([0, 0, 0, 1, 1])
    counts, squares, total = tally(0, levels, logs, context, worth, 2)
    assert counts[0].tolist() == pytest.approx([1.0, 0, 0, 0, 1.0 / 0.5 + 0.5 / 0.25, 0])
    assert counts[1].tolist() == pytest.approx([0, 0, 0, 0, 0.25 / 0.5, 0])
    assert squares.tolist() == pytest.approx([1.0, 0, 0, 0, 4.0 + 4.0 + 0.25, 0])
    assert total.tolist() == [2.5, 0.25]  # the pair that says nothing is worth nothing
