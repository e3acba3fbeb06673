"""Which column is read beside which: the strongest first, never in a ring."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tereze.resolve.bulk.beside import LEAST, choose_beside
from tereze.resolve.bulk.levels import turns


def test_the_strongest_is_taken_and_not_turned_round() -> None:
    strength = np.array([[0.0, 2.0, 0.0], [3.0, 0.0, 0.4], [0.0, 0.0, 0.0]])
    assert choose_beside(strength).tolist() == [1, -1, 1]


def test_weak_dependences_are_left() -> None:
    assert choose_beside(np.full((3, 3), LEAST / 2)).tolist() == [-1, -1, -1]


matrices = st.integers(1, 6).flatmap(
    lambda size: st.lists(st.lists(st.floats(0, 5), min_size=size, max_size=size), min_size=size, max_size=size)
)


@given(matrices)
def test_columns_form_a_forest_in_whose_order_each_comes_after_its_other(rows: list[list[float]]) -> None:
    strength = np.array(rows)
    np.fill_diagonal(strength, 0.0)
    beside = choose_beside(strength)
    order = turns(beside).tolist()
    assert sorted(order) == list(range(len(rows)))
    for column, up in enumerate(beside.tolist()):
        assert up < 0 or order.index(up) < order.index(column)
        assert up < 0 or strength[up, column] >= LEAST
