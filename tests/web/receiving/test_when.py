"""Times as they are told, and what is read from them."""

from __future__ import annotations

import pytest

from tereze.model import dates
from tereze_web.receiving import when


@pytest.mark.parametrize(
    ("said", "language", "read"),
    [
        ("in September 2017", "en", "2017-09"),
        ("2017 жылдың қыркүйегінде", "kk", "2017-09"),
        ("в сентябре 2017 года", "ru", "2017-09"),
        ("2017年9月", "zh-Hans", "2017-09"),
        ("5.03.2018", "kk", "2018-03-05"),
        ("в сентябре 2017 года", "kk", "2017-09"),  # people mix languages
        ("when the apricots ripened", "en", ""),
        ("", "kk", ""),
        ("in 2017 and in 2018", "en", ""),  # two times are no reading
    ],
)
def test_reading(said: str, language: str, read: str) -> None:
    assert when.read(said, language, "2019-03-04") == read


def test_a_time_relative_to_the_telling_needs_its_day() -> None:
    assert when.read("last year", "en", "2019-03-04") == "2018"
    assert when.read("last year", "en", "") == ""


@pytest.mark.parametrize("told_on", ["2019", "soon", "2019-03/.."])
def test_a_day_that_is_none_is_no_anchor(told_on: str) -> None:
    assert when.read("in May 2018", "en", told_on) == "2018-05"


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("summer 2017", "2017-22"), ("the end of 2018", "2018-11/2018-12"), ("between 2016 and 2018", "2016/2018"),
        ("31 June 2017", "2017-06"),  # no such day: the month is what can be believed, and is shown back in words
    ],
)  # fmt: skip
def test_whatever_is_read_is_a_date(said: str, edtf: str) -> None:
    found = when.read(said, "en", "2019-03-04")
    assert found == edtf
    assert dates.read(found).first <= dates.read(found).last
