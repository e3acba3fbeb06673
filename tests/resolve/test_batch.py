"""Batch judgements: the class, the sample, the bound, and what would change."""

from __future__ import annotations

import pytest

from tereze.model.judgements import Judgement, Sample
from tereze.resolve.batch import (
    BatchRefused,
    Change,
    Rule,
    WrongRule,
    accept,
    chosen,
    error_bound,
    read_rule,
    sample,
    what_changes,
)
from tereze.resolve.judgements import settle
from tereze.resolve.suggest import Suggestion

SOURCE = {"a1": "A", "a2": "A", "a3": "A", "b1": "B", "b2": "B", "b3": "B", "c1": "C"}
RULE = Rule(between=("A", "B"), min_score=0.9)


def pair(left: str, right: str, score: float) -> Suggestion:
    return Suggestion(left, right, score, ())


def same(name: str, *mentions: str) -> Judgement:
    return Judgement(id=name, answer="same", at="2019-01-01", reviewers=("a",), reason="", mentions=mentions)


def test_the_class_is_between_two_sources_and_above_the_score() -> None:
    found = chosen(RULE, [pair("a1", "b1", 0.99), pair("a2", "b2", 0.5), pair("a3", "c1", 0.99)], SOURCE)
    assert [one[:2] for one in found] == [("a1", "b1")]


def test_a_rival_on_either_side_makes_a_match_ambiguous() -> None:
    rivals = [pair("a1", "b1", 0.99), pair("a1", "b2", 0.95), pair("a3", "b3", 0.99), pair("a2", "b3", 0.2)]
    assert [one[:2] for one in chosen(RULE, rivals, SOURCE)] == [("a3", "b3")]
    relaxed = Rule(between=("A", "B"), min_score=0.9, unambiguous=False)
    assert len(chosen(relaxed, rivals, SOURCE)) == 3


def test_a_rule_without_sources_means_all() -> None:
    assert len(chosen(Rule(min_score=0.9), [pair("a1", "c1", 0.99), pair("a2", "b2", 0.99)], SOURCE)) == 2


def test_the_sample_is_the_same_for_everyone_who_has_the_seed() -> None:
    many = [pair(f"a{n}", f"b{n}", 0.99) for n in range(50)]
    drawn = sample(many, 10, "seed")
    assert sample(many[::-1], 10, "seed") == drawn
    assert len(set(drawn)) == 10
    assert sample(many, 10, "other") != drawn
    assert len(sample(many, 99, "seed")) == 50
    assert sample([("a", "b")], 5, "1") == [("a", "b")]


def test_a_clean_sample_is_accepted_and_the_judgement_keeps_rule_and_sample() -> None:
    class_ = [pair(f"a{n}", f"b{n}", 0.99) for n in range(500)]
    judged = Sample(judged=150, wrong=0, seed="s", population=500)
    made = accept("j", RULE, class_, judged, by="reviewer", at="2019-06-01", reason="same name, age and date")
    assert made.answer == "batch"
    assert len(made.pairs) == 500
    assert made.rule == {"between": "A B", "min_score": "0.9", "unambiguous": "true", "error_bound": "0.0198"}
    assert read_rule(made.rule) == RULE
    assert made.sample == judged


def test_a_weak_sample_is_refused_with_what_would_be_enough() -> None:
    class_ = [pair(f"a{n}", f"b{n}", 0.99) for n in range(500)]
    with pytest.raises(BatchRefused) as refused:
        accept("j", RULE, class_, Sample(judged=60, wrong=1), by="r", at="2019", reason="")
    assert "1 wrong of 60" in refused.value.text
    assert "Judge 236 pairs" in refused.value.advice


def test_judging_the_whole_class_leaves_only_its_own_errors() -> None:
    assert error_bound(20, 0, 20) == 0.0
    assert error_bound(20, 0) > 0.1
    assert error_bound(0, 0, 0) == 1.0


@pytest.mark.parametrize(
    "texts", [{"between": "A"}, {"min_score": "high"}, {"min_score": "1.5"}, {"unambiguous": "maybe"}]
)
def test_a_rule_that_cannot_be_is_refused(texts: dict[str, str]) -> None:
    with pytest.raises(WrongRule):
        read_rule(texts)


def test_what_changes_lists_only_persons_that_become_others() -> None:
    standing = [same("j1", "m1", "m2"), same("j2", "n1", "n2")]
    settled = settle(standing)
    assert what_changes(same("j3", "m1", "m2"), standing, settled) == ()
    assert what_changes(same("j3", "m2", "n2"), standing, settled) == (Change(("m1", "n1"), ("m1",)),)
    assert what_changes(same("j3", "a", "b"), standing, settled) == (Change(("a", "b"), ("a",)),)


def test_what_a_withdrawal_splits_is_shown_too() -> None:
    standing = [same("j1", "m1", "m2"), same("j2", "m2", "m3")]
    undo = Judgement(id="w", answer="withdraw", of="j2", at="2019-02-01", reviewers=("a",), reason="")
    assert what_changes(undo, standing, settle(standing)) == (Change(("m1",), ("m1", "m3")),)
