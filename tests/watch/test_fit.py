"""The fit: it converges, finds a slower office, and does not take it for an emptier window."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.watch.fit import Fit, fit
from tereze.watch.likelihood import cells
from tereze.watch.simulate import world

MONTHS, DELAYS = 36, 12


def fitted(scenario: str, *, drifting: bool = True, channels: int = 2, seed: int = 11) -> Fit:
    made = world(scenario, np.random.default_rng(seed), channels=channels, months=MONTHS, delays=DELAYS)
    return fit(cells(made.seen, None), drifting=drifting)


def drift(found: Fit) -> np.ndarray:
    return np.asarray(found.mode[:-1].reshape(2, 2 * MONTHS + DELAYS)[:, MONTHS + DELAYS :].mean(axis=0))


@pytest.fixture(scope="module")
def delayed() -> Fit:
    return fitted("delayed")


def test_a_slower_office_shows_in_the_hazard(delayed: Fit) -> None:
    late, before = drift(delayed)[-5:].mean(), drift(delayed)[-14:-7].mean()
    assert late - before < -0.6  # the truth is log 0.35 = -1.05 on the hazard


def test_a_closing_window_does_not(delayed: Fit) -> None:
    closing = drift(fitted("closing"))
    assert closing[-5:].mean() - closing[-14:-7].mean() > -0.45
    assert drift(delayed)[-1] < closing[-1]


def test_the_jump_has_weight_of_its_own(delayed: Fit) -> None:
    weights = delayed.delta.parts[0].shared
    assert 26 <= int(weights.argmax()) <= 31  # the onset is month 30, innovations count from the second month
    assert weights.max() > 5 * np.median(weights)


def test_the_posterior_precision_is_positive(delayed: Fit) -> None:
    assert (np.diag(delayed.factor) > 0).all()
    assert len(delayed.mode) == 2 * (2 * MONTHS + DELAYS) + 1


def test_without_drift_the_hazard_stays_where_it_was() -> None:
    assert np.abs(drift(fitted("delayed", drifting=False))).max() < 0.01


def test_one_channel_is_enough() -> None:
    found = fitted("steady", channels=1)
    assert np.isfinite(found.mode).all()
    assert found.converged


def test_the_same_counts_give_the_same_fit(delayed: Fit) -> None:
    assert (fitted("delayed").mode == delayed.mode).all()
