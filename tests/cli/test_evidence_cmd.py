"""`tereze evidence` as somebody types it, and as somebody mistypes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def letter(tmp_path: Path) -> str:
    (tmp_path / "letter.html").write_text("<p>A fictional letter of 2018.</p>", "utf-8")
    return "letter.html"


def test_a_file_is_added_listed_read_and_copied_out(filled: Callable[..., Any], letter: str, tmp_path: Path) -> None:
    [one] = filled("evidence", "add", "interview-1", letter, "--note", "by post", "--json").json["items"]
    [kept] = filled("evidence", "list", "interview-1", "--json").json["items"]
    assert kept["id"] == one["id"]
    assert kept["history"][0]["note"] == "by post"
    assert filled("evidence", "text", one["id"]).out.strip() == "A fictional letter of 2018."
    assert "not sealed" in filled("evidence", "copy", one["id"], "out.html").out
    assert (tmp_path / "out.html").read_bytes() == (tmp_path / letter).read_bytes()
    assert "copied" in filled("evidence", "list", "interview-1").out


def test_a_pile_with_something_bad_in_it_goes_in_without_it(
    filled: Callable[..., Any], letter: str, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    done = filled("evidence", "add", "interview-1", "empty.txt", letter, "nothing.pdf")
    assert done.code == 3
    assert "letter.html" in done.out
    assert "empty.txt: “empty.txt” is empty." in done.err
    assert "nothing.pdf" in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "interview-9", "letter.html"), 4, "no source “interview-9”"),
        (("list", "interview-9"), 4, "no source"),
        (("text", "e123"), 4, "e123"),
        (("copy", "e123", "x"), 4, "e123"),
        (("about", "e123"), 4, "e123"),
    ],
)
def test_what_is_not_there_is_said(
    filled: Callable[..., Any], letter: str, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = filled("evidence", *arguments)
    assert done.code == code
    assert said in done.err


def test_a_source_without_files_says_so(filled: Callable[..., Any]) -> None:
    assert "No files" in filled("evidence", "list", "article-1").out


def test_copies_are_made_later_too(filled: Callable[..., Any], letter: str) -> None:
    filled("evidence", "add", "interview-1", letter, "--no-copies")
    assert "letter.html.txt" in filled("evidence", "copies", "interview-1").out
    assert filled("evidence", "copies", "interview-1", "--json").json["items"][0]["made"]


def test_a_copy_overwrites_nothing(filled: Callable[..., Any], letter: str) -> None:
    [one] = filled("evidence", "add", "interview-1", letter, "--no-copies", "--json").json["items"]
    done = filled("evidence", "copy", one["id"], letter)
    assert done.code == 9
    assert "already" in done.err
    assert "no text" in filled("evidence", "text", one["id"]).err
    assert "Nothing was read" in filled("evidence", "about", one["id"]).err


def test_a_web_archive_is_taken_in_with_its_checks(filled: Callable[..., Any], tmp_path: Path) -> None:
    import webs

    (tmp_path / "web.warc.gz").write_bytes(webs.warc(("https://example.org/a", webs.PAGE)))
    done = filled("evidence", "archive", "web.warc.gz")
    assert done.code == 0
    assert "warc: holds" in done.out
    raw = webs.altered(webs.warc(("https://example.org/b", webs.PAGE)), b"2018", b"2019")
    (tmp_path / "bad.warc.gz").write_bytes(raw)
    assert filled("evidence", "archive", "bad.warc.gz").code == 1
    (tmp_path / "words.zip").write_bytes(b"words")
    assert filled("evidence", "archive", "words.zip").code == 3


def test_a_transcript_is_brought_and_confirmed(filled: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"\x00film")
    (tmp_path / "film.srt").write_text("1\n00:00:01,000 --> 00:00:02,500\nHe was taken.\n", "utf-8")
    [one] = filled("evidence", "add", "interview-1", "film.mp4", "--no-copies", "--json").json["items"]
    assert filled("evidence", "hear", one["id"]).code == 4
    assert "DRAFT He was taken." in filled("evidence", "hear", one["id"], "--transcript", "film.srt").out
    assert "heard He was freed." in filled("evidence", "hear", one["id"], "--say", "1=He was freed.").out
    assert filled("evidence", "text", one["id"]).out == "He was freed.\n"
    assert filled("evidence", "hear", one["id"], "--confirm", "7").code == 3
    assert filled("evidence", "hear", one["id"], "--model", "nowhere").code == 9
