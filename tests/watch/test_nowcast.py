"""The nowcast: intervals that hold the truth, and reasons where nothing can be told."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.watch.closing import verdict
from tereze.watch.nowcast import SOON, Nowcast, TooFew, data_seen, nowcast, too_few
from tereze.watch.pressing import pressure
from tereze.watch.simulate import World, pressed, world


def cast(scenario: str, seed: int = 21) -> tuple[World, Nowcast]:
    made = world(scenario, np.random.default_rng(seed), channels=2, months=36, delays=12)
    return made, nowcast(made.seen, np.random.default_rng(seed), draws=200)


@pytest.fixture(scope="module")
def delayed() -> tuple[World, Nowcast]:
    return cast("delayed")


def test_nothing_told_is_ever_lost(delayed: tuple[World, Nowcast]) -> None:
    made, found = delayed
    assert (found.totals >= data_seen(made.seen)).all()
    assert (found.totals[..., :24] == data_seen(made.seen)[:, :24]).all()  # whole rows have nothing to come


def test_the_interval_holds_most_of_the_truth(delayed: tuple[World, Nowcast]) -> None:
    made, found = delayed
    low, high = np.quantile(found.totals, [0.05, 0.95], axis=0)
    truth = made.counts.sum(axis=2)
    assert ((low <= truth) & (truth <= high))[:, -12:].mean() > 0.7


def test_what_is_to_come_is_much_when_the_office_is_slow(delayed: tuple[World, Nowcast]) -> None:
    made, found = delayed
    last = found.totals[..., -3:].mean(axis=0).sum()
    assert last > 2 * data_seen(made.seen)[:, -3:].sum()


def test_a_slower_office_is_shown_beside(delayed: tuple[World, Nowcast]) -> None:
    reporting = np.median(delayed[1].reporting, axis=0)
    assert reporting[-1] < 0.8 * reporting[20]


def test_the_trend_has_neither_season_nor_unevenness(delayed: tuple[World, Nowcast]) -> None:
    trend = np.median(delayed[1].trend, axis=0).sum(axis=0)
    assert np.abs(np.diff(np.log(trend))).max() < 0.3


def test_what_is_told_soon_is_a_part_of_what_is_to_come_and_can_be_checked(delayed: tuple[World, Nowcast]) -> None:
    made, found = delayed
    still = found.totals.sum(axis=2) - data_seen(made.seen).sum(axis=1)
    assert (found.soon <= still).all()
    months, delays = made.counts.shape[1:]
    report = np.add.outer(np.arange(months), np.arange(delays))
    truth = (made.counts * ((report >= months) & (report < months + SOON))).sum()
    low, high = np.quantile(found.soon.sum(axis=1), [0.02, 0.98])
    assert low <= truth <= high


def test_incidents_that_closed_before_foretell_a_fall_and_harmless_ones_do_not() -> None:
    shown: dict[float, list[float]] = {0.2: [], 0.0: []}
    for effect, found in shown.items():
        for seed in (1, 2, 4):  # three worlds for speed; benchmarks/watch.py has hundreds
            made = pressed(np.random.default_rng(seed), effect, channels=2, months=36, since_onset=2)
            without, given = (
                verdict(nowcast(made.made.seen, np.random.default_rng(seed), incidents=z, draws=120).trend.sum(axis=1))
                for z in (None, pressure(made.pushes))
            )
            found.append(given.closing - without.closing)
    assert np.mean(shown[0.2]) > 0.03
    assert abs(np.mean(shown[0.0])) < 0.1


def test_the_same_dice_give_the_same_draws() -> None:
    one, other = cast("steady")[1], cast("steady")[1]
    assert (one.totals == other.totals).all()


def test_an_inbox_may_be_given() -> None:
    made = world("delayed", np.random.default_rng(3), channels=2, months=36, delays=12)
    found = nowcast(made.seen, np.random.default_rng(3), made.backlog, draws=50)
    assert np.isfinite(found.trend).all()
    assert found.fitted.mode[-1] != 0.0


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        (np.ones((1, 6, 3)), "6 months are too few"),
        (np.zeros((1, 24, 3)), "0 testimonies are too few"),
        (np.stack([np.full((24, 3), 9.0), np.zeros((24, 3))]), "1 of 2 channels never said anything"),
    ],
)
def test_it_says_why_it_cannot_tell(counts: np.ndarray, why: str) -> None:
    assert why in too_few(counts)
    with pytest.raises(TooFew, match="Cannot tell"):
        nowcast(counts, np.random.default_rng(1))
