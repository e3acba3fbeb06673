"""Walking through blocks: each pair once, none lost, the odds those of a full comparison."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tereze.resolve.bulk import Links, Model, Table, link, train
from tereze.resolve.bulk.blocks import make_blocks, numbers
from tereze.resolve.bulk.compare import letters_level, remembered
from tereze.resolve.bulk.compiled import compiled
from tereze.resolve.bulk.described import describe_pairs
from tereze.resolve.bulk.link import walk
from tereze.resolve.bulk.near import LANES, STRETCHES, Near, leaves, room_for
from tereze.resolve.bulk.sweep import lie_across, linked_pairs
from tereze.resolve.bulk.table import Packed

from .conftest import make_people
from .test_blocks import pairs_of


def listed(table: Table, model: Model, least: float = -np.inf, near: Near | None = None) -> list[tuple[int, int]]:
    """The pairs that the walk through all blocks gives, in its order."""
    blocks = make_blocks(table)
    ids, weights = numbers(len(table), blocks), model.weights(table)
    near = near or room_for(len(table.names), len(blocks), max(one.largest for one in blocks))
    found: list[tuple[int, int]] = []
    memory = np.full(1 << 10, -1, np.int64)
    for key, one in enumerate(blocks):
        left, right, odds = np.empty(one.pairs, np.int32), np.empty(one.pairs, np.int32), np.empty(one.pairs)
        which = np.argsort(np.diff(one.start), kind="stable")
        many, looked = linked_pairs(
            key, which, one.start, one.order, ids, table.packed, weights, leaves(table.packed, weights), near, memory,
            least, left, right, odds,
        )  # fmt: skip
        assert looked >= many
        found += list(zip(left[:many].tolist(), right[:many].tolist(), strict=True))
    return found


def test_each_pair_is_listed_once_whatever_keys_share_it(table: Table, model: Model) -> None:
    found = listed(table, model)
    assert len(found) == len(set(found))
    assert all(left < right for left, right in found)
    assert set(found) == set().union(*(pairs_of(one) for one in make_blocks(table)))


@pytest.mark.parametrize("least", [-6.0, -4.0, 0.0])
def test_all_that_reach_the_least_are_there_and_no_other(table: Table, model: Model, least: float) -> None:
    every = sorted(listed(table, model))
    left, right = np.array(every, np.int32).T
    odds = describe_pairs(table, model.weights(table), left, right).odds
    reach = {pair for pair, one in zip(every, odds, strict=True) if one >= least}
    assert set(listed(table, model, least)) == reach
    assert 0 < len(reach) < 0.7 * len(every)


def test_names_in_each_others_place_are_not_lost(table: Table, model: Model, links: Links) -> None:
    weights = model.weights(table)
    swapped = describe_pairs(table, weights, links.left, links.right).swapped != 0
    straight = describe_pairs(table, weights, links.left, links.right, exchange=False).odds
    assert (swapped & (straight < np.log(0.01 / 0.99))).sum() > 10  # found only because both ways are tried


def test_how_many_pairs_are_listed_at_a_time_changes_nothing(table: Table, model: Model) -> None:
    largest = max(one.largest for one in make_blocks(table))
    few = room_for(len(table.names), len(table.all_keys), largest, stretches=3)
    assert len(few.s) == 3 < STRETCHES
    assert listed(table, model, -4.0, near=few) == listed(table, model, -4.0)


@pytest.mark.parametrize(("many", "size", "across"), [(32, 17, True), (1, 17, False), (2, 90, False), (32, 400, False)])
def test_many_small_blocks_of_one_size_lie_across_each_other(many: int, size: int, across: bool) -> None:
    assert lie_across(many, size) is across


def test_a_block_larger_than_the_room_for_rows_and_pairs_is_walked_whole(people_of_one_town: Table) -> None:
    size = len(people_of_one_town)
    found = link(people_of_one_town, train(people_of_one_town), least=1e-9)
    assert size * (size - 1) // 2 > LANES * STRETCHES
    assert found.compared == size * (size - 1) // 2


@pytest.fixture(scope="module")
def people_of_one_town() -> Table:
    """A table whose one key puts everybody into one block: no larger than the cap, so that it is not cut."""
    table = make_people(90, 3).table()
    town = {**table.columns, "town": table.columns["town"]}
    town["town"].codes[:] = 0
    return Table(town, table.source, table.swap, (("town",),))


def test_a_share_of_the_pairs_is_a_fair_share(table: Table, model: Model) -> None:
    weights, every = model.weights(table), listed(table, model)
    left, right, _, looked = walk(table, weights, table.blocks, -np.inf, share=0.5)
    half = set(zip(left.tolist(), right.tolist(), strict=True))
    assert looked == len(left) == len(half)
    assert half < set(every)
    assert abs(len(half) / len(every) - 0.5) < 0.05


def test_a_walk_gives_pairs_with_their_odds(table: Table, model: Model) -> None:
    weights = model.weights(table)
    left, right, odds, looked = walk(table, weights, table.blocks, -2.0)
    assert looked == len(listed(table, model))
    assert (odds >= -2.0).all()
    assert describe_pairs(table, weights, left, right).odds.astype(np.float32).tolist() == odds.tolist()


def test_a_table_without_names_to_exchange_is_walked_too(table: Table) -> None:
    plain = Table(table.columns, table.source, None, table.keys)
    model = train(plain)
    left, right, odds, _ = walk(plain, model.weights(plain), plain.blocks, -2.0)
    assert describe_pairs(plain, model.weights(plain), left, right).odds.astype(np.float32).tolist() == odds.tolist()
    assert len(left) > 100


@compiled
def _recall(leaves: Any, memory: Any, p: Packed, made: Any) -> None:
    for n in range(len(leaves)):
        made[n] = remembered(leaves[n, 0], leaves[n, 1], memory, p.forms, p.lengths, p.masks)


@compiled
def _letters(leaves: Any, p: Packed, made: Any) -> None:
    for n in range(len(leaves)):
        made[n] = letters_level(leaves[n, 0], leaves[n, 1], p.forms, p.lengths, p.masks)


def test_what_letters_gave_is_remembered_rightly(table: Table) -> None:
    leaves = np.random.default_rng(3).integers(0, len(table.columns["given"].leaves), (3000, 2))
    twice = np.concatenate([leaves, leaves])
    made, wanted = np.empty(len(twice), np.int64), np.empty(len(twice), np.int64)
    _recall(twice, np.full(16, -1, np.int64), table.packed, made)  # small: its places are taken again and again
    _letters(twice, table.packed, wanted)
    assert made.tolist() == wanted.tolist()
    assert len(set(wanted.tolist())) == 3
