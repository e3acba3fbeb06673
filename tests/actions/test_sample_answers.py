"""A sample answered pair by pair: what is counted is what was answered. Everybody is fictional."""

from __future__ import annotations

from dataclasses import replace

import pytest
from two_lists import sheet

from tereze.actions import drafts, judging, linking, reviewing, sample_answers, sampling, second_review
from tereze.actions.batches import pairs_of
from tereze.actions.desk import Desk
from tereze.actions.draft_store import StaleDraft
from tereze.actions.sample_answers import Of, Opened
from tereze.model.errors import NotAllowed, NotFound, WrongUse
from tereze.model.people import Actor
from tereze.resolve.batch import WrongRule

SOURCES = ("list-a", "list-b")
OF = Of(SOURCES, "0.9", "1")
PEOPLE = 70


@pytest.fixture
def lists(desk: Desk, bring) -> Desk:  # type: ignore[no-untyped-def]
    for name in SOURCES:
        bring(sheet(name, PEOPLE))
    linking.link(desk, lambda _: None)
    return desk


@pytest.fixture
def basel(lists: Desk) -> Desk:
    return replace(lists, actor=Actor(id="basel", roles=frozenset({"analyst"})))


def say(desk: Desk, opened: Opened, says: str, count: int = 1) -> Opened:
    """Answer the next pairs."""
    for pair in opened.kept.open[:count]:
        shown = reviewing.pair(desk, *pair)
        opened = sample_answers.answer(desk, opened, pair, says, shown.seen, reason="as the sheets say")
    return opened


def test_the_drawn_pairs_are_those_of_judge_sample_and_nothing_is_answered(lists: Desk) -> None:
    opened = sample_answers.open_(lists, OF, 20)
    assert (opened.kept.population, len(opened.kept.open)) == (PEOPLE, 20)
    drawn = sampling.draw(lists, SOURCES, "0.9", 20, "1")
    assert [len(drawn["pairs"]), drawn["population"]] == [20, PEOPLE]
    names = [reviewing.pair(lists, *one.pair).left.label for one in opened.kept.drawn]
    assert sorted(names) == sorted(pair["names"][0] for pair in drawn["pairs"])


def test_it_goes_on_where_it_was_left_with_the_same_pairs(lists: Desk) -> None:
    first = say(lists, sample_answers.open_(lists, OF, 20), "same", 3)
    again = sample_answers.open_(lists, OF)
    assert again == first
    assert len(again.kept.open) == 17
    assert sample_answers.open_(lists, OF._replace(sources=SOURCES[::-1], min_score="0.90")).kept == first.kept
    assert all(one.says == "" for one in sample_answers.open_(lists, OF._replace(seed="2"), 20).kept.drawn)
    assert all(one.says == "" for one in sample_answers.open_(lists, OF._replace(min_score="0.5"), 20).kept.drawn)


def test_same_is_no_judgement_the_others_are_and_count_as_wrong(lists: Desk) -> None:
    opened = sample_answers.open_(lists, OF, 20)
    first, second, third = opened.kept.open[:3]
    opened = say(lists, say(lists, say(lists, opened, "same"), "different"), "unsure")
    found = sample_answers.verdict(opened.kept)
    assert (found.judged, found.wrong, found.left) == (3, 2, 17)
    assert not found.holds
    made = {one.pair: one.judgement for one in opened.kept.drawn[:3]}
    assert made[first] == ""
    assert judging.find_judgement(lists, made[second]).answer == "different"
    assert judging.find_judgement(lists, made[third]).answer == "unsure"
    assert lists.register.index.counts()["judgement"] == 2
    left = pairs_of(lists, sample_answers.read_rule(OF))
    assert first in left
    assert not {second, third} & set(left)


def test_a_sample_is_one_persons_own(lists: Desk, basel: Desk) -> None:
    say(lists, sample_answers.open_(lists, OF, 20), "same", 3)
    assert sample_answers.standing(basel, OF) is None
    assert len(sample_answers.open_(basel, OF, 20).kept.open) == 20


def test_undo_opens_a_pair_and_takes_its_judgement_back(lists: Desk) -> None:
    opened = sample_answers.open_(lists, OF, 20)
    pair = opened.kept.open[0]
    opened = sample_answers.undo(lists, say(lists, opened, "different"), pair)
    assert pair in opened.kept.open
    assert pair in pairs_of(lists, sample_answers.read_rule(OF))
    with pytest.raises(sample_answers.NoSuchPair):
        sample_answers.undo(lists, opened, pair)


