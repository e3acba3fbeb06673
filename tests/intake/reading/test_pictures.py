"""Pictures: measured before they are decoded; what is too large or broken is refused with its reason."""

from __future__ import annotations

import shutil
import struct
import subprocess

import pytest
from benchmarks import worn_pages
from tests.intake.reading import makers

from tereze.intake.reading import ocr, pdf, pictures, slant, tiff_pages
from tereze.intake.reading.derived import CannotRead
from tereze.intake.reading.documents import read_bytes
from tereze.intake.reading.limits import TooMuch

needs_tesseract = pytest.mark.skipif(not ocr.is_there(), reason="needs Tesseract: `python tools/needs.py` says how")
JPEG = b"\xff\xd8\xff\xe0\x00\x04xx\xff\xc0\x00\x11\x08" + struct.pack(">HH", 40, 60) + b"\x03" * 20


def tiff(order: str, width: int, height: int) -> bytes:
    mark = b"II*\x00" if order == "<" else b"MM\x00*"
    entries = struct.pack(order + "HHII", 256, 4, 1, width) + struct.pack(order + "HHIHH", 257, 3, 1, height, 0)
    return mark + struct.pack(order + "IH", 8, 2) + entries + struct.pack(order + "I", 0)


def webp(kind: bytes, body: bytes) -> bytes:
    return b"RIFF\x00\x00\x00\x00WEBP" + kind + b"\x00" * 4 + body


SIZES = {
    "png": makers.png(60, 40, b"\xff" * 2400),
    "jpeg": JPEG,
    "tiff": tiff("<", 60, 40),
    "tiff, big end first": tiff(">", 60, 40),
    "webp": webp(b"VP8 ", b"\x00" * 6 + struct.pack("<HH", 60, 40)),
    "webp, lossless": webp(b"VP8L", b"\x2f" + struct.pack("<I", 59 | 39 << 14)),
    "webp, extended": webp(b"VP8X", b"\x00" * 4 + (59).to_bytes(3, "little") + (39).to_bytes(3, "little")),
}
BROKEN = {
    "cut png": makers.png(60, 40)[:12],
    "cut jpeg": JPEG[:10],
    "jpeg of nothing": b"\xff\xd8\xff\xd9" + b"x" * 40,
    "cut tiff": tiff("<", 60, 40)[:15],
    "tiff that points at itself": b"II*\x00" + struct.pack("<IHI", 8, 0, 8),
    "webp of nothing": webp(b"ALPH", b""),
    "png of no size": makers.png(0, 40),
}


@pytest.mark.parametrize("data", SIZES.values(), ids=SIZES)
def test_a_picture_is_measured_by_its_head(data: bytes) -> None:
    assert pictures.check(data) == (60, 40)


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_one_that_does_not_say_its_size_is_refused(data: bytes) -> None:
    with pytest.raises(pictures.BadPicture):
        pictures.check(data)


@pytest.mark.parametrize("size", [(100_000, 100_000), (40_000, 10), (20_000, 20_000)])
def test_a_bomb_is_refused_undecoded(size: tuple[int, int]) -> None:
    with pytest.raises(TooMuch, match="pixels"):
        pictures.read(makers.png(*size))


@needs_tesseract
def test_print_on_a_picture_is_read_with_the_place_and_sureness_of_each_word() -> None:
    page = pdf.picture(makers.pdf(makers.lines("She was taken to a camp in June 2018.", size=14)), 0)
    found = read_bytes("scan.png", makers.png(*makers.from_pgm(page)), "en")
    assert found.text.split() == ["She", "was", "taken", "to", "a", "camp", "in", "June", "2018."]
    assert found.media_type == "image/png"
    at = found.text.index("camp")
    [word] = found.words_at(at, at + 4)
    assert (word.page, found.text[word.begin : word.end]) == (1, "camp")
    assert word.xywh[0] > 200  # the word stands to the right of the margin
    assert found.sureness(at, at + 4) == word.sure > 50
    assert any("machine" in remark for remark in found.remarks)


@needs_tesseract
def test_a_picture_without_print_is_refused_with_what_to_do() -> None:
    with pytest.raises(CannotRead, match="no print was found"):
        read_bytes("sky.png", makers.png(300, 300, b"\xff" * 90_000), "en")


@needs_tesseract
def test_a_broken_picture_kills_its_worker_only() -> None:
    with pytest.raises(CannotRead):
        read_bytes("broken.png", makers.png(500, 500)[:-20], "en")


def _page(text: str, degrees: float = 0) -> tuple[int, int, bytes]:
    """The upper part of a page with twelve lines of a text, laid crooked on the glass; width, height, grey pixels."""
    width, _, grey = makers.from_pgm(pdf.picture(makers.pdf(makers.lines(*[text] * 12, size=14)), 0, dpi=200))
    grey = grey[: width * 900]
    if not degrees:
        return width, 900, grey
    turned = worn_pages.turned(makers.png(width, 900, grey), degrees)
    ran = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", "-", "-f", "image2pipe", "-c:v", "pgm", "-pix_fmt", "gray", "-"],
        input=turned, capture_output=True, check=True,
    )  # fmt: skip
    return makers.from_pgm(ran.stdout)


@needs_tesseract
@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")
def test_each_page_of_a_tiff_is_laid_straight_and_read_like_a_page_by_itself() -> None:
    width, height, crooked = _page("She was taken to a camp in June 2018.", 3)
    level = b"\xff" * width * height  # of the same size, as the maker of these files wants it
    alone = read_bytes("one.tif", makers.tiff(width, height, crooked), "en")
    both = read_bytes("two.tif", makers.tiff(width, height, crooked, level, crooked), "en")
    assert slant.measured(makers.tiff(width, height, crooked)) == pytest.approx(3, abs=0.2)
    for number in (1, 3):
        mine = [(one.xywh, one.sure) for one in both.words if one.page == number]
        assert mine == [(one.xywh, one.sure) for one in alone.words]
    assert {one.page for one in both.words} == {1, 3}
    assert [both.text[one.begin : one.end] for one in both.words] == 2 * [
        alone.text[one.begin : one.end] for one in alone.words
    ]
    assert [one.page for one in both.segments] == [1, 2, 3]


@needs_tesseract
def test_a_damaged_page_of_a_tiff_is_said_and_the_others_are_read() -> None:
    width, height, grey = _page("A fictional notice of 2018")
    data = bytearray(makers.tiff(width, height, grey, grey))
    at = tiff_pages.directories(bytes(data))[0].at
    packed = data.index(struct.pack("<HHI", 259, 4, 1), at) + 8
    struct.pack_into("<I", data, packed, 12345)  # packed in a way that nobody knows
    found = read_bytes("two.tif", bytes(data), "en")
    assert {one.page for one in found.words} == {2}
    assert "fictional notice" in found.text
    assert any("on page 1: empty or damaged" in one for one in found.remarks)


def test_too_many_pages_and_a_page_that_is_a_bomb_are_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recognise", lambda *_: pytest.fail("nothing may be decoded"))
    with pytest.raises(TooMuch, match="pages"):
        pictures.read(makers.tiff(2, 1, *[b"aa"] * (pictures.MOST_PAGES + 1)))
    data = bytearray(makers.tiff(2, 1, b"aa", b"aa"))
    at = tiff_pages.directories(bytes(data))[1].at
    struct.pack_into("<I", data, data.index(struct.pack("<HHI", 256, 4, 1), at) + 8, pictures.MOST_EDGE + 1)
    with pytest.raises(TooMuch, match="pixels"):
        pictures.read(bytes(data))
