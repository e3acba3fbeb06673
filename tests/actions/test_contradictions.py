"""A is B, B is C, and A is not C: a task, with everything that must be looked at."""

from __future__ import annotations

import pytest
from fictional import ARTICLE, INTERVIEW, SEALED

from tereze.actions import contradictions, find, judging
from tereze.actions.desk import Desk

HUSBAND, MAN, OTHER = "interview-1/husband", "article-1/man", "interview-2/man"


@pytest.fixture
def full(desk: Desk, bring) -> Desk:
    for sheet in (INTERVIEW, ARTICLE, SEALED):
        bring(sheet)
    return desk


def test_none_is_no_task(full: Desk) -> None:
    judging.judge(full, "same", (HUSBAND, MAN), "same name")
    assert contradictions.contradictions(full) == []


@pytest.mark.parametrize("settled_by", [0, 1, 2])
def test_it_names_the_refused_merge_the_chain_and_what_speaks_against_it_and_any_of_them_settles_it(
    full: Desk, settled_by: int
) -> None:
    first = judging.judge(full, "same", (HUSBAND, MAN), "same name")
    refused = judging.judge(full, "same", (MAN, OTHER), "same county")
    apart = judging.judge(full, "different", (HUSBAND, OTHER), "born ten years apart")
    [task] = contradictions.contradictions(full)
    assert task.merge.judgement.id == refused.id
    assert task.apart.judgement.id == apart.id
    assert [step.judgement.id for step in task.chain] == [first.id]
    assert task.merge.reviewers == ("amina",)
    assert {name for name, _ in task.names.values()} == {HUSBAND, MAN, OTHER}
    assert {one.judgement.id for one in task.answers} == {first.id, refused.id, apart.id}
    judging.withdraw(full, task.answers[settled_by].judgement.id, "looked again")
    assert contradictions.contradictions(full) == []


def test_a_plain_disagreement_has_no_chain(full: Desk) -> None:
    apart = judging.judge(full, "different", (HUSBAND, MAN), "two men")
    refused = judging.judge(full, "same", (MAN, HUSBAND), "one man")
    [task] = contradictions.contradictions(full)
    assert (task.merge.judgement.id, task.apart.judgement.id, task.chain) == (refused.id, apart.id, ())


def test_only_those_about_the_people_asked_for(full: Desk) -> None:
    judging.judge(full, "different", (HUSBAND, MAN), "two men")
    judging.judge(full, "same", (HUSBAND, MAN), "one man")
    husband, other = find.mention_of(full, HUSBAND), find.mention_of(full, OTHER)
    assert len(contradictions.about(full, [husband])) == 1
    assert contradictions.about(full, [other]) == []
