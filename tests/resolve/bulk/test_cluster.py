"""Clusters: average linkage as its definition says, judgements obeyed, thresholds from probabilities."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.resolve.bulk import Links, best_threshold, cluster

Scores = dict[tuple[int, int], float]


def links_of(rows: int, scores: Scores) -> Links:
    left, right = ([pair[side] for pair in scores] for side in range(2))
    values = np.array(list(scores.values()), np.float32)
    return Links(rows, np.array(left, np.int32), np.array(right, np.int32), values, len(scores))


def by_definition(rows: int, scores: Scores, stop: float) -> list[int]:
    """Average linkage, the slow way: join the two groups of highest mean until none reaches `stop`."""
    groups = [{row} for row in range(rows)]
    while True:
        best = None
        for one, other in combinations(sorted(groups, key=min), 2):
            pairs = [scores.get((min(i, j), max(i, j)), 0.0) for i in one for j in other]
            mean = sum(pairs) / len(pairs)
            if mean >= stop and (best is None or mean > best[0] + 1e-12):
                best = (mean, one, other)
        if best is None:
            return [min(next(group for group in groups if row in group)) for row in range(rows)]
        groups = [group for group in groups if group not in best[1:]] + [best[1] | best[2]]


pairs = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 1000).map(lambda n: float(np.float32(n / 1009))),
    max_size=20,
)


@settings(max_examples=150, deadline=None)
@given(pairs, st.sampled_from([0.25, 0.41, 0.6]))
def test_clusters_are_those_of_the_definition(scores: Scores, stop: float) -> None:
    if len(set(scores.values())) < len(scores):
        return  # equal means may join in another order: documented
    assert cluster(links_of(9, scores), stop).tolist() == by_definition(9, scores, stop)


def test_a_chain_is_no_cluster() -> None:
    chain = {(n, n + 1): 0.6 for n in range(9)}
    assert np.bincount(cluster(links_of(10, chain), 0.5)).max() == 2


def test_rows_judged_apart_are_never_together() -> None:
    sure = {(0, 1): 0.99, (1, 2): 0.99, (0, 2): 0.99}
    labels = cluster(links_of(3, sure), 0.3, apart=[(2, 0)])
    assert labels[0] != labels[2]


def test_rows_judged_together_join_though_nobody_scored_them() -> None:
    assert cluster(links_of(2, {}), 0.5, together=[(1, 0)]).tolist() == [0, 0]


def test_apart_wins_over_together() -> None:
    assert cluster(links_of(2, {}), 0.5, together=[(0, 1)], apart=[(0, 1)]).tolist() == [0, 1]


def test_the_threshold_is_half_the_best_expected_f1() -> None:
    assert best_threshold(links_of(4, {(0, 1): 1.0, (2, 3): 1.0})) == pytest.approx(0.5)
    assert best_threshold(links_of(4, {(0, 1): 0.5, (2, 3): 0.5})) == pytest.approx(1 / 3)
    assert best_threshold(links_of(4, {})) == 0.5
