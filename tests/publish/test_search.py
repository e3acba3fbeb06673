"""The search index."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tereze.publish.person import Published
from tereze.publish.search import SearchIndex
from tereze.weigh.view import NameRow, PersonView


def person(id_: str, *names: str, identity: str = "full") -> Published:
    rows = tuple(NameRow(text=name, lang=None, sources=("s",)) for name in names)
    view = PersonView(number=id_, anchor=id_, names=rows)
    return Published(id=id_, identity=identity, view=view, sources={}, voices={}, digest="")


def data(*people: Published) -> dict[str, Any]:
    index = SearchIndex()
    for one in people:
        index.add(one)
    script = index.script()
    assert script.startswith("window.terezeNames={")
    loaded: dict[str, Any] = json.loads(script.removeprefix("window.terezeNames=").removesuffix(";\n"))
    return loaded


def bones(found: dict[str, Any], word: str) -> set[str]:
    """What the page makes of a typed word: the longest letter group first, all its sounds."""
    made, at = {""}, 0
    while at < len(word):
        if "\u3400" <= word[at] <= "\u9fff":
            options, size = found["han"].get(word[at], [""]), 1
        else:
            sizes = [n for n in range(found["longest"], 0, -1) if word[at : at + n] in found["letters"]]
            size = sizes[0] if sizes else 1
            options = found["letters"].get(word[at : at + size], [""])
        made = {start if start.endswith(one) and one else start + one for start in made for one in options}
        at += size
    return made


@pytest.mark.parametrize("typed", ["назигуль", "nazigul", "nazygul", "娜孜古丽", "نازىگۈل"])
def test_a_name_typed_in_any_script_meets_the_keys_of_the_name(typed: str) -> None:
    found = data(person("a", "Назигүл Мысал", "娜孜古丽·例"))
    keys = set(found["people"][0][2].split())
    assert bones(found, typed) & keys


def test_another_name_does_not() -> None:
    found = data(person("a", "Назигүл Мысал"))
    assert not bones(found, "bektur") & set(found["people"][0][2].split())


def test_people_stand_in_order_of_public_id_and_nameless_ones_not_at_all() -> None:
    found = data(person("b", "Мысал Екі"), person("c", "Жоқ Есім", identity="none"), person("a", "Мысал Бір"))
    assert [one[0] for one in found["people"]] == ["a", "b"]


def test_the_file_cannot_end_a_script_or_a_line() -> None:
    index = SearchIndex()
    index.add(person("a", "Мысал </script>\u2028 Есім"))
    script = index.script()
    assert "<" not in script
    assert script.count("\n") == 1
    assert "\u2028" not in script


def test_an_empty_release_has_an_index_too() -> None:
    assert data()["people"] == []
