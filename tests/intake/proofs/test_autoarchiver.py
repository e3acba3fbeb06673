"""Folders of auto-archiver: the table is read and never run, digests are checked, nothing outside is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
import webs

from tereze.intake.proofs import autoarchiver

FILES = {"a.jpg": b"a fictional picture", "b.mp4": b"a fictional film"}


def read(folder: Path) -> list[autoarchiver.Item]:
    table = autoarchiver.table(folder)
    assert table is not None
    return list(autoarchiver.read(folder, table))


def test_files_come_with_address_day_and_digest(tmp_path: Path) -> None:
    first, second = read(webs.autoarchiver(tmp_path / "out", FILES))
    assert (first.path.name, first.url, first.time) == ("a.jpg", "https://example.org/post/1", "2024-05-06")
    assert first.title == "A fictional post"
    assert first.checked.good
    assert second.checked.good


def test_an_altered_file_shows(tmp_path: Path) -> None:
    first, second = read(webs.autoarchiver(tmp_path / "out", FILES, spoil="b.mp4"))
    assert first.checked.good
    assert "not those its digest names" in second.checked.problems[0]


@pytest.mark.parametrize(
    "media",
    ["__import__('os').system('touch ran')", "[open('ran', 'w')]", "[", "5", "[" * 3000, "[{'_key': 'a.jpg'}]"],
)
def test_the_table_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, media: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jpg").write_bytes(b"x")
    (tmp_path / "t.csv").write_text(f'status,metadata,media\nx,{{}},"{media}"\n', "utf-8")
    found = read(tmp_path)
    assert not (tmp_path / "ran").exists()
    assert [one.checked.notes for one in found] == ([("its table names no digest for it",)] if "a.jpg" in media else [])


@pytest.mark.parametrize("key", ["../secret", "/etc/hostname", "link"])
def test_nothing_outside_the_folder_is_touched(tmp_path: Path, key: str) -> None:
    (tmp_path / "secret").write_text("x")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "link").symlink_to("/etc/hostname")
    (folder / "t.csv").write_text(f"status,metadata,media\nx,{{}},\"[{{'_key': '{key}'}}]\"\n", "utf-8")
    assert read(folder) == []


def test_another_folder_is_none_of_these(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name,age\n", "utf-8")
    assert autoarchiver.table(tmp_path) is None


def test_a_damaged_table_and_a_vast_one_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "t.csv"
    table.write_text("status,metadata,media\nx,{},[]\n", "utf-8")
    monkeypatch.setattr(autoarchiver, "_MOST_FIELD", 5)
    with pytest.raises(autoarchiver.BadTable, match="damaged"):
        read(tmp_path)
    monkeypatch.setattr(autoarchiver, "_MOST_TABLE", 5)
    with pytest.raises(autoarchiver.BadTable, match="larger"):
        read(tmp_path)
