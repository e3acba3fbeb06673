"""From draws to one of five words."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.watch.closing import verdict


def draws(now: float, spread: float = 0.05, months: int = 24) -> np.ndarray:
    """Intensity 1 until three months ago, then `now`, with a log-spread between draws."""
    level = np.ones(months)
    level[-3:] = now
    return level * np.exp(np.random.default_rng(1).normal(0, spread, (400, 1)) * (np.arange(months) >= months - 3))


@pytest.mark.parametrize(
    ("now", "word"), [(1.0, "open"), (1.4, "open"), (0.75, "narrowing"), (0.4, "closing"), (0.05, "closed")]
)
def test_the_word_follows_the_fall(now: float, word: str) -> None:
    found = verdict(draws(now))
    assert found.word == word
    assert found.probability > 0.8
    assert found.ratio == pytest.approx(now, rel=0.05)
    assert found.low is not None
    assert found.high is not None
    assert found.low < now < found.high


def test_wide_draws_cannot_tell_and_say_so() -> None:
    found = verdict(draws(0.7, spread=0.8))
    assert (found.word, found.probability) == ("cannot tell", 0.0)
    assert "allows both" in found.why


def test_a_fall_is_not_called_where_a_rise_is_well_possible() -> None:
    found = verdict(draws(0.3, spread=0.85))
    assert found.closing > 0.8
    assert found.word == "cannot tell"


def test_the_chance_of_closing_is_given_whatever_the_word() -> None:
    assert verdict(draws(0.66, spread=0.3)).closing == pytest.approx(0.58, abs=0.1)


def test_a_short_series_has_no_year_before() -> None:
    found = verdict(draws(0.1, months=17))
    assert (found.word, found.ratio) == ("cannot tell", None)
    assert "17 months" in found.why
