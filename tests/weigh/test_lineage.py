"""Reprints are tied to what they repeat, and to nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tereze.weigh.items import gather

Case = Any
A = {"in": "a", "key": "o", "by": ["wife knows own_experience"], "when": "2018"}
B = {"in": "b", "key": "c", "by": ["wife knows own_experience", "agency relays media"], "when": "2018"}
REPEATS = {"b": {"repeats": ["a"]}}


def originals(built: Any) -> dict[str, str]:
    """Statement → its original, for those that have one."""
    return {item.said.id: item.original for item in gather(built).items if item.original}


def test_nothing_is_tied_without_a_declaration(case: Case) -> None:
    assert originals(case([A, B])) == {}


@pytest.mark.parametrize(
    "how",
    [
        {"sources": REPEATS},
        {"lineage": [{"source": "b", "original": "a"}]},
        {"lineage": [{"source": "b", "original": "a", "statement": "c"}]},
        {"said": [A, {**B, "from": "a"}]},
    ],
)
def test_a_repeat_is_tied_however_it_is_declared(case: Case, how: dict[str, Any]) -> None:
    assert originals(case(**({"said": [A, B]} | how))) == {"c": "o"}


def test_lineage_of_one_statement_ties_no_other(case: Case) -> None:
    said = [A, B, {**B, "key": "d"}]
    assert originals(case(said, lineage=[{"source": "b", "original": "a", "statement": "d"}])) == {"d": "o"}


@pytest.mark.parametrize(
    "other",
    [
        {"property": "health", "value": "internment"},
        {"value": "prison"},
        {"when": "2019"},
        {"stance": "denies"},
        {"by": ["aunt knows own_experience"]},
        {"by": []},
        {"where": "Elsewhere"},
        {"target": "son"},
    ],
)
def test_what_a_reprint_adds_stands_for_itself(case: Case, other: dict[str, Any]) -> None:
    first = {**A, "where": "Model"}
    assert originals(case([first, {**B, "where": "Model"} | other], sources=REPEATS)) == {}


@pytest.mark.parametrize(
    ("voices", "tied"),
    [
        ({"w2": {"id": "wife"}}, True),
        ({"w2": {"label": "WIFE"}}, True),
        ({"w2": {"label": "someone else"}}, False),
        ({"w2": {"named": False}}, False),
        ({"w2": {"named": False}, "wife": {"named": False}}, True),
        ({"w2": {"sealed": True, "label": ""}, "wife": {"sealed": True, "label": ""}}, True),
        ({"w2": {"sealed": True}}, False),
        ({"w2": {"label": ""}, "wife": {"label": ""}}, False),
        ({"w2": {"sort": "group", "label": "wife"}}, False),
    ],
)
def test_the_same_voice(case: Case, voices: dict[str, Any], tied: bool) -> None:
    copy = {**B, "by": ["w2 knows own_experience"]}
    assert bool(originals(case([A, copy], sources=REPEATS, voices=voices))) is tied


def test_a_place_left_out_or_made_narrower_is_still_the_same(case: Case) -> None:
    for here, there in (("Model", ""), ("", "Model"), ("Example county, Model", "Model")):
        assert originals(case([{**A, "where": here}, {**B, "where": there}], sources=REPEATS)) == {"c": "o"}


def test_relatives_are_compared_like_voices(case: Case) -> None:
    one = {"in": "a", "key": "o", "property": "relative", "value": "husband", "target": "h1", "by": A["by"]}
    two = {**one, "in": "b", "key": "c", "target": "h2"}
    assert originals(case([one, two], sources=REPEATS, voices={"h2": {"label": "h1"}})) == {"c": "o"}
    assert originals(case([one, two], sources=REPEATS)) == {}


def test_a_reprint_of_a_reprint_leads_to_the_first(case: Case) -> None:
    third = {**B, "in": "z", "key": "d"}
    sources = {"b": {"repeats": ["a"]}, "z": {"repeats": ["b"]}}
    assert originals(case([A, B, third], sources=sources)) == {"c": "o", "d": "o"}
    skipping = case([A, {**B, "when": "2017"}, third], sources=sources)
    assert originals(skipping) == {"d": "o"}


def test_sources_that_repeat_each_other_have_one_original(case: Case) -> None:
    sources = {"a": {"repeats": ["b"]}, "b": {"repeats": ["a"]}}
    assert originals(case([A, B], sources=sources)) == {"o": "c"}
    assert originals(case([A], sources={"a": {"repeats": ["a"]}})) == {}


def test_the_first_of_several_that_fit(case: Case) -> None:
    twice = [A, {**A, "key": "n"}, B]
    assert originals(case(twice, sources=REPEATS)) == {"c": "n"}


@pytest.mark.parametrize("act", ["retract", "refute", "revise"])
def test_a_reprint_falls_with_the_account_it_repeats(case: Case, act: str) -> None:
    change = {"act": act, "of": "o"} | ({"to": {"when": "2019"}} if act == "revise" else {})
    items = {item.said.id: item.standing for item in gather(case([A, B], sources=REPEATS, changes=[change])).items}
    if act == "refute":
        assert items == {"o": "refuted", "c": "refuted"}
    else:
        assert "c" not in items


def test_a_reprint_of_a_fallen_reprint_falls_too(case: Case) -> None:
    sources = {"b": {"repeats": ["a"]}, "z": {"repeats": ["b"]}}
    built = case([A, B, {**B, "in": "z", "key": "d"}], sources=sources, changes=[{"act": "retract", "of": "o"}])
    gathered = gather(built)
    assert gathered.items == ()
    assert [(one.said.id, one.act.act) for one in gathered.fallen] == [
        ("o", "retract"),
        ("c", "retract"),
        ("d", "retract"),
    ]


def test_a_coders_error_in_one_sheet_is_not_one_in_the_other(case: Case) -> None:
    change = {"act": "correct", "of": "o", "to": {"when": "2019"}}
    gathered = gather(case([A, B], sources=REPEATS, changes=[change]))
    assert sorted(item.said.id for item in gathered.items) == ["c", "o-0"]


def test_refuting_a_copy_leaves_the_original(case: Case) -> None:
    gathered = gather(case([A, B], sources=REPEATS, changes=[{"act": "refute", "of": "c"}]))
    assert {item.said.id: item.standing for item in gathered.items} == {"o": "stands", "c": "refuted"}
