"""A release shows as one person only whom two people joined, and says less where only one did."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fictional import ARTICLE, INTERVIEW, SEALED
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merges import OBJECTION, listed

from tereze import weigh
from tereze.actions import find, judging, publishing, second_review
from tereze.actions.confirmed import Confirmed, stricter
from tereze.actions.desk import Desk
from tereze.consent import Decision
from tereze.model.people import Actor

DAY = date(2026, 1, 1)
A, B, C = "gazette-a/man", "gazette-b/man", "gazette-c/man"


@pytest.fixture
def lists(desk: Desk, bring) -> Desk:
    for sheet, born in (("gazette-a", "1979"), ("gazette-b", "1979"), ("gazette-c", "1981")):
        assert bring(listed(sheet, born)).refused == []
    return desk


def basel(desk: Desk) -> Desk:
    return replace(desk, actor=Actor(id="basel", roles=frozenset({"analyst"})))


def shown(desk: Desk) -> list[list[str]]:
    """The published persons, as references of their mentions."""
    index = Confirmed(desk.register.index)
    found = [index.members(row.anchor) for row in index.persons()]
    return sorted(sorted(desk.register.index.mentions([one])[one].source for one in part) for part in found)


def sizes(desk: Desk) -> list[int]:
    return sorted(len(part) for part in shown(desk))


def published(desk: Desk, out: Path) -> int:
    wish = publishing.Wish(approved_by=("ana", "ben"), title="Fictional", contact="by letter", fictional=True)
    return publishing.release(desk, out, wish).persons


def test_one_reviewer_joins_inside_and_two_outside_and_either_may_undo_it(lists: Desk, tmp_path: Path) -> None:
    assert (sizes(lists), published(lists, tmp_path / "site")) == ([1, 1, 1], 3)
    merged = judging.judge(lists, "same", (A, B), "one man")
    assert find.find_person(lists, A) == find.find_person(lists, B)
    assert (sizes(lists), published(lists, tmp_path / "site")) == ([1, 1, 1], 3)
    yes = second_review.confirm(basel(lists), merged.id, "I read both")
    assert (sizes(lists), published(lists, tmp_path / "site")) == ([1, 2], 2)
    judging.withdraw(basel(lists), yes.id, "not so sure")
    assert (sizes(lists), published(lists, tmp_path / "site")) == ([1, 1, 1], 3)
    second_review.confirm(basel(lists), merged.id, "sure after all")
    judging.withdraw(lists, merged.id, "two men")
    assert sizes(lists) == [1, 1, 1]


def test_two_who_say_it_each_by_themselves_are_two(lists: Desk) -> None:
    judging.judge(lists, "same", (A, B), "one man")
    judging.judge(basel(lists), "same", (B, A), "one man, I think")
    assert sizes(lists) == [1, 2]


def test_parts_have_the_numbers_anchored_in_them(lists: Desk) -> None:
    numbers = {one: lists.register.index.number_of([find.find_person(lists, one)]) for one in (A, B, C)}
    judging.judge(lists, "same", (A, B, C), "one man")
    index = Confirmed(lists.register.index)
    for reference, was in numbers.items():
        [(anchor, number)] = was.items()
        assert index.number_of([anchor]) == {anchor: number}, reference
        assert index.person_of([anchor]) == {anchor: anchor}
    assert {row.number for row in index.persons()} == {number for was in numbers.values() for number in was.values()}


def test_the_register_knows_whom_a_release_shows(lists: Desk, tmp_path: Path) -> None:
    published(lists, tmp_path / "site")
    anchors = [find.find_person(lists, one) for one in (A, B, C)]
    assert set(lists.register.index.shown(anchors)) == set(anchors)
    with (tmp_path / "site" / "data" / "versions.csv").open(encoding="utf-8") as lines:
        assert len(list(csv.DictReader(lines))) == 3


def test_an_objection_that_one_reviewer_brings_holds_for_every_part(desk: Desk, bring, tmp_path: Path) -> None:
    bring(listed("gazette-a"))
    bring(listed("letter-b", consent=OBJECTION))
    assert published(desk, tmp_path / "site") == 1
    judging.judge(desk, "same", (A, "letter-b/man"), "he wrote that it is he")
    assert published(desk, tmp_path / "site") == 0


def test_voices_that_one_reviewer_holds_to_be_one_are_counted_once(desk: Desk, bring) -> None:
    for sheet in (INTERVIEW, SEALED, ARTICLE):
        bring(sheet)
    merged = judging.judge(desk, "same", ("interview-1/husband", "interview-2/man"), "one man")
    second_review.confirm(basel(desk), merged.id, "I read both")
    husband = find.find_person(desk, "interview-1/husband")

    def witnesses() -> int:
        index = Confirmed(desk.register.index)
        case = next(case for case in index.cases(DAY) if case.anchor == husband)
        return max(fact.support.independent_witnesses for fact in weigh.person_view(case).facts)

    assert witnesses() == 2
    again = judging.judge(desk, "same", ("interview-1/wife", "interview-2/neighbour"), "one woman")
    assert witnesses() == 1
    second_review.confirm(basel(desk), again.id, "one woman")
    assert witnesses() == 1


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["same", "different", "confirm", "withdraw"]),
        st.sampled_from([(A, B), (B, C), (A, C)]),
        st.sampled_from(["amina", "basel"]),
    ),
    max_size=8,
)


@given(STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_judged_a_release_joins_no_more_than_the_house_and_nothing_of_one_person(
    lists: Desk, steps: list[tuple[str, tuple[str, str], str]]
) -> None:
    made: list[str] = []
    for answer, pair, who in steps:
        at = replace(lists, actor=Actor(id=who, roles=frozenset({"analyst"})))
        if answer in {"same", "different"}:
            made.append(judging.judge(at, answer, pair, "step").id)
        elif made and answer == "confirm":
            try:
                made.append(second_review.confirm(at, made[0], "step").id)
            except (second_review.SamePerson, second_review.NotToConfirm):
                continue
        elif made:
            judging.withdraw(at, made.pop(0), "step")
    index = Confirmed(lists.register.index)
    for row in index.persons():
        members = index.members(row.anchor)
        assert len(set(lists.register.index.person_of(members).values())) == 1
        if len(members) > 1:
            about = lists.register.index.judgements_about(members)
            stands = lists.register.index.judged([one.id for one in about])
            assert len({who for one in stands.values() for who in one.reviewers}) >= 2
    for judgement in made:
        judging.withdraw(lists, judgement, "clean up")


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        (Decision(allowed=False), Decision(allowed=True, identity="full"), True),
        (Decision(allowed=False), Decision(allowed=False), False),
        (Decision(allowed=True, identity="full"), Decision(allowed=False), False),
        (Decision(allowed=True, identity="initials"), Decision(allowed=True, identity="full"), True),
        (Decision(allowed=True, place="region"), Decision(allowed=True, place="county"), True),
        (Decision(allowed=True, identity="full", place="exact"), Decision(allowed=True), False),
    ],
)
def test_which_of_two_decisions_is_stricter(whole: Decision, part: Decision, expected: bool) -> None:
    assert stricter(whole, part) is expected
