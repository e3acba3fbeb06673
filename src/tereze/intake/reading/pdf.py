"""PDF: its text layer, page by page, and pages that are pictures of paper by OCR. Taken apart in the sandbox."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tereze.intake.reading import limits, ocr, sandbox
from tereze.intake.reading.derived import About, Derived, Recognised, Segment, derived
from tereze.intake.reading.limits import TextBuffer, TooMuch
from tereze.model.errors import MachineFailed

MEDIA_TYPE = "application/pdf"
DPI = 300
MOST_PIXELS = 40_000_000  # of one page: A2 at 300 dpi
MOST_SCANS = 500  # pages read by OCR: more is hours of work, to be asked for in parts
_WORKER = Path(__file__).with_name("pdf_worker.py")
_TEXT = sandbox.Limits(seconds=120, wall=240, output=128 * 1024 * 1024)
_PICTURE = sandbox.Limits(seconds=30, wall=60, output=MOST_PIXELS + 64)


class NoPdfReader(MachineFailed):
    """The package that reads PDF is not installed."""

    message = "Reading PDF needs the package “pypdfium2”, which is not installed."
    hint = "Install it (`pip install pypdfium2`), or save the document as text and read that."


class BadPdf(ValueError):
    """Not a PDF one may read; the reader turns it into a `CannotRead`."""


class Layer(NamedTuple):
    """What the text layer holds: fields the document has of itself, and the text of each page."""

    about: dict[str, str]
    pages: tuple[str, ...]


def read(data: bytes, lang: str | None = None) -> Derived:
    """The text of the pages. Raises `NoPdfReader`, `NoTool`, `BadPdf`, `TooMuch`, `Killed`."""
    layer = text_layer(data)
    scans = [number for number, text in enumerate(layer.pages) if not text.strip()]
    if len(scans) == len(layer.pages) and not ocr.is_there():
        raise BadPdf("it is a scan without a text layer, and Tesseract, which reads scans, is not installed")
    if len(scans) > MOST_SCANS:
        raise TooMuch(f"{len(scans):,} of its pages are pictures; split it into parts of {MOST_SCANS}")
    recognised = dict(_recognised(data, scans, lang)) if scans and ocr.is_there() else {}
    return _put_together(layer, recognised, missed=len(scans) - len(recognised))


def read_layer(data: bytes) -> Derived | None:
    """The text where every page has a layer of it; None where OCR would be needed. Raises as `read`."""
    layer = text_layer(data)
    return _put_together(layer, {}, missed=0) if all(text.strip() for text in layer.pages) else None


def text_layer(data: bytes) -> Layer:
    """The text layer alone. Raises as `read`."""
    if importlib.util.find_spec("pypdfium2") is None:
        raise NoPdfReader
    asked = ("text", sandbox.INPUT, str(limits.MOST_PAGES), str(limits.MOST_TEXT))
    ran = sandbox.run(sandbox.python(_WORKER, *asked), data, _TEXT)
    if ran.code != 0:
        raise BadPdf("it is damaged or locked with a password")
    lines = (json.loads(line) for line in ran.out.splitlines())
    first = next(lines)
    if first["pages"] > limits.MOST_PAGES:
        raise TooMuch(f"it has {first['pages']:,} pages")
    return Layer(first["about"], tuple(map(_page, range(first["pages"]), lines)))


def _page(number: int, said: dict[str, Any]) -> str:
    if said.get("too_much"):
        raise TooMuch(f"it holds more than {limits.MOST_TEXT:,} characters")
    if said["text"] is None:
        raise BadPdf(f"page {number + 1} is damaged")
    return str(said["text"])


def picture(data: bytes, number: int, dpi: int = DPI, most: int = MOST_PIXELS) -> bytes:
    """A page (from 0) in grey as PGM. Raises `BadPdf`, `Killed`."""
    asked = ("picture", sandbox.INPUT, str(number), str(dpi), str(most))
    ran = sandbox.run(sandbox.python(_WORKER, *asked), data, _PICTURE)
    if ran.code != 0:
        raise BadPdf(f"page {number + 1} cannot be drawn")
    return ran.out


def _recognised(data: bytes, scans: list[int], lang: str | None) -> Iterator[tuple[int, ocr.Page]]:
    for number in scans:
        found = ocr.recognise(picture(data, number), lang, dpi=DPI)
        lang = lang or found.lang  # the first page that tells its language tells it for the rest
        yield number, found


def _put_together(layer: Layer, recognised: dict[int, ocr.Page], missed: int) -> Derived:
    buffer = TextBuffer()
    segments: list[Segment] = []
    words: list[Recognised] = []
    for number, text in enumerate(layer.pages):
        begin = buffer.length
        page = recognised.get(number)
        body = page.text if page else text.replace("\r\n", "\n")
        words += [word._replace(page=number + 1).moved(begin) for word in (page.words if page else ())]
        buffer.add(body.rstrip("\n") + "\n")
        segments.append(Segment(begin, buffer.length, page=number + 1))
    if not buffer.text().strip():
        raise BadPdf("no print was found on its pages")
    remarks = ocr.remarks(buffer.text(), words)
    if missed:
        remarks = (*remarks, f"{missed} pages are pictures and were not read: Tesseract is not installed.")
    return derived(
        buffer.text(), MEDIA_TYPE, segments=tuple(segments), about=_about(layer), remarks=remarks, words=tuple(words)
    )


def _about(layer: Layer) -> About:
    made = layer.about.get("CreationDate", "").removeprefix("D:")[:8]
    day = f"{made[:4]}-{made[4:6]}-{made[6:8]}" if len(made) == 8 and made.isdecimal() else ""
    return About(layer.about.get("Title", ""), day, layer.about.get("Author", ""))
