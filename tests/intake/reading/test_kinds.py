"""What a file is: by its bytes and its name, which must agree."""

from __future__ import annotations

import pytest

from tereze.intake.reading.kinds import WrongKind, kind


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.TXT", b"words", "text"),
        ("a.htm", b"<p>", "html"),
        ("a.pdf", b"%PDF-1.7", "pdf"),
        ("a.docx", b"PK\x03\x04", "docx"),
        ("a.eml", b"From: x", "mail"),
        ("a.txt", "слова".encode("utf-16"), "text"),
        ("a.txt", "plain words".encode("utf-16-le"), "text"),
    ],
)
def test_names_the_kind(name: str, head: bytes, expected: str) -> None:
    assert kind(name, head) == expected


@pytest.mark.parametrize(("name", "head"), [("a.pdf", b"<html>"), ("a.txt", b"%PDF-"), ("a.xyz", b"x"), ("a", b"x")])
def test_refuses_what_disagrees_or_is_unknown(name: str, head: bytes) -> None:
    with pytest.raises(WrongKind):
        kind(name, head)


@pytest.mark.parametrize(
    ("name", "head", "why"),
    [
        ("web.warc.gz", b"\x1f\x8b\x08", "web archive"),
        ("web.wacz", b"PK\x03\x04", "web archive"),
        ("photo.heic", b"\x00\x00\x00\x18ftypheic", "save it as PNG"),
        ("photo.gif", b"GIF89a", "save it as PNG"),
        ("photo.txt", b"RIFF\x00\x00\x00\x00WEBP", "another name"),
        ("film.mp4", b"\x00\x00\x00\x18ftypmp42", "hear"),
    ],
)
def test_what_is_read_elsewhere_says_where(name: str, head: bytes, why: str) -> None:
    with pytest.raises(WrongKind, match=why):
        kind(name, head)


def test_pictures_are_known_by_name_and_bytes() -> None:
    assert kind("a.webp", b"RIFF\x00\x00\x00\x00WEBP") == "picture"
    assert kind("a.JPG", b"\xff\xd8\xff\xe0") == "picture"
    with pytest.raises(WrongKind, match="something else"):
        kind("a.png", b"%PDF-")
