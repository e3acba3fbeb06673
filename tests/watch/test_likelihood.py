"""The likelihood: derivatives against differences, shares that add up, counts that nobody could have seen."""

from __future__ import annotations

from math import lgamma

import numpy as np
import pytest

from tereze.watch.likelihood import Cells, best_size, cells, hazards, log_likelihood, log_share, mean_and_jacobian

MONTHS, DELAYS, CHANNELS = 7, 3, 2


@pytest.fixture
def data() -> Cells:
    counts = np.random.default_rng(1).poisson(5.0, (CHANNELS, MONTHS, DELAYS))
    return cells(counts, np.array([3, 4, 9, 1, 2, 6, 5]))


def test_only_cells_that_could_be_seen_count(data: Cells) -> None:
    assert (data.t + data.d < MONTHS).all()
    assert data.y.shape == (CHANNELS, MONTHS * DELAYS - 3)
    assert (data.channels, data.width) == (CHANNELS, 2 * MONTHS + DELAYS)


def test_without_an_inbox_there_is_no_covariate() -> None:
    assert (cells(np.ones((1, 4, 2)), None).backlog == 0).all()


def test_shares_and_what_is_left_make_one() -> None:
    hazard = np.array([[0.2, 0.5, 0.1]])
    told = np.exp(log_share(hazard)).sum()
    assert told + np.prod(1 - hazard) == pytest.approx(1.0)


def test_the_jacobian_is_the_derivative(data: Cells) -> None:
    dice = np.random.default_rng(2)
    eta, gamma, delta = (dice.normal(0, 0.5, (CHANNELS, n)) for n in (MONTHS, DELAYS, MONTHS))
    mean, jacobian, by_slope = mean_and_jacobian(data, eta, gamma, delta, 0.3)
    step = 1e-6
    for place in range(data.width):
        nudge = np.zeros(data.width)
        nudge[place] = step
        moved, *_ = mean_and_jacobian(
            data, eta + nudge[:MONTHS], gamma + nudge[MONTHS : MONTHS + DELAYS], delta + nudge[MONTHS + DELAYS :], 0.3
        )
        assert np.allclose((np.log(moved) - np.log(mean)) / step, jacobian[:, :, place], atol=1e-4)
    moved, *_ = mean_and_jacobian(data, eta, gamma, delta, 0.3 + step)
    assert np.allclose((np.log(moved) - np.log(mean)) / step, by_slope, atol=1e-4)


def test_hazards_go_by_the_month_of_the_report() -> None:
    delta = np.zeros((1, MONTHS))
    delta[0, 4] = 2.0
    found = hazards(np.zeros((1, DELAYS)), delta, 0.0, np.zeros(MONTHS))[0]
    raised = {(int(t), int(d)) for t, d in zip(*np.nonzero(found > 0.6), strict=True)}
    assert raised == {(4, 0), (3, 1), (2, 2)}


def test_the_likelihood_is_the_negative_binomial() -> None:
    y, mean, size = np.array([[0.0, 3.0, 11.0]]), np.array([[2.0, 2.5, 7.0]]), 4.0
    exact = sum(
        lgamma(k + size) - lgamma(size) + k * np.log(m / (m + size)) + size * np.log(size / (m + size))
        for k, m in zip(y[0], mean[0], strict=True)
    )
    constant = y.sum() * np.log(size)  # what depends on y and size alone is kept, but for size**y
    assert log_likelihood(y, mean, size) == pytest.approx(exact - constant + y.sum() * np.log(size), abs=1e-9)


def test_the_size_is_found() -> None:
    dice = np.random.default_rng(3)
    mean = np.full((1, 6000), 12.0)
    uneven = dice.poisson(mean * dice.gamma(3.0, 1 / 3.0, mean.shape)).astype(float)
    even = dice.poisson(mean).astype(float)
    assert 2.0 < best_size(uneven, mean) < 4.5
    assert best_size(even, mean) > 50
