"""Photographs that lie on their side: what the camera says of them is obeyed before OCR, and boxes count as shown."""

from __future__ import annotations

import shutil
import subprocess

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.intake.reading import makers

from tereze.intake.reading import ocr, pdf
from tereze.intake.reading.upright import orientation, upright

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg: `python tools/needs.py`")
needs_tesseract = pytest.mark.skipif(not ocr.is_there(), reason="needs Tesseract: `python tools/needs.py` says how")
Grey = NDArray[np.uint8]


def stored(shown: Grey, how: int) -> Grey:
    """The pixels that a camera stores for a picture that is to be shown so (EXIF: where row 0 and column 0 stand)."""
    ways = {
        1: shown, 2: shown[:, ::-1], 3: shown[::-1, ::-1], 4: shown[::-1], 5: shown.T, 6: np.rot90(shown, 1),
        7: shown[::-1, ::-1].T, 8: np.rot90(shown, -1),
    }  # fmt: skip
    return np.ascontiguousarray(ways[how])


def jpeg(pixels: Grey, how: int | None, order: str = "little") -> bytes:
    """A JPEG with this orientation written beside it."""
    picture = makers.png(pixels.shape[1], pixels.shape[0], pixels.tobytes())
    command = ["ffmpeg", "-v", "error", "-i", "-", "-q:v", "2", "-f", "image2pipe", "-c:v", "mjpeg", "-"]
    made = subprocess.run(command, input=picture, check=True, capture_output=True).stdout
    return made[:2] + (b"" if how is None else exif(how, order)) + made[2:]


def exif(how: int, order: str = "little") -> bytes:
    def number(value: int, size: int) -> bytes:
        return value.to_bytes(size, "little" if order == "little" else "big")

    mark = b"II" if order == "little" else b"MM"
    tags = b"".join(
        number(tag, 2) + number(3, 2) + number(1, 4) + number(value, 2) + b"\0\0"
        for tag, value in ((262, 2), (274, how))
    )
    body = b"Exif\0\0" + mark + number(42, 2) + number(8, 4) + number(2, 2) + tags + number(0, 4)
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def corner() -> Grey:
    """Dark at its upper left, grey along the top: no way of turning it looks like another."""
    page = np.full((80, 120), 255, np.uint8)
    page[:40, :40] = 0
    page[:16, 40:] = 128
    return page


@needs_ffmpeg
@pytest.mark.parametrize("how", range(2, 9))
@pytest.mark.parametrize("order", ["little", "big"])
def test_every_way_a_camera_was_held_is_turned_upright(how: int, order: str) -> None:
    picture = jpeg(stored(corner(), how), how, order)
    assert orientation(picture) == how
    width, height, grey = makers.from_pgm(upright(picture))
    found = np.frombuffer(grey, np.uint8).reshape(height, width).astype(int)
    assert found.shape == corner().shape
    assert np.abs(found - corner()).mean() < 4


@needs_ffmpeg
@pytest.mark.parametrize("how", [None, 0, 1, 9])
def test_what_stands_upright_is_left_as_it_is(how: int | None) -> None:
    picture = jpeg(corner(), how)
    assert upright(picture) is picture


def test_fillers_and_other_parts_before_it_are_passed_over() -> None:
    before = b"\xff\xe0\0\4ab" + b"\xff\xe1\0\6http" + b"\xff\xff"
    assert orientation(b"\xff\xd8" + before + exif(8)) == 8
    assert orientation(b"\xff\xd8" + before + b"\xff\xda" + exif(8)) == 1


@pytest.mark.parametrize(
    "picture",
    [b"", b"\xff\xd8", b"\xff\xd8" + b"\xff\xe2\0\0" * 400_000 + exif(6),
     b"\xff\xd8\xff", b"\xff\xd8\xff\xe1", b"\xff\xd8\xff\xe1\0\0", b"\xff\xd8" + exif(6)[:20],
     b"\xff\xd8" + exif(6)[:12] + b"\xff" * 8, b"II*\0" + exif(6), makers.png(2, 2, b"\0" * 4)],
)  # fmt: skip
def test_what_says_nothing_that_can_be_read_is_left_as_it_is(picture: bytes) -> None:
    assert orientation(picture) == 1
    assert upright(picture) is picture


@needs_ffmpeg
def test_without_ffmpeg_and_where_ffmpeg_fails_it_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = b"\xff\xd8" + exif(6)
    assert upright(broken) is broken
    picture = jpeg(corner(), 6)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert upright(picture) is picture


@needs_ffmpeg
@needs_tesseract
def test_a_page_photographed_sideways_is_read_and_its_boxes_count_as_it_is_shown() -> None:
    words = "She was taken to a camp in June 2018 and nobody told her why."
    width, height, grey = makers.from_pgm(pdf.picture(makers.pdf(makers.lines(*[words] * 4, size=14)), 0))
    page = np.frombuffer(grey, np.uint8).reshape(height, width)[: height // 3]
    level, side = ocr.recognise(jpeg(page, None), "en"), ocr.recognise(jpeg(stored(page, 6), 6), "en")
    assert side.text.count("June 2018") == 4
    assert side.text.split() == level.text.split()
    for one, other in zip(level.words, side.words, strict=True):
        assert all(abs(a - b) <= 6 for a, b in zip(one.xywh, other.xywh, strict=True))
