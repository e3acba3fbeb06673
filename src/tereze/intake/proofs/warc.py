"""Web archives (WARC): each page that was answered, with its address, the time, and whether its digest holds.

A digest inside an archive shows that the archive is whole, not that the page was ever on the web: whoever makes an
archive writes both. Nothing in it is run, and no address in it is asked.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from tereze.intake.proofs.checked import Checked, shown
from tereze.intake.reading.limits import TooMuch

MEDIA_TYPE = "application/warc"
MOST_RECORDS = 100_000
MOST_PAGE = 32 * 1024 * 1024  # bytes of one answer, unpacked
MOST_PAGES = 2000
_MOST_UNPACKED = 256 * 1024 * 1024  # of the whole archive, or more where it is larger itself:
_MOST_RATIO = 30  # times the size of the archive; pages pack five to one
_PIECE, _MOST_AT_ONCE = 16 * 1024, 1024 * 1024
_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})


class BadWarc(ValueError):
    """Bytes that are no web archive; the caller says so in its own words."""


class Page(NamedTuple):
    """One page as it was answered: address, time (ISO 8601 UTC), kind, bytes, and what its digest says."""

    url: str
    time: str
    media_type: str
    data: bytes
    checked: Checked


def pages(data: bytes) -> Iterator[Page]:
    """The pages (HTML, text, PDF) that were answered with success. Raises `BadWarc`, `TooMuch`."""
    _look(data)
    found = 0
    for record in _records(data):
        if record.rec_type not in {"response", "resource"}:
            continue
        media_type = _media_type(record)
        if media_type not in _PAGES or not _succeeded(record):
            continue
        found += 1
        if found > MOST_PAGES:
            raise TooMuch(f"it holds more than {MOST_PAGES:,} pages")
        yield _page(record, media_type)


def _look(data: bytes) -> None:
    """Unpack once without keeping anything: what is skipped over is unpacked, too, so a bomb need not be in a page.

    Raises `TooMuch`. What is damaged is told by the reader of the records.
    """
    most = max(_MOST_UNPACKED, _MOST_RATIO * len(data))
    at, total, stream = 0, 0, None
    while at < len(data):
        if stream is None:  # each record is packed by itself
            if not data.startswith(b"\x1f\x8b", at):
                return
            stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
        piece = data[at : at + _PIECE]
        try:
            made = len(stream.decompress(piece, _MOST_AT_ONCE))
        except zlib.error:
            return
        total += made
        if total > most:
            raise TooMuch("it unpacks to far more than a web archive holds")
        used = len(piece) - len(stream.unconsumed_tail) - len(stream.unused_data)
        if stream.eof:
            stream = None
        elif not used and not made:
            return
        at += used


def _records(data: bytes) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for count, record in enumerate(ArchiveIterator(io.BytesIO(data), check_digests=True)):
            if count > MOST_RECORDS:
                raise TooMuch(f"it holds more than {MOST_RECORDS:,} records")
            yield record
    except (ArchiveLoadFailed, zlib.error, EOFError, UnicodeDecodeError) as error:
        raise BadWarc("it is damaged, or no web archive") from error


def _media_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _succeeded(record: Any) -> bool:
    return record.http_headers is None or record.http_headers.get_statuscode() == "200"


def _page(record: Any, media_type: str) -> Page:
    url = "".join(char for char in record.rec_headers.get_header("WARC-Target-URI") or "" if char.isprintable())
    time = shown(record.rec_headers.get_header("WARC-Date") or "", 40)
    raw = record.content_stream().read(MOST_PAGE + 1)
    if len(raw) > MOST_PAGE:
        raise TooMuch("a page in it unpacks to far more than a page holds")
    record.content_stream().read()
    return Page(url[:2000], time, media_type, raw, _checked(record, time))


def _checked(record: Any, time: str) -> Checked:
    found = Checked("warc", what="the page as it was answered", time=time)
    match record.digest_checker.passed:
        case True:
            return found._replace(with_=("warcio",))
        case False:
            return found._replace(problems=("its bytes are not those its digest names",))
    return found._replace(notes=("the archive names no digest for it",))
