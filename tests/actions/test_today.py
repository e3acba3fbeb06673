"""What waits, what is due and what changed since somebody was last here. Everyone here is invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fictional import ARTICLE, INTERVIEW

from tereze.actions import drafts, judging, searching, today
from tereze.actions.append import append
from tereze.actions.desk import Desk
from tereze.actions.tiers import Part
from tereze.model.mentions import Number
from tereze.model.people import Actor

STEPS = """
tereze: source/1
source: {id: letters-1, kind: letter}
mentions:
  office: {kind: organization, names: [{text: An Invented Office, lang: en}]}
  man: {kind: person, names: [{text: Erlan Mysalov, lang: en}]}
interventions:
  - {by: office, kind: letter, for: [man], due: "2025-12-01"}
  - {by: office, kind: petition, for: [man], due: "2026-01-10"}
  - {by: office, kind: meeting, for: [man], due: "2026-03-01"}
"""


def _at(desk: Desk, moment: str, who: str = "bolat") -> Desk:
    return replace(desk, now=lambda: moment, actor=Actor(id=who, roles=frozenset({"analyst"})))


def test_an_empty_register_has_nothing_waiting(desk: Desk) -> None:
    found = today.today(desk)
    assert (found.drafts, found.drawer, found.due, found.since, found.changed) == ((), 0, (), "", ())
    assert sum(found.waits) == 0


def test_answers_due_soon_and_overdue_are_told_apart(desk: Desk, bring: Any) -> None:
    assert not bring(STEPS).refused
    found = today.today(desk).due
    assert [(one.step.sort, one.late, one.source) for one in found] == [
        ("letter", True, "letters-1"), ("petition", False, "letters-1"),
    ]  # fmt: skip


def test_what_others_did_since_the_last_visit_is_counted(desk: Desk, bring: Any) -> None:
    assert today.today(_at(desk, "2026-01-01T00:00:00Z")).since == ""
    assert not bring(INTERVIEW).refused
    assert not bring(ARTICLE).refused
    judging.judge(desk, "same", ("interview-1/husband", "article-1/man"), "one name")
    later = today.today(_at(desk, "2026-01-02T08:00:00Z"))
    assert later.since == "2026-01-01T00:00:00Z"
    assert dict(later.changed)["judge"] == 1
    assert dict(later.changed)["import"] > 1
    assert not any(what.startswith("look.") for what, _ in later.changed)


def test_an_hour_away_is_the_same_visit(desk: Desk) -> None:
    today.today(_at(desk, "2026-01-01T08:00:00Z"))
    first = today.today(_at(desk, "2026-01-02T08:00:00Z"))
    again = today.today(_at(desk, "2026-01-02T09:00:00Z"))
    assert first.since == again.since == "2026-01-01T08:00:00Z"
    assert today.today(_at(desk, "2026-01-02T14:00:00Z")).since == "2026-01-02T09:00:00Z"


def test_kept_searches_and_the_visit_are_no_unfinished_work(desk: Desk) -> None:
    searching.keep(desk, searching.Asked("Erlan"), "the van")
    drafts.save(desk, "coding/x", "coding/1", b"half a sheet")
    today.today(desk)
    assert [head.key for head in today.today(desk).drafts] == ["coding/x"]


@pytest.mark.parametrize("role", ["documenter", "publisher", "custodian"])
def test_growth_is_by_month(desk: Desk, bring: Any, role: str) -> None:
    assert not bring(INTERVIEW).refused
    someone = replace(desk, actor=Actor(id="dana", roles=frozenset({role})))
    [(month, count)] = today.today(someone).growth
    assert month == "2026-01"
    assert count > 0


def test_growth_counted_on_is_growth_counted_anew(desk: Desk) -> None:
    """Numbers of this month, of later ones, and of an earlier one that came from another installation."""
    for at, day in enumerate(["2026-01-03", "2026-01-04", "2026-03-01", "2026-03-02", "2025-07-01", "2026-03-09", ""]):
        made = Number(id=f"n{at:016d}", number=f"T-{at:07d}", mention=f"m{at:016d}", at=day)
        with desk.register.unit() as unit:
            append(desk, unit, [Part("case", made.id, made)])
            desk.register.index.settle()
        anew = desk.register.index.growth()
        assert today.today(desk).growth == tuple(row for row in anew if row[0])
    assert dict(anew) == {"": 1, "2025-07": 1, "2026-01": 2, "2026-03": 3}
