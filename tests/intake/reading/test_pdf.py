"""PDF: its text layer where the package is there, and a clear word where it is not."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from tereze.intake.reading import pdf
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
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
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
