"""Persons follow judgements where something changed, and only there is anything read."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from tereze.model.judgements import Judgement
from tereze.resolve.judgements import settle
from tereze.store.index import SqlIndex
from tereze.store.index.judged import settle_judgements
from tereze.store.index.tables import EDGE, MEMBER
from tereze.store.sql import Database
from tereze.store.verify import rows

Fill = Callable[..., list[bytes]]


def _judge(name: str, answer: str, *mentions: str, **more: Any) -> Judgement:
    fields: dict[str, Any] = {"at": "2019", "reviewers": ("a",), "reason": "invented", "mentions": mentions} | more
    return Judgement(id=name, answer=answer, **fields)


def _members(database: Database) -> dict[str, str]:
    return dict(rows(database, MEMBER))  # type: ignore[arg-type]


def test_a_withdrawal_of_a_withdrawal_brings_the_judgement_back(database: Database, fill: Fill) -> None:
    fill([_judge("j1", "same", "m1", "m2")])
    assert _members(database) == {"m1": "m1", "m2": "m1"}
    fill([_judge("j2", "withdraw", of="j1")])
    assert _members(database) == {}
    fill([_judge("j3", "withdraw", of="j2")])
    assert _members(database) == {"m1": "m1", "m2": "m1"}


def test_a_withdrawal_may_come_before_what_it_takes_back(database: Database, fill: Fill) -> None:
    fill([_judge("j2", "withdraw", of="j1")])
    fill([_judge("j1", "same", "m1", "m2")])
    assert _members(database) == {}


def test_forgetting_a_judgement_undoes_it(database: Database, index: SqlIndex, fill: Fill) -> None:
    entries = fill([_judge("j1", "same", "m1", "m2"), _judge("j2", "withdraw", of="j1")])
    index.forget(entries[1:])
    index.settle()
    assert _members(database) == {"m1": "m1", "m2": "m1"}
    index.forget(entries)
    index.settle()
    assert _members(database) == {}
    assert list(rows(database, EDGE)) == []


def test_a_different_judgement_splits_and_is_said_to(database: Database, index: SqlIndex, fill: Fill) -> None:
    fill([_judge("j1", "same", "m1", "m2"), _judge("j2", "same", "m2", "m3", at="2020")])
    assert set(_members(database)) == {"m1", "m2", "m3"}
    fill([_judge("j3", "different", "m1", "m3", at="2021")])
    assert _members(database) == {"m1": "m1", "m2": "m1"}
    [(judgement, reason)] = index.disputes()
    assert judgement == "j2"
    assert "m1" in reason
    fill([_judge("j4", "withdraw", of="j3")])
    assert index.disputes() == ()
    assert set(_members(database)) == {"m1", "m2", "m3"}


def test_a_ring_of_withdrawals_is_shown(index: SqlIndex, fill: Fill) -> None:
    fill([_judge("j1", "withdraw", of="j2"), _judge("j2", "withdraw", of="j1")])
    assert [name for name, _ in index.disputes()] == ["j1", "j2"]


def test_only_the_component_that_was_touched_is_settled(database: Database, index: SqlIndex, fill: Fill) -> None:
    fill([_judge(f"j{at}", "same", f"m{at:03d}a", f"m{at:03d}b") for at in range(50)])
    with database.transaction():
        touched = settle_judgements(database, ["j7"])
    assert touched == frozenset()
    index.apply([])
    fill([_judge("k", "same", "m003a", "m004b")])
    assert _members(database)["m004a"] == "m003a"
    assert _members(database)["m005b"] == "m005a"


@pytest.mark.parametrize("seed", range(12))
def test_judgements_one_by_one_give_what_all_at_once_give(
    database: Database, index: SqlIndex, fill: Fill, seed: int
) -> None:
    dice = random.Random(seed)
    mentions = [f"m{at}" for at in range(9)]
    judgements = []
    for at in range(25):
        answer = dice.choice(["same", "same", "same", "different", "withdraw", "batch"])
        of = f"j{dice.randrange(25)}" if answer == "withdraw" or dice.random() < 0.1 else None
        pairs = tuple(tuple(dice.sample(mentions, 2)) for _ in range(2)) if answer == "batch" else ()
        judged = () if answer in {"withdraw", "batch"} else tuple(dice.sample(mentions, 2))
        judgements.append(_judge(f"j{at}", answer, *judged, of=of, pairs=pairs, at=f"20{dice.randint(10, 20)}"))
    for judgement in dice.sample(judgements, len(judgements)):
        fill([judgement])
    expected = settle(judgements)
    assert _members(database) == expected.anchors
    assert index.disputes() == expected.disputes


def test_one_more_judgement_in_a_large_register_is_quick(database: Database, fill: Fill) -> None:
    pairs = tuple((f"m{at:06d}", f"m{at + 10_000:06d}") for at in range(10_000))
    fill([_judge("batch", "batch", pairs=pairs)])
    began = time.process_time()
    fill([_judge("one", "same", "m000001", "m000002")])
    assert time.process_time() - began < 0.2
    assert _members(database)["m010002"] == "m000001"
