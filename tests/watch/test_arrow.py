"""Six small inversions say the same as one large."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.watch.arrow import Arrow, dense, solved

WIDTH = 5


def made(channels: int, seed: int = 3) -> Arrow:
    """A positive definite arrow: channels that pull each other to their mean, and a border."""
    dice = np.random.default_rng(seed)

    def positive(count: int) -> np.ndarray:
        roots = dice.normal(size=(count, WIDTH, 9))
        return np.asarray(roots @ np.swapaxes(roots, 1, 2))

    common = -0.1 * positive(1)[0] / channels  # what is shared varies more than what sets apart
    return Arrow(positive(channels) + 2 * np.eye(WIDTH), common, dice.normal(0, 0.2, (channels, WIDTH)), 30.0)


@pytest.mark.parametrize("channels", [1, 2, 6])
def test_the_solution_is_that_of_the_whole_matrix(channels: int) -> None:
    arrow = made(channels)
    right = np.random.default_rng(4).normal(size=(channels, WIDTH))
    found = solved(arrow, right, 0.7)
    exact = np.linalg.solve(dense(arrow), np.append(right.ravel(), 0.7))
    assert np.allclose(np.append(found.solution.ravel(), found.slope), exact, atol=1e-10)


@pytest.mark.parametrize("channels", [1, 2, 6])
def test_the_sums_of_blocks_are_those_of_the_whole_inverse(channels: int) -> None:
    arrow = made(channels)
    found = solved(arrow, np.zeros((channels, WIDTH)), 0.0)
    whole = np.linalg.inv(dense(arrow))[:-1, :-1].reshape(channels, WIDTH, channels, WIDTH)
    assert np.allclose(found.own, np.einsum("aiaj->ij", whole), atol=1e-10)
    assert np.allclose(found.total, whole.sum(axis=(0, 2)), atol=1e-10)


def test_without_a_common_pull_channels_stand_alone() -> None:
    arrow = made(2)._replace(common=np.zeros((WIDTH, WIDTH)), border=np.zeros((2, WIDTH)))
    found = solved(arrow, np.ones((2, WIDTH)), 3.0)
    for channel in range(2):
        assert np.allclose(found.solution[channel], np.linalg.solve(arrow.blocks[channel], np.ones(WIDTH)))
    assert found.slope == pytest.approx(0.1)


def test_the_whole_is_symmetric_with_the_corner_last() -> None:
    whole = dense(made(3))
    assert np.allclose(whole, whole.T)
    assert whole[-1, -1] == 30.0
    assert whole.shape == (16, 16)
