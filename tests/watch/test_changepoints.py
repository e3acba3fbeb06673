"""Change points: found where the level changed, not where counts are merely uneven."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.watch.changepoints import changes, run_lengths, stabilised

SIZE = 12.0


def uneven(level: float, months: int, dice: np.random.Generator) -> list[float]:
    return [float(one) for one in dice.poisson(level * dice.gamma(SIZE, 1 / SIZE, months))]


def test_uneven_counts_alone_rarely_alarm() -> None:
    alarms = sum(bool(changes(uneven(40, 48, np.random.default_rng(seed)), [0.0] * 48, SIZE)) for seed in range(60))
    assert alarms <= 3


def test_a_fall_by_two_thirds_is_found_near_its_month() -> None:
    found = []
    for seed in range(40):
        dice = np.random.default_rng(seed)
        found.append(changes([*uneven(40, 36, dice), *uneven(14, 12, dice)], [0.0] * 48, SIZE))
    hits = [one for one in found if one and abs(one[0].month - 36) <= 3]
    assert len(hits) >= 36
    assert all(one[0].after < one[0].before for one in hits)


def test_months_of_which_little_is_known_prove_little() -> None:
    dice = np.random.default_rng(1)
    values = [*uneven(40, 36, dice), *uneven(14, 6, dice)]
    assert changes(values, [0.0] * 42, SIZE)
    assert changes(values, [0.0] * 36 + [2.0] * 6, SIZE) == ()


def test_run_lengths_are_probabilities() -> None:
    lengths = run_lengths([1.0, 2.0, 1.5, 9.0], [0.0] * 4)
    assert len(lengths) == 5
    assert sum(lengths) == pytest.approx(1.0)


def test_the_scale_makes_unevenness_even() -> None:
    spreads = []
    for level in (5.0, 40.0, 160.0):
        counts = uneven(level, 4000, np.random.default_rng(2))
        spreads.append(np.std([stabilised(count, SIZE) for count in counts]))
    assert all(0.8 < spread < 1.3 for spread in spreads)
    assert stabilised(-1.0, SIZE) == 0.0


@pytest.mark.parametrize("values", [[3.0], [3.0, 3.0, 3.0]])
def test_short_or_flat_series_have_no_change(values: list[float]) -> None:
    assert changes(values, [0.0] * len(values), SIZE) == ()
