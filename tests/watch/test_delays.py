"""Delays under right truncation: the reverse-time estimate finds what the plain mean misses."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.watch.delays import ENOUGH, delays, reverse_time

TODAY = 1000


def test_few_delays_tell_nothing() -> None:
    found = delays([(0, 5)] * (ENOUGH - 1), TODAY)
    assert found.points == ()
    assert found.told_within(5) is None
    assert "too few" in found.why


def test_without_truncation_it_is_the_plain_distribution() -> None:
    found = delays([(0, 1), (0, 1), (0, 2), (0, 4)] * 5, TODAY)
    assert found.points == ((1, 0.5), (2, 0.75), (4, 1.0))
    assert (found.median, found.ninety) == (1, 4)
    assert (found.told_within(0), found.told_within(3), found.told_within(9)) == (0.0, 0.75, 1.0)


def test_truncation_is_allowed_for() -> None:
    dice = np.random.default_rng(7)
    happened = dice.integers(TODAY - 400, TODAY, 4000)
    waits = dice.geometric(1 / 100, 4000)
    seen = [(int(h), int(h + w)) for h, w in zip(happened, waits, strict=True) if h + w <= TODAY]
    found = delays(seen, TODAY)
    truth = (1 - (1 - 1 / 100) ** 100) / (1 - (1 - 1 / 100) ** 400)
    assert found.told_within(100) == pytest.approx(truth, abs=0.05)
    naive = sum(1 for h, learned in seen if learned - h <= 100) / len(seen)
    assert naive > truth + 0.05
    assert found.naive_mean is not None
    assert found.naive_mean < 90


def test_shares_rise_to_one() -> None:
    points = reverse_time([(3, 10), (5, 5), (1, 2), (5, 9), (7, 8)])
    shares = [share for _, share in points]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_the_order_does_not_matter() -> None:
    pairs = [(k, k + k % 7) for k in range(30)]
    assert delays(pairs, TODAY) == delays(pairs[::-1], TODAY)
