"""Dates as people type them: read, flagged, or left as they are; never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.intake import celldates
from tereze.intake.celldates import Reading
from tereze.model import dates


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2018", "2018"),
        ("2018-03-05", "2018-03-05"),
        ("2018-21", "2018-21"),
        ("[2017-06..2017-08]", "[2017-06..2017-08]"),
        ("197X", "197X"),
        ("1969.02.11", "1969-02-11"),
        ("2017.12", "2017-12"),
        ("2018.1.9", "2018-01-09"),
        ("25/12/1976", "1976-12-25"),
        ("12/25/1976", "1976-12-25"),
        ("8.8.1977", "1977-08-08"),
        ("01/1977", "1977-01"),
        ("1977-01-02 00:00:00", "1977-01-02"),
        ("1977-01-02T10:30:00Z", "1977-01-02"),
        ("2009-11-00", "2009-11"),
        ("2009-00-00", "2009"),
        # Spanish
        ("ABR/1976", "1976-04"),
        ("5 de marzo de 1977", "1977-03-05"),
        ("AÑO/1976", "1976"),
        ("AÑOS/1976-77", "[1976..1977]"),
        ("SEP-OCT 1976", "[1976-09..1976-10]"),
        ("DIC/1977-ENE/1978", "[1977-12..1978-01]"),
        ("12-14/05/1977", "[1977-05-12..1977-05-14]"),
        ("30/04-02/05/1977", "[1977-04-30..1977-05-02]"),
        ("1º-15/12/1976", "[1976-12-01..1976-12-15]"),
        ("princ/04/1976", "[1976-04-01..1976-04-10]"),
        ("med/02/1976", "[1976-02-11..1976-02-20]"),
        ("fines/02/1976", "[1976-02-21..1976-02-29]"),
        ("fines/1976", "[1976-11..1976-12]"),
        ("1ª quinc/12/1976", "[1976-12-01..1976-12-15]"),
        ("2ª quinc/02/1977", "[1977-02-16..1977-02-28]"),
        # Russian
        ("3 ноября 2017", "2017-11-03"),
        ("июнь 1985", "1985-06"),
        ("дек. 2017", "2017-12"),
        ("17 июл 2018", "2018-07-17"),
        ("весной 2018", "2018-21"),
        ("1980 г.р.", "1980"),
        ("около 1950", "1950~"),
        ("в середине апреля 2018 года", "[2018-04-11..2018-04-20]"),
        # Kazakh, Kyrgyz and Uyghur
        ("2018 жылғы 15 қаңтар", "2018-01-15"),
        ("2017 жылдың қыркүйегінде", "2017-09"),
        ("2017 жылы", "2017"),
        ("2018-жылы январда", "2018-01"),
        ("2017-يىلى ئاپرېلدا", "2017-04"),
        ("2018-يىلى 15-يانۋار", "2018-01-15"),
        # Chinese
        ("2017年12月5日", "2017-12-05"),
        ("2018年1月", "2018-01"),
        ("2018年", "2018"),
        ("2018年4月中旬", "[2018-04-11..2018-04-20]"),
        ("2017年底", "[2017-11..2017-12]"),
        ("2017年春天", "2017-21"),
        # English
        ("March 5, 1977", "1977-03-05"),
        ("5 Mar 1977", "1977-03-05"),
        ("5th of March 1977", "1977-03-05"),
        ("Dec. 7, 2018", "2018-12-07"),
        ("early January 2019", "[2019-01-01..2019-01-10]"),
        ("mid-April 2018", "[2018-04-11..2018-04-20]"),
        ("in the spring of 2017", "2017-21"),
        ("c. 1950", "1950~"),
        ("1950?", "1950?"),
        ("~1950", "1950~"),
    ],
)
def test_dates_that_say_what_they_mean(text: str, edtf: str) -> None:
    assert celldates.read(text) == Reading(edtf)
    dates.read(edtf)


@pytest.mark.parametrize(
    ("text", "order", "found"),
    [
        ("02/01/1977", "", Reading("[1977-01-02,1977-02-01]", "ambiguous")),
        ("02/01/1977", "dmy", Reading("1977-01-02")),
        ("02/01/1977", "mdy", Reading("1977-02-01")),
        ("05.12.2017", "", Reading("[2017-05-12,2017-12-05]", "ambiguous")),
        ("1º/12/1976", "dmy", Reading("1976-12-01")),
        ("12/13/2017", "dmy", Reading("2017", "impossible")),
        ("31/02/1977", "dmy", Reading("1977", "impossible")),
        ("31 June 2018", "", Reading("2018", "impossible")),  # the month is not believed either: either may be the slip
        ("31 июня 2018", "", Reading("2018", "impossible")),
        ("2018年6月31日", "", Reading("2018", "impossible")),
        ("2018-06-31T10:00", "", Reading("2018", "impossible")),
        ("29.02.2019", "dmy", Reading("2019", "impossible")),
        ("31/02/1977", "", Reading("1977", "impossible")),
        ("1977-13-45", "", Reading("1977", "impossible")),
        ("14-12/05/1977", "", Reading("1977", "impossible")),
        ("MAY-ABR/1976", "", Reading("1976", "impossible")),
        ("1976/75", "", Reading("1976", "impossible")),
    ],
)
def test_day_and_month_are_not_guessed(text: str, order: str, found: Reading) -> None:
    assert celldates.read(text, order) == found


def test_two_digit_years_need_a_century() -> None:
    assert celldates.read("30.01.80") == Reading("", "two_digit_year")
    assert celldates.read("5 мая 80") == Reading("", "two_digit_year")
    assert celldates.read("5 мая 80", "", "19") == Reading("1980-05-05")
    assert celldates.read("30.01.80", "", "19") == Reading("1980-01-30")
    assert celldates.read("03.01.80", "", "19") == Reading("[1980-01-03,1980-03-01]", "ambiguous")


@pytest.mark.parametrize(
    "text", ["—", "不详", "неизвестно", "sin datos fecha", "", "когда цвели абрикосы", "1971、1974", "13"]
)
def test_what_cannot_be_read_has_no_date(text: str) -> None:
    found = celldates.read(text)
    assert found.edtf == ""
    assert found.matter in {"unread", "impossible"}


@pytest.mark.parametrize("text", ["med-fines/1976", "перед праздником 1976", "in 1976 or so, they think"])
def test_a_lone_year_is_kept_and_flagged(text: str) -> None:
    assert celldates.read(text) == Reading("1976", "unread")


def test_spanish_seasons_are_not_read_for_the_south_has_them_turned() -> None:
    assert celldates.read("primavera 1976") == Reading("1976", "unread")


@settings(max_examples=300, deadline=None)
@given(
    st.dates(min_value=__import__("datetime").date(1900, 1, 1)),
    st.sampled_from("./-"),
    st.sampled_from(["dmy", "mdy", ""]),
)
def test_numeric_dates_always_contain_the_day_meant(day: date, mark: str, order: str) -> None:
    first, second = (day.month, day.day) if order == "mdy" else (day.day, day.month)
    found = celldates.read(f"{first:02}{mark}{second:02}{mark}{day.year}", order)
    period = dates.read(found.edtf)
    assert period.first <= day.toordinal() <= period.last
    assert found.matter in ({"", "ambiguous"} if not order else {""})


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30))
def test_whatever_is_read_is_edtf(text: str) -> None:
    period = dates.read(celldates.read(text).edtf)
    assert period.first <= period.last
