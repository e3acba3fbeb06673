"""Judgements: with a reason, undoable, and the register follows."""

from __future__ import annotations

import pytest
from fictional import ARTICLE, INTERVIEW

from tereze.actions import find, judging
from tereze.actions.desk import Desk
from tereze.model.errors import NotFound, WrongUse

HUSBAND, MAN = "interview-1/husband", "article-1/man"


@pytest.fixture
def two(desk: Desk, bring) -> Desk:
    bring(INTERVIEW)
    bring(ARTICLE)
    return desk


def test_two_mentions_become_one_person_and_both_numbers_lead_to_it(two: Desk) -> None:
    numbers = [find_number(two, HUSBAND), find_number(two, MAN)]
    judged = judging.judge(two, "same", (HUSBAND, MAN), "same name and county")
    assert len(judged.persons) == 1
    assert len({find.find_person(two, number) for number in numbers}) == 1
    assert judged.persons[0] in numbers


def test_withdrawing_splits_them_again_and_each_number_follows_its_mention(two: Desk) -> None:
    numbers = {mention: find_number(two, mention) for mention in (HUSBAND, MAN)}
    judged = judging.judge(two, "same", (HUSBAND, MAN), "same name")
    judging.withdraw(two, judged.id, "another man")
    assert {mention: find_number(two, mention) for mention in (HUSBAND, MAN)} == numbers


def test_a_contradiction_is_a_dispute_not_a_merge(two: Desk) -> None:
    judging.judge(two, "different", (HUSBAND, MAN), "born three years apart")
    judged = judging.judge(two, "same", (HUSBAND, MAN), "same name")
    assert judged.disputes
    assert find.find_person(two, HUSBAND) != find.find_person(two, MAN)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_judgement_without_a_reason_is_refused(two: Desk, reason: str) -> None:
    with pytest.raises(judging.NoReason):
        judging.judge(two, "same", (HUSBAND, MAN), reason)


def test_one_mention_twice_is_no_judgement(two: Desk) -> None:
    with pytest.raises(WrongUse):
        judging.judge(two, "same", (HUSBAND, HUSBAND), "same")


@pytest.mark.parametrize("unknown", ["interview-9/nobody", "T-9999999", "m2222222222222222"])
def test_nobody_can_judge_what_is_not_there(two: Desk, unknown: str) -> None:
    with pytest.raises(NotFound):
        judging.judge(two, "same", (HUSBAND, unknown), "same")


def test_a_file_of_judgements_takes_what_it_can(two: Desk, bring) -> None:
    report = bring("""
tereze: judgements/1
judgements:
  - {key: j1, same: [interview-1/husband, article-1/man], reason: same name, by: basel, at: "2019-04-02"}
  - {same: [interview-1/husband, nowhere/man], reason: same name, by: basel, at: "2019-04-02"}
""")
    assert len(report.refused) == 1
    assert report.refused[0]["line"] == 5
    assert find.find_person(two, HUSBAND) == find.find_person(two, MAN)
    judging.withdraw(two, "j1", "not he")
    assert find.find_person(two, HUSBAND) != find.find_person(two, MAN)


def test_a_key_cannot_be_used_for_another_judgement(two: Desk, bring) -> None:
    text = """
tereze: judgements/1
judgements:
  - {key: j1, same: [interview-1/husband, article-1/man], reason: same name, by: basel, at: "2019-04-02"}
"""
    assert bring(text).refused == []
    assert bring(text).refused == []
    report = bring(text.replace("same:", "different:"))
    assert "another judgement" in report.refused[0]["error"]


def test_a_second_reviewer_is_kept(two: Desk) -> None:
    judged = judging.judge(two, "same", (HUSBAND, MAN), "same name", second="basel")
    assert judging.find_judgement(two, judged.id).reviewers == ("amina", "basel")


def find_number(desk: Desk, mention: str) -> str:
    anchor = find.find_person(desk, mention)
    return desk.register.index.number_of([anchor])[anchor]


def test_a_file_of_judgements_may_come_again_after_an_erasure(desk: Desk, bring) -> None:
    sheet = "tereze: source/1\nsource: {id: %s, kind: letter}\nmentions: {me: {kind: person, names: [{text: Oydan}]}}\n"
    bring(sheet % "one")
    bring(sheet % "two")
    file = 'tereze: judgements/1\njudgements:\n  - {key: a, same: [one/me, two/me], reason: one, by: r, at: "2020"}\n'
    assert bring(file).refused == []
    bring('tereze: change/1\nchanges: [{erase: one, by: me, at: "2021", reason: asked for}]\n')
    assert bring(file).refused == []
