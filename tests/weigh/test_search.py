"""The search itself: its bound is never too low, and it says when it stopped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.weigh.search import DEEPEST, SCALE, Search

MEMBERS = st.lists(st.frozensets(st.integers(0, 8), min_size=2, max_size=4), min_size=2, max_size=10, unique=True)


def search(members: list[frozenset[int]], budget: int = 10_000) -> Search:
    return Search([sorted(chain) for chain in members], 9, budget)


@given(MEMBERS)
def test_no_packing_is_larger_than_the_weights(members: list[frozenset[int]]) -> None:
    looking = search(members)
    everything = (1 << len(members)) - 1
    left, taken, shared = looking._take_free(everything)
    bound = sum(looking._weights(left, shared).values()) // SCALE if shared else 0
    assert looking.run() <= taken + bound
    for place, chain in enumerate(members):  # the weights are a feasible dual: every chain left weighs at least one
        if left >> place & 1:
            weights = looking._weights(left, shared)
            assert sum(weights[voice] for voice in chain if voice in shared) >= SCALE


@given(MEMBERS)
def test_a_stopped_search_gives_a_packing_that_exists(members: list[frozenset[int]]) -> None:
    cut = search(members, budget=1)
    assert 1 <= cut.run() <= search(members).run()


def test_it_stops_when_its_budget_is_used_up() -> None:
    ring = [frozenset((one, (one + 1) % 9, (one + 2) % 9)) for one in range(9)]
    cut = search(ring, budget=1)
    assert cut.run() == 3
    assert cut.stopped or cut.steps <= 9


def test_one_chain_gives_way_to_two() -> None:
    members = [frozenset((0, 1, 2)), frozenset((0, 3)), frozenset((2, 4))]
    looking = search(members)
    assert looking._improved(1) == 0b110
    assert looking._improved(0b110) == 0b110


def test_parts_that_fell_apart_are_searched_alone() -> None:
    left = [frozenset(chain) for chain in ((0, 1, 2), (1, 2, 3), (0, 3, 1))]
    right = [frozenset(chain) for chain in ((5, 6, 7), (6, 7, 8), (5, 8, 6))]
    looking = search([*left, *right])
    assert list(looking._parts(0b111111)) == [0b000111, 0b111000]
    assert looking.run() == 2


FANO = ((0, 1, 2), (0, 3, 4), (0, 5, 6), (1, 3, 5), (1, 4, 6), (2, 3, 6), (2, 4, 5))  # any two lines meet


def planes(number: int, *bridges: tuple[int, ...]) -> Search:
    members = [[voice + 7 * plane for voice in line] for plane in range(number) for line in FANO]
    return Search([*members, *map(list, bridges)], 7 * number + 4, 100_000)


def test_where_the_bound_is_too_high_the_search_still_finds_the_answer() -> None:
    assert planes(1).run() == 1
    several = planes(3)
    assert several.run() == 3
    assert several._solve((1 << 21) - 1, 0) == 3  # also without a good packing to begin with
    assert not several.stopped


def test_a_hub_between_planes_adds_one() -> None:
    joined = planes(2, (0, 14, 15), (7, 14, 15), (3, 8, 14))
    assert joined.run() == 3
    assert not joined.stopped


def test_a_search_that_would_go_too_deep_stops_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tereze.weigh.search.DEEPEST", 1)
    shallow = planes(1, (1, 8, 9), (2, 8, 10), (3, 9, 10))
    assert 1 <= shallow.run() <= 2
    assert shallow.stopped
    assert shallow.depth == 0
    assert DEEPEST * 3 < 1000
