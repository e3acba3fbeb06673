"""The Clopper–Pearson bound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.resolve.bounds import most_wrong, sample_needed


@pytest.mark.parametrize(
    ("judged", "wrong", "bound"),
    [(150, 0, 0.019773), (150, 1, 0.031236), (59, 0, 0.049508), (10, 5, 0.777559), (1, 0, 0.95)],
)
def test_known_bounds(judged: int, wrong: int, bound: float) -> None:
    assert most_wrong(judged, wrong) == pytest.approx(bound, abs=2e-5)


def test_nothing_judged_or_all_wrong_bounds_nothing() -> None:
    assert most_wrong(0, 0) == 1.0
    assert most_wrong(3, 3) == 1.0


def test_more_wrong_than_judged_cannot_be() -> None:
    with pytest.raises(ValueError, match="cannot be"):
        most_wrong(3, 4)


def test_the_rule_of_three_by_the_exact_count() -> None:
    assert sample_needed(0.05) == 59
    assert sample_needed(0.02) == 149
    assert most_wrong(sample_needed(0.05, 2), 2) <= 0.05 < most_wrong(sample_needed(0.05, 2) - 1, 2)


@given(st.integers(1, 300), st.integers(0, 20))
def test_more_judged_with_no_more_wrong_never_weakens_the_bound(judged: int, wrong: int) -> None:
    wrong = min(wrong, judged)
    assert most_wrong(judged + 1, wrong) <= most_wrong(judged, wrong) + 1e-12
    assert most_wrong(judged, wrong) >= wrong / judged
