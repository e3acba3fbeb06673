"""Photographs of paper: what a picture says of its size is checked before anything decodes it, then OCR reads it."""

from __future__ import annotations

import struct
from collections.abc import Callable

from tereze.intake.reading import ocr, tiff_pages
from tereze.intake.reading.derived import Derived, Recognised, Segment, derived
from tereze.intake.reading.limits import TextBuffer, TooMuch

MOST_PIXELS = 100_000_000  # a good camera makes 50 million
MOST_EDGE = 30_000
MOST_PAGES = 500  # of a TIFF: more is hours of work, to be asked for in parts
_START_OF_FRAME = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
Size = tuple[int, int]


class BadPicture(ValueError):
    """Not a picture one may read; the reader turns it into a `CannotRead`."""


def read(data: bytes, lang: str | None = None) -> Derived:
    """The words on it, of a TIFF those of all its pages. Raises `NoTool`, `NoPack`, `BadPicture`, `NotAPicture`,
    `TooMuch`, `Killed`.
    """
    page, missed = _recognised(data, lang)
    if not page.words:
        raise BadPicture("no print was found on it; it is kept as evidence without a text")
    last = max(word.page for word in page.words)
    segments = tuple(_segment(page, number) for number in range(1, last + 1))
    remarks = (
        *ocr.remarks(page.text, page.words),
        *(f"No print was found on page {one}: empty or damaged." for one in missed),
    )
    return derived(page.text, media_type(data), segments=segments, remarks=remarks, words=page.words)


def _recognised(data: bytes, lang: str | None) -> tuple[ocr.Page, list[int]]:
    """The words, and on which pages there are none. A TIFF of several pages is read page by page, so that each is
    mended and laid straight like a page by itself.
    """
    count = len(pages(data))
    if count > MOST_PAGES:
        raise TooMuch(f"it has more than {MOST_PAGES} pages; split it into parts")
    if count < 2:
        return ocr.recognise(data, lang), []
    buffer, words, missed = TextBuffer(), list[Recognised](), list[int]()
    for number in range(1, count + 1):
        try:
            found = ocr.recognise(tiff_pages.single(data, number), lang)
        except ocr.NotAPicture:
            found = ocr.Page("", (), "")
        if not found.words:
            missed.append(number)
        if lang is None and found.words:
            lang = found.lang  # the first page that tells its language tells it for the rest
        words += [word._replace(page=number).moved(buffer.length) for word in found.words]
        buffer.add(found.text.rstrip("\n") + "\n")
    return ocr.Page(buffer.text(), tuple(words), lang or ""), missed


def _segment(page: ocr.Page, number: int) -> Segment:
    on_it = [word for word in page.words if word.page == number]
    begin, end = (on_it[0].begin, on_it[-1].end + 1) if on_it else (0, 0)
    return Segment(begin, min(end, len(page.text)), page=number)


def media_type(data: bytes) -> str:
    """By its first bytes."""
    return next((kind for begin, kind, _ in _KINDS if data.startswith(begin)), "application/octet-stream")


def check(data: bytes) -> Size:
    """Width and height as the picture says. Raises `BadPicture`, and `TooMuch` before a bomb is decoded."""
    measure = next((measure for begin, _, measure in _KINDS if data.startswith(begin)), None)
    try:
        size = measure(data) if measure else None
    except (struct.error, IndexError):
        size = None
    if size is None:
        raise BadPicture("it does not say how large it is; it is damaged")
    return _check(size)


def _check(size: Size) -> Size:
    if min(size) < 1:
        raise BadPicture("it does not say how large it is; it is damaged")
    if size[0] * size[1] > MOST_PIXELS or max(size) > MOST_EDGE:
        raise TooMuch(f"it is {size[0]:,} by {size[1]:,} pixels")
    return size


def _png(data: bytes) -> Size | None:
    return struct.unpack(">II", data[16:24]) if data[12:16] == b"IHDR" else None


def _jpeg(data: bytes) -> Size | None:
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        if marker == 0xFF or 0xD0 <= marker <= 0xD9 or marker == 0x01:
            at += 1 if marker == 0xFF else 2
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def pages(data: bytes) -> tuple[Size, ...]:
    """Width and height of each page: of a TIFF as many as it has, of any other picture one. Raises as `check`."""
    size = check(data)
    if not data.startswith(tiff_pages.MARKS):
        return (size,)
    found = tuple(one.size for one in tiff_pages.directories(data))
    for one in found:  # the largest was checked; another may be longer, or claim to be nothing
        _check(one)
    return found


def _tiff(data: bytes) -> Size | None:
    """Of the largest page."""
    sizes = (one.size for one in tiff_pages.directories(data))
    return max(sizes, key=lambda size: size[0] * size[1], default=None)


def _webp(data: bytes) -> Size | None:
    match data[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8 ":
            width, height = struct.unpack("<HH", data[26:30])
            return width & 0x3FFF, height & 0x3FFF
    return None


_KINDS: tuple[tuple[bytes, str, Callable[[bytes], Size | None]], ...] = (
    (b"\x89PNG", "image/png", _png), (b"\xff\xd8\xff", "image/jpeg", _jpeg), (b"II*\x00", "image/tiff", _tiff),
    (b"MM\x00*", "image/tiff", _tiff), (b"RIFF", "image/webp", _webp),
)  # fmt: skip
