"""“Is this person already here?”: what an analyst, the desk and a custodian are told, and what stays unsaid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fictional import ARTICLE, INTERVIEW

from tereze.actions import find, judging, lookup
from tereze.actions.desk import Desk
from tereze.actions.lookup import Answer, Asked, NotALookup
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor

VILLAGE = """
tereze: source/1
source: {id: list-1, kind: news_article, language: en}
mentions:
  a: {kind: person, names: [{text: Nurgul Ospanova, lang: en}], birthDate: "1971-05-02", gender: female}
  b: {kind: person, names: [{text: Nurgul Ospanova, lang: en}], birthDate: "1990", gender: female}
  c: {kind: person, names: [{text: 马木提·热合曼, lang: zh}], birthDate: "1965", birthPlace: Toksun}
  d: {kind: person, names: [{text: Serik Fictional, lang: en}], fatherName: Bolat Fictional}
"""
WITNESS = """
tereze: source/1
source: {id: interview-9, kind: interview, teller: me}
mentions:
  me:
    kind: person
    names: [{text: Жасырын Куәгер, lang: kk}]
    birthDate: "1980"
consents: []
"""


@pytest.fixture
def filled(desk: Desk, bring: Any) -> Desk:
    for sheet in (INTERVIEW, ARTICLE, VILLAGE):
        report = bring(sheet)
        assert not report.refused
    return desk


def as_(desk: Desk, *roles: str) -> Desk:
    return replace(desk, actor=Actor(id="-".join(roles), roles=frozenset(roles)))


def number(desk: Desk, reference: str) -> str:
    return desk.register.index.number_of([find.find_person(desk, reference)])[find.find_person(desk, reference)]


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        (Asked(("Нургуль Оспанова",), born="1971"), "list-1/a"),
        (Asked(("Nurgul Ospanova",), born="1990"), "list-1/b"),
        (Asked(("Nurgul Ospan",), born="1970/1972", sex="female"), "list-1/a"),
        (Asked(("Mahmut Rahman",), place="Toksun"), "list-1/c"),
        (Asked(("Серік",), relatives=("Болат Fictional",)), "list-1/d"),
        (Asked(("Ерлан Мысалов",), born="1979"), "interview-1/husband"),
    ],
)
def test_whoever_is_known_is_found_from_part_of_the_facts_in_any_script(filled: Desk, asked: Asked, who: str) -> None:
    found = lookup.look_up(as_(filled, "analyst"), asked)
    assert found.people[0].number == number(filled, who)
    assert found.people[0].reasons
    assert len(found.people) <= 5


def test_an_analyst_sees_reasons_and_a_namesake_further_down(filled: Desk) -> None:
    found = lookup.look_up(as_(filled, "analyst"), Asked(("Nurgul Ospanova",), born="1971-05-02"))
    assert [one.number for one in found.people[:2]] == [number(filled, "list-1/a"), number(filled, "list-1/b")]
    assert found.people[0].score > found.people[1].score
    first = {reason.rule: reason.sentence for reason in found.people[0].reasons}
    assert first["birth"] == "the same date of birth"
    assert "1 other mention shares it" in first["names"]
    assert found.known
    assert found.number == found.people[0].number


def test_an_analyst_is_not_shown_who_does_not_match_at_all(filled: Desk) -> None:
    shown = lookup.look_up(as_(filled, "analyst"), Asked(("Nurgul Nobodyson",), born="1930", sex="male")).people
    everyone = lookup.fits(
        filled.register.index, lookup._read(Asked(("Nurgul Nobodyson",), "1930", "male"), terse=False), 9
    )
    assert any(fit.score < lookup.FAINTEST and fit.alike for fit in everyone)
    assert all(one.score >= lookup.FAINTEST or one.reasons[0].points > 0 for one in shown)
    assert len(shown) < sum(fit.alike for fit in everyone)


@pytest.mark.parametrize("roles", [("documenter",), ("advocate",), ("administrator",)])
def test_the_desk_is_told_a_number_or_nothing(filled: Desk, roles: tuple[str, ...]) -> None:
    desk = as_(filled, *roles)
    assert lookup.look_up(desk, Asked(("Nurgul Ospanova",), born="1971")) == Answer(
        True, number(filled, "list-1/a"), ()
    )
    assert lookup.look_up(desk, Asked(("Nobody Invented",), born="1971")) == Answer(known=False)


def test_a_name_with_anything_else_wrong_is_not_known_to_the_desk(filled: Desk) -> None:
    desk = as_(filled, "documenter")
    for asked in (
        Asked(("Nurgul Ospanova",), born="1930"),
        Asked(("Nurgul Ospanova",), place="somewhere invented"),
        Asked(("马木提·热合曼",), relatives=("Nobody At All",)),
    ):
        assert lookup.look_up(desk, asked) == Answer(known=False)


def test_the_desk_must_know_more_than_a_name(filled: Desk) -> None:
    for asked in (Asked(("Nurgul Ospanova",)), Asked(("Nurgul Ospanova",), sex="female", place="  ")):
        with pytest.raises(NotALookup, match="a name alone"):
            lookup.look_up(as_(filled, "documenter"), asked)
    assert lookup.look_up(as_(filled, "analyst"), Asked(("Nurgul Ospanova",))).people


def test_a_merged_person_is_found_by_what_any_mention_says(filled: Desk) -> None:
    judging.judge(filled, "same", ("interview-1/husband", "article-1/man"), "the same man, invented")
    for born in ("1979", "1982"):
        found = lookup.look_up(as_(filled, "documenter"), Asked(("Erlan Mysalov",), born=born))
        assert found.number == number(filled, "interview-1/husband")


@pytest.mark.parametrize(
    "asked",
    [
        Asked(()),
        Asked(("",)),
        Asked(("  ", "!!!")),
        Asked(("Nurgul",), born="yesterday"),
        Asked(("Nurgul",), born="1971", sex="f"),
        Asked(("N" * 300,), born="1971"),
        Asked(tuple("abcdefgh"), born="1971"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_reason(filled: Desk, asked: Asked) -> None:
    for role in ("documenter", "analyst"):
        with pytest.raises(NotALookup) as caught:
            lookup.look_up(as_(filled, role), asked)
        assert caught.value.exit_code == 3


@pytest.mark.parametrize("roles", [(), ("reader",), ("publisher",)])
def test_others_may_not_ask(filled: Desk, roles: tuple[str, ...]) -> None:
    with pytest.raises(NotAllowed):
        lookup.look_up(as_(filled, *roles), Asked(("Nurgul Ospanova",), born="1971"))


def test_a_question_leaves_a_digest_and_the_id_of_whoever_was_found(filled: Desk) -> None:
    desk = as_(filled, "documenter")
    lookup.look_up(desk, Asked(("Nurgul Ospanova",), born="1971"))
    lookup.look_up(desk, Asked(("Nobody Invented",), born="1971"))
    notes = [note for note in desk.register.index.audits() if note.what == "look.up"]
    assert {note.by for note in notes} == {"documenter"}
    anchors = [note.on for note in notes if note.on.startswith("m")]
    assert anchors == [find.find_person(filled, "list-1/a")]
    assert len([note for note in notes if note.on.startswith("q")]) == 2
    assert "Nurgul" not in repr(notes)


def test_an_empty_register_knows_nobody(desk: Desk) -> None:
    assert lookup.look_up(as_(desk, "analyst"), Asked(("Nurgul Ospanova",), born="1971")) == Answer(known=False)


def test_whoever_is_asked_about_is_left_out(filled: Desk) -> None:
    asked = Asked(("Nurgul Ospanova",), born="1971")
    own = find.find_person(filled, "list-1/a")
    for roles in (("documenter",), ("analyst",)):
        besides = lookup.look_up(as_(filled, *roles), asked, (own,))
        assert number(filled, "list-1/a") not in {besides.number, *(one.number for one in besides.people)}
    assert lookup.look_up(as_(filled, "documenter"), asked).number == number(filled, "list-1/a")
