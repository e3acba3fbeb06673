"""Steps taken for a person and what came back. Everyone here is invented."""

from __future__ import annotations

from typing import Any

from tereze.actions import find, person_steps, views
from tereze.actions.desk import Desk

SHEET = """
tereze: source/1
source: {id: letters-1, kind: letter}
mentions:
  office: {kind: organization, names: [{text: An Invented Office, lang: en}]}
  bureau: {kind: organization, names: [{text: An Invented Bureau, lang: en}]}
  man: {kind: person, names: [{text: Erlan Mysalov, lang: en}]}
  other: {kind: person, names: [{text: Sabit Oqas, lang: en}]}
interventions:
  - {by: office, kind: letter, for: [man], addressee: bureau, when: "2019-02", due: "2019-05-01"}
  - {by: office, kind: un_submission, for: [man]}
  - {by: office, kind: petition, for: [other], when: "2018"}
inquiries:
  - {by: office, to: bureau, about: man, when: "2019-01-20", answer: refused}
"""


def _steps(desk: Desk, who: str) -> tuple[Any, ...]:
    return person_steps.steps(desk, views.case(desk, find.find_person(desk, who)))


def test_steps_stand_in_order_of_time_and_undated_ones_last(desk: Desk, bring: Any) -> None:
    assert not bring(SHEET).refused
    found = _steps(desk, "letters-1/man")
    assert [step.when for step in found] == ["2019-01-20", "2019-02", ""]
    assert {step.source.local for step in found} == {"letters-1"}


def test_what_was_done_for_another_is_not_shown(desk: Desk, bring: Any) -> None:
    assert not bring(SHEET).refused
    assert [step.record.sort for step in _steps(desk, "letters-1/other")] == ["petition"]


def test_nothing_done_is_nothing(desk: Desk, bring: Any) -> None:
    assert not bring(SHEET).refused
    assert _steps(desk, "letters-1/office") == ()
