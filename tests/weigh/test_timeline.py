"""The lanes of the timeline: what is one item, from when to when, and on whose word."""

from __future__ import annotations

from typing import Any

import pytest

from tereze.weigh import Item, person_view

Case = Any
SON, AUNT, GUARD = ["son knows eyewitness"], ["aunt knows eyewitness"], ["guard knows eyewitness"]
Row = tuple[str, str | None, str | None, int]


def items(case: Case, *said: dict[str, Any], **more: Any) -> tuple[Item, ...]:
    return person_view(
        case([{"in": place, **one} for place, one in zip("abcdef", said, strict=False)], **more)
    ).timeline


def rows(case: Case, *said: dict[str, Any], **more: Any) -> list[Row]:
    return [(one.status, one.begin, one.end, one.independent_witnesses) for one in items(case, *said, **more)]


def test_overlapping_claims_of_one_status_are_one_item(case: Case) -> None:
    found = rows(
        case,
        {"when": "2017-07/2018-06", "by": SON},
        {"when": "2018-01/2018-10", "by": AUNT},
        {"when": "2020", "by": GUARD},
    )
    assert found == [("internment", "2017-07", "2018-10", 2), ("internment", "2020", "2020", 1)]


def test_items_touch_through_a_third(case: Case) -> None:
    found = rows(case, {"when": "2017-01/2017-06"}, {"when": "2017-05/2018-02"}, {"when": "2018-01/2018-12"})
    assert [row[:3] for row in found] == [("internment", "2017-01", "2018-12")]


def test_places_that_do_not_fit_are_two_items(case: Case) -> None:
    found = items(case, {"when": "2018", "where": "Ili"}, {"when": "2018", "where": "Kashgar"})
    assert [one.where for one in found] == ["Ili", "Kashgar"]


def test_an_item_names_its_narrowest_place(case: Case) -> None:
    (one,) = items(
        case, {"when": "2018", "where": "Ili"}, {"when": "2018", "where": "Yining county, Ili"}, {"when": "2018"}
    )
    assert one.where == "Yining county, Ili"


def test_one_without_a_place_does_not_tie_places_that_exclude_each_other(case: Case) -> None:
    found = items(case, {"when": "2018"}, {"when": "2018", "where": "Ili"}, {"when": "2018", "where": "Kashgar"})
    assert [one.where for one in found] == ["Ili", "Kashgar"]


def test_facilities_that_differ_are_two_items(case: Case) -> None:
    found = items(case, {"when": "2018", "facility": "f"}, {"when": "2018", "facility": "g"}, {"when": "2018"})
    assert [one.facility for one in found] == ["f", "g"]


def test_an_undated_claim_joins_and_never_bridges(case: Case) -> None:
    found = rows(case, {"when": "2017"}, {"when": "2019"}, {})
    assert [row[:3] for row in found] == [("internment", "2017", "2017"), ("internment", "2019", "2019")]
    assert rows(case, {}) == [("internment", None, None, 0)]


@pytest.mark.parametrize(
    ("phase", "when", "end", "by"),
    [
        ("began", "2017-07", "2018-10", "released"),
        ("continuing", "2018-01", "2018-10", "released"),
        (None, "", "2018-10", "released"),
        (None, "2018-01", "2018-01", None),  # it says when, and no more
        ("span", "2017-07/2018-06", "2018-06", None),
        ("ended", "2018-06", "2018-06", None),
        (None, "2017-07/..", "2018-10", "released"),
    ],
)
def test_a_release_ends_a_holding_item_that_has_no_end_of_its_own(
    case: Case, phase: str | None, when: str, end: str, by: str | None
) -> None:
    found = items(case, {"phase": phase, "when": when}, {"value": "released", "when": "2018-10"})
    assert (found[0].status, found[0].end, found[0].ended_by) == ("internment", end, by)
    assert (found[1].status, found[1].begin) == ("released", "2018-10")


def test_a_release_ends_nothing_that_began_later_and_nothing_outside_holding(case: Case) -> None:
    release = {"value": "released", "when": "2018-10"}
    assert rows(case, release, {"phase": "began", "when": "2019"})[1][:3] == ("internment", "2019", None)
    found = items(case, {"value": "forced_labour", "phase": "began", "when": "2018"}, release)
    assert [(one.status, one.end) for one in found] == [("released", "2018-10"), ("forced_labour", None)]
    assert [
        one.ended_by for one in items(case, {"value": "house_arrest", "phase": "continuing", "when": "2018"}, release)
    ] == [
        None,
        None,
    ]


def test_what_began_ends_with_the_next_status_not_with_a_later_release(case: Case) -> None:
    found = rows(
        case,
        {"phase": "began", "when": "2017"},
        {"value": "prison", "phase": "began", "when": "2018-03"},
        {"value": "released", "when": "2020"},
    )
    assert [row[:3] for row in found] == [
        ("internment", "2017", "2018-03"),
        ("prison", "2018-03", "2020"),
        ("released", "2020", "2020"),
    ]


def test_what_began_twice_without_an_end_is_one_item(case: Case) -> None:
    assert rows(case, {"phase": "began", "when": "2017-07"}, {"phase": "began", "when": "2017-09"}) == [
        ("internment", "2017-07", None, 0)
    ]


def test_lanes_come_in_the_order_of_the_facets(case: Case) -> None:
    found = items(
        case,
        {"value": "missing", "when": "2016"},
        {"value": "deceased", "when": "2019"},
        {"value": "forced_labour", "when": "2018"},
        {"value": "house_arrest", "when": "2017"},
        {"value": "prison", "when": "2020"},
        {"value": "a word of one’s own", "when": "2015"},
    )
    assert [one.facet for one in found] == ["holding", "liberty", "work", "life", "knowledge", None]


def test_an_item_carries_the_terms_and_the_union_of_support(case: Case) -> None:
    term = {"text": "a school", "used_by": "officials"}
    (one,) = items(
        case,
        {"when": "2017/2018", "by": SON, "term": term},
        {"when": "2018/2019", "by": AUNT},
        {"when": "2019", "by": SON},
    )
    assert (one.terms, one.independent_witnesses, one.sources) == (("a school",), 2, 3)
    assert one.statements == ("s001", "s002", "s003")


def test_what_nobody_supports_is_not_in_the_timeline(case: Case) -> None:
    assert items(case, {"stance": "denies", "when": "2018"}) == ()
    assert items(case, {"key": "s"}, changes=[{"act": "refute", "of": "s"}]) == ()
