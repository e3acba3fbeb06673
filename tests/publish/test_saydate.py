"""Dates in words."""

from __future__ import annotations

import pytest

from tereze.publish.locale import LANGUAGES
from tereze.publish.saydate import say_date


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("2018", "2018"),
        ("2018-03", "March 2018"),
        ("2018-03-05", "5 March 2018"),
        ("2018-03-05T10:00:00Z", "5 March 2018"),
        ("2018-03~", "about March 2018"),
        ("2018?", "about 2018"),
        ("2018-21", "spring 2018"),
        ("199X", "the years 1990–1999"),
        ("2018-03-1X", "March 2018"),
        ("2018-XX", "2018"),
        ("2018-03/2019-01", "from March 2018 to January 2019"),
        ("2018/2018", "2018"),
        ("2018-11/..", "since November 2018"),
        ("../2018", "until 2018"),
        ("../..", ""),
        ("[2017-06..2017-08]", "between June 2017 and August 2017"),
        ("[2017..]", "since 2017"),
        ("[..2017]", "until 2017"),
        ("[2017,2019]", "2017, 2019"),
        ("not a date", "not a date"),
    ],
)
def test_in_english(text: str, said: str) -> None:
    assert say_date(text, "en") == said


@pytest.mark.parametrize(
    ("code", "day", "month"),
    [
        ("ru", "5 марта 2018", "март 2018"),
        ("kk", "2018 жылғы 5 наурыз", "2018 жылғы наурыз"),
        ("zh", "2018年3月5日", "2018年3月"),
        ("ug", "2018-يىلى 3-ئاينىڭ 5-كۈنى", "2018-يىلى 3-ئاي"),
    ],
)
def test_in_other_languages(code: str, day: str, month: str) -> None:
    assert say_date("2018-03-05", code) == day
    assert say_date("2018-03", code) == month


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("text", ["2018-03-05", "2018~", "2018-24", "2018/..", "[2017..2018]/2019-02", "XXXX"])
def test_no_language_leaves_a_hole(code: str, text: str) -> None:
    assert "{" not in say_date(text, code)
