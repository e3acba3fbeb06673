"""Opening a file beside its source: a copy drawn anew, noted in its history, and never the original."""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tereze.actions import evidence
from tereze_web.office import Office

Send = Callable[..., Any]


def _png(side: int = 8, note: bytes = b"where it was taken") -> bytes:
    """A small invented picture with a note inside, as cameras leave them."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([40, 90, 200] * side) for _ in range(side))
    head = part(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + part(b"tEXt", b"Comment\0" + note)
        + part(b"IDAT", zlib.compress(rows))
        + part(b"IEND", b"")
    )


@pytest.fixture
def attach(office: Office, signed: Callable[..., Any], send: Send) -> Callable[..., tuple[Any, str]]:
    """Attach a file to a source: the browser and the file's id."""

    def make(name: str, data: bytes, local: str = "article-1") -> tuple[Any, str]:
        browser = signed("documenter")
        send(browser, "/receive/", f"/receive/{local}/files/", files=SimpleUploadedFile(name, data))
        with office.desk(office.owner) as desk:
            return browser, evidence.history(desk, local)[-1].evidence.id

    return make


def _events(office: Office, local: str = "article-1") -> list[str]:
    with office.desk(office.owner) as desk:
        return [one.event for one in evidence.history(desk, local)[-1].history]


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")
def test_a_picture_is_shown_as_a_copy_and_the_look_is_noted(
    office: Office, attach: Callable[..., tuple[Any, str]], send: Send
) -> None:
    browser, file = attach("photo.png", _png())
    page = send(browser, "/sources/article-1/", "/sources/article-1/open/", file=file)
    assert page.status_code == 200
    assert f'src="/sources/article-1/picture/{file}/"' in page.content.decode()
    assert "viewed" in _events(office)
    shown = browser.get(f"/sources/article-1/picture/{file}/")
    assert shown["Content-Type"] == "image/jpeg"
    assert shown.content.startswith(b"\xff\xd8")
    assert b"where it was taken" not in shown.content
    assert shown["X-Content-Type-Options"] == "nosniff"


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")
def test_a_picture_is_not_fetched_without_its_page(
    office: Office, attach: Callable[..., tuple[Any, str]], send: Send
) -> None:
    browser, file = attach("photo.png", _png())
    assert browser.get(f"/sources/article-1/picture/{file}/").status_code == 400
    assert "viewed" not in _events(office)


def test_a_document_is_shown_as_its_text(office: Office, attach: Callable[..., tuple[Any, str]], send: Send) -> None:
    browser, file = attach(
        "page.html", b"<html><body><p>An invented report.</p><script>alert(1)</script></body></html>"
    )
    text = send(browser, "/sources/article-1/", "/sources/article-1/open/", file=file).content.decode()
    assert "An invented report." in text
    assert "alert(1)" not in text
    assert "viewed" in _events(office)


@pytest.mark.parametrize(
    ("name", "data"),
    [("photo.png", _png()[:30]), ("photo.png", struct.pack(">8s4x4sII", b"\x89PNG\r\n\x1a\n", b"IHDR", 30_000, 30_000)),
     ("x.svg", b"<svg onload='alert(1)'/>"), ("a.bin", b"\0\1\2\3")],
)  # fmt: skip
def test_what_cannot_be_shown_says_so(
    attach: Callable[..., tuple[Any, str]], send: Send, name: str, data: bytes
) -> None:
    browser, file = attach(name, data)
    answer = send(browser, "/sources/article-1/", "/sources/article-1/open/", file=file)
    assert answer.status_code == 400
    assert "alert(1)" not in answer.content.decode()


def test_a_file_of_another_source_is_not_opened(attach: Callable[..., tuple[Any, str]], send: Send) -> None:
    browser, file = attach("page.html", b"<p>An invented report.</p>")
    assert send(browser, "/sources/article-1/", "/sources/post-1/open/", file=file).status_code == 400


def test_a_file_that_may_name_somebody_protected_stays_closed(
    attach: Callable[..., tuple[Any, str]], send: Send
) -> None:
    browser, file = attach("page.html", b"<p>An invented report.</p>", "interview-2")
    assert send(browser, "/sources/article-1/", "/sources/interview-2/open/", file=file).status_code == 404
