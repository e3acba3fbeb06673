"""Statements made ready for weighing."""

from __future__ import annotations

from typing import Any

from tereze.model.sources import Source
from tereze.weigh.items import by_property, folded, gather, known_of, source_of, value_key

Case = Any


def test_items_come_in_one_order_whatever_the_order_of_the_case(case: Case) -> None:
    said = [
        {"in": "b", "key": "s2"},
        {"in": "a", "key": "s3"},
        {"in": "a", "key": "s1", "property": "health", "value": "poor"},
    ]
    for order in (said, said[::-1]):
        assert [item.said.id for item in gather(case(order)).items] == ["s1", "s3", "s2"]


def test_values_are_equal_in_one_case_and_form(case: Case) -> None:
    assert folded("  TEACHER  of\nhistory") == folded("teacher of history")
    assert folded("й") == folded("й")
    built = case(
        [
            {"in": "a", "property": "health", "value": "", "said": "Her heart"},
            {"in": "a", "property": "relative", "value": "wife", "target": "w"},
        ],
        voices={"w": {"id": "p1"}},
    )
    keys = [value_key(said, known_of(built)) for said in built.mentions[0].statements]
    assert keys == [("her heart", ""), ("wife", "p1")]


def test_by_property(case: Case) -> None:
    built = case([{"in": "a"}, {"in": "a", "property": "birthDate", "value": "1979"}])
    assert list(by_property(gather(built).items)) == ["birthDate", "custody"]


def test_rows_of_one_list_share_their_chain(case: Case) -> None:
    items = gather(case([{"in": "a"}, {"in": "a", "value": "prison"}], sources={"a": {"kind": "list"}})).items
    assert items[0].chain is items[1].chain


def test_the_person_itself_is_known_without_being_listed_as_a_voice(case: Case) -> None:
    built = case([{"in": "a", "by": ["x@a knows own_experience"]}])
    bare = type(built)(anchor="x", number="T-1", mentions=built.mentions, sources=built.sources, voices={})
    assert known_of(bare).of("x@a").id == "x"
    assert gather(bare).items[0].chain.origin == "x"


def test_a_source_that_is_not_in_the_case_is_of_no_special_kind(case: Case) -> None:
    built = case([{"in": "a"}])
    bare = type(built)(anchor="x", number="T-1", mentions=built.mentions, sources={}, voices={})
    assert source_of(built.mentions[0].statements[0], known_of(bare)) == Source(id="a", local="", sort="other")
    assert gather(bare).items[0].chain.kind == "none"


def test_a_case_without_mentions_has_no_items(case: Case) -> None:
    assert gather(case([])).items == ()


def test_after_follows_the_reading_in_force(case: Case) -> None:
    said = [
        {"in": "a", "key": "camp", "when": "2017-07/2018-10"},
        {"in": "a", "key": "work", "value": "forced_labour", "phase": "began", "after": "camp"},
    ]
    corrected = case(said, changes=[{"act": "correct", "of": "camp", "to": {"when": "2017-07/2018-03"}}])
    assert gather(corrected).by_id["work"].span.begin == "2018-03"
    assert gather(case(said)).by_id["work"].span.begin == "2018-10"
    assert gather(case(said, changes=[{"act": "retract", "of": "camp"}])).by_id["work"].span.begin is None


def test_refuted_statements_do_not_end_what_began(case: Case) -> None:
    said = [
        {"in": "a", "key": "b", "when": "2017-07", "phase": "began"},
        {"in": "a", "key": "r", "value": "released", "when": "2018"},
    ]
    open_still = gather(case(said, changes=[{"act": "refute", "of": "r"}]))
    assert open_still.by_id["b"].span.end is None
    assert not open_still.by_id["r"].counts
    assert gather(case(said)).by_id["b"].span.end == "2018"
