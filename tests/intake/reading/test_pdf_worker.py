"""The worker that takes PDFs apart, as `pdf.py` runs it: what it prints, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.intake.reading import makers

from tereze.intake.reading import pdf_worker


@pytest.fixture
def document(tmp_path: Path) -> str:
    (tmp_path / "a.pdf").write_bytes(makers.pdf(makers.lines("Page one"), makers.lines("Page two")))
    return str(tmp_path / "a.pdf")


def work(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", str(pdf_worker.__file__), *arguments]
    return subprocess.run(command, check=False, capture_output=True)


def test_a_line_for_the_document_and_one_for_each_page(document: str) -> None:
    first, *pages = map(json.loads, work("text", document, "10", "1000").stdout.splitlines())
    assert first["pages"] == 2
    assert set(first["about"]) == {"Title", "Author", "CreationDate"}
    assert [page["text"].strip() for page in pages] == ["Page one", "Page two"]


def test_too_many_pages_are_counted_and_not_read(document: str) -> None:
    assert [json.loads(line)["pages"] for line in work("text", document, "1", "1000").stdout.splitlines()] == [2]


def test_too_much_text_ends_it(document: str) -> None:
    *_, last = map(json.loads, work("text", document, "10", "10").stdout.splitlines())
    assert last == {"too_much": True}


def test_a_page_becomes_grey_pixels_of_the_size_asked_for(document: str) -> None:
    width, height, grey = makers.from_pgm(work("picture", document, "1", "72", "10000000").stdout)
    assert (width, height) == (595, 842)
    assert len(grey) == width * height
    assert min(grey) < 100 < max(grey)


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"words")
    assert work("text", str(tmp_path / "b.pdf"), "10", "10").returncode == pdf_worker.REFUSED
