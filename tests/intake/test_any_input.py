"""Whatever stands in a file, a reader gives drafts or refusals: nothing else ever leaves the room."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tereze.intake import documents, mapping, sheets, tables
from tereze.intake.documents import Document
from tereze.intake.drafts import Refusal, SheetDraft
from tereze.intake.nodes import plain
from tereze.model.records import from_payload, to_payload

from .conftest import NOW, SECRET

REPO = Path(__file__).resolve().parents[2]
GOOD = [
    plain(document.node)
    for path in sorted((REPO / "vectors" / "source-sheet" / "good").iterdir())
    if path.suffix in {".yaml", ".json"} and "expect" not in path.name
    for document in documents.read(path)
    if isinstance(document, Document)
]
ODD: list[Any] = [None, [], {}, [[]], {"a": {}}, ["me"], {"text": "x"}, {"mention": "me"}, {"voice": "me"}]
ODD += [[{"voice": "me"}], "", " ", "null", "x" * 50, "2018/2019", "[a..b]", "-1", "9" * 21, "\u202e", "é", "me"]
ODD += ["custody", "source/1", "1/2", "[]", "[..]", "{}", "/", ".."]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a tree."""
    found = [path]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found += places(item, (*path, key))
    return found


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The tree with one place replaced."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(GOOD), st.data())
def test_a_sheet_with_something_odd_anywhere(tmp_path: Path, tree: Any, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        tree = changed(tree, data.draw(st.sampled_from(places(tree))), data.draw(st.sampled_from(ODD)))
    path = tmp_path / "a.json"
    path.write_text(json.dumps(tree), "utf-8")
    for one in sheets.read(path, secret=SECRET, recorded=NOW):
        if isinstance(one, Refusal):
            assert one.error
            assert one.line >= 1
        else:
            for record in one.records:
                assert from_payload(to_payload(record)) == record


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_as_a_sheet(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"tereze: source/1\n" + data)
    assert all(isinstance(one, Refusal | SheetDraft) for one in sheets.read(path, secret=SECRET, recorded=NOW))


PLAN = """\
tereze: mapping/1
row_id: id
columns:
  name: {property: name, order: surname_given, people: true, split: [" and "], shared: last, brackets: alias}
  born: birthDate
  age: {property: age, when: born}
  state: {property: custody, values: {a: prison, "b*": missing}, term: true, when: born, where: [town]}
  town: place
"""
CELL = st.sampled_from(
    ["", "1", "a", "A B and C", "(x) y", "12/13/14", "1980", "b c", "31.02.1970", "-", "\x01", "é" * 3, "9" * 40]
) | st.text(max_size=12)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELL, max_size=8), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_any_cells_in_a_table(tmp_path: Path, rows: list[list[str]], delimiter: str) -> None:
    plan = tmp_path / "m.yaml"
    plan.write_text(PLAN, "utf-8")
    lines = [["id", "name", "born", "age", "state", "town"], *rows]
    path = tmp_path / "a.csv"
    text = "\n".join(delimiter.join(line) for line in lines)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    for one in tables.read(path, plan, secret=SECRET, recorded=NOW):
        if not isinstance(one, Refusal):
            for record in one.records:
                assert from_payload(to_payload(record)) == record


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.json", "a.xlsx", "a.ods"]))
def test_any_bytes_as_a_table(tmp_path: Path, data: bytes, name: str) -> None:
    plan = tmp_path / "m.yaml"
    plan.write_text(PLAN, "utf-8")
    path = tmp_path / name
    path.write_bytes(data)
    list(tables.read(path, plan, secret=SECRET, recorded=NOW))


@pytest.mark.parametrize(
    "text", ["[]", "a", "tereze: mapping/1\ncolumns: {a: [x]}\n", "tereze: mapping/1\ncolumns: {a: {property: [x]}}\n"]
)
def test_odd_mappings(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(text)
    assert isinstance(mapping.read(path), list)
