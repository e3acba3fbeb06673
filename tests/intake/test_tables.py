"""Tables without a sheet, and the real lists beside the repository."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tereze.intake import tables
from tereze.intake.drafts import Refusal, RowsDraft, SheetDraft
from tereze.model import ids
from tereze.model.mentions import Mention
from tereze.model.sources import Ground, Source

from .conftest import NOW, SECRET, Read

Table = Callable[..., Read]
ROWS = "columns: {name: name}\nrow_id: id\n"
HEAD = """\
list:
  id: list-a
  title: A fictional list
  publisher: Example Office
  published: "2019-06"
  language: kk
  reliability: C
  system_of_record: example-database
  note: shares sources with another
  ground: {kind: official_record, confirmed_by: [one, two]}
language: kk
"""


def test_the_list_of_a_mapping_is_the_source(read_table: Table) -> None:
    found = read_table("id,name\n1,A\n", HEAD + ROWS)
    (source,) = found.of(Source)
    assert (source.local, source.sort, source.title) == ("list-a", "list", "A fictional list")
    assert (source.published, source.reliability, source.note) == ("2019-06", "C", "shares sources with another")
    assert source.system_of_record == "example-database"
    publisher = found.mention("publisher")
    assert (source.publisher, publisher.sort) == (publisher.id, "organization")
    assert [(name.text, name.lang) for name in publisher.names] == [("Example Office", "kk")]
    assert found.of(Ground)[0].confirmed_by == ("one", "two")
    assert source.evidence == (ids.evidence_id(SECRET, "list-a", "list.csv"),)


def test_without_a_list_the_file_names_the_source(read_table: Table) -> None:
    assert read_table("id,name\n1,A\n", ROWS, "My List.csv").of(Source)[0].local == "my-list"
    assert read_table("id,name\n1,A\n", ROWS, local="own-name").of(Source)[0].local == "own-name"


def test_a_newer_version_has_a_name_of_its_own(read_table: Table) -> None:
    found = read_table("id,name\n1,A\n", HEAD + ROWS, version=2)
    assert found.of(Source)[0].local == "list-a@2"
    assert found.rows[0].id == ids.mention_id(SECRET, "list-a@2", "1")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("id: list-a", "id: List A", "id"),
        ('published: "2019-06"', "published: June", "published"),
        ("title:", "titel:", "titel"),
        ("reliability: C", "reliability: Z", "reliability"),
        ("kind: official_record", "kind: rumour", "kind"),
    ],
)
def test_a_list_that_says_something_wrong(read_table: Table, old: str, new: str, key: str) -> None:
    found = read_table("id,name\n1,A\n", HEAD.replace(old, new) + ROWS)
    assert [one.key for one in found.refusals] == [key]
    assert len(found.parsed) == 1


def test_a_mapping_that_is_wrong_is_refused_as_a_whole(read_table: Table) -> None:
    found = read_table("id,name\n1,A\n", "columns: {name: {property: name, oder: x}, b: {lang: q}}\n")
    assert len(found.refusals) == len(found.parsed) >= 2


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    plan = tmp_path / "m.yaml"
    plan.write_text("tereze: mapping/1\ncolumns: {a: name}\n")
    (refusal,) = tables.read(tmp_path / "none.csv", plan, secret=SECRET, recorded=NOW)
    assert isinstance(refusal, Refusal)
    assert "none.csv" in refusal.error


@cache
def _real(shared: Path, repo: Path, table: str, plan: str) -> tuple[SheetDraft, list[Mention], float]:
    """The head and the rows of a real list (no row may be refused), and the seconds of work it took."""
    began = time.process_time()
    path, written = shared / "data" / table, repo / "examples" / f"{plan}.map.yaml"
    parsed = list(tables.read(path, written, secret=SECRET, recorded=NOW))
    assert [one for one in parsed if isinstance(one, Refusal)] == []
    (head,) = [one for one in parsed if isinstance(one, SheetDraft)]
    rows = [record for one in parsed if isinstance(one, RowsDraft) for record in one.records]
    return head, rows, time.process_time() - began


@pytest.mark.shared
@pytest.mark.parametrize(
    ("table", "plan", "expected"),
    [
        ("argentina/victimas_accionar_represivo_ilegal.csv", "argentina/ruvte", (8753, 80_000)),
        (
            "argentina/victimas_accionar_represivo_ilegal_sin_denuncia_formal.csv",
            "argentina/ruvte-sin-denuncia",
            (784, 4_000),
        ),
        ("argentina/parque_de_la_memoria.csv", "argentina/parque", (8751, 60_000)),
        ("argentina/centros_clandestinos_detencion.csv", "argentina/centros", (762, 1_400)),
        ("uy_disappeared/disappeared.json", "uruguay/desaparecidos", (204, 2_000)),
    ],
)
def test_every_row_of_the_real_lists_comes_in(
    shared: Path, repo: Path, table: str, plan: str, expected: tuple[int, int]
) -> None:
    rows, least = expected
    head, found, seconds = _real(shared, repo, table, plan)
    assert len(found) == rows
    assert len({one.id for one in found}) == rows
    assert all(one.named for one in found)
    assert sum(len(one.statements) for one in found) > least
    assert len([one for one in head.records if isinstance(one, Source)]) == 1
    assert seconds < 10


@pytest.mark.shared
def test_nearly_every_date_of_the_two_registers_is_read(shared: Path, repo: Path) -> None:
    for table, plan in (
        ("argentina/victimas_accionar_represivo_ilegal.csv", "argentina/ruvte"),
        ("argentina/parque_de_la_memoria.csv", "argentina/parque"),
    ):
        _, found, _ = _real(shared, repo, table, plan)
        custody = [one for mention in found for one in mention.statements if one.property == "custody"]
        told = [one for one in custody if one.said and not one.when]
        dated = [one for one in custody if one.when]
        assert len(dated) > 8000
        assert len(told) <= 3


@pytest.mark.shared
def test_the_aliases_are_joined(shared: Path, repo: Path) -> None:
    _, found, _ = _real(shared, repo, "argentina/victimas_accionar_represivo_ilegal.csv", "argentina/ruvte")
    aliases = [name for mention in found for name in mention.names if name.sort == "alias"]
    assert len([mention for mention in found if any(name.sort == "alias" for name in mention.names)]) == 3562
    assert len(aliases) > 5362


@pytest.mark.shared
def test_the_uruguayan_fields_keep_their_own_sources(shared: Path, repo: Path) -> None:
    head, found, _ = _real(shared, repo, "uy_disappeared/disappeared.json", "uruguay/desaparecidos")
    known = {one.id for one in head.records if isinstance(one, Mention)}
    statements = [one for mention in found for one in mention.statements]
    assert sum(1 for one in statements if one.taken_from) > 0.9 * len(statements)
    assert {link.voice for one in statements for link in one.chain} <= known
