"""Dates in running text: our own expressions in six languages, the given cases, and what must be left alone."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.intake.extract import dates
from tereze.model.dates import read

ANCHOR = date(2021, 6, 16)  # a Wednesday

OWN = [
    ("en", "They came for him on 3 April 2019.", ["2019-04-03"]),
    ("en", "She was freed in late 2018, her son in September.", ["2018-11/2018-12", "2020-09"]),
    ("en", "on Wednesday and again on Thursday", ["2021-06-16", "2021-06-10"]),
    ("en", "He was held from March to May 2018 and again in the winter of 2019.", ["2018-03/2018-05", "2019-24"]),
    ("en", "Three months ago he rang; a year ago he did not.", ["2021-03~", "2020~"]),
    ("en", "Since 2016 about 2000 people left; room 2017 stayed empty.", ["2016"]),
    ("en", "Posted 05/06/2020.", ["[2020-05-06,2020-06-05]"]),
    ("en", "Posted 25/06/2020.", ["2020-06-25"]),
    ("ru", "Его увезли 14 августа 2017 года, а в октябре пришло письмо.", ["2017-08-14", "2020-10"]),
    ("ru", "прошлым летом, во вторник, три месяца назад", ["2020-22", "2021-06-15", "2021-03~"]),
    ("ru", "в конце прошлого года", ["2020-11/2020-12"]),
    ("kk", "Оны 2019 жылғы 3 сәуірде алып кетті.", ["2019-04-03"]),
    ("kk", "былтыр күзде кетті, мамырда хат келді", ["2020-23", "2021-05"]),
    ("ru", "в прошлом году его судили", ["2020"]),
    ("kk", "Былтыр сотталды.", ["2020"]),
    ("ky", "Былтыр соттолду.", ["2020"]),
    ("ug", "بۇلتۇر تۇتۇلدى", ["2020"]),
    ("en", "He was tried last year.", ["2020"]),
    ("zh", "他于2019年4月3日被带走，去年8月获释。", ["2019-04-03", "2020-08"]),
    ("zh", "2019年初她回家，今年3月又失去联系。", ["2019-01/2019-02", "2021-03"]),
    ("ky", "2019-жылы 3-апрелде алып кетишти", ["2019-04-03"]),
    ("ug", "2019-يىلى 3-ئاپرېل ئېلىپ كەتتى", ["2019-04-03"]),
]
LEFT_ALONE = [
    ("en", "It may be so. March on! 2,000 people, 2018 pages, flight 2017, age 30."),
    ("en", "The mayor said Sun Li may march."),
    ("ru", "2000 человек, 15 лет, март кот."),
    ("kk", "Қазан қаласы мен қазан асу."),
    ("zh", "二十三个人，一月一次都没有。"),
    ("und", "something in May"),
]


@pytest.mark.parametrize(("lang", "text", "expected"), OWN)
def test_reads_expressions_of_our_own(lang: str, text: str, expected: list[str]) -> None:
    assert [found.edtf for found in dates.find(text, lang, ANCHOR)] == expected


@pytest.mark.parametrize(("lang", "text"), LEFT_ALONE)
def test_leaves_alone_what_may_be_something_else(lang: str, text: str) -> None:
    assert dates.find(text, lang, ANCHOR) == ()


def test_the_given_cases_are_read_exactly(shared: Path) -> None:
    cases = json.loads((shared / "data" / "date_cases.json").read_text("utf-8"))
    anchor = date.fromisoformat(cases["reference_date"])
    for case in cases["cases"]:
        assert [found.edtf for found in dates.find(case["text"], case["lang"], anchor)] == [case["edtf"]], case


def test_says_what_a_reading_rests_on() -> None:
    text = "in May 2018, in August, yesterday"
    assert [found.basis for found in dates.find(text, "en", ANCHOR)] == ["stated", "document", "document"]
    assert [(found.edtf, found.basis) for found in dates.find(text, "en")] == [
        ("2018-05", "stated"),
        ("", "unanchored"),
        ("", "unanchored"),
    ]


def test_does_not_read_what_lies_ahead_as_past() -> None:
    assert [found.edtf for found in dates.find("They will be released in December.", "en", ANCHOR)] == [""]


def test_days_that_do_not_exist_are_not_dates() -> None:
    assert dates.find("am 31.06.2018", "ru", ANCHOR) == ()
    assert dates.find("von 2018 bis", "en", ANCHOR) == ()
    assert dates.find("2019–2016 гг.", "ru", ANCHOR) == ()


def test_figures_are_read_in_any_language() -> None:
    assert [found.edtf for found in dates.find("am 2018-03-05", "de")] == ["2018-03-05"]


def test_spans_hold_the_very_words() -> None:
    text = "Она ушла 5 марта 2018 года."
    found = dates.find(text, "ru")[0]
    assert text[found.begin : found.end] == "5 марта 2018 года"


@given(
    st.text(alphabet=st.sampled_from("0123456789 .-/年月日 жіMayOct inагод"), max_size=60),
    st.sampled_from(dates.LANGUAGES),
)
def test_any_text_gives_dates_that_can_be_read_and_do_not_overlap(text: str, lang: str) -> None:
    found = dates.find(text, lang, ANCHOR)
    assert all(one.end <= other.begin for one, other in pairwise(found))
    for one in found:
        assert text[one.begin : one.end]
        read(one.edtf)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He rang in 2017. In August that year he was arrested.", ["2017", "2017-08"]),
        ("He rang in 2017. In August he was arrested.", ["2017", ""]),
        ("He rang on Monday. In January he was arrested.", ["2019-03-04", "2019-01"]),
        ("He rang in 2017.\n\nIn January he was arrested.", ["2017", "2019-01"]),
        ("He rang in 2017. Last November he was arrested.", ["2017", "2018-11"]),
        ("Он звонил в 2017 году. В августе того же года его арестовали.", ["2017", "2017-08"]),
    ],
)
def test_a_bare_month_in_a_story(text: str, expected: list[str]) -> None:
    lang = "ru" if text[0] == "О" else "en"
    day = date(2019, 3, 5)
    found = dates.narrated(text, dates.find(text, lang, day), day)
    assert [one.edtf for one in found] == expected
