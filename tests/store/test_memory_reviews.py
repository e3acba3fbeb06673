"""The queue in memory: what the contract tests take for granted."""

from __future__ import annotations

from typing import Any

from tereze.actions.index import Index, Indexed, SuggestionRow
from tereze.actions.index_reviews import Waits
from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention, Name
from tereze.store.memory import MemoryIndex


def _index(*judgements: Judgement) -> Index:
    people = [Mention(id=f"m{at}", source="s", local=f"r{at}", names=(Name(text="X"),)) for at in range(3)]
    index = MemoryIndex(bytes(32))
    index.apply(Indexed(b"%d" % at, "log", at, "case", one) for at, one in enumerate([*people, *judgements]))
    index.settle()
    index.put_suggestions([SuggestionRow("m0", "m1", 0.5, ()), SuggestionRow("m1", "m2", 0.9, ())])
    return index


def _judge(name: str, answer: str, *mentions: str, **more: Any) -> Judgement:
    fields: dict[str, Any] = {"at": "2019", "reviewers": ("a",), "reason": "invented", "mentions": mentions} | more
    return Judgement(id=name, answer=answer, **fields)


def test_the_queue_is_in_order_of_gain_and_shrinks_with_answers() -> None:
    assert [one.row[:2] for one in _index().waiting(9)] == [("m1", "m2"), ("m0", "m1")]
    assert [one.row[:2] for one in _index(_judge("j", "different", "m1", "m2")).waiting(9)] == [("m0", "m1")]
    assert _index(_judge("j", "unsure", "m0", "m1")).waits() == Waits(1, 0, 0)


def test_a_merge_waits_for_a_second_person() -> None:
    first = _judge("j", "same", "m0", "m1")
    assert _index(first).unconfirmed(9) == ["j"]
    yes = _judge("c", "confirm", confirms="j", reviewers=("b",))
    index = _index(first, yes)
    assert index.unconfirmed(9) == []
    assert index.judged(["j"])["j"].reviewers == ("a", "b")
    assert [made.id for made in index.judgements_about(["m0"])] == ["c", "j"]
