"""The vectors on disk are what the code makes, every one of them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="module")
def tool(repo: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_ledger_vectors", repo / "tools" / "make_ledger_vectors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_files_are_what_the_code_makes(tool: ModuleType) -> None:
    assert tool.main(["--check"]) == 0


def test_there_is_no_file_that_nothing_makes(tool: ModuleType) -> None:
    assert {path.name for path in tool.FOLDER.iterdir()} == {*tool.FILES, "witness.json"}


def test_a_changed_file_is_noticed_and_written_again(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tool, "FOLDER", tmp_path / "ledger")
    assert tool.main([]) == 0
    kept = (tmp_path / "ledger" / "witness.json").read_text("utf-8")
    (tmp_path / "ledger" / "tree.json").write_text("{}", "utf-8")
    assert tool.main(["--check"]) == 1
    assert "tree.json" in capsys.readouterr().out
    assert tool.main([]) == 0
    assert tool.main(["--check"]) == 0
    assert (tmp_path / "ledger" / "witness.json").read_text("utf-8") == kept


def test_every_bad_case_says_why_and_no_two_are_alike(tool: ModuleType) -> None:
    def bad(value: Any) -> list[Any]:
        if isinstance(value, dict):
            found = [item for name, items in value.items() if name.startswith("bad") for item in items]
            return found if all(isinstance(one, dict) for one in found) else [value["bad"]]
        return []

    for name in tool.FILES:
        cases = bad(json.loads((tool.FOLDER / name).read_text("utf-8")))
        assert cases, name
        assert all(case["why"] for case in cases)
        assert len({json.dumps({**case, "why": ""}) for case in cases}) == len(cases)