def test_an_answer_that_was_taken_back_elsewhere_is_asked_again(lists: Desk) -> None:
    opened = say(lists, sample_answers.open_(lists, OF, 20), "different")
    judging.withdraw(lists, opened.kept.drawn[0].judgement, "they are one after all")
    again = sample_answers.open_(lists, OF)
    assert again.kept.drawn[0].says == ""
    assert not again.renewed


def test_an_answer_given_just_before_the_machine_stopped_is_found(lists: Desk) -> None:
    opened = sample_answers.open_(lists, OF, 20)
    pair = opened.kept.open[0]
    made = judging.judge_mentions(lists, "different", pair, "two men")  # the draft was not saved any more
    again = sample_answers.open_(lists, OF)
    assert (again.kept.drawn[0].says, again.kept.drawn[0].judgement) == ("different", made.id)
    assert not again.renewed


def test_a_same_that_somebody_contradicts_is_no_answer_and_the_class_is_another(lists: Desk, basel: Desk) -> None:
    opened = say(lists, sample_answers.open_(lists, OF, 20), "same", 5)
    judging.judge_mentions(basel, "different", opened.kept.drawn[0].pair, "two men")
    assert sample_answers.standing(lists, OF) is None
    again = sample_answers.open_(lists, OF)
    assert again.renewed
    assert again.kept.population == PEOPLE - 1
    kept = {one.pair for one in opened.kept.drawn[1:5]} & {one.pair for one in again.kept.drawn}
    assert {one.pair for one in again.kept.drawn if one.says} == kept


def test_wrong_answers_stale_pairs_and_two_windows_are_refused(lists: Desk) -> None:
    opened = sample_answers.open_(lists, OF, 20)
    pair, other = opened.kept.open[:2]
    seen = reviewing.pair(lists, *pair).seen
    with pytest.raises(WrongUse, match="no answer here"):
        sample_answers.answer(lists, opened, pair, "perhaps", seen)
    with pytest.raises(judging.NoReason):
        sample_answers.answer(lists, opened, pair, "different", seen)
    with pytest.raises(reviewing.Stale):
        sample_answers.answer(lists, opened, pair, "same", "something else")
    newer = sample_answers.answer(lists, opened, pair, "same", seen)
    with pytest.raises(sample_answers.NoSuchPair):
        sample_answers.answer(lists, newer, pair, "same", seen)
    with pytest.raises(StaleDraft):
        sample_answers.answer(lists, opened, other, "same", reviewing.pair(lists, *other).seen)
    with pytest.raises(WrongRule):
        sample_answers.open_(lists, Of(("list-a",), "0.9"))
    with pytest.raises(NotAllowed):
        sample_answers.open_(replace(lists, actor=Actor(id="x", roles=frozenset({"publisher"}))), OF)


def test_an_empty_class_keeps_nothing(lists: Desk) -> None:
    opened = sample_answers.open_(lists, Of(("list-a", "nowhere"), "0.9"))
    assert (opened.kept.drawn, opened.version) == ((), 0)
    assert drafts.list(lists, sample_answers.KIND) == ()


def test_the_verdict_counts_and_says_how_many_more_are_needed(lists: Desk) -> None:
    opened = say(lists, sample_answers.open_(lists, OF, 20), "same", 20)
    found = sample_answers.verdict(opened.kept)
    assert found.bound == pytest.approx(0.1391, abs=1e-4)  # 1 - 0.05 ** (1 / 20)
    assert (found.more, found.holds) == (39, False)  # 59 in all
    opened = sample_answers.open_(lists, OF, 59)
    assert [one.says for one in opened.kept.drawn] == ["same"] * 20 + [""] * 39
    assert len({one.pair for one in opened.kept.drawn}) == 59
    opened = say(lists, opened, "same", 39)
    assert sample_answers.verdict(opened.kept).holds


def test_too_many_wrong_and_no_number_would_be_enough(lists: Desk) -> None:
    opened = say(lists, sample_answers.open_(lists, OF, 20), "different", 3)
    assert sample_answers.verdict(opened.kept).more == PEOPLE - 20  # judged whole, 3 of 70 may be wrong
    assert sample_answers.verdict(say(lists, opened, "unsure").kept).more is None  # 4 may not


