"""Pictures: measured before they are decoded; what is too large or broken is refused with its reason."""

from __future__ import annotations

import struct

import pytest
from tests.intake.reading import makers

from tereze.intake.reading import ocr, pdf, pictures
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
