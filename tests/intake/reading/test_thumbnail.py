"""Small pictures: drawn anew, so nothing of the original travels with them."""

from __future__ import annotations

import shutil

import pytest
from tests.intake.reading import makers

from tereze.intake.reading import pictures, thumbnail
from tereze.intake.reading.limits import TooMuch

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg: `python tools/needs.py`")


def test_the_first_page_of_a_pdf_is_drawn_within_the_edge() -> None:
    drawn = thumbnail.make(makers.pdf(makers.lines("A fictional letter"), makers.lines("page two")), "application/pdf")
    assert drawn is not None
    width, height = pictures.check(drawn)
    assert 100 < width < height <= 842
    assert width * height <= thumbnail.EDGE**2 * 1.02


@needs_ffmpeg
def test_a_photograph_loses_whatever_was_hidden_in_it() -> None:
    photo = makers.png(900, 600, b"\x80" * 540_000)
    tail = b"<script>alert(1)</script>"
    drawn = thumbnail.make(photo + tail, "image/png")
    assert drawn is not None
    assert pictures.check(drawn) == (480, 320)
    assert tail not in drawn


@needs_ffmpeg
def test_a_small_photograph_is_not_blown_up() -> None:
    drawn = thumbnail.make(makers.png(30, 20, b"\x80" * 600), "image/png")
    assert pictures.check(drawn or b"") == (30, 20)


def test_what_cannot_be_drawn_has_none() -> None:
    assert thumbnail.make(b"words", "text/plain") is None
    assert thumbnail.make(b"<svg onload='alert(1)'/>", "application/octet-stream") is None


def test_a_bomb_is_refused_before_anything_draws_it() -> None:
    with pytest.raises(TooMuch):
        thumbnail.make(makers.png(90_000, 90_000), "image/png")


def test_a_grey_picture_becomes_png_as_it_is() -> None:
    made = thumbnail.png(b"P5\n3 2\n255\n\x00\x10\x20\x30\x40\x50")
    assert made == makers.png(3, 2, b"\x00\x10\x20\x30\x40\x50")
