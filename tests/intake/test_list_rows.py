"""A list opened with its mapping: what must fit, what is remarked upon, what stays flat."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tereze.intake import tables
from tereze.intake.drafts import RowsDraft, SheetDraft
from tereze.intake.list_rows import BATCH
from tereze.model.sources import Source

from .conftest import NOW, SECRET, Read

Table = Callable[..., Read]
MAPPING = "row_id: id\ncolumns: {name: name, born: birthDate}\n"


def test_a_missing_column_names_the_nearest(read_table: Table) -> None:
    found = read_table("id,nmae,born\n1,A,1980\n", MAPPING)
    assert [(one.key, one.hint) for one in found.refusals] == [("name", "Did you mean “nmae”?")]
    assert len(found.parsed) == 1


def test_a_missing_field_of_json_is_a_warning(read_table: Table) -> None:
    found = read_table('[{"id": 1, "name": "A"}]', MAPPING, "list.json")
    assert [warning.key for warning in found.warnings] == ["born"]
    assert len(found.rows) == 1


def test_a_column_that_is_not_mapped_is_remarked_upon(read_table: Table) -> None:
    found = read_table("id,name,born,extra\n1,A,1980,x\n", MAPPING)
    assert [(warning.key, "not in the mapping" in warning.text) for warning in found.warnings] == [("extra", True)]


def test_rows_come_in_batches_after_the_source(read_table: Table) -> None:
    text = "id,name,born\n" + "".join(f"{n},A,1980\n" for n in range(BATCH * 2 + 10))
    head, *batches = read_table(text, MAPPING).parsed
    assert isinstance(head, SheetDraft)
    assert [len(batch.records) for batch in batches if isinstance(batch, RowsDraft)] == [BATCH, BATCH, 10]
    assert [batch.line for batch in batches if isinstance(batch, RowsDraft)] == [2, BATCH + 2, BATCH * 2 + 2]


def test_an_empty_table_is_a_source_without_rows(read_table: Table) -> None:
    found = read_table("id,name,born\n", MAPPING)
    assert found.rows == []
    assert len(found.of(Source)) == 1


def test_broken_rows_are_refused_one_by_one(read_table: Table) -> None:
    found = read_table("id,name,born\n1,A,1980\n2,B,1981,x,y\n3,C\x01,1982\n4,D,1983\n", MAPPING)
    assert [(one.line, one.row, one.ref) for one in found.refusals] == [(3, True, "list"), (4, True, "list")]
    assert [one.local for one in found.rows] == ["1", "4"]


def test_a_file_that_breaks_off_keeps_what_stood_before(read_table: Table) -> None:
    text = "[" + ",".join(f'{{"id": {n}, "name": "A", "born": "1980"}}' for n in range(300)) + ', {"id": 300, "na'
    found = read_table(text, MAPPING, "list.json")
    assert len(found.rows) == 300
    assert ["well-formed" in one.error for one in found.refusals] == [True]


@pytest.mark.parametrize(
    ("join", "key"),
    [
        ("{file: none.csv, on: id, columns: {nick: alias}}", "joins"),
        ("{file: nick.csv, on: person, to: id, columns: {nick: alias}}", "joins"),
        ("{file: ../../../../../../etc/passwd, on: id, columns: {nick: alias}}", "joins"),
        ("{file: nick.csv, on: id, to: nothing, columns: {nick: alias}}", "nothing"),
    ],
)
def test_a_join_that_does_not_fit(read_table: Table, folder: Path, join: str, key: str) -> None:
    (folder / "files" / "nick.csv").write_text("id,nick\n1,X\n")
    found = read_table("id,name,born\n1,A,1980\n", MAPPING + f"joins:\n  - {join}\n")
    assert [one.key for one in found.refusals] == [key]


def test_the_digest_of_the_source_follows_table_and_mapping(read_table: Table) -> None:
    table = "id,name,born\n1,A,1980\n"
    first = read_table(table, MAPPING).of(Source)[0].digest
    assert read_table(table, MAPPING).of(Source)[0].digest == first
    assert read_table(table + "2,B,1981\n", MAPPING).of(Source)[0].digest != first
    assert read_table(table, MAPPING + "date_order: dmy\n").of(Source)[0].digest != first


def test_memory_stays_flat(folder: Path) -> None:
    plan, peaks = folder / "m.yaml", []
    plan.write_text("tereze: mapping/1\n" + MAPPING)
    for rows in (1_000, 7_000):
        path = folder / f"{rows}.csv"
        path.write_text("id,name,born\n" + "".join(f"{n},Name {n},198{n % 10}\n" for n in range(rows)))
        tracemalloc.start()
        count = sum(
            len(one.records)
            for one in tables.read(path, plan, secret=SECRET, recorded=NOW)
            if isinstance(one, RowsDraft)
        )
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert count == rows
    per_row = (peaks[1] - peaks[0]) / 6_000
    assert per_row < 200, "only the ids seen (against doubled rows) may grow"


def test_a_broken_row_of_a_joined_table_is_remarked_upon(read_table: Table, folder: Path) -> None:
    (folder / "files" / "nick.csv").write_text("id,nick\n1,X\n\n2,Y\x01\n3\n")
    join = "joins:\n  - {file: nick.csv, on: id, columns: {nick: alias}}\n"
    found = read_table("id,name,born\n1,A,1980\n", MAPPING + join)
    assert [(warning.key, warning.line) for warning in found.warnings] == [("joins", 4), ("joins", 1)]
    assert [name.text for name in found.rows[0].names] == ["A", "X"]
