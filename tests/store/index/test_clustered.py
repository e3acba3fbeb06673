"""Small look-ups of persons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention, Number
from tereze.store.index.clustered import anchors_of, clusters_of, oldest_numbers
from tereze.store.sql import Database

Fill = Callable[..., list[bytes]]


def _person(name: str, at: str = "2019", **more: Any) -> list[Any]:
    number = Number(id=f"n{name}", number=f"T-{name[1:]:0>7}", mention=name, at=at)
    return [Mention(id=name, source="s1", local=name, **more), number]


def _same(name: str, *mentions: str) -> Judgement:
    return Judgement(id=name, answer="same", at="2019", reviewers=("a",), reason="invented", mentions=mentions)


def test_clusters_and_anchors(database: Database, fill: Fill) -> None:
    fill([*_person("m1"), *_person("m2"), *_person("m3"), _same("j1", "m2", "m3")])
    assert anchors_of(database, ["m3", "m1", "m3", "unknown"]) == {"m3": "m2", "m1": "m1", "unknown": "unknown"}
    assert clusters_of(database, ["m2", "m1"]) == {"m2": ["m2", "m3"], "m1": ["m1"]}
    assert oldest_numbers(database, {"m2": ["m2", "m3"]}) == {"m2": ("T-0000002", "m2")}
    assert oldest_numbers(database, {}) == {}
