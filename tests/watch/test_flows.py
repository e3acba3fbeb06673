"""Flows on two clocks."""

from __future__ import annotations

from tereze.watch.flows import UNKNOWN, Arrival, clock, distinct, flows, label

DAY = 737_060  # the first of January 2019


def news(person: str, happened: str, learned: str, source: str = "s", channel: str = "letter") -> Arrival:
    return Arrival(person=person, happened=happened, learned=learned, channel=channel, source=source)


def test_one_source_is_one_piece_of_news_of_a_person() -> None:
    several = [news("T-1", "", "2019-03"), news("T-1", "2018-02", "2019-03"), news("T-1", "2018-05", "2019-03")]
    assert distinct(several) == [several[1]]
    assert len(distinct([*several, news("T-1", "2018-02", "2019-04", source="other")])) == 2


def test_what_happened_in_a_year_has_no_month() -> None:
    assert clock(news("T-1", "2018", "2019-03-01")).happened is None
    assert clock(news("T-1", "2018-02/2019-01", "2019-03-01")).happened is not None
    assert clock(news("T-1", "2018-02", "2019")).learned is None
    assert clock(news("T-1", "", "")) == (None, None)


def test_months_and_weeks() -> None:
    assert label(DAY, "month") == "2019-01"
    assert label(DAY, "week") == "2019-W01"


def test_both_clocks_are_counted_apart() -> None:
    (flow,) = flows(
        [news("T-1", "2018-02", "2019-03-05"), news("T-2", "2018-02", "2019-04-05")], "channel", "2019-06-01"
    )
    assert flow.happened == (("2018-02", 2),)
    assert flow.learned == (("2019-03", 1), ("2019-04", 1))
    assert (flow.arrivals, flow.undated, flow.delay.known) == (2, 0, 2)


def test_news_without_a_close_date_is_counted_as_such() -> None:
    (flow,) = flows([news("T-1", "2018", "2019-03-05"), news("T-2", "2019-05", "2019-03-05")], "channel", "2019-06-01")
    assert (flow.arrivals, flow.undated) == (2, 2)  # the second was “learned” before it happened


def test_the_largest_stream_comes_first_and_an_unnamed_one_is_called_so() -> None:
    several = [news("T-1", "2018", "2019"), news("T-2", "2018", "2019"), news("T-3", "2018", "2019", channel="")]
    assert [flow.name for flow in flows(several, "channel", "2019-06-01")] == ["letter", UNKNOWN]


def test_other_ways_to_divide() -> None:
    (flow,) = flows([news("T-1", "2018-02", "2019-03-05")], "witness", "2019-06-01", unit="week")
    assert flow.learned == (("2019-W10", 1),)
