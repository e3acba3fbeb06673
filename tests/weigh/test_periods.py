"""When statements may hold: stated bounds, `after`, and how long what began stays open."""

from __future__ import annotations

from typing import Any

import pytest

from tereze.model import dates
from tereze.model.dates import ALWAYS, ANY
from tereze.model.mentions import Statement
from tereze.weigh.periods import UNDATED, Span, exclude, facet_of, possible, stated


def said(key: str, value: str = "internment", when: str = "", phase: str | None = None, **more: Any) -> Statement:
    return Statement(id=key, source="a", about="x", property="custody", value=value, when=when, phase=phase, **more)


def bounds(span: Span) -> tuple[str | None, str | None]:
    return span.begin, span.end


def until(*others: Statement, when: str = "2017-07", value: str = "internment") -> str | None:
    """The end that `others` give to what began."""
    return possible([said("b", value, when, "began"), *others])["b"].end


@pytest.mark.parametrize(
    ("when", "begin", "end"),
    [
        ("2017-07/2018-10", "2017-07", "2018-10"),
        ("[2017-06..2017-08]/2018-10", "2017-06", "2018-10"),
        ("[2017-06..2017-08]", "2017-06", "2017-08"),
        ("{2017-06, 2017-01}", "2017-01", "2017-06"),
        ("2017-07/..", "2017-07", None),
        ("/2018", None, "2018"),
        ("[..2018]", None, "2018"),
        ("2018~", "2018~", "2018~"),
        ("", None, None),
        ("when the apricots ripened", None, None),
    ],
)
def test_stated_bounds_keep_their_words(when: str, begin: str | None, end: str | None) -> None:
    assert bounds(stated(when)) == (begin, end)


def test_what_cannot_be_read_says_nothing_about_when() -> None:
    assert stated("soon") == stated("") == UNDATED
    assert not UNDATED.dated
    assert stated("2018").dated


def test_began_is_open_where_nothing_ends_it() -> None:
    span = possible([said("b", when="2017-07", phase="began")])["b"]
    assert span.end is None
    assert span.period.end_last == ALWAYS
    assert span.period.first == dates.read("2017-07").first


@pytest.mark.parametrize(
    ("other", "end"),
    [
        (said("e", when="2018-10", phase="ended"), "2018-10"),
        (said("e", when="2016-10", phase="ended"), None),  # it ended before
        (said("e", when="2017-06/2018-09", phase="span"), "2018-09"),  # the same stretch, with its end
        (said("e", when="2018-01/2018-09"), None),  # another stretch says nothing of this one
        (said("e", when="2018-09"), None),
        (said("r", "released", "2018-10"), "2018-10"),
        (said("r", "released", "2017"), "2017"),  # may be after July
        (said("r", "released", "2016"), None),
        (said("p", "prison", "2019-03", "began"), "2019-03"),
        (said("p", "prison", "2016/2017-03"), None),
        (said("p", "prison", "2017-07"), None),  # one month: who can say which came first
        (said("p", "prison", "2019-03", "ended"), None),
        (said("p", "prison", "2019-03", stance="denies"), None),
        (said("p", "prison"), None),
        (said("w", "forced_labour", "2018-10"), None),  # another facet, true together
        (said("d", "deceased", "2018-12-01"), "2018-12-01"),  # another facet, not true together
    ],
)
def test_what_ends_an_internment_that_began(other: Statement, end: str | None) -> None:
    assert until(other) == end


def test_the_first_end_counts() -> None:
    assert until(said("r", "released", "2018-10"), said("p", "prison", "2018-03")) == "2018-03"


def test_house_arrest_and_withheld_papers_do_not_end_each_other() -> None:
    assert until(said("p", "papers_withheld", "2018"), value="house_arrest") is None
    assert until(said("p", "left_country", "2018"), value="house_arrest") == "2018"


def test_other_properties_are_open_until_their_own_end() -> None:
    work = [
        Statement(id=key, source="a", about="x", property="work", value="teacher", when=when, phase=phase)
        for key, when, phase in (("b", "2010", "began"), ("e", "2016", "ended"))
    ]
    assert possible(work)["b"].end == "2016"


def test_after_begins_when_the_other_may_have_ended() -> None:
    spans = possible([said("a", when="2017-07/2018-10"), said("b", "forced_labour", phase="began", after="a")])
    assert bounds(spans["b"]) == ("2018-10", None)
    assert spans["b"].period.first == dates.read("2018-10").first


@pytest.mark.parametrize("target", [said("a"), said("a", when="soon")])
def test_after_something_undated_is_undated(target: Statement) -> None:
    spans = possible([target, said("b", "forced_labour", phase="began", after="a")])
    assert spans["b"].period == ANY


def test_after_a_statement_of_somebody_else_is_undated() -> None:
    assert possible([said("b", after="elsewhere")])["b"] == UNDATED


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("internment", "prison", True),
        ("internment", "internment", False),
        ("internment", "forced_labour", False),
        ("house_arrest", "papers_withheld", False),
        ("house_arrest", "left_country", True),
        ("deceased", "in_contact", True),
        ("deceased", "released", False),
        ("a word of one’s own", "prison", False),
    ],
)
def test_statuses_that_exclude_each_other(one: str, other: str, answer: bool) -> None:
    assert exclude(one, other) is exclude(other, one) is answer


def test_facets() -> None:
    assert facet_of("internment") == "holding"
    assert facet_of("a word of one’s own") is None
