"""Claims: what was stated, and what meets it."""

from __future__ import annotations

from typing import Any

import pytest

from tereze.weigh.claims import Claim, claims_of
from tereze.weigh.items import gather
from tereze.weigh.places import WRITTEN

Case = Any


def claims(built: Any) -> list[Claim]:
    gathered = gather(built)
    return claims_of(gathered.items, gathered, WRITTEN)


def supporting(claim: Claim) -> list[str]:
    return [item.said.id for item in claim.supporting]


def meeting(case: Case, one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the second statement supports the claim of the first."""
    built = case([{"in": "a", **one}, {"in": "b", **other}])
    claim = next(claim for claim in claims(built) if claim.stating[0].said.id == "s001")
    return "s002" in supporting(claim)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ({}, {}, True),
        ({"value": "Prison"}, {"value": "prison"}, True),
        ({"value": "prison"}, {}, False),
        ({"when": "2018"}, {}, True),
        ({"when": "2018"}, {"when": "2018-05"}, True),
        ({"when": "2018"}, {"when": "2019"}, False),
        ({"when": "2017/2018-05"}, {"when": "2018-05-31"}, True),
        ({"when": "2018-05"}, {"when": "2017", "phase": "began"}, True),
        ({"when": "2016"}, {"when": "2017", "phase": "began"}, False),
        ({"when": "2019"}, {"when": "2018", "phase": "ended"}, False),
        ({"where": "Ili"}, {}, True),
        ({"where": "Ili"}, {"where": "Yining county, Ili"}, True),
        ({"where": "Ili"}, {"where": "Kashgar"}, False),
        ({"facility": "f"}, {"facility": "g"}, False),
        ({"facility": "f"}, {"facility": "f", "where": "Ili"}, True),
        ({"facility": "f"}, {}, True),
    ],
)
def test_support_is_equal_value_and_possible_place_and_period(
    case: Case, one: dict[str, Any], other: dict[str, Any], answer: bool
) -> None:
    assert meeting(case, one, other) is meeting(case, other, one) is answer


def test_a_place_lies_where_the_argument_says(case: Case) -> None:
    class Gazetteer:
        def related(self, a: str, b: str) -> bool:
            return {a, b} <= {"Ili", "伊犁"}

    gathered = gather(case([{"in": "a", "where": "Ili"}, {"in": "b", "where": "伊犁"}]))
    assert [supporting(claim) for claim in claims_of(gathered.items, gathered, Gazetteer())] == [["s001", "s002"]] * 2


def test_claims_are_the_distinct_ones_stated(case: Case) -> None:
    said = [{"in": "a", "when": "2018"}, {"in": "b", "when": "2018-XX"}, {"in": "c", "when": "2018", "where": "Ili"}]
    assert [(claim.when, claim.where, len(claim.stating)) for claim in claims(case(said))] == [
        ("2018", "", 2),
        ("2018", "Ili", 1),
    ]


def test_what_began_and_was_ended_is_another_claim_than_the_stretch(case: Case) -> None:
    said = [
        {"in": "a", "when": "2017-07", "phase": "began"},
        {"in": "b", "when": "2018-10", "phase": "ended"},
        {"in": "c", "when": "2017-07/2018-10"},
    ]
    found = claims(case(said))
    assert sorted(claim.when for claim in found) == ["2017-07", "2017-07/2018-10", "2018-10"]
    assert {tuple(supporting(claim)) for claim in found} == {("s001", "s002", "s003")}


def test_those_who_state_one_period_may_differ_in_its_phase(case: Case) -> None:
    (claim,) = claims(case([{"in": "a", "when": "2018", "phase": "ended"}, {"in": "b", "when": "2018"}]))
    assert claim.phases == frozenset(("ended", None))
    assert claim.phase is None
    (one,) = claims(case([{"in": "a", "when": "2018", "phase": "ended"}]))
    assert one.phase == "ended"


def test_there_is_no_grouping_through_a_third(case: Case) -> None:
    said = [
        {"in": "a", "when": "2017-01/2017-06"},
        {"in": "b", "when": "2017-05/2018-02"},
        {"in": "c", "when": "2018-01"},
    ]
    assert [supporting(claim) for claim in claims(case(said))] == [
        ["s001", "s002"],
        ["s001", "s002", "s003"],
        ["s002", "s003"],
    ]


def test_what_is_not_an_assertion_stands_beside_the_claims_it_meets(case: Case) -> None:
    said = [
        {"in": "a", "when": "2018"},
        {"in": "b", "when": "2020"},
        {"in": "c", "stance": "denies"},
        {"in": "d", "stance": "does_not_know", "when": "2018"},
        {"in": "e", "stance": "refuses", "when": "2020"},
    ]
    first, second = claims(case(said))
    assert [len(beside) for beside in (first.denied, first.unknown, first.refused)] == [1, 1, 0]
    assert [len(beside) for beside in (second.denied, second.unknown, second.refused)] == [1, 0, 1]
    assert supporting(first) == ["s001"]


def test_a_denial_of_what_nobody_says_is_listed_without_support(case: Case) -> None:
    found = claims(case([{"in": "a", "when": "2018"}, {"in": "b", "stance": "denies", "when": "2020"}]))
    assert [(claim.when, supporting(claim), len(claim.denied)) for claim in found] == [
        ("2018", ["s001"], 0),
        ("2020", [], 1),
    ]


def test_a_denial_printed_twice_is_one_denial(case: Case) -> None:
    said = [{"in": "a"}, {"in": "b", "stance": "denies"}, {"in": "c", "stance": "denies"}]
    (claim,) = claims(case(said, sources={"c": {"repeats": ["b"]}}))
    assert len(claim.denied) == 1


def test_what_was_shown_false_supports_nothing(case: Case) -> None:
    (claim,) = claims(case([{"in": "a", "key": "s"}, {"in": "b"}], changes=[{"act": "refute", "of": "s"}]))
    assert supporting(claim) == ["s002"]
    assert [item.said.id for item in claim.refuted] == ["s"]


def test_a_reprint_states_only_the_place_it_adds(case: Case) -> None:
    wife = ["wife knows eyewitness"]
    sources = {"b": {"repeats": ["a"]}, "c": {"repeats": ["a"]}}
    said = [
        {"in": "a", "where": "Ili", "by": wife},
        {"in": "b", "by": wife},
        {"in": "c", "where": "Yining county, Ili", "by": wife},
    ]
    found = claims(case(said, sources=sources))
    assert [(claim.where, supporting(claim)) for claim in found] == [
        ("Ili", ["s001", "s002", "s003"]),
        ("Yining county, Ili", ["s001", "s002", "s003"]),
    ]


def test_a_reprint_meets_nothing_that_its_original_does_not(case: Case) -> None:
    wife, aunt = ["wife knows eyewitness"], ["aunt knows eyewitness"]
    said = [
        {"in": "a", "where": "Ili", "by": wife},
        {"in": "b", "by": wife},
        {"in": "c", "where": "Kashgar", "by": aunt},
    ]
    found = claims(case(said, sources={"b": {"repeats": ["a"]}}))
    assert [(claim.where, supporting(claim)) for claim in found] == [("Ili", ["s001", "s002"]), ("Kashgar", ["s003"])]
