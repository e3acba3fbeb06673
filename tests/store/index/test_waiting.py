"""Which suggestions wait, and with what gain: kept up to date by judgements and releases."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions.index import SuggestionRow
from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention, Name
from tereze.model.records import Release
from tereze.resolve.gain import expected_gain
from tereze.store.index import SqlIndex
from tereze.store.sql import Database

Fill = Callable[..., list[bytes]]


def _judge(name: str, answer: str, *mentions: str, **more: Any) -> Judgement:
    fields: dict[str, Any] = {"at": "2019", "reviewers": ("a",), "reason": "invented", "mentions": mentions} | more
    return Judgement(id=name, answer=answer, **fields)


def _people(index: SqlIndex, fill: Fill, count: int = 4, *pairs: tuple[str, str, float]) -> None:
    fill([Mention(id=f"m{at}", source="s", local=f"r{at}", names=(Name(text="X Invented"),)) for at in range(count)])
    index.put_suggestions([SuggestionRow(left, right, score, ()) for left, right, score in pairs])


def _waiting(index: SqlIndex) -> list[tuple[str, str]]:
    return [one.row[:2] for one in index.waiting(99)]


@pytest.mark.parametrize("answer", ["same", "different", "unsure"])
def test_an_answer_takes_a_pair_off_and_its_withdrawal_puts_it_back(index: SqlIndex, fill: Fill, answer: str) -> None:
    _people(index, fill, 3, ("m0", "m1", 0.9), ("m1", "m2", 0.8))
    assert _waiting(index) == [("m0", "m1"), ("m1", "m2")]
    fill([_judge("j1", answer, "m1", "m0")])
    assert _waiting(index) == [("m1", "m2")]
    assert index.waits().suggestions == 1
    fill([_judge("w1", "withdraw", of="j1")])
    assert _waiting(index) == [("m0", "m1"), ("m1", "m2")]


def test_people_held_apart_by_other_mentions_of_theirs_do_not_wait(index: SqlIndex, fill: Fill) -> None:
    _people(index, fill, 4, ("m0", "m3", 0.9))
    fill([_judge("j1", "same", "m0", "m1"), _judge("j2", "same", "m2", "m3"), _judge("j3", "different", "m1", "m2")])
    assert _waiting(index) == []
    fill([_judge("w", "withdraw", of="j3")])
    assert _waiting(index) == [("m0", "m3")]


def test_unsure_of_one_pair_of_mentions_leaves_another_pair_waiting(index: SqlIndex, fill: Fill) -> None:
    _people(index, fill, 3, ("m0", "m1", 0.9), ("m0", "m2", 0.9))
    fill([_judge("j1", "same", "m1", "m2"), _judge("j2", "unsure", "m0", "m1")])
    assert _waiting(index) == [("m0", "m2")]


def test_forgetting_an_unsure_answer_puts_the_pair_back(index: SqlIndex, fill: Fill) -> None:
    _people(index, fill, 2, ("m0", "m1", 0.9))
    entries = fill([_judge("j1", "unsure", "m0", "m1")])
    assert _waiting(index) == []
    index.forget(entries)
    index.settle()
    assert _waiting(index) == [("m0", "m1")]


def test_larger_persons_come_first_and_published_ones_before_them(index: SqlIndex, fill: Fill) -> None:
    _people(index, fill, 6, ("m0", "m1", 0.6), ("m2", "m3", 0.6), ("m4", "m5", 0.59))
    fill([_judge("j1", "same", "m3", "m4")])
    assert _waiting(index) == [("m2", "m3"), ("m4", "m5"), ("m0", "m1")]
    assert index.waiting(1)[0].gain == expected_gain(0.6, 1, 2)
    release = Release(id="r1", at="2020", approved_by=("a", "b"), digest="", persons=1, line="public", people=("m1",))
    entries = fill([release])
    assert _waiting(index)[0] == ("m0", "m1")
    assert index.waiting(1)[0].gain == expected_gain(0.6, 1, 1, published=True)
    later = Release(id="r2", at="2021", approved_by=("a", "b"), digest="", persons=0, line="public")
    entries += fill([later])
    assert _waiting(index)[-1] == ("m0", "m1")
    index.forget(entries)
    index.settle()
    assert index.shown(["m1"]) == {}


def test_a_merge_gives_the_other_suggestions_of_both_a_new_gain(index: SqlIndex, fill: Fill) -> None:
    _people(index, fill, 3, ("m0", "m1", 0.5), ("m1", "m2", 0.5))
    fill([_judge("j1", "same", "m0", "m1")])
    [left] = index.waiting(9)
    assert left.gain == expected_gain(0.5, 2, 1)


def test_pairs_of_sources_and_of_mentions_that_are_gone_wait_for_nobody(index: SqlIndex, fill: Fill) -> None:
    _people(index, fill, 1, ("m0", "m9", 0.9), ("s1", "s2", 0.9))
    assert _waiting(index) == []
    assert len(list(index.suggestions())) == 2


def test_a_page_and_a_pair_of_a_long_queue_are_read_in_milliseconds(index: SqlIndex, fill: Fill) -> None:
    count = 20_000
    people = [Mention(id=f"m{at:06d}", source="s", local=f"r{at}") for at in range(count)]
    fill(people)
    index.put_suggestions(
        SuggestionRow(f"m{at:06d}", f"m{at + 1:06d}", at % 97 / 97, (("name", 1.0, "alike"),))
        for at in range(count - 1)
    )
    fill([_judge(f"j{at}", "unsure", f"m{at:06d}", f"m{at + 1:06d}") for at in range(0, count - 1, 40)])
    began = time.process_time()
    page = index.waiting(30, 60)
    found = index.suggestion("m000007", "m000006")
    about = index.judgements_about(["m000040"])
    assert time.process_time() - began < 0.05
    assert len(page) == 30
    assert found is not None
    assert [made.id for made in about] == ["j40"]


def test_nothing_of_the_queue_is_read_by_a_scan(database: Database) -> None:
    plans = {
        "SELECT a FROM suggestion WHERE open = 1 ORDER BY lost, a, b LIMIT 9 OFFSET 9": "suggestion_next",
        "SELECT id FROM judged WHERE waits = 1 ORDER BY at, id LIMIT 9": "judged_waits",
        "SELECT id FROM ref WHERE target IN ('m1') AND sort = 'judged'": "PRIMARY KEY",
    }
    for sql, used in plans.items():
        plan = " ".join(str(row[3]) for row in database.all(f"EXPLAIN QUERY PLAN {sql}"))
        assert used in plan, plan
        assert "TEMP B-TREE" not in plan
