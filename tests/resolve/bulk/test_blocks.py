"""Blocks: every pair that agrees meets, big blocks are cut and counted, plans are followed."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.resolve.bulk import Table, category
from tereze.resolve.bulk.blocks import Blocks, block, make_blocks, numbers


def pairs_of(blocks: Blocks) -> set[tuple[int, int]]:
    """The pairs that share a block, in plain Python."""
    found = set()
    for a, b in zip(blocks.start[:-1], blocks.start[1:], strict=True):
        found |= set(combinations(sorted(blocks.order[a:b].tolist()), 2))
    return found


rows = st.lists(st.tuples(st.sampled_from("abc") | st.none(), st.sampled_from("xyz")), min_size=1, max_size=40)


@settings(max_examples=40, deadline=None)
@given(rows)
def test_a_small_block_holds_every_pair_that_agrees(values: list[tuple[str | None, str]]) -> None:
    table = Table({"a": category([a for a, _ in values]), "b": category([b for _, b in values])}, keys=(("a", "b"),))
    wanted = {(i, j) for i, j in combinations(range(len(values)), 2) if values[i][0] == values[j][0] is not None}
    assert pairs_of(block(table, ("a", "b"), cap=100)) == wanted


@settings(max_examples=40, deadline=None)
@given(rows, st.integers(2, 6))
def test_blocks_never_exceed_the_cap_and_never_join_what_differs(
    values: list[tuple[str | None, str]], cap: int
) -> None:
    table = Table({"a": category([a for a, _ in values]), "b": category([b for _, b in values])}, keys=(("a", "b"),))
    made = block(table, ("a", "b"), cap=cap)
    assert made.largest <= cap
    assert all(values[i][0] == values[j][0] for i, j in pairs_of(made))


def test_a_large_block_is_cut_by_the_next_part_and_counted() -> None:
    table = Table({"a": category(["same"] * 60), "b": category([str(n % 20) for n in range(57)] + [None] * 3)},
                  keys=(("a", "b"),))  # fmt: skip
    made = block(table, ("a", "b"), cap=10)
    assert (made.refined, made.unsaid, made.forced) == (60, 3, 0)
    assert all(i % 20 == j % 20 for i, j in pairs_of(made))


def test_a_hundred_thousand_equal_rows_are_cut_by_position_not_dropped() -> None:
    table = Table({"a": category(["same"] * 100_000)}, keys=(("a",),))
    made = block(table, ("a",), cap=40)
    assert made.largest <= 40
    assert len(made.order) == 100_000
    assert made.forced == 100_000


def test_equal_rows_stay_together_when_content_cuts() -> None:
    table = Table({"a": category(["same"] * 400), "b": category([str(n // 2) for n in range(400)])}, keys=(("a",),))
    made = block(table, ("a",), cap=30)
    assert {(n, n + 1) for n in range(0, 400, 2)} <= pairs_of(made)


def test_a_plan_makes_the_same_blocks_again(table: Table) -> None:
    for one in make_blocks(table):
        again = block(table, one.key, plan=block(table, one.key, cap=150, singles=True))
        assert pairs_of(again) == pairs_of(one)


def test_numbers_say_which_rows_share_a_block(table: Table) -> None:
    blocks = make_blocks(table)
    made = numbers(len(table), blocks)
    for at, one in enumerate(blocks):
        for i, j in sorted(pairs_of(one))[:50]:
            assert made[i, at] == made[j, at] >= 0
    assert made.dtype == np.int32


def test_keys_that_begin_alike_share_their_first_cut() -> None:
    table = Table(
        {name: category(["x", "y", None, "x", "z", "y"]) for name in ("a", "b", "c")},
        keys=(("a", "b"), ("a", "c"), ("b",)),
    )
    assert sorted(table.leads) == ["a", "b"]
    codes, at = table.leads["a"]
    assert (codes[1:] >= codes[:-1]).all()
    assert sorted(at.tolist()) == [0, 1, 3, 4, 5]  # the row that says nothing is left out
    assert pairs_of(block(table, ("a", "b"))) == pairs_of(block(table, ("b",))) == {(0, 3), (1, 5)}
