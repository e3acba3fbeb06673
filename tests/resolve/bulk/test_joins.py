"""Joins in stretches of islands are those of all rows at once."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.resolve.bulk import Links
from tereze.resolve.bulk.agglomerate import agglomerate, stretches
from tereze.resolve.bulk.joins import joins


@pytest.mark.parametrize("each", [1, 7, 60, 10_000])
@pytest.mark.parametrize("absent", [0.0, 0.1, 0.3])
def test_stretches_of_any_length_give_the_joins_of_all_at_once(links: Links, each: int, absent: float) -> None:
    given = links.rows, links.left, links.right, links.probability.astype(np.float64)
    made = joins(*given, absent=absent, stop=0.2, each=each)
    for cut, whole in zip(made, agglomerate(*given, absent, 0.2), strict=True):
        assert len(whole) > 100
        assert np.array_equal(cut, whole)


def test_equal_means_join_in_the_order_of_their_smallest_rows_whatever_the_stretch() -> None:
    left, right = np.array([6, 0, 4, 2, 1], np.int32), np.array([7, 3, 5, 8, 9], np.int32)
    joined, means, sizes = joins(10, left, right, np.full(5, 0.5), absent=0.0, stop=0.2, each=1)
    assert joined.tolist() == [[0, 3], [1, 9], [2, 8], [4, 5], [6, 7]]
    assert means.tolist() == [0.5] * 5
    assert sizes.tolist() == [1] * 5


def test_stretches_hold_whole_islands_and_leave_out_what_lies_between() -> None:
    left, right = np.array([4, 0, 3, 1, 2, 5], np.int32), np.array([5, 3, 4, 4, 6, 6], np.int32)
    score = np.array([0.9, 0.8, 0.1, 0.7, 0.3, 0.1])
    edges, edge_at, rows, row_at = stretches(8, left, right, score, 0.3, 2)
    # islands: 0-3; 1-4-5; 2-6. The first two fill a stretch; pairs 2 and 5 lie between islands; row 7 stands alone
    assert (edges.tolist(), edge_at.tolist()) == ([0, 1, 3, 4], [0, 3, 4])
    assert (rows.tolist(), row_at.tolist()) == ([0, 1, 3, 4, 5, 2, 6], [0, 5, 7])


def test_without_pairs_there_are_no_joins() -> None:
    none = np.zeros(0, np.int32)
    joined, means, sizes = joins(5, none, none, np.zeros(0), absent=0.0, stop=0.2)
    assert (joined.shape, len(means), len(sizes)) == ((0, 2), 0, 0)


def test_islands_found_before_for_a_lower_least_give_the_same_joins(links: Links) -> None:
    given = links.rows, links.left, links.right, links.probability.astype(np.float64)
    cut = stretches(*given, 0.2, 50)
    (joined, means, sizes), (its, same, many) = (joins(*given, absent=0.1, stop=0.3, cut=c) for c in (cut, ()))
    assert np.array_equal(means, same)
    assert sorted(zip(joined.tolist(), sizes.tolist(), strict=True)) == sorted(
        zip(its.tolist(), many.tolist(), strict=True)
    )
