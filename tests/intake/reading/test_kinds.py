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
