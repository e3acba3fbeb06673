"""Answers that are due, and how the register grew, alike in every index."""

from __future__ import annotations

from collections.abc import Callable

from tereze.actions.index import Index, Indexed
from tereze.model.events import Intervention
from tereze.model.mentions import Number

Place = Callable[..., list[Indexed]]


def _step(name: str, due: str, answer: str = "") -> Intervention:
    return Intervention(id=name, source="s1", by="m1", sort="letter", due=due, answer=answer)


def test_answers_due_come_in_order_and_answered_ones_not(index: Index, place: Place) -> None:
    steps = [
        _step("v1", "2019-05-01"), _step("v2", "2019-03"), _step("v3", "2019-01-01", "answered"), _step("v4", ""),
        _step("v5", "2019-06-01"),
    ]  # fmt: skip
    index.apply(place(steps))
    index.settle()
    assert [one.id for one in index.due("2019-05-01")] == ["v2", "v1"]
    assert [one.id for one in index.due("2019-12-31", limit=1)] == ["v2"]
    assert list(index.due("2018")) == []


def test_growth_is_counted_by_month(index: Index, place: Place) -> None:
    given = [("n1", "2019-01-02"), ("n2", "2019-01-30"), ("n3", "2019-03-01"), ("n4", "")]
    index.apply(place([Number(id=id_, number=f"T-{id_}", mention=f"m{id_}", at=at) for id_, at in given]))
    index.settle()
    assert list(index.growth()) == [("", 1), ("2019-01", 2), ("2019-03", 1)]
    assert list(index.growth("2019-01")) == [("2019-01", 2), ("2019-03", 1)]
    assert list(index.growth("2019-04")) == []


def test_an_empty_register_has_nothing_due_and_did_not_grow(index: Index) -> None:
    index.settle()
    assert list(index.due("2999")) == []
    assert list(index.growth()) == []
