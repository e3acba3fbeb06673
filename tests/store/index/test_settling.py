"""The list of persons, brought up to date where a mention, a number or a judgement changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention, Name, Number
from tereze.store.index import SqlIndex
from tereze.store.index.settling import Seen, label_of_person
from tereze.store.sql import Database

Fill = Callable[..., list[bytes]]


def _person(name: str, at: str = "2019", **more: Any) -> list[Any]:
    number = Number(id=f"n{name}", number=f"T-{name[1:]:0>7}", mention=name, at=at)
    return [Mention(id=name, source="s1", local=name, **more), number]


def _same(name: str, *mentions: str) -> Judgement:
    return Judgement(id=name, answer="same", at="2019", reviewers=("a",), reason="invented", mentions=mentions)


def test_the_oldest_number_wins_not_the_smallest(index: SqlIndex, fill: Fill) -> None:
    fill([*_person("m1", "2020"), *_person("m2", "2018"), _same("j1", "m1", "m2")])
    [row] = index.persons()
    assert (row.anchor, row.number, row.mentions) == ("m1", "T-0000002", 2)


def test_a_person_is_called_by_the_name_at_the_number_else_by_any_name() -> None:
    plain, named, other = Seen("m1", "person", "row-1", 0), Seen("m2", "person", "B", 1), Seen("m3", "person", "C", 1)
    assert label_of_person("m3", [plain, named, other]) == "C"
    assert label_of_person("m1", [plain, other, named]) == "B"
    assert label_of_person("m1", [plain]) == "row-1"
    assert label_of_person("m1", [Seen("m1", "person", "", 0), plain]) == "row-1"
    assert label_of_person("m1", []) == ""


def test_a_name_that_comes_later_is_shown(index: SqlIndex, fill: Fill) -> None:
    mention, number = _person("m1")
    fill([number])
    assert list(index.persons()) == []
    fill([Mention(id="m1", source="s1", local="a", names=(Name(text="Fictional"),))])
    assert [row.label for row in index.persons()] == ["Fictional"]
    assert mention.id == "m1"


def test_forgetting_one_mention_of_a_person_leaves_the_other(index: SqlIndex, fill: Fill) -> None:
    entries = fill(
        [*_person("m1", names=(Name(text="A"),)), *_person("m2", names=(Name(text="B"),)), _same("j1", "m1", "m2")]
    )
    index.forget(entries[:2])
    index.settle()
    [row] = index.persons()
    assert (row.anchor, row.label, row.number, row.mentions) == ("m1", "B", "T-0000002", 1)
    assert index.members("m1") == ("m2",)


def test_settling_twice_changes_nothing_and_leaves_nothing_dirty(
    database: Database, index: SqlIndex, fill: Fill
) -> None:
    fill([*_person("m1"), *_person("m2")])
    before = list(index.persons())
    index.settle()
    assert list(index.persons()) == before
    assert database.one("SELECT count(*) FROM dirty") == (0,)
