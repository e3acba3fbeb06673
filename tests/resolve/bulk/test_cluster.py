"""Clusters: average linkage as its definition says, judgements obeyed, thresholds from probabilities."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.resolve.bulk import Links, best_threshold, cluster
from tereze.resolve.bulk.agglomerate import agglomerate, islands
from tereze.resolve.bulk.cluster import absent, completeness

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
    assert cluster(links_of(9, scores), stop, unscored=0.0).tolist() == by_definition(9, scores, stop)


def test_a_chain_is_no_cluster() -> None:
    chain = {(n, n + 1): 0.6 for n in range(9)}
    assert np.bincount(cluster(links_of(10, chain), 0.5, unscored=0.0)).max() == 2


def test_rows_judged_apart_are_never_together() -> None:
    sure = {(0, 1): 0.99, (1, 2): 0.99, (0, 2): 0.99}
    labels = cluster(links_of(3, sure), 0.3, apart=[(2, 0)])
    assert labels[0] != labels[2]


def test_rows_judged_together_join_though_nobody_scored_them() -> None:
    assert cluster(links_of(2, {}), 0.5, together=[(1, 0)]).tolist() == [0, 0]


def test_apart_wins_over_together() -> None:
    assert cluster(links_of(2, {}), 0.5, together=[(0, 1)], apart=[(0, 1)]).tolist() == [0, 1]


def test_joins_go_on_while_they_raise_the_expected_f1() -> None:
    # two sure pairs and many doubtful ones: one more doubtful pair is worth it above half of the F1 reached
    sure = {(0, 1): 1.0, (2, 3): 1.0}
    assert best_threshold(links_of(4, sure)) == pytest.approx(1.0)
    assert best_threshold(links_of(6, sure | {(4, 5): 0.3})) == pytest.approx(1.0)
    assert best_threshold(links_of(6, sure | {(4, 5): 0.6})) == pytest.approx(0.6)
    assert best_threshold(links_of(4, {})) == 0.5


def test_without_a_threshold_the_best_one_is_taken() -> None:
    random = np.random.default_rng(3)
    scores = {(2 * n, 2 * n + 1): float(random.random()) for n in range(200)}
    links = links_of(400, scores)
    assert cluster(links).tolist() == cluster(links, best_threshold(links)).tolist()


def world(missed: float) -> Links:
    """Three hundred people of three rows each, all pairs sure, but a share never scored."""
    random = np.random.default_rng(4)
    scores = {
        (3 * n + a, 3 * n + b): 0.95
        for n in range(300)
        for a, b in ((0, 1), (0, 2), (1, 2))
        if random.random() > missed
    }
    return links_of(900, scores)


@pytest.mark.parametrize("missed", [0.0, 0.3])
def test_how_much_was_never_scored_is_seen_from_triangles(missed: float) -> None:
    assert completeness(world(missed)) == pytest.approx(1 - missed, abs=0.06)
    assert absent(world(missed)) == pytest.approx(missed / (1 + missed), abs=0.05)


def test_the_order_of_links_changes_nothing() -> None:
    links = world(0.3)
    turned = Links(links.rows, links.left[::-1], links.right[::-1], links.probability[::-1], links.compared)
    assert completeness(turned) == completeness(links)
    assert cluster(turned).tolist() == cluster(links).tolist()


def test_two_rows_that_only_a_third_brings_together_are_one_person() -> None:
    links = world(0.3)
    labels = cluster(links)
    assert np.mean([len(set(labels[3 * n : 3 * n + 3])) == 1 for n in range(300)]) > 0.7


def test_islands_hold_every_pair_that_reaches_the_least_once() -> None:
    left, right = np.array([4, 0, 7, 1, 2], np.int32), np.array([5, 3, 8, 4, 6], np.int32)
    waiting, begins = islands(9, left, right, np.array([0.9, 0.8, 0.1, 0.7, 0.3]), 0.3)
    parts = [sorted(waiting[a:b].tolist()) for a, b in pairwise(begins.tolist())]
    assert parts == [[1], [0, 3], [4]]  # rows 0-3; 1-4-5; 2-6: by their smallest row


def test_without_links_nothing_joins() -> None:
    nothing = links_of(5, {})
    assert cluster(nothing).tolist() == cluster(nothing, 0.3).tolist() == [0, 1, 2, 3, 4]


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_joins_come_highest_mean_first(scores: Scores) -> None:
    one = links_of(9, scores)
    _, means, _ = agglomerate(9, one.left, one.right, one.probability.astype(np.float64), 0.0, 0.25)
    assert (np.diff(means) <= 0).all()


def test_the_threshold_found_gives_the_clusters_found(links: Links) -> None:
    assert np.array_equal(cluster(links, best_threshold(links)), cluster(links))


def test_islands_that_only_unlikely_pairs_connect_join_where_pairs_never_scored_count_for_more() -> None:
    scores = {(0, 1): 0.9, (2, 3): 0.8, (1, 2): 0.05}
    assert cluster(links_of(4, scores), 0.1, unscored=0.3).tolist() == [0, 0, 0, 0]
    assert cluster(links_of(4, scores), 0.3, unscored=0.2).tolist() == [0, 0, 2, 2]


def test_islands_of_unlikely_pairs_alone_stay_apart_where_pairs_never_scored_count_for_more() -> None:
    assert cluster(links_of(4, {(0, 1): 0.05, (2, 3): 0.9}), 0.1, unscored=0.3).tolist() == [0, 1, 2, 2]
