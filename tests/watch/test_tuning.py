"""Variances follow what the posterior shows; what was set to nothing stays nothing."""

from __future__ import annotations

import numpy as np

from tereze.watch.arrow import Inverse
from tereze.watch.prior import Field, part, walk
from tereze.watch.tuning import IMAGINED, retuned

MONTHS, DELAYS, CHANNELS = 30, 6, 2
WIDTH = 2 * MONTHS + DELAYS


def fields(*, drift: float = 0.1, felt: bool = False) -> tuple[Field, Field, Field]:
    flat = part(np.ones((MONTHS, 1)), 2.0, 0.0)
    trend = part(walk(MONTHS, 0.8), 0.1, 0.5, jumps=True)
    eta = (flat, trend, part(np.ones((MONTHS, 1)), 0.1, 0.5), part(np.eye(MONTHS), 0.1, 0.0))
    more = (part(np.arange(MONTHS, dtype=float)[:, None], 0.3, 0.8),) if felt else ()
    gamma = (part(np.ones((DELAYS, 1)), 2.0, 0.8), part(walk(DELAYS), 0.15, 0.7))
    drifting = part(walk(MONTHS), drift, 0.8, jumps=True)
    return Field(CHANNELS, (*eta, *more)), Field(CHANNELS, gamma), Field(CHANNELS, (drifting,))


def told(of: tuple[Field, Field, Field], off: np.ndarray) -> tuple[tuple[Field, Field, Field], float]:
    nothing = Inverse(np.zeros((CHANNELS, WIDTH)), 0.0, np.full((WIDTH, WIDTH), 0.0), np.zeros((WIDTH, WIDTH)))
    return retuned(of, [field.sides() for field in of], off, nothing)


def test_a_walk_that_walks_gets_a_larger_variance() -> None:
    off = np.zeros((CHANNELS, WIDTH))
    off[:, MONTHS + DELAYS :] = np.cumsum(np.random.default_rng(1).normal(0, 0.6, (1, MONTHS)), axis=1)
    (_, _, drift), moved = told(fields(), off)
    assert drift.parts[0].variance > 2 * 0.1**2
    assert moved > 0.5


def test_a_walk_that_stands_still_gets_a_smaller_one_but_not_none() -> None:
    (_, _, drift), _ = told(fields(), np.zeros((CHANNELS, WIDTH)))
    assert 0 < drift.parts[0].variance < 0.1**2
    assert IMAGINED > 0


def test_one_jump_gets_a_weight_of_its_own() -> None:
    off = np.zeros((CHANNELS, WIDTH))
    off[:, MONTHS + DELAYS + 20 :] = -1.0
    (_, _, drift), _ = told(fields(), off)
    weights = drift.parts[0].shared
    assert int(weights.argmax()) == 19  # innovations count from the second month
    assert weights.max() > 3 * np.median(weights)


def test_a_variance_set_to_nothing_stays_nothing() -> None:
    off = np.random.default_rng(2).normal(0, 1.0, (CHANNELS, WIDTH))
    (_, _, drift), _ = told(fields(drift=1e-4), off)
    assert drift.parts[0].variance == 1e-8


def test_what_incidents_do_keeps_the_variance_it_was_given() -> None:
    off = np.random.default_rng(2).normal(0, 1.0, (CHANNELS, WIDTH))
    (eta, _, _), _ = told(fields(felt=True), off)
    assert len(eta.parts) == 5
    assert eta.parts[4].variance == 0.3**2
