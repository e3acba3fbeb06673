"""Pages drawn anew with a place framed: the frame stands where the words stand, and nothing of the file comes along."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess

import pytest
from tests.intake.reading import makers

from tereze.intake.reading import ocr, page_picture, pdf, pictures
from tereze.intake.reading.documents import read_bytes
from tereze.intake.reading.page_picture import Drawn, draw, marked

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")
needs_tesseract = pytest.mark.skipif(not ocr.is_there(), reason="needs Tesseract: `python tools/needs.py` says how")


def grey(picture: bytes) -> tuple[int, int, bytes]:
    """A picture as width, height and grey pixels."""
    ran = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", "-", "-f", "image2pipe", "-c:v", "pgm", "-pix_fmt", "gray", "-"],
        input=picture, capture_output=True, check=True,
    )  # fmt: skip
    return makers.from_pgm(ran.stdout)


def darkness(drawn: Drawn, box: tuple[int, int, int, int]) -> float:
    """The share of dark pixels within a place that counts in the page's own pixels."""
    width, height, pixels = grey(drawn.picture)
    across, down = width / drawn.size[0], height / drawn.size[1]
    left, right = round(box[0] * across), round((box[0] + box[2]) * across)
    rows = range(round(box[1] * down), round((box[1] + box[3]) * down))
    inside = b"".join(pixels[row * width + left : row * width + right] for row in rows)
    return sum(one < 128 for one in inside) / max(len(inside), 1)


@needs_ffmpeg
@needs_tesseract
def test_the_frame_is_where_the_words_are_on_a_page_of_a_pdf() -> None:
    scan = makers.from_pgm(pdf.picture(makers.pdf(makers.lines("A fictional notice of 2018", size=20)), 0, dpi=150))
    data = makers.pdf(makers.lines("First"), b"q 595 0 0 842 0 0 cm /I0 Do Q", pictures=(scan,))
    found = read_bytes("a.pdf", data, "en")
    at = found.text.index("notice")
    [word] = found.words_at(at, at + 6)
    drawn = draw(data, word.page)
    assert drawn.picture.startswith(b"\x89PNG")
    assert drawn.size == pytest.approx((2480, 3508), abs=4)
    assert darkness(drawn, word.xywh) > 0.1
    assert darkness(drawn, (word.xywh[0], word.xywh[1] + 900, *word.xywh[2:])) == 0


@needs_ffmpeg
def test_a_page_of_a_tiff_is_that_page() -> None:
    data = makers.tiff(40, 30, b"\xff" * 1200, b"\x00" * 1200, b"\xff" * 1200)
    shades = [darkness(draw(data, page), (0, 0, 40, 30)) for page in (1, 2, 3)]
    assert shades == [0, 1, 0]
    for page in (0, 4):
        with pytest.raises(pictures.BadPicture):
            draw(data, page)


@needs_ffmpeg
def test_a_photograph_that_lies_on_its_side_is_shown_upright() -> None:
    """A dark left half, to be turned a quarter clockwise: then it is the upper half."""
    row = b"\x00" * 40 + b"\xff" * 40
    jpeg = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", "-", "-f", "image2pipe", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-"],
        input=makers.png(80, 40, row * 40), capture_output=True, check=True,
    ).stdout  # fmt: skip
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    data = jpeg[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + jpeg[2:]
    drawn = draw(data, 1)
    assert drawn.size == (40, 80)
    assert grey(drawn.picture)[:2] == (40, 80)
    assert darkness(drawn, (2, 2, 36, 34)) > 0.95
    assert darkness(drawn, (2, 44, 36, 34)) < 0.05


@needs_ffmpeg
def test_nothing_but_pixels_comes_along_and_a_large_one_is_made_smaller() -> None:
    data = makers.png(3000, 40, b"\xff" * 120000) + b"hidden words behind the end"
    drawn = draw(data, 1)
    assert drawn.size == (3000, 40)
    assert b"hidden" not in drawn.picture
    assert grey(drawn.picture)[0] == page_picture.EDGE


def test_a_bomb_is_refused_undecoded_and_rubbish_too() -> None:
    from tereze.intake.reading.limits import TooMuch

    with pytest.raises(TooMuch):
        draw(makers.png(100_000, 100_000), 1)
    with pytest.raises(pictures.BadPicture):
        draw(b"GIF89a", 1)
    with pytest.raises(pdf.BadPdf):
        draw(b"%PDF-1.4 nothing", 1)


@pytest.mark.parametrize(
    ("box", "frame"),
    [
        ((100, 50, 60, 20), (92, 42, 76, 36)),
        ((0, 0, 10, 10), (0, 0, 18, 18)),
        ((990, 790, 500, 500), (982, 782, 18, 18)),
    ],
)
def test_the_frame_goes_around_the_words_and_stays_on_the_page(
    box: tuple[int, int, int, int], frame: tuple[int, int, int, int]
) -> None:
    svg = marked(Drawn(b"\x89PNG invented", (1000, 800)), box).decode()
    assert re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', svg) == [tuple(map(str, frame))]
    assert 'viewBox="0 0 1000 800"' in svg
    assert base64.b64decode(re.search(r"base64,([^\"]+)", svg)[1]) == b"\x89PNG invented"  # type: ignore[index]
    assert "style" not in svg
    assert "script" not in svg
