"""Covariances over time and channels."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.watch.prior import Field, part, season, walk


def test_a_walk_starts_at_nothing_and_grows() -> None:
    base = walk(5)
    variance = np.diag(base @ base.T)
    assert variance.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_what_persists_goes_further() -> None:
    base = walk(4, 0.5)
    assert base[:, 0].tolist() == [0.0, 1.0, 1.5, 1.75]


def test_a_season_returns() -> None:
    base = season(36)
    assert np.allclose(base[:12], base[12:24])


@pytest.mark.parametrize("channels", [1, 2, 5])
def test_both_sides_invert_the_covariance_of_all_channels(channels: int) -> None:
    field = Field(channels, (part(np.eye(4), 0.7, 0.3), part(walk(4), 0.2, 0.8)))
    shared, apart = field.sides()
    together = np.full((channels, channels), 1.0 / channels)
    precision = np.kron(together, shared) + np.kron(np.eye(channels) - together, apart)
    whole = np.kron(together, field.side(shared=True)) + np.kron(np.eye(channels) - together, field.side(shared=False))
    assert np.allclose(precision @ whole, np.eye(4 * channels), atol=1e-6)


def test_channels_share_what_rho_says() -> None:
    field = Field(3, (part(np.eye(1), 2.0, 0.25),))
    shared, apart = field.side(shared=True)[0, 0], field.side(shared=False)[0, 0]
    one_channel = shared / 3 + apart * 2 / 3
    two_channels = (shared - apart) / 3
    assert one_channel == pytest.approx(4.0, rel=1e-3)
    assert two_channels == pytest.approx(1.0, rel=1e-3)


def test_a_heavier_innovation_is_a_jump() -> None:
    smooth = part(walk(6), 0.1, 0.0, jumps=True)
    jumping = smooth._replace(shared=np.array([1.0, 1.0, 400.0, 1.0, 1.0]))
    steps = np.diff(np.diag(jumping.side(1, shared=True)))
    assert steps.argmax() == 2
    assert (steps > np.diff(np.diag(smooth.side(1, shared=True))) - 1e-12).all()
