"""The reporting triangle: what goes in which cell, and what goes nowhere."""

from __future__ import annotations

from tereze.watch.flows import Arrival
from tereze.watch.triangle import FEW, OTHERS, month_label, triangle


def news(number: int, happened: str, learned: str, channel: str = "letter") -> Arrival:
    return Arrival(person=f"T-{number}", happened=happened, learned=learned, channel=channel, source=f"s{number}")


def test_each_piece_stands_at_its_month_and_delay() -> None:
    found = triangle([news(1, "2019-01-15", "2019-03-02"), news(2, "2019-03", "2019-03")], "channel", "2019-05-10")
    assert found.months == ("2019-01", "2019-02", "2019-03", "2019-04")
    assert found.counts[0, 0, 2] == 1
    assert found.counts[0, 2, 0] == 1
    assert found.counts.sum() == 2


def test_the_running_month_is_not_counted_yet() -> None:
    found = triangle([news(1, "2019-01", "2019-02"), news(2, "2019-04", "2019-05")], "channel", "2019-05-10")
    assert found.counts.sum() == 1
    assert found.months[-1] == "2019-04"


def test_what_cannot_be_placed_is_counted_apart() -> None:
    several = [
        news(1, "2019-01", "2019-02"), news(2, "2018", "2019-02"), news(3, "2016-01", "2019-02"),
        news(4, "2010-01", "2019-02"), news(5, "2019-02", "2019-01-01"),
    ]  # fmt: skip
    found = triangle(several, "channel", "2019-05-10")
    assert (found.counts.sum(), found.undated, found.late, found.early) == (1, 2, 1, 1)


def test_small_streams_are_taken_together() -> None:
    many = [news(k, "2019-01", "2019-02") for k in range(FEW)]
    few = [news(100, "2019-01", "2019-02", "video"), news(101, "2019-01", "2019-02", "audio")]
    found = triangle([*many, *few], "channel", "2019-05-10")
    assert found.names == ("letter", OTHERS)
    assert found.counts.sum(axis=(1, 2)).tolist() == [FEW, 2]


def test_nothing_makes_an_empty_triangle() -> None:
    found = triangle([], "channel", "2019-05-10")
    assert found.counts.shape == (0, 0, 24)
    assert (found.names, found.months) == ((), ())


def test_months_are_named_by_year_and_month() -> None:
    assert month_label(2019 * 12 + 2) == "2019-03"
    assert month_label(2019 * 12 + 11) == "2019-12"
