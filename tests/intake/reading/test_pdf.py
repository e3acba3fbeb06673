"""PDF: its text layer where the package is there, and a clear word where it is not."""

from __future__ import annotations

import importlib.util
import time
import zlib

import pytest
from tests.intake.reading import makers

from tereze.intake.reading import limits, ocr, pdf
from tereze.intake.reading.derived import CannotRead
from tereze.intake.reading.documents import read_bytes


def one_page(text: str) -> bytes:
    """A PDF of one page, written by hand."""
    stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n%s" % table
        + (b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out))
    )


def test_without_the_package_says_which_one_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(pdf.NoPdfReader, match="pypdfium2") as caught:
        read_bytes("a.pdf", one_page("words"))
    assert "pip install" in caught.value.advice


def test_reads_the_text_layer_page_by_page() -> None:
    pytest.importorskip("pypdfium2")
    found = read_bytes("a.pdf", one_page("He was taken in 2018."))
    assert found.text.strip() == "He was taken in 2018."
    assert found.segments[0].page == 1


def test_a_broken_pdf_is_refused() -> None:
    pytest.importorskip("pypdfium2")
    with pytest.raises(pdf.BadPdf):
        pdf.read(b"%PDF-1.4 nothing")


def test_a_page_that_is_a_picture_is_read_by_ocr_and_the_others_by_their_text() -> None:
    if not ocr.is_there():
        pytest.skip("needs Tesseract: `python tools/needs.py` says how")
    drawn = makers.from_pgm(pdf.picture(makers.pdf(makers.lines("A fictional notice of 2018", size=20)), 0, dpi=150))
    picture = b"q 595 0 0 842 0 0 cm /I0 Do Q"
    found = read_bytes("a.pdf", makers.pdf(makers.lines("First page"), picture, pictures=(drawn,)), "en")
    assert found.text.split() == ["First", "page", "A", "fictional", "notice", "of", "2018"]
    assert [segment.page for segment in found.segments] == [1, 2]
    at = found.text.index("notice")
    assert found.segment_at(at).page == 2  # type: ignore[union-attr]
    assert [found.text[word.begin : word.end] for word in found.words_at(at, at + 6)] == ["notice"]
    assert {word.page for word in found.words} == {2}


def test_without_tesseract_a_scan_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_there", lambda: False)
    with pytest.raises(CannotRead, match="Tesseract"):
        read_bytes("a.pdf", makers.pdf(b""))
    found = read_bytes("a.pdf", makers.pdf(makers.lines("First page"), b""))
    assert any("1 pages are pictures" in remark for remark in found.remarks)


def test_a_page_of_any_size_is_drawn_small() -> None:
    vast = makers.pdf(makers.lines("x")).replace(b"[0 0 595 842]", b"[0 0 9e5 9e5]")
    width, height, _ = makers.from_pgm(pdf.picture(vast, 0, most=1_000_000))
    assert width * height <= 1_010_000


def test_too_many_pages_and_too_much_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PAGES", 2)
    with pytest.raises(CannotRead, match="3 pages"):
        read_bytes("a.pdf", makers.pdf(*[makers.lines("x")] * 3))
    monkeypatch.setattr(limits, "MOST_TEXT", 5)
    with pytest.raises(CannotRead, match="more than 5 characters"):
        read_bytes("a.pdf", makers.pdf(makers.lines("more than five")))


def test_a_bomb_of_packed_streams_is_stopped_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_TEXT", pdf._TEXT._replace(seconds=1, wall=3, memory=400 * 1024**2))
    words = zlib.compress(b"(bomb) Tj " * 30_000_000, 9)
    bomb = makers.pdf(b"X").replace(
        b"<</Length 1>>stream\nX\n", b"<</Length %d/Filter/FlateDecode>>stream\n%s\n" % (len(words), words)
    )
    with pytest.raises(CannotRead):
        read_bytes("bomb.pdf", bomb)


def test_five_hundred_pages_take_seconds() -> None:
    page = makers.lines(*["A line of a fictional report that is as long as lines in reports are."] * 45)
    begin = time.monotonic()
    found = read_bytes("long.pdf", makers.pdf(*[page] * 500))
    assert time.monotonic() - begin < 60
    assert len(found.segments) == 500
