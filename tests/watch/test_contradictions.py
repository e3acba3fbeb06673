"""Contradictions with oneself, with another organ of the same state, and with the register."""

from __future__ import annotations

import msgspec

from tereze.watch.contradictions import between_positions, contradictions, with_register
from tereze.watch.material import Held, Material, Party


def test_the_press_office_contradicts_itself_and_the_ministry_evades(material: Material) -> None:
    found = between_positions(material)
    assert [(one.with_whom, one.kind, one.topic) for one in found] == [
        ("self", "contradicts", "camps"),
        ("self", "evades", "departures"),
    ]
    assert [cite.source for cite in found[0].evidence] == ["denial", "relabel"]


def test_two_organs_of_one_state_contradict_each_other(material: Material) -> None:
    parties = {**material.parties, "press@2": Party(id="embassy", label="Embassy", state="Elsewhere")}
    found = between_positions(msgspec.structs.replace(material, parties=parties))
    assert [(one.with_whom, one.topic) for one in found if one.kind == "contradicts"] == [("other_organ", "camps")]
    assert "Embassy later relabels" in next(one.says for one in found if one.with_whom == "other_organ")


def test_organs_of_different_or_unknown_states_do_not(material: Material) -> None:
    for state in ("Another", ""):
        parties = {**material.parties, "press@2": Party(id="embassy", label="Embassy", state=state)}
        found = between_positions(msgspec.structs.replace(material, parties=parties))
        assert all(one.topic != "camps" for one in found)


def test_a_denial_stands_against_those_who_were_held_by_then(material: Material) -> None:
    denial, relabelling = with_register(material)
    assert (denial.persons, denial.witnessed) == (0, 0)  # learned two days later
    assert (denial.now, denial.now_witnessed, denial.numbers) == (1, 1, ("T-1",))
    assert (relabelling.persons, relabelling.witnessed) == (1, 1)
    assert (relabelling.now, relabelling.now_witnessed) == (1, 1)  # T-2 may have been taken after the 20th


def test_nothing_undated_and_nothing_without_an_origin_counts(material: Material) -> None:
    held = (
        Held(person="T-8", status="internment", witnesses=1),
        Held(person="T-9", status="internment", when="2018-01"),
    )
    assert with_register(msgspec.structs.replace(material, held=held)) == ()


def test_an_undated_denial_cannot_be_held_against_a_day(material: Material) -> None:
    undated = (msgspec.structs.replace(material.positions[0], when=""),)
    assert with_register(msgspec.structs.replace(material, positions=undated, sources={})) == ()


def test_all_of_them_in_one_list(material: Material) -> None:
    assert [one.with_whom for one in contradictions(material)] == ["self", "self", "register", "register"]
