"""Which kind of table a file holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tereze.intake import files
from tereze.intake.files import TableUnreadable
from tereze.intake.plan import Layout
from tereze.intake.rows import NoTable, Row


def test_by_its_ending(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id;name\n1;A\n")
    (tmp_path / "a.JSON").write_text('[{"id": 1, "name": "A"}]')
    (tmp_path / "a.txt").write_text("id\tname\n1\tA\n")
    for name in ("a.csv", "a.JSON", "a.txt"):
        found = files.read(tmp_path / name, Layout(), frozenset({"id"}))
        assert found.columns == ("id", "name")
        assert len(list(found.rows)) == 1
    assert files.is_json(tmp_path / "a.JSON")


def test_the_layout_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("x\nФИО|год\nИмя, Ф.|1\n".encode("cp1251"))
    found = files.read(tmp_path / "a.csv", Layout(encoding="cp1251", delimiter="|", header=(2,)), frozenset())
    assert found.columns == ("ФИО", "год")
    assert [list(row.cells) for row in found.rows if isinstance(row, Row)] == [["Имя, Ф.", "1"]]


def test_a_file_that_is_not_there_or_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(TableUnreadable, match=r"none\.csv"):
        files.read(tmp_path / "none.csv", Layout(), frozenset())
    (tmp_path / "d.csv").mkdir()
    with pytest.raises(TableUnreadable):
        files.read(tmp_path / "d.csv", Layout(), frozenset())


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.json"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises((NoTable, TableUnreadable)):
        files.read(tmp_path / name, Layout(), frozenset({"id"}))


def test_a_table_without_the_columns_of_the_mapping(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x,y\n1,2\n")
    with pytest.raises(NoTable, match="column names"):
        files.read(tmp_path / "a.csv", Layout(), frozenset({"id", "name"}))
