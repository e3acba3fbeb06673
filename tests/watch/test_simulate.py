"""Simulated worlds are what they say."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.watch.simulate import SCENARIOS, NoSuchWorld, world


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_only_what_is_told_by_the_last_month_is_seen(scenario: str) -> None:
    made = world(scenario, np.random.default_rng(3))
    due = np.add.outer(np.arange(48), np.arange(18))
    assert made.counts.shape == made.seen.shape == (3, 48, 18)
    assert (made.seen[:, due >= 48] == 0).all()
    assert (made.seen[:, due < 48] == made.counts[:, due < 48]).all()
    assert made.onset == 42


def test_the_same_dice_make_the_same_world() -> None:
    one, other = (world("both", np.random.default_rng(5)) for _ in range(2))
    assert (one.counts == other.counts).all()


def test_closing_falls_and_delaying_does_not() -> None:
    closing = world("closing", np.random.default_rng(2)).intensity.sum(axis=0)
    delayed = world("delayed", np.random.default_rng(2)).intensity.sum(axis=0)
    assert closing[-1] / closing[41] < 0.35
    assert 0.8 < delayed[-1] / delayed[41] < 1.25
    assert (closing[:42] == delayed[:42]).all()


def test_delaying_keeps_back_what_was_destined_to_be_told() -> None:
    steady = world("steady", np.random.default_rng(2))
    delayed = world("delayed", np.random.default_rng(2))
    assert delayed.seen[:, -6:].sum() < 0.7 * steady.seen[:, -6:].sum()
    assert delayed.backlog[-1] > steady.backlog[-1]


def test_one_channel_dies_and_the_others_live() -> None:
    made = world("one_dies", np.random.default_rng(4)).intensity
    assert made[0, -1] < 0.05 * made[0, 41]
    assert made[1, -1] > 0.7 * made[1, 41]


def test_seasons_come_back_after_a_year() -> None:
    made = np.log(world("seasonal", np.random.default_rng(4), months=60).intensity).mean(axis=0)
    steady = made - made.mean()
    assert np.corrcoef(steady[:-12], steady[12:])[0, 1] > 0.5


def test_an_unknown_world_is_refused() -> None:
    with pytest.raises(NoSuchWorld, match="sunny"):
        world("sunny", np.random.default_rng(1))
