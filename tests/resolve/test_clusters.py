"""Groups to look at together: no chains, no crossing of “different”."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from tereze.resolve.clusters import clusters


def test_likely_pairs_are_grouped_and_unlikely_ones_not() -> None:
    assert clusters([("a", "b", 0.9), ("c", "d", 0.1)]) == [("a", "b")]


def test_a_chain_of_likely_pairs_is_not_one_group() -> None:
    chain = [(f"m{n}", f"m{n + 1}", 0.9) for n in range(8)]
    assert max(map(len, clusters(chain))) == 2


def test_a_group_whose_pairs_all_agree_holds_together() -> None:
    four = [(one, other, 0.99) for one in "abcd" for other in "abcd" if one < other]
    assert clusters(four) == [("a", "b", "c", "d")]


def test_one_missing_pair_is_outvoted_by_strong_others() -> None:
    assert clusters([("a", "b", 0.999), ("b", "c", 0.999)]) == [("a", "b", "c")]
    assert clusters([("a", "b", 0.8), ("b", "c", 0.7)]) == [("a", "b")]


def test_different_is_never_crossed() -> None:
    pairs = [("a", "b", 0.999), ("b", "c", 0.999), ("a", "c", 0.999)]
    assert clusters(pairs, apart=[("a", "c")]) in ([("a", "b")], [("b", "c")])
    assert clusters([("a", "b", 0.999)], apart=[("b", "a")]) == []


def test_judged_pairs_are_together_from_the_start() -> None:
    assert clusters([], together=[("a", "b")]) == [("a", "b")]
    assert clusters([("b", "c", 0.9)], together=[("a", "b")], apart=[("a", "c")]) == [("a", "b")]
    assert clusters([], together=[("a", "b")], apart=[("a", "b")]) == []


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]),
        st.floats(0.0, 1.0),
        max_size=20,
    ),
    st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]), max_size=5),
    st.randoms(use_true_random=False),
)
def test_any_order_gives_one_answer_and_no_group_holds_a_pair_apart(
    board: dict[tuple[int, int], float], apart: set[tuple[int, int]], rng: random.Random
) -> None:
    scored = [(str(one), str(other), value) for (one, other), value in board.items()]
    foes = [(str(one), str(other)) for one, other in apart]
    first = clusters(scored, apart=foes)
    rng.shuffle(scored)
    assert clusters(scored, apart=foes) == first
    assert not any(one in group and other in group for group in first for one, other in foes)
