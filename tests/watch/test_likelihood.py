"""The likelihood: derivatives against differences, shares that add up, counts that nobody could have seen."""

from __future__ import annotations

from math import lgamma

import numpy as np
import pytest

from tereze.watch.likelihood import Cells, State, best_size, cells, hazards, log_likelihood, log_share, means, rising

MONTHS, DELAYS, CHANNELS = 7, 3, 2


@pytest.fixture
def data() -> Cells:
    counts = np.random.default_rng(1).poisson(5.0, (CHANNELS, MONTHS, DELAYS))
    return cells(counts, np.array([3, 4, 9, 1, 2, 6, 5]))


def test_only_cells_that_could_be_seen_count(data: Cells) -> None:
    month, delay = np.nonzero(data.seen)
    assert (month + delay < MONTHS).all()
    assert (data.counts[:, ~data.seen] == 0).all()
    assert data.y.shape == (CHANNELS, MONTHS * DELAYS - 3)
    assert (data.channels, data.width) == (CHANNELS, 2 * MONTHS + DELAYS)


def test_without_an_inbox_there_is_no_covariate() -> None:
    assert (cells(np.ones((1, 4, 2)), None).backlog == 0).all()


def test_shares_and_what_is_left_make_one() -> None:
    hazard = np.array([[0.2, 0.5, 0.1]])
    told = np.exp(log_share(hazard)).sum()
    assert told + np.prod(1 - hazard) == pytest.approx(1.0)


def test_the_mean_is_the_intensity_times_the_share(data: Cells) -> None:
    state = State(
        np.full((CHANNELS, MONTHS), np.log(8.0)), np.zeros((CHANNELS, DELAYS)), np.zeros((CHANNELS, MONTHS)), 0.0
    )
    mean, hazard = means(data, state)
    assert np.allclose(hazard, 0.5)
    assert np.allclose(mean[0, 3], [4.0, 2.0, 1.0])


def test_months_whose_inbox_nobody_kept_have_that_of_the_month_before() -> None:
    unknown = float("nan")
    found = cells(np.ones((1, 5, 2)), np.array([unknown, 3.0, unknown, 7.0, unknown])).backlog
    whole = np.log1p([3.0, 3.0, 3.0, 7.0, 7.0])
    assert np.allclose(found, whole - whole.mean())
    assert (cells(np.ones((1, 3, 2)), np.full(3, unknown)).backlog == 0).all()


def test_what_rises_is_how_many_counts_exceed_each_step() -> None:
    assert rising(np.array([0.0, 1.0, 3.0, 3.0])).tolist() == [3, 2, 2]


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
