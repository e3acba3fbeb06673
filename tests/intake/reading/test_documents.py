"""Every kind of document is read, hostile ones are refused with a reason, and the rest of a batch goes on."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.reading import makers

from tereze.intake.reading import documents, limits
from tereze.intake.reading.derived import CannotRead, Derived
from tereze.intake.reading.documents import Refused, read, read_all, read_bytes

BOMB = makers.packed({"word/document.xml": b"<a>" + b" " * 40_000_000 + b"</a>"})
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'

HOSTILE = {
    "bomb.docx": BOMB,
    "xxe.docx": makers.packed({"word/document.xml": XXE}),
    "laughs.docx": makers.packed({"word/document.xml": LAUGHS}),
    "deep.docx": makers.packed({"word/document.xml": "<a>" * 5000 + "</a>" * 5000}),
    "xxe.odt": makers.packed({"content.xml": XXE}),
    "dots.docx": makers.packed({"../../evil": "x", "word/document.xml": "<a/>"}),
    "root.docx": makers.packed({"/etc/evil": "x", "word/document.xml": "<a/>"}),
    "drive.docx": makers.packed({"C:evil": "x", "word/document.xml": "<a/>"}),
    "bell.docx": makers.packed({"a\x07b": "x", "word/document.xml": "<a/>"}),
    "many.docx": makers.packed({f"f{at}": "" for at in range(limits.MOST_MEMBERS + 1)}),
    "sheet.docx": makers.packed({"xl/workbook.xml": "<a/>"}),
    "cut.docx": makers.docx("words")[:-30],
    "late.docx": b"#!/bin/sh\n" + makers.docx("words"),
    "words.docx": b"only words",
    "pdf.docx": b"%PDF-1.4",
    "zip.txt": makers.docx("words"),
    "pdf.html": b"%PDF-1.4 <html>",
    "program.txt": b"MZ\x90\x00" + b"\x00" * 100,
    "bytes.txt": bytes(range(256)) * 20,
    "photo.txt": b"\xff\xd8\xff\xe0" + b"x" * 50,
    "film.txt": b"\x00\x00\x00\x18ftypmp42",
    "old.doc": b"\xd0\xcf\x11\xe0" + b"\x00" * 60,
    "picture.svg": b"<svg><script>alert(1)</script></svg>",
    "deep.rtf": b"{\\rtf1" + b"{" * 10_000,
    "bin.rtf": b"{\\rtf1 \\bin1000000 x}",
    "no.srt": b"no times here",
    "no.eml": b"\n\njust words",
    "deep.eml": b"From: a@example.org\n" + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 400,
    "bad.docx": makers.packed({"word/document.xml": "<a>"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_documents_are_refused_with_a_reason(name: str) -> None:
    with pytest.raises(CannotRead) as caught:
        read_bytes(name, HOSTILE[name])
    assert caught.value.exit_code == 3
    assert caught.value.advice
    assert "None" not in caught.value.text


def test_the_rest_of_a_batch_goes_on(tmp_path: Path) -> None:
    for name, data in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("She was taken to a camp.", "utf-8")
    found = list(read_all(sorted(tmp_path.iterdir())))
    good = [one for one in found if not isinstance(one, Refused)]
    assert len(found) == len(HOSTILE) + 1
    assert [path.name for path, _ in good] == ["good.txt"]


def test_a_vast_sparse_file_is_refused_unread(tmp_path: Path) -> None:
    vast = tmp_path / "film.txt"
    with vast.open("wb") as stream:
        stream.truncate(4 * 1024**3)
    with pytest.raises(CannotRead, match="larger than"):
        read(vast)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path, tmp_path / "a\x00b.txt"):
        with pytest.raises(CannotRead):
            read(path)


def test_names_with_control_characters_are_shown_without_them() -> None:
    with pytest.raises(CannotRead) as caught:
        read_bytes("../../\x1b[31mred\u202egnp.bin", b"")
    assert "\x1b" not in caught.value.text
    assert "\u202e" not in caught.value.text
    assert ".." not in caught.value.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_plain_text_in_any_encoding_keeps_every_place(encoding: str) -> None:
    text = "Мы живём в Алматы.\r\nБрата увезли вчера вечером."
    found = read_bytes("a.txt", text.encode(encoding))
    assert found.text == text
    assert found.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert found.language.tag == "ru"


def test_chinese_text_in_gb18030() -> None:
    text = "他的哥哥在二零一八年被带走，家里人至今没有得到任何消息。"
    assert read_bytes("a.txt", text.encode("gb18030")).text == text


def test_control_characters_are_replaced_one_for_one() -> None:
    found = read_bytes("a.txt", b"words and more words " * 10 + b"text\x02 \x07!")
    assert found.text.endswith("text\ufffd \ufffd!")


def test_a_text_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_TEXT", 10)
    with pytest.raises(CannotRead, match="more than 10 characters"):
        read_bytes("a.txt", b"longer than ten characters")
    with pytest.raises(CannotRead, match="more than 10 characters"):
        read_bytes("a.html", b"<p>longer than ten characters</p>")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["txt", "html", "docx", "odt", "rtf", "eml", "srt", "vtt"]))
def test_any_bytes_are_read_or_refused(data: bytes, ending: str) -> None:
    start = {"docx": b"PK\x03\x04", "odt": b"PK\x03\x04", "rtf": b"{\\rtf1"}.get(ending, b"")
    try:
        found = read_bytes(f"a.{ending}", start + data)
    except CannotRead:
        return
    assert isinstance(found, Derived)


def test_every_kind_by_name_has_a_reader() -> None:
    from tereze.intake.reading import kinds

    assert set(kinds._BY_NAME.values()) - {"text"} == set(documents._READERS | documents._TAKEN_APART)
