"""Values that cannot all hold, with what stands on each side."""

from __future__ import annotations

from typing import Any

import pytest

from tereze.weigh import Conflict, person_view

Case = Any


def conflicts(case: Case, prop: str, *values: str | dict[str, Any], **more: Any) -> tuple[Conflict, ...]:
    said = []
    for place, value in zip("abcdef", values, strict=False):
        given = {"value": value} if isinstance(value, str) else value
        said.append({"in": place, "property": prop, "by": [f"v{place} knows unknown"], **given})
    return person_view(case(said, **more)).conflicts


def sides(found: tuple[Conflict, ...]) -> list[list[str]]:
    return [[side.value for side in one.values] for one in found]


@pytest.mark.parametrize(
    ("prop", "values", "expected"),
    [
        ("birthDate", ["1979", "1979-05"], []),
        ("birthDate", ["1979", "1982"], [["1979", "1982"]]),
        ("birthDate", ["1979", "1979-05", "1982"], [["1979", "1979-05", "1982"]]),
        ("birthDate", ["1979-05", "1979-06", "1979"], [["1979-05", "1979-06"]]),
        ("birthDate", ["1979", ""], []),
        ("birthDate", ["1979", "the year of the goat"], []),
        ("gender", ["male", "Male"], []),
        ("gender", ["male", "female"], [["female", "male"]]),
        ("birthPlace", ["Ili", "Yining county, Ili"], []),
        ("birthPlace", ["Ili", "Kashgar"], [["Ili", "Kashgar"]]),
        ("idNumber", ["1", "2", "3"], [["1", "2", "3"]]),
        ("occupation", ["teacher", "driver"], []),
        ("nationality", ["kz", "cn"], []),
    ],
)
def test_single_values(case: Case, prop: str, values: list[str], expected: list[list[str]]) -> None:
    assert sides(conflicts(case, prop, *values)) == expected


def test_values_of_other_times_may_differ(case: Case) -> None:
    one, other = {"value": "ten years", "when": "2018"}, {"value": "four years", "when": "2021"}
    assert sides(conflicts(case, "sentence", one, other)) == []
    assert sides(conflicts(case, "sentence", one, {**other, "when": "2018"})) == [["four years", "ten years"]]


def test_each_side_shows_what_stands_behind_it(case: Case) -> None:
    listed, held = {"value": "1982", "by": []}, {"value": "1982", "by": ["wife knows document"]}
    (found,) = conflicts(case, "birthDate", "1979", "1982", listed, held, sources={"c": {"kind": "list"}})
    assert (found.property, found.facet, found.kind) == ("birthDate", None, "value")
    old, new = found.values
    assert (old.independent_witnesses, old.sources, old.document_origins) == (1, 1, 0)
    assert (new.independent_witnesses, new.sources, new.document_origins, new.official_origins) == (1, 3, 2, 0)
    assert new.statements == ("s002", "s003", "s004")


@pytest.mark.parametrize(
    ("years", "at", "born", "clash"),
    [
        ("39", "2019-03", "1979", False),
        ("39", "2019-03-05", "1980-03-05", False),
        ("39", "2019-03-05", "1980-03-06", True),
        ("39", "2019-03-05", "1979-03-06", False),
        ("39", "2019-03-05", "1979-03-05", True),
        ("30", "2019-03", "1979", True),
        ("30", "", "1979", False),
        ("thirty", "2019-03", "1979", False),
        ("9999", "2019-03", "1979", False),
        ("999", "0500", "0001", False),
        ("4", "2020-02-29", "2016-02-29", False),
    ],
)
def test_ages_against_birth_dates(case: Case, years: str, at: str, born: str, clash: bool) -> None:
    found = conflicts(case, "age", {"value": years, "when": at}, {"property": "birthDate", "value": born})
    assert bool(found) is clash
    if found:
        assert (found[0].property, found[0].kind) == ("birthDate", "age")
        assert {side.property for side in found[0].values} == {"age", "birthDate"}


def test_ages_against_ages(case: Case) -> None:
    (found,) = conflicts(case, "age", {"value": "30", "when": "2019-03"}, {"value": "40", "when": "2019"})
    assert (found.property, found.kind) == ("age", "age")
    assert conflicts(case, "age", {"value": "30", "when": "2019-03"}, {"value": "40", "when": "2029"}) == ()


def test_what_nobody_supports_contradicts_nothing(case: Case) -> None:
    assert conflicts(case, "birthDate", "1979", {"value": "1982", "stance": "denies"}) == ()
    refuted = [{"act": "refute", "of": "s"}]
    assert conflicts(case, "birthDate", "1979", {"value": "1982", "key": "s"}, changes=refuted) == ()


def test_conflicts_come_in_one_order(case: Case) -> None:
    said = [
        {"in": "a", "property": "gender", "value": "male"},
        {"in": "b", "property": "gender", "value": "female"},
        {"in": "a", "property": "birthDate", "value": "1979"},
        {"in": "b", "property": "birthDate", "value": "1990"},
    ]
    assert [one.property for one in person_view(case(said)).conflicts] == ["birthDate", "gender"]
    assert person_view(case(said)).conflicts == person_view(case(said, sources={"b": {}, "a": {}})).conflicts
