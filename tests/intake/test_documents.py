"""A file into its documents: streams, comments, limits, and one bad document that spoils no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tereze.intake import documents
from tereze.intake.documents import Document, SheetMissing, SheetUnreadable
from tereze.intake.nodes import SHEET_BYTES, Unreadable, plain


def read(tmp_path: Path, data: str | bytes) -> list[Document | Unreadable]:
    path = tmp_path / "x.yaml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(documents.read(path))


def bare(tmp_path: Path, data: str | bytes) -> list[object]:
    return [plain(one.node) if isinstance(one, Document) else one.error for one in read(tmp_path, data)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1", [{"a": "1"}]),
        ("a: 1\n---\nb: 2\n---\nc: 3\n", [{"a": "1"}, {"b": "2"}, {"c": "3"}]),
        ("---\na: 1\n...\n---\nb: 2\n...\n", [{"a": "1"}, {"b": "2"}]),
        ("a: 1\n...\nb: 2\n", [{"a": "1"}, {"b": "2"}]),
        ("# only a comment\n\n", []),
        ("", []),
        ("---\n---\na: 1\n", [{"a": "1"}]),
        ("%YAML 1.2\n---\na: 1\n", [{"a": "1"}]),
        ("a: |\n  ---\n  text\n---\nb: 2\n", [{"a": "---\ntext\n"}, {"b": "2"}]),
        ("a: ----\n", [{"a": "----"}]),
        ("\ufeffa: 1\n", [{"a": "1"}]),
        ('{"a": 1, "b": [true, null]}', [{"a": "1", "b": ["true", None]}]),
        ("{a: 1, b: [x]}", [{"a": "1", "b": ["x"]}]),
        ("--- {a: 1}\n--- {b: 2}\n", [{"a": "1"}, {"b": "2"}]),
    ],
)
def test_documents_of_a_file(tmp_path: Path, text: str, found: list[object]) -> None:
    assert bare(tmp_path, text) == found


def test_a_broken_document_spoils_no_other(tmp_path: Path) -> None:
    first, second, third = read(tmp_path, "a: 1\n---\nb: [1\nc: 2\n---\nd: 3\n")
    assert isinstance(first, Document)
    assert isinstance(second, Unreadable)
    assert isinstance(third, Document)
    assert (second.line, third.line) == (4, 5)


def test_lines_count_from_the_top_of_the_file(tmp_path: Path) -> None:
    _, second = read(tmp_path, "# comment\n\na: 1\n---\n# another\nb: 1\nb: 2\n")
    assert isinstance(second, Unreadable)
    assert second.line == 7


@pytest.mark.parametrize("data", ["a: 1\n".encode("utf-16"), "имя: 1\n".encode("cp1251"), b'{"a": "\xff"}'])
def test_other_encodings_are_refused_with_advice(tmp_path: Path, data: bytes) -> None:
    (problem,) = read(tmp_path, data)
    assert isinstance(problem, Unreadable)
    assert "UTF-8" in problem.error + problem.hint


def test_a_list_or_a_bare_text_is_no_sheet(tmp_path: Path) -> None:
    assert bare(tmp_path, "- a\n- b\n---\njust text\n") == ["this is not a sheet"] * 2


@pytest.mark.parametrize("filler", [b"# " + b"x" * 100 + b"\n", b"k: " + b"x" * SHEET_BYTES + b"\n"])
def test_a_sheet_larger_than_16_mib_is_refused_and_the_next_one_read(tmp_path: Path, filler: bytes) -> None:
    data = b"a: 1\n" + filler * (SHEET_BYTES // len(filler) + 1) + b"---\nb: 2\n"
    first, second = read(tmp_path, data)
    assert isinstance(first, Unreadable)
    assert "16 MiB" in first.error
    assert isinstance(second, Document)
    assert plain(second.node) == {"b": "2"}


def test_a_file_that_is_not_there_or_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(SheetMissing) as caught:
        list(documents.read(tmp_path / "none.yaml"))
    assert "none.yaml" in caught.value.text
    with pytest.raises(SheetUnreadable):
        list(documents.read(tmp_path))
