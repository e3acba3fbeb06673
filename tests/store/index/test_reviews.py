"""Look-ups for reviewers, beyond what the contract compares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tereze.actions.index_reviews import Standing, Waits
from tereze.model.events import Intervention
from tereze.model.judgements import Judgement, Sample
from tereze.model.records import Submission
from tereze.store.index import SqlIndex
from tereze.store.index.judged import DIFFERENT, SAME

Fill = Callable[..., list[bytes]]


def _judge(name: str, answer: str, *mentions: str, **more: Any) -> Judgement:
    fields: dict[str, Any] = {"at": "2019", "reviewers": ("a",), "reason": "invented", "mentions": mentions} | more
    return Judgement(id=name, answer=answer, **fields)


def test_a_batch_is_found_by_each_of_its_mentions_and_comes_without_its_pairs(index: SqlIndex, fill: Fill) -> None:
    pairs = tuple((f"m{at}", f"n{at}") for at in range(300))
    fill([_judge("b", "batch", pairs=pairs, sample=Sample(judged=10, wrong=0), rule={"min_score": "0.99"})])
    [made] = index.judgements_about(["n7"])
    assert (made.id, made.pairs, made.rule, made.sample) == ("b", (), {"min_score": "0.99"}, Sample(judged=10, wrong=0))
    assert index.get("b") is not None
    assert index.unconfirmed(9) == ["b"]


def test_a_confirmation_and_a_withdrawal_come_with_what_they_speak_of(index: SqlIndex, fill: Fill) -> None:
    fill([
        _judge("j1", "same", "m1", "m2", at="2019-01"),
        _judge("c1", "confirm", confirms="j1", reviewers=("b",), at="2019-02"),
        _judge("w1", "withdraw", of="c1", at="2019-03"), _judge("j2", "same", "m3", "m4"),
    ])  # fmt: skip
    assert [made.id for made in index.judgements_about(["m2"])] == ["j1", "c1", "w1"]
    assert index.judged(["j1", "c1", "w1", "x"]) == {
        "c1": Standing(False, ()), "j1": Standing(True, ("a",)), "w1": Standing(True, ("a",)),
    }  # fmt: skip


def test_a_second_person_ends_the_wait_and_its_withdrawal_begins_it_again(index: SqlIndex, fill: Fill) -> None:
    fill([_judge("c1", "confirm", confirms="j1", reviewers=("B ",))])  # may come first
    fill([_judge("j1", "same", "m1", "m2")])
    assert index.judged(["j1"]) == {"j1": Standing(True, ("a", "b"))}
    assert index.unconfirmed(9) == []
    entries = fill([_judge("w1", "withdraw", of="c1")])
    assert index.unconfirmed(9) == ["j1"]
    index.forget(entries)
    index.settle()
    assert index.unconfirmed(9) == []
    fill([_judge("d1", "different", "m5", "m6"), _judge("u1", "unsure", "m5", "m7")])
    assert index.waits() == Waits(0, 0, 0)


def test_a_contradiction_names_both_judgements_and_the_two_held_apart(index: SqlIndex, fill: Fill) -> None:
    fill([
        _judge("j1", "same", "m1", "m2"), _judge("j2", "same", "m2", "m3", at="2020"),
        _judge("d", "different", "m3", "m1"),
    ])  # fmt: skip
    [found] = index.contradictions()
    assert (found.judgement, found.left, found.right) == ("j2", "m2", "m3")
    assert (found.against, found.apart) == ("d", ("m1", "m3"))
    assert index.disputes() == (("j2", found.reason),)
    assert index.waits().contradictions == 1
    said = {(one.mention, one.other, one.says) for one in index.answers(["m3"])}
    assert said == {("m3", "m2", SAME), ("m3", "m1", DIFFERENT)}


def test_what_was_sent_for_a_person_is_found_by_the_mention(index: SqlIndex, fill: Fill) -> None:
    sent = Submission(id="u1", mention="m1", body="wgeid", at="2020", by="a")
    step = Intervention(id="i1", source="s", by="m9", sort="letter", for_whom=("m1", "m2"))
    fill([sent, step])
    assert index.concerning(["m1"]) == (step, sent)
    assert index.concerning(["m2", "m3"]) == (step,)
    assert index.concerning([]) == ()
