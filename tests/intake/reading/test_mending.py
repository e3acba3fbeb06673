"""Worn paper: what is wrong with it is measured; a clean page is not touched; boxes stay where they were."""

from __future__ import annotations

import functools
import shutil

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.intake.reading import makers

from tereze.intake.reading import mending, ocr, pdf
from tereze.intake.reading.ocr import recognise

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg: `python tools/needs.py`")
needs_tesseract = pytest.mark.skipif(not ocr.is_there(), reason="needs Tesseract: `python tools/needs.py` says how")
WORDS = "She was taken to a camp in June 2018 and nobody told her why."


@functools.cache
def printed() -> NDArray[np.float32]:
    """Print on white, at 300 dpi."""
    width, height, grey = makers.from_pgm(pdf.picture(makers.pdf(makers.lines(*[WORDS] * 12, size=14)), 0))
    return np.frombuffer(grey, np.uint8).reshape(height, width).astype(np.float32)[: height // 2]


def page() -> NDArray[np.float32]:
    return printed().copy()


def png(pixels: NDArray[np.float32]) -> bytes:
    made = np.clip(pixels, 0, 255).astype(np.uint8)
    return makers.png(made.shape[1], made.shape[0], made.tobytes())


def shadowed() -> NDArray[np.float32]:
    clean = page()
    across = np.linspace(1, 0.25, clean.shape[1], dtype=np.float32)
    return clean * across


def grainy() -> NDArray[np.float32]:
    clean = page()
    return clean + np.random.default_rng(7).normal(0, 40, clean.shape).astype(np.float32)


@needs_ffmpeg
def test_a_clean_page_is_left_as_it_is() -> None:
    clean = png(page())
    found = mending.mended(clean)
    assert found.picture is clean
    assert found.wear is not None
    assert not found.wear.is_uneven
    assert not found.wear.is_grainy


@needs_ffmpeg
def test_a_shadow_and_grain_are_told_apart_and_mended() -> None:
    for made, uneven in ((png(shadowed()), True), (png(grainy()), False)):
        found = mending.mended(made)
        assert found.wear is not None
        assert (found.wear.is_uneven, found.wear.is_grainy) == (uneven, not uneven)
        width, height, _ = makers.from_pgm(found.picture)
        assert (height, width) == page().shape
        again = mending.measured(found.picture)
        assert again is not None
        assert not again.is_uneven
        assert not again.is_grainy


@needs_ffmpeg
@pytest.mark.parametrize("picture", [b"", b"words", makers.png(30, 20, b"\x80" * 600), makers.png(900, 900)[:-30]])
def test_what_cannot_be_measured_is_left_as_it_is(picture: bytes) -> None:
    assert mending.mended(picture) == mending.Mended(picture, None)


@needs_ffmpeg
@needs_tesseract
def test_of_a_tiff_of_several_pages_none_is_lost_to_mending() -> None:
    grey = np.clip(grainy()[:700], 0, 255).astype(np.uint8)
    clean = page()[:700].astype(np.uint8)
    both = makers.tiff(clean.shape[1], 700, grey.tobytes(), clean.tobytes())
    assert mending.mended(both) == mending.Mended(both, None)
    assert mending.measured(makers.tiff(clean.shape[1], 700, grey.tobytes())) is not None
    assert {word.page for word in recognise(both, "en").words} >= {2}


def test_without_ffmpeg_nothing_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    clean = png(page())
    monkeypatch.setattr(mending.shutil, "which", lambda _name: None)
    assert mending.mended(clean) == mending.Mended(clean, None)


@needs_ffmpeg
@needs_tesseract
def test_a_shadow_takes_no_line_and_boxes_stay() -> None:
    clean, dark = recognise(png(page()), "en"), recognise(png(shadowed()), "en")
    assert dark.text.split() == clean.text.split()
    for one, other in zip(clean.words, dark.words, strict=True):
        assert all(abs(a - b) <= 6 for a, b in zip(one.xywh, other.xywh, strict=True))


@needs_ffmpeg
@needs_tesseract
def test_light_letters_on_a_dark_band_are_not_lost() -> None:
    half = page()
    half[: half.shape[0] // 2] = 255 - half[: half.shape[0] // 2]
    found = recognise(png(half), "en")
    assert found.text.count("June 2018") >= 10
