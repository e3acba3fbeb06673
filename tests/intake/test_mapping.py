"""Mapping files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tereze.intake import mapping
from tereze.intake.documents import SheetMissing
from tereze.intake.drafts import Refusal
from tereze.intake.plan import Join, Layout, Mapping, Origins, Rule

FULL = """\
tereze: mapping/1
list: {id: a, title: T}
table: {sheet: S, encoding: cp1251, delimiter: ";", header: [3, 4], groups: G, skip: [Total], fill_down: town}
row_id: [id, part]
kind: facility
language: es
placeholders: [sin datos, "-"]
date_order: dmy
century: "19"
columns:
  who: {property: name, lang: kk, order: surname_given, people: true, split: [" and "], shared: last, brackets: alias, remove: ["!"]}
  born: birthDate
  sex: {property: gender, values: {м: male, "ж*": female, "?": null}, placeholders: x}
  link: ignore
  empty:
statements:
  - {property: custody, value: missing, when: taken, where: [town, land], phase: began, stance: asserts, only_if: {state: [x, y], other: z}}
  - {property: custody, column: state, values: {a: prison}, term: true, where_is: Emin}
  - {property: birthPlace, columns: [town, land]}
joins:
  - {file: o.csv, on: id2, to: id, columns: {nick: {property: alias}}, table: {delimiter: ";"}}
origins: {sources: fs, notes: fn, names: {a: A}}
"""  # noqa: E501


def read(tmp_path: Path, text: str) -> Mapping | list[Refusal]:
    path = tmp_path / "m.yaml"
    path.write_text(text, "utf-8")
    return mapping.read(path)


def test_every_key(tmp_path: Path) -> None:
    found = read(tmp_path, FULL)
    assert isinstance(found, Mapping), found
    assert found.rules == (
        Rule(
            "name",
            ("who",),
            lang="kk",
            order="surname_given",
            people=True,
            split=(" and ",),
            shared="last",
            brackets="alias",
            remove=("!",),
        ),
        Rule("birthDate", ("born",)),
        Rule("gender", ("sex",), values={"м": "male", "ж*": "female", "?": ""}, placeholders=("x",)),
        Rule(
            "custody",
            value="missing",
            when="taken",
            where=("town", "land"),
            phase="began",
            only_if={"state": ("x", "y"), "other": ("z",)},
        ),
        Rule("custody", ("state",), values={"a": "prison"}, term=True, where_is="Emin"),
        Rule("birthPlace", ("town", "land")),
    )
    assert found.ignored == {"link", "empty"}
    assert found.layout == Layout("S", "cp1251", ";", (3, 4), "G", ("Total",), ("town",))
    assert (found.row_id, found.kind, found.language) == (("id", "part"), "facility", "es")
    assert (found.placeholders, found.date_order, found.century) == (("sin datos", "-"), "dmy", "19")
    assert found.joins == (Join("o.csv", "id2", "id", (Rule("alias", ("nick",)),), Layout(delimiter=";")),)
    assert found.origins == Origins("fs", "fn", {"a": "A"})
    assert set(found.meta) == {"id", "title"}
    assert len(found.digest) == 64


def test_a_header_may_be_one_row(tmp_path: Path) -> None:
    found = read(tmp_path, "tereze: mapping/1\ntable: {header: 3}\ncolumns: {a: name}\n")
    assert isinstance(found, Mapping)
    assert found.layout.header == (3,)


def test_a_property_of_its_own_is_remarked_upon(tmp_path: Path) -> None:
    found = read(tmp_path, "tereze: mapping/1\ncolumns: {a: shoe_size}\n")
    assert isinstance(found, Mapping)
    assert [warning.key for warning in found.warnings] == ["property"]


@pytest.mark.parametrize(
    ("text", "key", "hint"),
    [
        ("columns: {a: name}\n", "tereze", ""),
        ("tereze: mapping/2\ncolumns: {a: name}\n", "tereze", "Did you mean “mapping/1”?"),
        ("tereze: mapping/1\n", "columns", ""),
        ("tereze: mapping/1\ncolums: {}\n", "colums", "Did you mean “columns”?"),
        ("tereze: mapping/1\ncolumns: [a]\n", "columns", ""),
        ("tereze: mapping/1\ncolumns: {a: {lang: kk}}\n", "property", ""),
        ("tereze: mapping/1\ncolumns: {a: {property: name, oder: x}}\n", "oder", "Did you mean “order”?"),
        ("tereze: mapping/1\ncolumns: {a: {property: name, order: backwards}}\n", "order", ""),
        ("tereze: mapping/1\ncolumns: {a: {property: name, brackets: remov}}\n", "brackets", "Did you mean “remove”?"),
        ("tereze: mapping/1\ncolumns: {a: custody}\n", "a", "status"),
        ("tereze: mapping/1\ncolumns: {a: {property: custody, values: {x: intern}}}\n", "a", ""),
        ("tereze: mapping/1\ncolumns: {a: relative}\n", "a", "notes"),
        ("tereze: mapping/1\ncolumns: {a: name}\nstatements: [{property: work}]\n", "statements", ""),
        ("tereze: mapping/1\ncolumns: {a: name}\nstatements: [text]\n", "a statement", ""),
        ("tereze: mapping/1\ncolumns: {a: name}\ncentury: 1900\n", "century", ""),
        ("tereze: mapping/1\ncolumns: {a: name}\ndate_order: ydm\n", "date_order", ""),
        ("tereze: mapping/1\ncolumns: {a: name}\nlist: text\n", "list", ""),
        ("tereze: mapping/1\ncolumns: {a: name}\njoins: [{file: x}]\n", "on", ""),
        ("tereze: mapping/1\ncolumns: {a: {property: name, values: [x]}}\n", "values", ""),
        ("tereze: mapping/1\ncolumns: {a: {property: name, only_if: x}}\n", "only_if", ""),
        ("a: [b\n", "", ""),
        ("", "tereze", "tereze: mapping/1"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, key: str, hint: str) -> None:
    found = read(tmp_path, text)
    assert isinstance(found, list)
    assert key in [refusal.key for refusal in found]
    assert any(hint in refusal.hint for refusal in found)


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SheetMissing):
        mapping.read(tmp_path / "none.yaml")


def test_the_mappings_of_the_project_are_read(repo: Path) -> None:
    paths = sorted((repo / "examples").rglob("*.map.yaml"))
    assert len(paths) >= 5
    for path in paths:
        found = mapping.read(path)
        assert isinstance(found, Mapping), found
        assert not found.warnings, path.name
