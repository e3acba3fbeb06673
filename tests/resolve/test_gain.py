"""What asking about a pair is worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.resolve.gain import DOUBT, PUBLISHED, expected_gain

CHANCES = st.floats(0.0, 1.0)
SIZES = st.integers(1, 50)


def test_two_lone_mentions_are_worth_the_chance_of_a_merge_and_a_little_for_the_doubt() -> None:
    assert expected_gain(0.5, 1, 1).value == pytest.approx(0.5 + DOUBT)
    assert expected_gain(1.0, 1, 1).value == pytest.approx(1.0)
    assert expected_gain(0.0, 1, 1).value == pytest.approx(0.0)


def test_more_mentions_are_worth_more_and_what_is_published_counts_double() -> None:
    assert expected_gain(0.5, 4, 2).value > expected_gain(0.5, 2, 1).value > expected_gain(0.5, 1, 1).value
    assert expected_gain(0.5, 1, 1, published=True).value == pytest.approx(PUBLISHED * expected_gain(0.5, 1, 1).value)


@given(CHANCES, SIZES, SIZES, st.booleans())
def test_it_is_finite_not_negative_and_the_same_both_ways(chance: float, one: int, other: int, shown: bool) -> None:
    gain = expected_gain(chance, one, other, published=shown)
    assert 0.0 <= gain.value < 100.0
    assert gain == expected_gain(chance, other, one, published=shown)


@given(st.floats(0.001, 0.999), st.floats(0.001, 0.999))
def test_among_alike_pairs_the_likelier_comes_first(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert expected_gain(low, 1, 1).value <= expected_gain(high, 1, 1).value


def test_the_reason_says_how_likely_how_many_and_whether_published() -> None:
    assert expected_gain(0.934, 2, 1).why == "93% likely to be one person, 3 mentions would be settled"
    assert expected_gain(0.5, 1, 1, published=True).why.endswith("; one of them is in the last release")
