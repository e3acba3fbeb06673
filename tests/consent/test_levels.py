"""The strictest wins."""

from __future__ import annotations

from itertools import product

import pytest

from tereze.consent.levels import IDENTITY, PLACE, strictest


@pytest.mark.parametrize("order", [IDENTITY, PLACE])
def test_the_more_closed_of_two_wins_in_any_order(order: tuple[str, ...]) -> None:
    for one, two in product(order, repeat=2):
        closed = max(one, two, key=order.index)
        assert strictest([one, two], order) == strictest([two, one], order) == closed


def test_a_word_that_is_no_level_counts_as_the_most_closed() -> None:
    assert strictest(["full", "Full"], IDENTITY) == "none"
    assert strictest(["exact", ""], PLACE) == "none"


def test_nothing_said_is_nothing_allowed() -> None:
    assert strictest([], IDENTITY) == "none"
    assert strictest([], PLACE) == "none"
