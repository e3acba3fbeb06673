"""The open data, read back as a stranger would read them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from release_cases import ON, case, mention, publish, said

from tereze.consent import publishable, redact
from tereze.model.mentions import Name, Term
from tereze.publish.ftm import entities
from tereze.publish.ids import Line
from tereze.publish.opendata import OpenData, person_row, safe_cell, statement_rows
from tereze.publish.parquet import write_table
from tereze.publish.person import Published, published
from tereze.publish.unlink import unlink

FACTS = (
    said("birthDate", "1980-05-17"),
    said("gender", "female"),
    said("citizenship", "cn"),
    said("occupation", "accountant"),
    said(
        "custody", "internment", when="2018-03", where="Emin county, Xinjiang", term=Term(text="school"), phase="began"
    ),
)


def shown(*facts: Any, **more: Any) -> Published:
    person = case(mention(*(facts or FACTS), **more))
    small = redact(person, on=ON)
    assert small is not None
    return published(unlink(small, Line(b"1" * 32), {}, frozenset()), publishable(person, on=ON))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_row_for_each_person() -> None:
    row = person_row(shown())
    assert row["name"] == "Example Name"
    assert row["names"] == "Example Name; Мысал Есім"
    assert (row["birth_date"], row["gender"], row["citizenship"]) == ("1980-05-17", "female", "cn")
    assert (row["last_status"], row["last_status_as_of"], row["sources"]) == ("internment", "2018-03", 1)


def test_a_row_for_each_claim_with_what_stands_behind_it() -> None:
    claim = next(row for row in statement_rows(shown()) if row["property"] == "custody")
    assert (claim["value"], claim["when"], claim["where"]) == ("internment", "2018-03", "Emin county, Xinjiang")
    assert (claim["independent_witnesses"], claim["sources"], claim["terms"]) == (1, 1, "school")
    assert (claim["denied"], claim["refuted"]) == (0, False)


def test_entities_as_followthemoney_writes_them() -> None:
    made = list(entities(shown()))
    assert [one["schema"] for one in made] == ["Person", "tereze:Custody", "tereze:Testimony"]
    person, custody, testimony = made
    assert person["properties"]["position"] == ["accountant"]
    assert custody["properties"]["holder"] == [person["id"]]
    assert testimony["properties"]["claim"] == [custody["id"]]
    assert testimony["properties"]["independentWitnesses"] == ["1"]
    for one in made:
        assert set(one) == {"id", "schema", "properties"}
        assert all(isinstance(v, list) and all(isinstance(x, str) for x in v) for v in one["properties"].values())


def test_an_alias_is_an_alias() -> None:
    names = (Name(text="Мысал Есім"), Name(text="Мысеке", sort="alias"))
    person = next(iter(entities(shown(names=names))))
    assert person["properties"]["name"] == ["Мысал Есім"]
    assert person["properties"]["alias"] == ["Мысеке"]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\0x"])
def test_a_formula_is_made_text(cell: str) -> None:
    assert safe_cell(cell) == "'" + cell


@pytest.mark.parametrize(("cell", "kept"), [("1980-05", "1980-05"), ("", ""), (3, 3), (True, 1), (False, 0)])
def test_other_cells_stay(cell: str | int | bool, kept: str | int) -> None:
    assert safe_cell(cell) == kept


def test_the_tables_agree_in_every_format(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    data = OpenData()
    data.add(shown())
    data.write(tmp_path, "read me")
    people = pq.read_table(tmp_path / "persons.parquet").to_pylist()
    assert people == data.persons
    assert pq.read_table(tmp_path / "statements.parquet").to_pylist() == data.statements
    assert [row["id"] for row in rows(tmp_path / "persons.csv")] == [row["id"] for row in people]
    lines = (tmp_path / "entities.ftm.json").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines if '"Person"' in line] == [row["id"] for row in people]
    assert rows(tmp_path / "versions.csv")[0].keys() == {"id", "sha256"}
    assert (tmp_path / "README.md").read_text("utf-8") == "read me"


def test_parquet_can_be_left_out_and_is_readable_byte_by_byte(tmp_path: Path) -> None:
    data = OpenData()
    data.add(shown())
    data.write(tmp_path / "none", "", parquet=False)
    assert not list((tmp_path / "none").glob("*.parquet"))
    write_table(tmp_path / "t.parquet", ("a", "b", "c"), [{"a": "Мысал Есім", "b": 1, "c": True}])
    assert "Мысал Есім".encode() in (tmp_path / "t.parquet").read_bytes()


def test_an_empty_release_has_tables_with_headings(tmp_path: Path) -> None:
    OpenData().write(tmp_path, "")
    assert rows(tmp_path / "persons.csv") == []
    assert (tmp_path / "statements.csv").read_text("utf-8").startswith("person,property,value")


def test_there_is_no_table_that_counts_groups(tmp_path: Path) -> None:
    publish(tmp_path / "r")
    files = {path.name for path in (tmp_path / "r" / "data").iterdir()}
    assert files == {"README.md", "persons.csv", "statements.csv", "versions.csv", "entities.ftm.json", "window"}
