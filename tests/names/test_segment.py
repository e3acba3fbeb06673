"""Blocks of filed names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tereze.names import prepare, query_keys
from tereze.names.segment import Row, build, hash_keys, opened

ROWS = [
    Row("p1", "Amina Tohti", (("sex", "f"),)),
    Row("p2", "帕尔哈提·铁木尔", (("sex", "m"), ("source", "list"))),
    Row("p3", "???"),
]


def test_rows_come_back() -> None:
    segment = build(ROWS)
    assert [segment.row(at) for at in range(len(segment))] == ROWS


def test_candidates_by_key() -> None:
    segment = build(ROWS)
    assert segment.candidates(hash_keys(query_keys("Parhat Tomur"))).tolist() == [1]
    assert segment.candidates(hash_keys([])).tolist() == []


def test_filters_pick_kinds_of_facets() -> None:
    segment = build(ROWS)
    allowed = segment.allowed({"sex": "m"})
    assert allowed[segment.facet].tolist() == [False, True, False]


def test_records_are_those_of_the_names() -> None:
    segment = build(ROWS)
    cut = [segment.records[segment.offsets[i] : segment.offsets[i + 1]].tobytes() for i in range(3)]
    assert cut == [prepare(row.name).record for row in ROWS]


def test_saved_and_mapped(tmp_path: Path) -> None:
    build(ROWS).save(tmp_path)
    again = opened(tmp_path)
    assert [again.row(at) for at in range(len(again))] == ROWS
    assert again.candidates(hash_keys(query_keys("Amina Tohti"))).tolist() == [0]


def test_no_rows() -> None:
    segment = build([])
    assert len(segment) == 0
    assert segment.candidates(hash_keys(["w:x"])).tolist() == []


def test_very_common_keys_can_be_passed_over() -> None:
    segment = build([Row(f"p{n}", "Amina") for n in range(5)] + [Row("q", "Tohti")])
    asked = hash_keys(["w:=Amine", "w:=Toxti"])
    assert segment.candidates(asked).tolist() == [0, 1, 2, 3, 4, 5]
    assert segment.candidates(asked, common=3).tolist() == [5]


def test_many_candidates_are_marked_instead_of_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    found = build(ROWS)
    asked = hash_keys(query_keys("Parhat Tomur") | query_keys("Amina Tohti"))
    sorted_way = found.candidates(asked).tolist()
    monkeypatch.setattr("tereze.names.segment._SORTED", 0)
    assert found.candidates(asked).tolist() == sorted_way == [0, 1]
