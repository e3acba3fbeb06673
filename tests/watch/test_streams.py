"""Streams: few data, gaps, one channel, zero counts: cannot tell, each time with the reason."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.watch.pressing import pressure
from tereze.watch.simulate import pressed, world
from tereze.watch.streams import ALL, Read, gap, hindsight, read
from tereze.watch.triangle import Triangle, month_label

MONTHS, DELAYS = 36, 12


def table(counts: np.ndarray, *names: str) -> Triangle:
    months = tuple(month_label(2017 * 12 + k) for k in range(counts.shape[1]))
    return Triangle(counts, names, months, 0, 0, 0)


def steady(channels: int = 2, level: float = 20.0) -> np.ndarray:
    made = world("steady", np.random.default_rng(3), channels=channels, months=MONTHS, delays=DELAYS, level=level)
    return np.asarray(made.seen, dtype=float)


def words(found: Read) -> dict[str, str]:
    return {one.name: one.verdict.word for one in found.streams}


def dice() -> np.random.Generator:
    return np.random.default_rng(1)


def test_all_together_first_then_each() -> None:
    found = read(table(steady(), "letter", "interview"), dice(), None, None)
    assert list(words(found)) == [ALL, "letter", "interview"]
    assert words(found)[ALL] == "open"
    assert all(one.verdict.ratio is not None for one in found.streams)
    assert found.effect is None
    assert all(one.with_incidents is None for one in found.streams)


def test_one_channel_is_the_whole() -> None:
    found = read(table(steady(1), "letter"), dice(), None, None)
    assert [one.name for one in found.streams] == [ALL]
    assert found.streams[0].verdict.ratio is not None


def test_zero_counts_cannot_tell() -> None:
    found = read(table(np.zeros((2, MONTHS, DELAYS)), "letter", "interview"), dice(), None, None)
    assert set(words(found).values()) == {"cannot tell"}
    assert "0 testimonies are too few" in found.streams[0].verdict.why


def test_few_data_cannot_tell() -> None:
    counts = np.zeros((1, MONTHS, DELAYS))
    counts[0, :, 0] = 1
    (found,) = read(table(counts, "letter"), dice(), None, None).streams
    assert (found.verdict.word, found.told) == ("cannot tell", MONTHS)
    assert found.verdict.why == "36 testimonies are too few, it takes 60"


def test_few_months_cannot_tell() -> None:
    (found,) = read(table(steady(1)[:, :8], "letter"), dice(), None, None).streams
    assert found.verdict.why == "8 months are too few, it takes 12"


def test_a_channel_with_little_news_cannot_tell_alone() -> None:
    counts = steady()
    counts[1] = 0
    counts[1, ::3, 0] = 1
    found = read(table(counts, "letter", "book"), dice(), None, None)
    assert words(found)["book"] == "cannot tell"
    assert found.streams[2].verdict.why.startswith("12 pieces of news are too few for one channel")
    assert words(found)["letter"] != "cannot tell"


@pytest.mark.parametrize("back", [1, 8])
def test_months_in_which_the_office_was_silent_cannot_tell(back: int) -> None:
    counts = steady()
    report = np.add.outer(np.arange(MONTHS), np.arange(DELAYS))
    silent = (report >= MONTHS - back - 3) & (report < MONTHS - back)
    counts[:, silent] = 0
    found = read(table(counts, "letter", "interview"), dice(), None, None)
    assert set(words(found).values()) == {"cannot tell"}
    assert "3 months running of the last 18" in found.streams[0].verdict.why


def test_a_short_silence_or_one_long_ago_is_no_gap() -> None:
    counts = steady()
    report = np.add.outer(np.arange(MONTHS), np.arange(DELAYS))
    counts[:, (report >= 34) & (report < 36)] = 0
    assert gap(table(counts, "letter", "interview")) == ""
    counts[:, (report >= 5) & (report < 12)] = 0
    assert gap(table(counts, "letter", "interview")) == ""


def test_what_is_told_soon_has_an_interval() -> None:
    soon = read(table(steady(), "letter", "interview"), dice(), None, None).streams[0].soon
    assert soon is not None
    assert soon.low < soon.middle < soon.high


def test_incidents_are_read_beside_and_their_effect_is_found() -> None:
    made = pressed(np.random.default_rng(2), 0.2, channels=2, months=48, since_onset=4)
    counts = np.asarray(made.made.seen, dtype=float)
    found = read(table(counts, "letter", "interview"), dice(), None, pressure(made.pushes))
    assert found.effect is not None
    low, middle, high = found.effect
    assert low < middle < high < 1.0  # the truth is exp(-0.2)
    whole = found.streams[0]
    assert whole.with_incidents is not None
    assert whole.with_incidents.closing > 0.5


def test_incidents_that_push_nothing_are_no_covariate() -> None:
    assert read(table(steady(), "letter", "interview"), dice(), None, np.zeros(MONTHS)).effect is None


def test_hindsight_tells_of_a_month_of_the_past() -> None:
    made = world("closing", np.random.default_rng(3), channels=2, months=MONTHS, delays=DELAYS)
    later = table(np.asarray(made.seen, dtype=float), "letter", "interview")
    before, after = (hindsight(later, dice(), ALL, later.months[at]) for at in (-8, -1))
    assert before is not None
    assert after is not None
    assert after < 0.7 < before
    assert hindsight(later, dice(), "letter", later.months[-1]) is not None


def test_hindsight_of_what_is_not_there_is_none() -> None:
    now = table(steady(), "letter", "interview")
    assert hindsight(now, dice(), "book", now.months[-1]) is None
    assert hindsight(now, dice(), ALL, "1999-01") is None
    assert hindsight(table(np.zeros((1, MONTHS, DELAYS)), "letter"), dice(), ALL, now.months[-1]) is None
