"""The lexicon compiled beforehand is the lexicon of the tables."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tereze.model import resources
from tereze.names.compiled import FILE, digest, dump, load
from tereze.names.lexicon import compile_tables, lexicon


def test_the_shipped_file_is_fresh() -> None:
    """After editing a table in resources/names: python -m tools.compile_names."""
    place = resources.path(FILE)
    assert load(place.read_text("utf-8"), digest(place.parent)) == compile_tables()
    assert lexicon() == compile_tables()


def test_a_file_from_other_tables_is_passed_over() -> None:
    assert load(dump(compile_tables(), 1), 2) is None
    assert load(dump(compile_tables(), 1), 1) == compile_tables()


def test_any_edit_changes_the_digest(tmp_path: Path) -> None:
    folder = tmp_path / "names"
    shutil.copytree(resources.path("names"), folder)
    before = digest(folder)
    with (folder / "affixes.tsv").open("a", encoding="utf-8") as table:
        table.write("part\t-\txyz\t-\tmade up\n")
    assert digest(folder) != before


def test_without_the_file_the_tables_are_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout without the compiled file works the same, only slower to start."""
    monkeypatch.setattr("tereze.names.compiled.FILE", "names/absent.json")
    lexicon.cache_clear()
    assert lexicon() == compile_tables()
    lexicon.cache_clear()
