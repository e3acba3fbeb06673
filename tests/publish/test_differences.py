"""What changed since the last release."""

from __future__ import annotations

from pathlib import Path

import pytest

from tereze.publish.differences import Differences, differences, versions


def test_the_first_release_adds_everyone() -> None:
    assert differences(None, {"b": "1", "a": "2"}) == Differences(first=True, added=("a", "b"))


def test_added_removed_changed() -> None:
    assert differences({"a": "1", "b": "1", "c": "1"}, {"b": "1", "c": "2", "d": "1"}) == Differences(
        added=("d",), removed=("a",), changed=("c",)
    )
    assert differences({"a": "1"}, {"a": "1"}) == Differences()


@pytest.mark.parametrize("content", [None, b"", b"id,other\nx,y\n", b"\xff\xfe\x00"])
def test_what_cannot_be_read_is_no_earlier_release(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "versions.csv").write_bytes(content)
    assert versions(tmp_path) in (None, {})


def test_an_earlier_release_is_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "versions.csv").write_text("id,sha256\na,1\n")
    assert versions(tmp_path) == {"a": "1"}
