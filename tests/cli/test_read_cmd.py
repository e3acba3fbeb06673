"""`tereze read`: sheets for people, one JSON document for programs, refusals with their exit code."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from click.testing import CliRunner

from tereze.cli.main import cli

TEXT = "ALMATY, March 5, 2019. Murat Zhaken said he was held in a re-education camp in 2018.\n"


def _files(folder: Path) -> tuple[str, str]:
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "bad.docx").write_bytes(b"%PDF-")
    return str(folder / "a.txt"), str(folder / "bad.docx")


def test_prints_a_sheet(tmp_path: Path) -> None:
    good, _ = _files(tmp_path)
    result = CliRunner().invoke(cli, ["read", good])
    assert result.exit_code == 0, result.output
    body = yaml.safe_load(result.stdout)
    assert body["tereze"] == "source/1"
    assert body["source"]["evidence"] == ["a.txt"]


def test_prints_the_text_that_places_count_in(tmp_path: Path) -> None:
    good, _ = _files(tmp_path)
    assert CliRunner().invoke(cli, ["read", "--text", good]).stdout == TEXT


def test_a_refused_file_has_its_reason_and_exit_code(tmp_path: Path) -> None:
    _, bad = _files(tmp_path)
    result = CliRunner().invoke(cli, ["read", bad])
    assert result.exit_code == 3
    assert "bad.docx" in result.stderr


def test_one_bad_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    good, bad = _files(tmp_path)
    result = CliRunner().invoke(cli, ["read", bad, good])
    assert result.exit_code == 3
    assert "tereze: source/1" in result.stdout


def test_json_for_programs(tmp_path: Path) -> None:
    good, _ = _files(tmp_path)
    document = json.loads(CliRunner().invoke(cli, ["read", "--json", good]).stdout)
    assert document["tereze"] == "drafts/1"
    assert document["drafts"][0]["languages"] == ["en"]


def test_reprints(tmp_path: Path) -> None:
    story = "She said that she had been held for five months and was then sent to a workshop to sew dolls for a shop."
    (tmp_path / "a.txt").write_text(story, "utf-8")
    (tmp_path / "b.txt").write_text("Example City. " + story, "utf-8")
    result = CliRunner().invoke(cli, ["read", "--reprints", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert result.exit_code == 0
    assert "a.txt  b.txt" in result.stdout
