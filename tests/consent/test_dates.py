"""Dates said less precisely."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.consent.dates import coarse_date
from tereze.model.dates import read


@pytest.mark.parametrize(
    ("text", "month", "year"),
    [
        ("2018", "2018", "2018"),
        ("2018-03", "2018-03", "2018"),
        ("2018-03-05", "2018-03", "2018"),
        ("2018-03-05T10:30:00Z", "2018-03", "2018"),
        ("2018-03-05~", "2018-03~", "2018~"),
        ("2018-21", "2018-21", "2018"),
        ("2018-03-05/2019-01-31", "2018-03/2019-01", "2018/2019"),
        ("[2017-06-01..2017-08-30]/2018-10-02", "[2017-06..2017-08]/2018-10", "[2017..2017]/2018"),
        ("2018-03-05/..", "2018-03/..", "2018/.."),
        ("2018-03-1X", "2018-03", "2018"),
        ("199X", "199X", "199X"),
        ("", "", ""),
    ],
)
def test_no_finer_than_asked(text: str, month: str, year: str) -> None:
    assert coarse_date(text, "month") == month
    assert coarse_date(text, "year") == year


def test_what_is_no_date_is_not_said() -> None:
    assert coarse_date("the day my brother Example was taken", "month") == ""


@given(st.dates(), st.sampled_from(["month", "year"]))
def test_coarse_holds_the_exact_day_and_stays_as_it_is(day: object, unit: str) -> None:
    coarse = coarse_date(str(day), unit)
    exact, around = read(str(day)), read(coarse)
    assert around.first <= exact.first
    assert exact.last <= around.last
    assert coarse_date(coarse, unit) == coarse
