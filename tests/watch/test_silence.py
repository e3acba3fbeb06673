"""Silence: longer than usual for the kind of case, or cannot tell."""

from __future__ import annotations

import time
from datetime import date

import pytest

from tereze.watch.silence import Heard, Silence, silences, survival

MONTHLY = tuple(f"2019-{month:02}-01" for month in range(1, 11))  # nine gaps of about a month


def heard(who: str, *days: str, kind: str = "internment") -> Heard:
    return Heard(id=who, label=who, kind=kind, days=days)


def one(found: tuple[Silence, ...], who: str) -> Silence:
    return next(silence for silence in found if silence.id == who)


def test_a_silence_out_of_the_usual_is_listed_first() -> None:
    found = silences([heard("talks", *MONTHLY), heard("stopped", "2019-01-01", "2019-02-01")], "2019-10-10")
    assert [silence.id for silence in found] == ["stopped", "talks"]
    assert (found[0].follow_up, found[1].follow_up) == (True, False)
    assert (found[0].since, found[0].days, found[0].gaps) == ("2019-02-01", 251, 10)
    assert "longer than 10 of 10 finished gaps of “internment”" in found[0].why


def test_with_few_gaps_nothing_is_usual() -> None:
    found = silences([heard("lonely", "2018-01-01", "2018-02-01")], "2019-10-10")
    assert (found[0].follow_up, found[0].longer) == (False, None)
    assert found[0].why == "cannot tell what is usual: 1 finished gaps"


def test_a_rare_kind_is_compared_with_all() -> None:
    found = silences([heard("talks", *MONTHLY), heard("other", "2019-01-01", kind="prison")], "2019-10-10")
    assert "any kind" in one(found, "other").why
    assert one(found, "other").follow_up


def test_news_of_later_days_is_not_known_yet() -> None:
    found = silences([heard("talks", *MONTHLY)], "2019-03-20")
    assert (found[0].since, found[0].days) == ("2019-03-01", 19)
    assert silences([heard("later", "2020-01-01")], "2019-03-20") == ()


def test_survival_counts_running_gaps_as_at_least_so_long() -> None:
    assert survival([(10, True), (20, True)], 15) == 0.5
    assert survival([(10, True), (20, True)], 20) == 0.0
    assert survival([(10, True), (30, False)], 20) == 0.5
    assert survival([], 5) == 1.0


def test_dates_that_cannot_be_read_are_left_out() -> None:
    assert silences([heard("vague", "some day")], "2019-03-20") == ()


@pytest.mark.parametrize("today", ["2019-10-10", "2024-01-01"])
def test_silence_grows_with_the_clock(today: str) -> None:
    assert silences([heard("talks", *MONTHLY)], today)[0].days >= 9


def test_of_many_people_the_gaps_are_sorted_once() -> None:
    """As many as a large register has: quadratic, this would take minutes."""
    many = [
        Heard(id=f"T-{at:06}", label="", kind="prison", days=(f"20{at % 9 + 10}-01-01", f"2019-{at % 12 + 1:02}-01"))
        for at in range(20_000)
    ]
    began = time.process_time()
    found = silences(many, "2020-06-01")
    assert time.process_time() - began < 5
    assert len(found) == len(many)
    assert found[-1].days <= found[0].days
    longest = found[0]
    gaps = [(date.fromisoformat(one.days[1]) - date.fromisoformat(one.days[0])).days for one in many]
    running = [(date(2020, 6, 1) - date.fromisoformat(one.days[1])).days for one in many]
    share = 1.0
    every = sorted([*gaps, *running])
    for length in sorted(set(gaps)):
        if length <= longest.days:
            share *= 1.0 - gaps.count(length) / sum(other >= length for other in every)
    assert longest.longer == share
