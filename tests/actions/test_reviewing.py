"""Two mentions side by side: what the reviewer saw is what is decided."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fictional import ARTICLE, INTERVIEW, SEALED

from tereze.actions import find, judging, linking, reviewing
from tereze.actions.desk import Desk
from tereze.model.errors import NotAllowed, NotFound, WrongUse
from tereze.model.people import Actor

HUSBAND, MAN, OTHER = "interview-1/husband", "article-1/man", "interview-2/man"


@pytest.fixture
def full(desk: Desk, bring) -> Desk:
    for sheet in (INTERVIEW, ARTICLE, SEALED):
        bring(sheet)
    linking.link(desk, lambda _done: None)
    return desk


@pytest.fixture
def who(full: Desk) -> tuple[str, str]:
    return find.mention_of(full, HUSBAND), find.mention_of(full, OTHER)


def test_a_pair_has_both_sides_and_the_reasons(full: Desk, who: tuple[str, str]) -> None:
    pair = reviewing.pair(full, *who)
    assert (pair.left.reference, pair.right.reference) == (HUSBAND, OTHER)
    assert pair.left.number != pair.right.number
    assert pair.score > 0
    assert pair.reasons
    assert not pair.is_one
    assert pair.left.members == (HUSBAND,)


def test_the_other_way_round_is_the_same_pair(full: Desk, who: tuple[str, str]) -> None:
    one, other = reviewing.pair(full, *who), reviewing.pair(full, *reversed(who))
    assert (one.score, one.reasons) == (other.score, other.reasons)
    assert (one.left, one.right) == (other.right, other.left)


@pytest.mark.parametrize("answer", reviewing.ANSWERS)
def test_an_answer_on_a_fresh_view_is_kept(full: Desk, who: tuple[str, str], answer: str) -> None:
    pair = reviewing.pair(full, *who)
    judged = reviewing.decide(full, who, answer, "as seen", pair.seen)
    after = reviewing.pair(full, *who)
    assert [made.id for made in after.judged] == [judged.id]
    assert after.is_one == (answer == "same")


def test_any_change_of_either_person_makes_the_view_stale(full: Desk, who: tuple[str, str]) -> None:
    seen = reviewing.pair(full, *who).seen
    elsewhere = judging.judge(full, "same", (MAN, OTHER), "meanwhile")
    with pytest.raises(reviewing.Stale):
        reviewing.decide(full, who, "same", "as seen", seen)
    judging.withdraw(full, elsewhere.id, "it was a mistake")
    reviewing.decide(full, who, "same", "as seen", seen)  # the very same view again


def test_nothing_changed_elsewhere_leaves_it_fresh(full: Desk, who: tuple[str, str]) -> None:
    seen = reviewing.pair(full, *who).seen
    judging.judge(full, "unsure", ("interview-1/wife", MAN), "about others")
    decided = reviewing.decide(full, who, "different", "as seen", seen)
    assert judging.find_judgement(full, decided.id).answer == "different"


@pytest.mark.parametrize("seen", ["", "x", "0" * 64])
def test_a_view_that_never_was_is_refused(full: Desk, who: tuple[str, str], seen: str) -> None:
    with pytest.raises(reviewing.Stale):
        reviewing.decide(full, who, "same", "as seen", seen)


def test_only_three_answers_and_only_for_who_may_judge(full: Desk, who: tuple[str, str]) -> None:
    seen = reviewing.pair(full, *who).seen
    with pytest.raises(WrongUse):
        reviewing.decide(full, who, "withdraw", "as seen", seen)
    with pytest.raises(judging.NoReason):
        reviewing.decide(full, who, "same", "  ", seen)
    documenter = replace(full, actor=Actor(id="x", roles=frozenset({"documenter"})))
    with pytest.raises(NotAllowed):
        reviewing.decide(documenter, who, "same", "as seen", seen)


def test_what_waits_leaves_the_queue_with_its_answer(full: Desk) -> None:
    before = reviewing.waiting(full, 10)
    assert before
    assert [row.score for row, _, _ in before] == sorted((row.score for row, _, _ in before), reverse=True)
    row, left, right = before[0]
    assert left
    assert right
    pair = row.left, row.right
    assert pair not in {(row.left, row.right) for row, _, _ in reviewing.waiting(full, 10, skip=pair)}
    for answer in ("unsure", "different", "same"):
        judged = reviewing.decide(full, pair, answer, "as seen", reviewing.pair(full, *pair).seen)
        assert pair not in {(row.left, row.right) for row, _, _ in reviewing.waiting(full, 10)}, answer
        judging.withdraw(full, judged.id, "back again")
        assert pair in {(row.left, row.right) for row, _, _ in reviewing.waiting(full, 10)}, answer


def test_the_queue_is_no_longer_than_asked(full: Desk) -> None:
    assert len(reviewing.waiting(full, 1)) == 1


def test_a_withdrawn_judgement_is_marked(full: Desk, who: tuple[str, str]) -> None:
    judged = judging.judge(full, "unsure", (HUSBAND, OTHER), "who knows")
    assert reviewing.pair(full, *who).taken_back == frozenset()
    judging.withdraw(full, judged.id, "now we know")
    assert judged.id in reviewing.pair(full, *who).taken_back


def test_a_pair_needs_two_that_are_there(full: Desk, who: tuple[str, str]) -> None:
    for left, right in ((who[0], who[0]), (who[0], "maaaaaaaaaaaaaaaa"), ("maaaaaaaaaaaaaaaa", who[1])):
        with pytest.raises(NotFound):
            reviewing.pair(full, left, right)


def test_further_mentions_stand_beside_the_two_and_each_once(full: Desk, who: tuple[str, str]) -> None:
    assert reviewing.pair(full, *who).left.beside == ()
    judging.judge(full, "same", (HUSBAND, MAN), "one man")
    apart = reviewing.pair(full, *who)
    assert [one.reference for one in apart.left.beside] == [MAN]
    judging.judge(full, "same", (HUSBAND, OTHER), "one man")
    joined = reviewing.pair(full, *who)
    assert [one.reference for side in (joined.left, joined.right) for one in side.beside] == [MAN]
