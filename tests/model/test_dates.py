"""EDTF as sets of possible days."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from tereze.model.dates import ALWAYS, ANY, NEVER, BadDate, is_interval, read


def days(text: str) -> tuple[str, ...]:
    return tuple(date.fromordinal(day).isoformat() for day in read(text))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-02", "2018-02-01", "2018-02-28"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2018-03-05", "2018-03-05", "2018-03-05"),
        ("2018-03-05T10:00:00Z", "2018-03-05", "2018-03-05"),
        ("2018-21", "2018-03-01", "2018-05-31"),
        ("2018-24", "2018-12-01", "2019-02-28"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2018-XX", "2018-01-01", "2018-12-31"),
        ("2018-05-XX", "2018-05-01", "2018-05-31"),
        ("2018-05-1X", "2018-05-10", "2018-05-19"),
        ("2018-05-0X", "2018-05-01", "2018-05-09"),
        ("2018~", "2017-01-01", "2019-12-31"),
        ("2018-05-10%", "2018-05-09", "2018-05-11"),
        ("2018?", "2018-01-01", "2018-12-31"),
        ("[2017-06..2017-08]", "2017-06-01", "2017-08-31"),
        ("[2017-01-02, 2017-02-01]", "2017-01-02", "2017-02-01"),
        ("{2017..2018}", "2017-01-01", "2018-12-31"),
    ],
)
def test_a_point_or_set_covers_its_possible_days(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last, first, last)


def test_an_interval_keeps_what_is_uncertain_at_both_ends() -> None:
    assert days("[2017-06..2017-08]/2018-10") == ("2017-06-01", "2017-08-31", "2018-10-01", "2018-10-31")


@pytest.mark.parametrize("text", ["2019-01/..", "2019-01/"])
def test_an_open_end_is_open(text: str) -> None:
    assert read(text).open_ended
    assert read(text).last == ALWAYS


def test_an_open_beginning_is_open() -> None:
    assert read("../2019").first == NEVER


def test_nothing_said_is_any_time() -> None:
    assert read("") == ANY == read("  ")


@pytest.mark.parametrize(
    "text",
    ["2018-13", "2018-02-30", "May 2018", "2018/2017", "2018/2019/2020", "[2018", "2018-21-05", "12018", "2019..2018",
     "[2019..2018]", "2018-5", "٢٠١٨x"],
)  # fmt: skip
def test_what_is_not_a_date_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(BadDate) as caught:
        read(text)
    assert text in caught.value.text
    assert "EDTF" in caught.value.advice


def test_throughout_is_told_from_once() -> None:
    assert is_interval("2017/2018")
    assert not is_interval("[2017..2018]")


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_plain_dates_agree_with_the_edtf_library(day: date, form: str) -> None:
    text = day.strftime(form)
    parsed = parse_edtf(text)
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    assert days(text)[0] == f"{lower.tm_year:04}-{lower.tm_mon:02}-{lower.tm_mday:02}"
    assert days(text)[3] == f"{upper.tm_year:04}-{upper.tm_mon:02}-{upper.tm_mday:02}"


@given(st.dates(min_value=date(1000, 1, 1)), st.dates(min_value=date(1000, 1, 1)))
def test_meeting_is_mutual_and_everything_meets_any_time(one: date, other: date) -> None:
    left, right = read(one.isoformat()), read(other.isoformat())
    assert left.meets(right) == right.meets(left) == (one == other)
    assert left.meets(ANY)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_our_own_words(text: str) -> None:
    try:
        period = read(text)
    except BadDate:
        return
    assert period.first <= period.last
