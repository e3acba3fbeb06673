"""The information of the triangle: against differences of the likelihood, and against cells times parameters."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.watch.fit import parted
from tereze.watch.information import Information, information, inner
from tereze.watch.likelihood import Cells, cells, log_likelihood, means

MONTHS, DELAYS, CHANNELS, SIZE = 7, 3, 2, 6.0


@pytest.fixture
def data() -> Cells:
    counts = np.random.default_rng(1).poisson(5.0, (CHANNELS, MONTHS, DELAYS))
    return cells(counts, np.array([3, 4, 9, 1, 2, 6, 5]))


@pytest.fixture
def point(data: Cells) -> np.ndarray:
    return np.random.default_rng(2).normal(0.0, 0.5, (CHANNELS, data.width))


def found_at(data: Cells, point: np.ndarray, slope: float = 0.3) -> Information:
    mean, hazard = means(data, parted(data, point, slope))
    return information(data, mean, hazard, SIZE)


def likely(data: Cells, point: np.ndarray, slope: float = 0.3) -> float:
    mean, _ = means(data, parted(data, point, slope))
    return log_likelihood(data.y, mean[:, data.seen], SIZE)


def log_means(data: Cells, point: np.ndarray, slope: float = 0.3) -> np.ndarray:
    return np.log(means(data, parted(data, point, slope))[0][:, data.seen])


def jacobian(data: Cells, point: np.ndarray) -> np.ndarray:
    """(channels, cells, width + 1) by differences: the last column is the slope."""
    step, columns = 1e-6, []
    for place in range(data.width):
        moved = point.copy()
        moved[:, place] += step
        columns.append((log_means(data, moved) - log_means(data, point)) / step)
    columns.append((log_means(data, point, 0.3 + step) - log_means(data, point)) / step)
    return np.stack(columns, axis=-1)


def test_the_gradient_is_the_slope_of_the_likelihood(data: Cells, point: np.ndarray) -> None:
    found, step = found_at(data, point), 1e-6
    for channel in range(CHANNELS):
        for place in range(data.width):
            moved = point.copy()
            moved[channel, place] += step
            rise = (likely(data, moved) - likely(data, point)) / step
            assert found.gradient[channel, place] == pytest.approx(rise, abs=2e-3)
    rise = (likely(data, point, 0.3 + step) - likely(data, point)) / step
    assert found.slope_gradient == pytest.approx(rise, abs=2e-3)


def test_the_information_is_that_of_cells_times_parameters(data: Cells, point: np.ndarray) -> None:
    found, moves = found_at(data, point), jacobian(data, point)
    mean = np.exp(log_means(data, point))
    weight = mean / (1 + mean / SIZE)
    whole = np.einsum("cni,cn,cnj->cij", moves, weight, moves)
    assert np.allclose(found.own, whole[:, :-1, :-1], atol=1e-3)
    assert np.allclose(found.cross, whole[:, :-1, -1], atol=1e-3)
    assert found.slope_own == pytest.approx(whole[:, -1, -1].sum(), rel=1e-4)


def test_the_information_is_the_same_read_both_ways(data: Cells, point: np.ndarray) -> None:
    own = found_at(data, point).own
    assert np.allclose(own, np.swapaxes(own, 1, 2))


def test_cells_that_nobody_could_have_seen_tell_nothing(data: Cells, point: np.ndarray) -> None:
    found = found_at(data, point)
    last = MONTHS - 1  # of the last month only the first delay was seen
    assert found.own[0, last, MONTHS] > 0
    later = data.width - MONTHS + np.arange(MONTHS)
    assert (found.own[0, last, later[:-1]] == 0).all()


def test_later_hazards_move_nothing_that_was_told_before() -> None:
    moves = inner(np.array([0.2, 0.5, 0.1]))
    assert np.allclose(moves, [[0.8, 0, 0], [-0.2, 0.5, 0], [-0.2, -0.5, 0.9]])
