"""The second person behind a merge: somebody else, with a reason, undoable."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fictional import ARTICLE, INTERVIEW, SEALED

from tereze.actions import judging, linking, sampling, second_review
from tereze.actions.desk import Desk
from tereze.actions.second_review import OwnSample
from tereze.model.errors import NotAllowed, NotFound, WrongUse
from tereze.model.people import Actor

HUSBAND, MAN, OTHER = "interview-1/husband", "article-1/man", "interview-2/man"


@pytest.fixture
def full(desk: Desk, bring) -> Desk:
    for sheet in (INTERVIEW, ARTICLE, SEALED):
        bring(sheet)
    return desk


@pytest.fixture
def basel(full: Desk) -> Desk:
    return replace(full, actor=Actor(id="basel", roles=frozenset({"analyst"})))


@pytest.fixture
def merged(full: Desk) -> str:
    return judging.judge(full, "same", (HUSBAND, MAN), "same name and county").id


def test_a_merge_waits_until_somebody_else_confirms_it(full: Desk, basel: Desk, merged: str) -> None:
    [waits] = second_review.waiting(full, 9)
    assert (waits.judgement.id, waits.reviewers, waits.count) == (merged, ("amina",), 2)
    assert waits.people == ((HUSBAND, "Ерлан Мысалов"), (MAN, "Erlan Mysalov"))
    assert not second_review.may_confirm(full, waits)
    assert second_review.may_confirm(basel, waits)
    done = second_review.confirm(basel, merged, "I read both sheets", seen=waits.seen)
    assert done.persons
    assert second_review.waiting(full, 9) == []
    assert full.register.index.judged([merged])[merged].reviewers == ("amina", "basel")
    kept = judging.find_judgement(full, merged)
    assert kept.reviewers == ("amina",)  # the entry itself is as it was


@pytest.mark.parametrize("name", ["amina", " Amina "])
def test_nobody_confirms_what_they_judged(full: Desk, merged: str, name: str) -> None:
    again = replace(full, actor=Actor(id=name, roles=frozenset({"analyst"})))
    with pytest.raises(second_review.SamePerson):
        second_review.confirm(again, merged, "I am sure")
    with pytest.raises(WrongUse):
        judging.judge(full, "same", (HUSBAND, OTHER), "sure", second=name)


def test_withdrawing_the_confirmation_or_the_judgement_makes_it_wait_again_or_ends_it(
    full: Desk, basel: Desk, merged: str
) -> None:
    yes = second_review.confirm(basel, merged, "I read both sheets")
    judging.withdraw(basel, yes.id, "I misread")
    [waits] = second_review.waiting(full, 9)
    assert waits.reviewers == ("amina",)
    judging.withdraw(full, merged, "another man")
    assert second_review.waiting(full, 9) == []
    with pytest.raises(second_review.NotToConfirm, match="taken back"):
        second_review.confirm(basel, merged, "too late")


def test_it_needs_a_reason_a_right_and_something_to_confirm(full: Desk, basel: Desk, merged: str) -> None:
    with pytest.raises(judging.NoReason):
        second_review.confirm(basel, merged, " ")
    with pytest.raises(NotFound):
        second_review.confirm(basel, "j-nothing", "sure")
    documenter = replace(full, actor=Actor(id="x", roles=frozenset({"documenter"})))
    with pytest.raises(NotAllowed):
        second_review.confirm(documenter, merged, "sure")
    unsure = judging.judge(full, "unsure", (HUSBAND, OTHER), "who knows")
    with pytest.raises(second_review.NotToConfirm, match="unsure"):
        second_review.confirm(basel, unsure.id, "sure")


def test_what_changed_meanwhile_is_not_confirmed(full: Desk, basel: Desk, merged: str) -> None:
    seen = second_review.to_confirm(basel, merged).seen
    judging.judge(full, "same", (MAN, OTHER), "meanwhile")
    with pytest.raises(second_review.Changed):
        second_review.confirm(basel, merged, "as seen", seen=seen)
    second_review.confirm(basel, merged, "as seen", seen=second_review.to_confirm(basel, merged).seen)


def test_a_batch_is_confirmed_by_a_sample_of_ones_own(full: Desk, basel: Desk) -> None:
    linking.link(full, lambda _: None)
    rule = sampling.Sampled(("interview-1", "article-1"), "0", 1, 0)
    made = sampling.accept(full, rule, "the same man in both")
    [waits] = second_review.waiting(full, 9)
    assert waits.judgement.pairs == ()
    with pytest.raises(second_review.NotToConfirm, match="sample of your own"):
        second_review.confirm(basel, made.id, "sure")
    with pytest.raises(sampling.TooUncertain):
        second_review.confirm(basel, made.id, "sure", OwnSample(judged=40, wrong=9))
    with pytest.raises(WrongUse):
        second_review.confirm(basel, made.id, "sure", OwnSample(judged=2, wrong=9))
    yes = second_review.confirm(basel, made.id, "sure", OwnSample(judged=150, wrong=0))
    kept = judging.find_judgement(full, yes.id)
    assert kept.sample is not None
    assert (kept.sample.judged, kept.sample.seed) == (150, "2")
    assert second_review.waiting(full, 9) == []


def test_a_file_may_confirm_and_comes_twice_without_harm(full: Desk, bring) -> None:
    text = """
tereze: judgements/1
judgements:
  - {key: j1, same: [interview-1/husband, article-1/man], reason: same name, by: carla, at: "2019-04-02"}
  - {key: c1, confirm: j1, reason: read both, by: dov, at: "2019-04-03"}
  - {key: c2, confirm: j9, reason: read both, by: dov, at: "2019-04-03"}
"""
    for _ in range(2):
        report = bring(text)
        assert [one["key"] for one in report.refused] == ["j9"]
    made = judging.find_judgement(full, "j1")
    assert full.register.index.judged([made.id])[made.id].reviewers == ("carla", "dov")
