"""Crooked pages: the slant is measured and taken away, and every word is put back to where it stands on the paper."""

from __future__ import annotations

import functools
import math
import shutil

import numpy as np
import pytest
from benchmarks import worn_pages
from numpy.typing import NDArray
from tests.intake.reading import makers

from tereze.intake.reading import ocr, pdf, slant
from tereze.intake.reading.derived import Recognised

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg: `python tools/needs.py`")
needs_tesseract = pytest.mark.skipif(not ocr.is_there(), reason="needs Tesseract: `python tools/needs.py` says how")
WORDS = "She was taken to a camp in June 2018 and nobody told her why."
Grey = NDArray[np.uint8]


@functools.cache
def printed(lines: int = 12) -> Grey:
    """Print on white, at 300 dpi."""
    width, height, grey = makers.from_pgm(pdf.picture(makers.pdf(makers.lines(*[WORDS] * lines, size=14)), 0))
    return np.frombuffer(grey, np.uint8).reshape(height, width)[: height // 2]


@functools.cache
def crooked(degrees: float, lines: int = 12) -> bytes:
    """Print that slants, clockwise."""
    return worn_pages.turned(png(printed(lines)), degrees)


def png(pixels: Grey) -> bytes:
    return makers.png(pixels.shape[1], pixels.shape[0], pixels.tobytes())


def ink(pixels: Grey) -> tuple[int, int, int, int]:
    """Left, top, width and height of what is dark."""
    down, across = np.nonzero(pixels < 100)
    return (
        int(across.min()),
        int(down.min()),
        int(across.max() - across.min()) + 1,
        int(down.max() - down.min()) + 1,
    )


@needs_ffmpeg
@pytest.mark.parametrize("degrees", [-5.5, -3, -0.7, 0.5, 1, 2.3, 5])
def test_a_slant_is_measured_and_taken_away(degrees: float) -> None:
    laid = slant.straightened(crooked(degrees))
    assert abs(laid.slant - degrees) <= 0.1
    again = slant.measured(laid.picture)
    assert again is not None
    assert abs(again) <= 0.1


@needs_ffmpeg
@pytest.mark.parametrize("degrees", [0, 0.2, -0.3])
def test_a_page_that_lies_straight_is_left_as_it_is(degrees: float) -> None:
    picture = crooked(degrees)
    found = slant.measured(picture)
    assert found is not None
    assert abs(found - degrees) <= 0.1
    assert slant.straightened(picture).picture is picture


@needs_ffmpeg
def test_three_lines_tell_a_slant_and_a_single_stroke_does_not() -> None:
    assert slant.measured(crooked(2, 3)) == pytest.approx(2, abs=0.1)
    stroke = np.full((1200, 900), 255, np.uint8)
    stroke[600:606, 100:800] = 0
    assert slant.measured(worn_pages.turned(png(stroke), 2)) is None


@needs_ffmpeg
def test_a_slant_beyond_what_is_looked_for_is_not_guessed() -> None:
    for degrees in (7, -9):
        picture = crooked(degrees)
        assert slant.straightened(picture) == slant.Laid(picture)


def _clouds() -> Grey:
    """No print: soft blots of every grey, as on a photograph."""
    dice = np.random.default_rng(3)
    across, down = np.meshgrid(np.arange(900.0), np.arange(1200.0))
    blots = [
        dice.uniform(-90, 90) * np.exp(-(((across - x) / wide) ** 2 + ((down - y) / high) ** 2))
        for x, y, wide, high in zip(
            dice.uniform(0, 900, 300), dice.uniform(0, 1200, 300), dice.uniform(5, 60, 300), dice.uniform(5, 60, 300),
            strict=True,
        )
    ]  # fmt: skip
    return np.clip(128 + np.sum(blots, axis=0), 0, 255).astype(np.uint8)


@needs_ffmpeg
@pytest.mark.parametrize(
    "pixels",
    [
        np.full((1200, 900), 255, np.uint8),
        np.random.default_rng(1).integers(0, 256, (1200, 900)).astype(np.uint8),
        np.where(np.random.default_rng(2).random((1200, 900)) < 0.02, 0, 255).astype(np.uint8),
        _clouds(),
    ],
    ids=["blank", "grain", "specks", "clouds"],
)
def test_what_holds_no_lines_is_left_as_it_is(pixels: Grey) -> None:
    picture = png(pixels)
    assert slant.measured(picture) is None
    assert slant.straightened(picture) == slant.Laid(picture)


@needs_ffmpeg
@pytest.mark.parametrize("picture", [b"", b"words", makers.png(1, 1, b"\x80"), makers.png(900, 900)[:-30]])
def test_what_cannot_be_measured_is_left_as_it_is(picture: bytes) -> None:
    assert slant.straightened(picture) == slant.Laid(picture)
    assert slant.turned(picture, 2).slant == (2 if picture[-12:-8] == b"\0\0\0\0" else 0)


@needs_ffmpeg
def test_without_ffmpeg_nothing_is_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = crooked(3)
    monkeypatch.setattr(slant.shutil, "which", lambda _name: None)
    assert slant.straightened(picture) == slant.Laid(picture)


@needs_ffmpeg
def test_of_a_tiff_of_several_pages_none_is_turned() -> None:
    pixels = worn_pages.grey(crooked(3))
    height, width = pixels.shape
    one, two = (makers.tiff(width, height, *[pixels.tobytes()] * pages) for pages in (1, 2))
    assert slant.straightened(one).slant == pytest.approx(3, abs=0.1)
    assert slant.straightened(two).picture is two


@needs_ffmpeg
@pytest.mark.parametrize("degrees", [-4.0, 1.0, 3.0])
@pytest.mark.parametrize("at", [(60, 60), (60, 640), (400, 300), (680, 60)])
def test_a_box_on_the_straight_page_is_put_back_to_where_its_ink_stands_on_the_crooked_one(
    degrees: float, at: tuple[int, int]
) -> None:
    page = np.full((760, 900), 255, np.uint8)
    page[at[1] : at[1] + 60, at[0] : at[0] + 160] = 0
    came = worn_pages.turned(png(page), degrees)
    laid = slant.turned(came, degrees)
    width, height, pixels = makers.from_pgm(laid.picture)
    straight = np.frombuffer(pixels, np.uint8).reshape(height, width)
    assert (laid.slant, laid.came, laid.size) == (degrees, (900, 760), (width, height))
    word = laid.back(Recognised(0, 4, 90, 1, ink(straight)))
    assert (word.begin, word.end, word.sure, word.page) == (0, 4, 90, 1)
    true = ink(worn_pages.grey(came))
    assert all(abs(a - b) <= 3 for a, b in zip(word.xywh, true, strict=True))
    assert word.xywh[0] >= 0
    assert word.xywh[0] + word.xywh[2] <= 900
    assert word.xywh[1] + word.xywh[3] <= 760


@needs_ffmpeg
def test_nothing_is_cut_off_and_the_new_corners_are_light() -> None:
    page = np.full((760, 900), 255, np.uint8)
    page[300:330, :] = 0  # from edge to edge
    laid = slant.turned(png(page), 4)
    width, height, pixels = makers.from_pgm(laid.picture)
    made = np.frombuffer(pixels, np.uint8).reshape(height, width)
    assert (width, height) == (
        pytest.approx(900 * math.cos(math.radians(4)) + 760 * math.sin(math.radians(4)), abs=1.5),
        pytest.approx(760 * math.cos(math.radians(4)) + 900 * math.sin(math.radians(4)), abs=1.5),
    )
    assert np.count_nonzero(made < 128) == pytest.approx(30 * 900, rel=0.02)
    assert min(made[0, 0], made[-1, 0], made[0, -1], made[-1, -1]) > 200


def test_a_page_that_was_not_turned_keeps_its_boxes() -> None:
    word = Recognised(3, 8, 70, 2, (5, 6, 70, 8))
    assert slant.Laid(b"").back(word) is word


@needs_ffmpeg
@needs_tesseract
@pytest.mark.parametrize("degrees", [-3.0, 2.0])
def test_words_of_a_crooked_page_are_located_on_the_page_as_it_came(degrees: float) -> None:
    clean, found = ocr.recognise(png(printed()), "en"), ocr.recognise(crooked(degrees), "en")
    assert found.text.split() == clean.text.split()
    height, width = printed().shape
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    for one, other in zip(clean.words, found.words, strict=True):
        left, top, wide, high = one.xywh
        across, down = left + wide / 2 - width / 2, top + high / 2 - height / 2
        middle = (across * cosine - down * sine + width / 2, across * sine + down * cosine + height / 2)
        box = other.xywh
        assert math.dist(middle, (box[0] + box[2] / 2, box[1] + box[3] / 2)) <= 8
        assert box[2] == pytest.approx(wide * cosine + high * abs(sine), abs=14)
        assert box[3] == pytest.approx(high * cosine + wide * abs(sine), abs=14)
