"""Persons by what was said of them, alike in every index."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions.index import Index, Indexed
from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention, Name, Number, Statement

Place = Callable[..., list[Indexed]]


def _person(name: str, number: int, *said: tuple[str, str, str, str], **more: Any) -> list[Any]:
    statements = tuple(
        Statement(id=f"t{name}{at}", source="s1", about=name, property=prop, value=value, when=when, where=where)
        for at, (prop, value, when, where) in enumerate(said)
    )
    mention = Mention(id=name, source="s1", local=name, names=(Name(text="Fictional"),), statements=statements, **more)
    return [mention, Number(id=f"n{name}", number=f"T-{number:07}", mention=name, at="2019")]


@pytest.fixture
def filled(index: Index, place: Place) -> Index:
    records = [
        *_person("m1", 1, ("custody", "internment", "2017-09", "Tacheng, Xinjiang"), ("gender", "female", "", "")),
        *_person("m2", 2, ("custody", "prison", "2018", "Ili")),
        *_person("m3", 3, ("custody", "internment", "2018-01/2018-05", "Nowhere"), ("gender", "male", "", "")),
        *_person("m4", 4, ("custody", "prison", "2019", "Ili"), sealed=True),
        Judgement(id="j1", answer="same", at="2020", reviewers=("a",), reason="x", mentions=("m1", "m2")),
    ]
    index.apply(place(records))
    index.settle()
    return index


def _numbers(rows: list[Any]) -> list[str]:
    return [row.number[-1] for row in rows]


def test_a_person_is_found_by_what_any_of_its_mentions_says(filled: Index) -> None:
    assert _numbers(filled.persons_with([("status", "internment")])) == ["1", "3"]
    assert _numbers(filled.persons_with([("status", "internment"), ("status", "prison")])) == ["1"]
    assert _numbers(filled.persons_with([("area", "6540")])) == ["1"]
    assert _numbers(filled.persons_with([("year", "2018")])) == ["1", "3"]
    assert _numbers(filled.persons_with([("gender", "male"), ("year", "2018")])) == ["3"]
    assert filled.persons_with([("status", "in_contact")]) == []


def test_what_is_said_of_a_sealed_person_files_nobody(filled: Index) -> None:
    assert filled.persons_with([("year", "2019")]) == []
    assert "2019" not in filled.facet_counts()["year"]


def test_among_and_pages(filled: Index) -> None:
    assert _numbers(filled.persons_with([("status", "internment")], among=["m3"])) == ["3"]
    assert filled.persons_with([("status", "internment")], among=[]) == []
    assert _numbers(filled.persons_with([], limit=1, offset=1)) == ["3"]


def test_counts_are_of_mentions_in_all_and_of_persons_where_they_are_named(filled: Index) -> None:
    assert filled.facet_counts()["status"] == {"internment": 2, "prison": 1}
    assert filled.facet_counts(["m1", "m3"])["status"] == {"internment": 2, "prison": 1}
    assert filled.facet_counts(["m1"])["year"] == {"2017": 1, "2018": 1}
    assert filled.facet_counts([]) == {}


def test_what_is_forgotten_is_no_facet_any_more(index: Index, place: Place) -> None:
    items = place(_person("m1", 1, ("custody", "internment", "2017", "Ili")))
    index.apply(items)
    index.settle()
    index.forget([item.entry for item in items])
    index.settle()
    assert index.facet_counts() == {}
    assert index.persons_with([("status", "internment")]) == []
