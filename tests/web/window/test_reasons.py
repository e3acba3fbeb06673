"""Every reason why the numbers cannot tell has words in every language."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.publish.locale import LANGUAGES
from tereze.watch.closing import verdict
from tereze.watch.nowcast import too_few
from tereze.watch.streams import FEW_OF_ONE, gap, read
from tereze.watch.triangle import Triangle, month_label
from tereze_web.window.reasons import SHAPES, why
from tereze_web.words import words


def reasons() -> dict[str, str]:
    """Each reason as `tereze.watch` gives it."""
    silent = np.ones((1, 24, 2))
    report = np.add.outer(np.arange(24), np.arange(2))
    silent[:, (report > 18) & (report < 23)] = 0
    small = np.full((2, 24, 2), 9.0)
    small[1] = 0
    small[1, 3, 0] = 2
    months = tuple(month_label(2017 * 12 + k) for k in range(24))
    one = read(Triangle(small, ("a", "b"), months, 0, 0, 0), np.random.default_rng(1), None, None).streams[2]
    return {
        "months": too_few(np.ones((1, 6, 3))),
        "told": too_few(np.zeros((1, 24, 3))),
        "channels": too_few(np.stack([np.full((24, 3), 9.0), np.zeros((24, 3))])),
        "gap": gap(Triangle(silent, ("a",), months, 0, 0, 0)),
        "one": one.verdict.why,
        "months_compare": verdict(np.ones((5, 10))).why,
        "interval": verdict(
            np.concatenate([np.ones((40, 20)), np.tile(np.linspace(0.1, 2, 40), (6, 1)).T], axis=1)
        ).why,
    }


REASONS = reasons()


def test_every_shape_is_a_reason_that_is_given() -> None:
    assert {name for name, _ in SHAPES} == set(REASONS)
    assert all(REASONS.values())
    assert FEW_OF_ONE == 30


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_reason_is_worded(code: str) -> None:
    told = {name: why(words(code), reason) for name, reason in REASONS.items()}
    assert len(set(told.values())) == len(SHAPES)
    if code == "en":
        assert told == REASONS
    else:
        assert not set(told.values()) & set(REASONS.values())


def test_a_reason_nobody_worded_stays_as_it_is() -> None:
    assert why(words("ru"), "the sun was in the way") == "the sun was in the way"
