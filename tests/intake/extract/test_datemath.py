"""The calendar arithmetic behind dates in text."""

from __future__ import annotations

from datetime import date

import pytest

from tereze.intake.extract import datemath

ANCHOR = date(2020, 2, 29)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"month": "2"}, "2020-02"),
        ({"month": "2", "last": "last"}, "2019-02"),
        ({"month": "3"}, "2019-03"),
        ({"month": "2", "part": "3"}, "2020-02-21/2020-02-29"),
        ({"month": "3", "day": "1"}, "2019-03-01"),
        ({"relmonth": "-1"}, "2020-01"),
        ({"unit": "m", "number": "3"}, "2019-11~"),
        ({"unit": "w", "number": "2"}, "2020-02-15~"),
        ({"weekday": "5"}, "2020-02-29"),
        ({"weekday": "6"}, "2020-02-23"),
        ({"season": "24", "last": "last"}, "2019-24"),
        ({"season": "22", "last": "last"}, "2019-22"),
        ({"relyear": "-1", "part": "1"}, "2019-01/2019-02"),
        ({"year": "2018", "about": "about"}, "2018~"),
        ({"year": "2016", "year2": "2018"}, "2016/2018"),
        ({"month": "3", "month2": "5", "year2": "2018"}, "2018-03/2018-05"),
        ({"slash": "13/12/2019"}, "2019-12-13"),
    ],
)
def test_reads_the_parts(values: dict[str, str], expected: str) -> None:
    assert datemath.edtf(values, ANCHOR) == expected


@pytest.mark.parametrize("values", [{}, {"month": "6", "day": "31", "year": "2018"}, {"slash": "31/31/2018"}])
def test_refuses_days_that_do_not_exist(values: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        datemath.edtf(values, ANCHOR)


def test_a_relative_date_needs_an_anchor() -> None:
    assert datemath.is_relative({"weekday": "1"})
    assert datemath.is_relative({"surely": "1"})
    assert not datemath.is_relative({"month": "1", "year": "2018"})
    with pytest.raises(ValueError):
        datemath.edtf({"weekday": "1"}, None)
