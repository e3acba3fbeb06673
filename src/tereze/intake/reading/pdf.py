"""PDF: its text layer, page by page. Needs `pypdfium2`; nothing in the PDF is run, pictures are not read."""

from __future__ import annotations

import importlib
from typing import Any

from tereze.intake.reading import limits
from tereze.intake.reading.derived import About, Derived, Segment, derived
from tereze.intake.reading.limits import TextBuffer, TooMuch
from tereze.model.errors import MachineFailed

MEDIA_TYPE = "application/pdf"


class NoPdfReader(MachineFailed):
    """The package that reads PDF is not installed."""

    message = "Reading PDF needs the package “pypdfium2”, which is not installed."
    hint = "Install it (`pip install pypdfium2`), or save the document as text and read that."


class BadPdf(ValueError):
    """Not a PDF one may read; the reader turns it into a `CannotRead`."""


def read(data: bytes) -> Derived:
    """The text of the pages. Raises `NoPdfReader`, `BadPdf`, `TooMuch`."""
    library = _library()
    try:
        document = library.PdfDocument(data)
    except library.PdfiumError as error:
        raise BadPdf("it is damaged or locked with a password") from error
    try:
        return _pages(document, library)
    finally:
        document.close()


def _library() -> Any:
    try:
        return importlib.import_module("pypdfium2")
    except ImportError:
        raise NoPdfReader from None


def _pages(document: Any, library: Any) -> Derived:
    if len(document) > limits.MOST_PAGES:
        raise TooMuch(f"it has {len(document):,} pages")
    buffer = TextBuffer()
    segments = []
    for number in range(len(document)):
        begin = buffer.length
        buffer.add(_page(document, number, library).replace("\r\n", "\n").rstrip("\n") + "\n")
        segments.append(Segment(begin, buffer.length, page=number + 1))
    if not buffer.text().strip():
        raise BadPdf("it has no text layer; it is a scan, and scans are not read by this version")
    fields = document.get_metadata_dict()
    made = fields.get("CreationDate", "").removeprefix("D:")[:8]
    day = f"{made[:4]}-{made[4:6]}-{made[6:8]}" if len(made) == 8 and made.isdecimal() else ""
    about = About(fields.get("Title", ""), day, fields.get("Author", ""))
    return derived(buffer.text(), MEDIA_TYPE, segments=tuple(segments), about=about)


def _page(document: Any, number: int, library: Any) -> str:
    try:
        page = document[number]
        textpage = page.get_textpage()
        text = str(textpage.get_text_bounded())
        textpage.close()
        page.close()
    except library.PdfiumError as error:
        raise BadPdf(f"page {number + 1} is damaged") from error
    return text
