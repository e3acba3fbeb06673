"""Accounts of custody that cannot all be true, and accounts that only look so."""

from __future__ import annotations

from typing import Any

import pytest

from tereze.model import dates
from tereze.weigh import Conflict, person_view
from tereze.weigh.custody import inseparable

Case = Any


def conflicts(case: Case, *said: dict[str, Any]) -> tuple[Conflict, ...]:
    """The conflicts among statements, each in a source of its own by a voice of its own."""
    built = [
        {"in": place, "by": [f"v{place} knows eyewitness"], **one} for place, one in zip("abcdef", said, strict=False)
    ]
    return person_view(case(built)).conflicts


def brief(case: Case, *said: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(one.kind, [side.value for side in one.values]) for one in conflicts(case, *said)]


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("2018-01/2018-12", "2018-06", True),
        ("2018-01/2018-12", "2018-12", False),  # on the last day the one may end and the other begin
        ("2018-01/2018-12", "2018", False),  # once in 2018: perhaps before, perhaps after
        ("2018", "2018", False),
        ("2018-05-05", "2018-05-05", False),
        ("2017/2018", "2018/2019", False),
        ("2017/2018-06", "2018-05/2019", True),
        ("[2017..2018]/2019", "2018-06", False),
        ("", "2018", False),
    ],
)
def test_periods_that_cannot_be_kept_apart(one: str, other: str, answer: bool) -> None:
    assert inseparable(dates.read(one), dates.read(other)) is inseparable(dates.read(other), dates.read(one)) is answer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"value": "prison", "when": "2018-01/2018-12"}, {"value": "released", "when": "2018-06"}),
        ({"value": "internment", "when": "2018"}, {"value": "prison", "when": "2018"}),  # two answers to one question
        ({"value": "house_arrest", "when": "2018/2019"}, {"value": "left_country", "when": "2018-12/2019-12"}),
        ({"value": "missing", "when": "2018/2019"}, {"value": "in_contact", "when": "2018-12/2019-12"}),
    ],
)
def test_statuses_that_clash(case: Case, one: dict[str, Any], other: dict[str, Any]) -> None:
    (found,) = conflicts(case, one, other)
    assert (found.property, found.kind) == ("custody", "status")
    assert {side.value for side in found.values} == {one["value"], other["value"]}
    assert found.facet is not None
    assert [side.independent_witnesses for side in found.values] == [1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"value": "internment", "when": "2017-07/2018-10"}, {"value": "released", "when": "2018-10"}),
        ({"value": "internment", "when": "2018"}, {"value": "released", "when": "2018"}),
        ({"value": "internment", "when": "2018"}, {"value": "prison", "when": "2018-05"}),
        (
            {"value": "internment", "phase": "began", "when": "2017"},
            {"value": "prison", "phase": "began", "when": "2018"},
        ),
        (
            {"value": "internment", "phase": "began", "when": "2017"},
            {"value": "prison", "phase": "began", "when": "2017"},
        ),
        ({"value": "internment"}, {"value": "prison"}),
        ({"value": "internment", "when": "2018/2019"}, {"value": "forced_labour", "when": "2018/2019"}),
        ({"value": "house_arrest", "when": "2018/2019"}, {"value": "papers_withheld", "when": "2018/2019"}),
        ({"value": "internment", "when": "2018/2019"}, {"value": "prison", "when": "2018/2019", "stance": "denies"}),
    ],
)
def test_statuses_that_do_not_clash(case: Case, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert conflicts(case, one, other) == ()


def test_one_witness_who_tells_a_course_of_events_contradicts_nobody(case: Case) -> None:
    said = [
        {"in": "a", "by": ["son knows eyewitness"], "when": "2018", "value": one}
        for one in ("police_custody", "prison")
    ]
    assert person_view(case(said)).conflicts == ()


def test_statuses_of_different_facets_have_no_facet_in_common(case: Case) -> None:
    (found,) = conflicts(
        case, {"value": "deceased", "phase": None, "when": "2018-01/2018-12"}, {"value": "prison", "when": "2018-06"}
    )
    assert found.facet is None


def test_after_is_not_a_contradiction(case: Case) -> None:
    said = [
        {"in": "a", "key": "c", "when": "2017-07/2018-10", "by": ["son knows eyewitness"]},
        {"in": "a", "value": "prison", "phase": "began", "after": "c", "by": ["aunt knows eyewitness"]},
    ]
    assert person_view(case(said)).conflicts == ()


def test_places_of_one_status_at_one_time(case: Case) -> None:
    (found,) = conflicts(case, {"when": "2018", "where": "Ili"}, {"when": "2018", "where": "Kashgar"})
    assert (found.kind, found.status, found.facet) == ("place", "internment", "holding")
    assert [side.value for side in found.values] == ["Ili", "Kashgar"]
    assert conflicts(case, {"when": "2018", "where": "Ili"}, {"when": "2018", "where": "Yining county, Ili"}) == ()
    assert conflicts(case, {"when": "2018", "where": "Ili"}, {"when": "2019", "where": "Kashgar"}) == ()
    assert brief(case, {"when": "2018", "facility": "f"}, {"when": "2018", "facility": "g"}) == [("place", ["f", "g"])]


@pytest.mark.parametrize(
    ("value", "phase", "kind"),
    [
        ("missing", "began", "beginning"),
        ("internment", "ended", "end"),
        ("released", None, "beginning"),
        ("deceased", None, "beginning"),
        ("left_country", "began", "beginning"),
    ],
)
def test_two_dates_for_one_moment(case: Case, value: str, phase: str | None, kind: str) -> None:
    early = {"value": value, "phase": phase, "when": "1976-05-05"}
    assert brief(case, early, {**early, "when": "1976-05-15"}) == [(kind, ["1976-05-05", "1976-05-15"])]
    assert brief(case, early, {**early, "when": "1976-05"}) == []


def test_dates_of_two_stretches_are_no_contradiction(case: Case) -> None:
    first = {"phase": "began", "when": "2017-01"}
    second = {"phase": "began", "when": "2018-01"}
    assert brief(case, first, second) == [("beginning", ["2017-01", "2018-01"])]
    assert brief(case, first, second, {"value": "released", "when": "2017-06"}) == []
    assert brief(case, first, second, {"phase": "ended", "when": "2017-06"}) == []
    ends = [{"phase": "ended", "when": "2017-06"}, {"phase": "ended", "when": "2018-06"}]
    assert brief(case, *ends) == [("end", ["2017-06", "2018-06"])]
    assert brief(case, *ends, second) == []


def test_a_moment_is_one_also_where_somebody_gives_the_date_alone(case: Case) -> None:
    end = {"phase": "ended", "when": "2017-06"}
    assert brief(case, {"when": "2017-06"}, end, {**end, "when": "2018-06"}) == [("end", ["2017-06", "2018-06"])]


def test_dates_that_are_no_moments_are_not_compared(case: Case) -> None:
    assert brief(case, {"when": "2017"}, {"when": "2018"}) == []
    assert brief(case, {"phase": "continuing", "when": "2017"}, {"phase": "continuing", "when": "2018"}) == []
