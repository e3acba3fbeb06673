"""Exact set packing: against every subset of small cases, on known shapes, and within its budget on large ones."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.weigh.packing import STEPS, Packing, components, largest, minimal

Chain = frozenset[str]
CHAINS = st.lists(st.frozensets(st.sampled_from("abcdefghij"), min_size=1, max_size=4), max_size=12)


def chains(*words: str) -> list[Chain]:
    """ "ab bc" → two chains that share b."""
    return [frozenset(word) for word in " ".join(words).split()]


def every_subset(few: Sequence[Chain]) -> int:
    """The largest packing by trying every subset."""
    best = 0
    for mask in range(1 << len(few)):
        chosen = [chain for place, chain in enumerate(few) if mask >> place & 1]
        if sum(map(len, chosen)) == len(frozenset().union(*chosen)):
            best = max(best, len(chosen))
    return best


@given(CHAINS)
def test_it_agrees_with_every_subset(few: list[Chain]) -> None:
    found = largest(few)
    assert found.exact
    assert found.size == every_subset(list(set(few)))


@pytest.mark.parametrize("seed", range(10))
def test_it_agrees_with_every_subset_on_thousands_of_small_cases(seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(300):
        voices = "abcdefgh"[: draw.randint(3, 8)]
        few = {frozenset(draw.sample(voices, draw.choice((1, 2, 2, 3, 3)))) for _ in range(draw.randint(0, 9))}
        assert largest(few).size == every_subset(list(few))


@pytest.mark.parametrize(
    ("few", "size"),
    [
        ("", 0),
        ("a", 1),
        ("a a a", 1),
        ("a b", 2),
        ("ab bc", 1),
        ("ab bc ca", 1),
        ("ab bc cd de", 2),
        ("ab cbd ad", 1),  # halves of two chains are not joined into a third
        ("ab b ca", 2),  # the chain that contains another gives way
        ("abc def adg beh cfi", 3),  # greed for the first two would stop at two
    ],
)
def test_known_shapes(few: str, size: int) -> None:
    assert largest(chains(few)) == Packing(size, True, largest(chains(few)).steps)


def test_the_order_of_chains_does_not_matter() -> None:
    draw = random.Random(3)
    few = [frozenset(draw.sample("abcdefghijklmnop", 3)) for _ in range(40)]
    first = largest(few)
    draw.shuffle(few)
    assert largest(few) == first


def pairs(edges: Iterable[tuple[object, object]]) -> list[Chain]:
    return [frozenset(map(str, edge)) for edge in edges]


def test_hundreds_of_overlapping_chains_are_exact_where_the_answer_is_known() -> None:
    ring = pairs((one, (one + 1) % 401) for one in range(401))
    assert largest(ring) == Packing(200, True, 0)
    everyone = pairs((one, other) for one in range(31) for other in range(one))
    assert largest(everyone).size == 15
    islands = pairs((f"{g}{i}", f"{g}{j}") for g in "abcdefghijkl" for i in range(5) for j in range(i))
    bridges = pairs((f"{g}0", "hub") for g in "abcdefghijkl")
    assert largest(islands + bridges)[:2] == (25, True)
    grid = [frozenset((f"a{i}", f"b{j}", f"c{k}")) for i in range(7) for j in range(7) for k in range(7)]
    assert largest(grid)[:2] == (7, True)


@pytest.mark.parametrize("seed", range(4))
def test_a_hidden_perfect_packing_is_found_among_decoys(seed: int) -> None:
    draw = random.Random(seed)
    voices = [str(one) for one in range(45)]
    draw.shuffle(voices)
    planted = [frozenset(voices[place : place + 3]) for place in range(0, 45, 3)]
    decoys = [frozenset(draw.sample(voices, 3)) for _ in range(90)]
    assert largest([*planted, *decoys])[:2] == (15, True)


def test_where_the_budget_ends_the_answer_is_a_bound_and_says_so() -> None:
    draw = random.Random(8)
    voices = [str(one) for one in range(120)]
    hard = [frozenset(draw.sample(voices, 3)) for _ in range(240)]
    cut = largest(hard, 2_000)
    assert not cut.exact
    assert cut.steps <= 2_000 + len(hard)
    longer = largest(hard)
    assert longer.steps <= STEPS + len(hard)
    assert 30 < cut.size <= longer.size <= 40


def test_minimal_keeps_what_contains_no_other() -> None:
    assert minimal(chains("abc ab d cd e")) == chains("d e ab")


def test_components_share_no_voice() -> None:
    assert [set(part) for part in components(chains("ab bc de f"))] == [
        {frozenset("ab"), frozenset("bc")},
        {frozenset("de")},
        {frozenset("f")},
    ]