def test_a_rule_is_accepted_on_what_was_answered_and_wrong_pairs_stay_apart(lists: Desk) -> None:
    opened = say(lists, sample_answers.open_(lists, OF, PEOPLE), "different")
    wrong = opened.kept.drawn[0].pair
    with pytest.raises(sampling.Unfinished, match="69 of the 70"):
        sampling.accept_answered(lists, OF, "the same lists")
    say(lists, opened, "same", PEOPLE)
    made = judging.find_judgement(lists, sampling.accept_answered(lists, OF, "the same lists").id)
    assert made.sample is not None
    assert (made.sample.judged, made.sample.wrong, made.sample.population) == (70, 1, 70)
    assert made.rule is not None
    assert (made.rule["sample"], made.rule["error_bound"]) == ("answered", "0.0143")
    assert len(made.pairs) == PEOPLE - 1
    anchors = lists.register.index.person_of(list(wrong))
    assert anchors[wrong[0]] != anchors[wrong[1]]
    assert lists.register.index.contradictions() == ()
    assert drafts.list(lists, sample_answers.KIND) == ()


def test_no_other_class_and_no_other_seed_is_accepted_on_it(lists: Desk, basel: Desk) -> None:
    opened = say(lists, sample_answers.open_(lists, OF, 59), "same", 59)
    for desk, other in (
        (lists, OF._replace(seed="2")), (lists, OF._replace(min_score="0.91")), (basel, OF),
        (lists, OF._replace(sources=("list-a", "list-c"))),
    ):  # fmt: skip
        with pytest.raises(sampling.NotAnswered):
            sampling.accept_answered(desk, other, "the same lists")
    inside, *_ = opened.kept.drawn
    judging.judge_mentions(basel, "same", inside.pair, "one man, I say as well")
    assert sample_answers.standing(lists, OF) is not None  # what was answered is of the class
    outside, *_ = set(pairs_of(lists, sample_answers.read_rule(OF))) - {one.pair for one in opened.kept.drawn}
    judging.judge_mentions(basel, "same", outside, "one man")
    with pytest.raises(sampling.NotAnswered):  # the class is no longer the one that was sampled
        sampling.accept_answered(lists, OF, "the same lists")
    assert "batch" not in {one.answer for one in lists.register.index.of_kind("judgement")}  # type: ignore[attr-defined]


def test_a_weak_sample_is_refused(lists: Desk) -> None:
    say(lists, sample_answers.open_(lists, OF, 20), "same", 20)
    with pytest.raises(sampling.TooUncertain):
        sampling.accept_answered(lists, OF, "the same lists")
    with pytest.raises(judging.NoReason):
        sampling.accept_answered(lists, OF, " ")
    assert sample_answers.standing(lists, OF) is not None


def test_a_second_reviewer_answers_a_sample_of_the_batch_itself(lists: Desk, basel: Desk) -> None:
    say(lists, sample_answers.open_(lists, OF, 59), "same", 59)
    made = sampling.accept_answered(lists, OF, "the same lists")
    own = Of(batch=made.id, seed="2")
    with pytest.raises(sample_answers.SameSeed):
        sample_answers.open_(basel, own._replace(seed="1"))
    with pytest.raises(second_review.SamePerson):
        second_review.confirm_answered(lists, made.id, "2", "sure")
    with pytest.raises(sampling.NotAnswered):
        second_review.confirm_answered(basel, made.id, "2", "sure")
    opened = say(basel, sample_answers.open_(basel, own, 59), "same", 59)
    assert opened.kept.population == PEOPLE
    yes = judging.find_judgement(lists, second_review.confirm_answered(basel, made.id, "2", "I agree").id)
    assert yes.sample is not None
    assert (yes.sample.judged, yes.sample.wrong, yes.sample.seed) == (59, 0, "2")
    assert yes.rule == {"sample": "answered"}
    assert lists.register.index.judged([made.id])[made.id].reviewers == ("amina", "basel")


def test_a_second_reviewer_who_finds_one_wrong_makes_a_contradiction(lists: Desk, basel: Desk) -> None:
    say(lists, sample_answers.open_(lists, OF, 59), "same", 59)
    made = sampling.accept_answered(lists, OF, "the same lists")
    own = Of(batch=made.id, seed="2")
    say(basel, say(basel, sample_answers.open_(basel, own, 59), "different"), "same", 58)
    with pytest.raises(sampling.TooUncertain):
        second_review.confirm_answered(basel, made.id, "2", "I agree")
    assert [one.judgement for one in lists.register.index.contradictions()] == [made.id]


def test_by_word_is_written_as_by_word(lists: Desk, basel: Desk) -> None:
    made = sampling.accept(lists, sampling.Sampled(SOURCES, "0.9", 59, 0), "the same lists")
    assert (judging.find_judgement(lists, made.id).rule or {})["sample"] == "by word"
    yes = second_review.confirm(basel, made.id, "I agree", second_review.OwnSample(59, 0))
    assert judging.find_judgement(lists, yes.id).rule == {"sample": "by word"}
    with pytest.raises(NotFound):
        sample_answers.open_(basel, Of(batch="j-nothing"))
