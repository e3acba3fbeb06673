"""Counts over a register, and whom to protect first."""

from __future__ import annotations

from typing import Any

from tereze.weigh import RegisterCounts, person_view, register_counts, voices_to_protect

Case = Any


def test_documented_and_witnessed(case: Case) -> None:
    views = [
        person_view(case([{"in": "a", "by": ["son knows eyewitness"]}])),
        person_view(case([{"in": "a"}], sources={"a": {"kind": "list"}})),
        person_view(case([{"in": "a", "property": "birthDate", "value": "1979"}])),
        person_view(case([{"in": "a", "stance": "denies"}])),
    ]
    assert register_counts(views, as_of="2019-06") == RegisterCounts(documented=2, witnessed=1, as_of="2019-06")
    born = register_counts(iter(views), as_of="", holds=lambda fact: fact.property == "birthDate")
    assert (born.documented, born.witnessed) == (1, 0)
    assert register_counts([], as_of="").documented == 0


def test_voices_to_protect_are_those_that_carry_most(case: Case) -> None:
    view = person_view(
        case(
            [
                {"in": "a", "value": "prison", "when": "2018", "by": ["s knows eyewitness"]},
                {"in": "a", "value": "released", "when": "2020", "by": ["s knows eyewitness"]},
                {"in": "b", "value": "released", "when": "2020", "by": ["aunt knows eyewitness", "s relays told_by"]},
                {"in": "b", "value": "hospital", "by": ["aunt knows eyewitness"]},
            ],
            voices={"s": {"sealed": True, "label": ""}},
        )
    )
    first, second = voices_to_protect(view)
    assert (first.voice, first.sealed, first.label) == ("s", True, "")
    assert first.facts == (("custody", "prison", "2018"), ("custody", "released", "2020"))
    assert (second.voice, second.label, len(second.facts)) == ("aunt", "aunt", 1)
    assert voices_to_protect(person_view(case([{"in": "a"}]))) == ()
