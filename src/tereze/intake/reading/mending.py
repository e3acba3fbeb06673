"""Pictures of worn paper made ready for OCR: uneven light evened out, grain taken away. A clean page is left as it is.

Tesseract parts ink from paper by one grey for the whole page; a shadow makes it lose half of the lines without a word,
and grain makes it read nothing at all (benchmarks/ocr.py). Both are measured on the page first, by ffmpeg in the
sandbox. Size and place of everything stay, so boxes count in the picture as it came.
"""

from __future__ import annotations

import shutil
from typing import Literal, NamedTuple

from tereze.intake.reading import sandbox

LEAST_UNEVEN, LEAST_GRAIN = 0.22, 6.0
"""Parts of the light that the darkest tenth of the paper lacks; shades of grey by which neighbours differ at random."""
_PIECE, _BLURRED = 512, 64  # pixels: the piece in which grain is measured, the lines in which light is
_LIMITS = sandbox.Limits(memory=2 * 1024**3, seconds=60, wall=120, output=256 * 1024 * 1024)
_MEASURE = (
    f"format=gray,split[a][b];[a]crop={_PIECE}:{_PIECE}[piece];"
    f"[b]gblur=sigma=24,scale={_PIECE}:{_BLURRED}:flags=area[light];[piece][light]vstack"
)
_EVEN = "split[a][b];[b]gblur=sigma=40[paper];[a][paper]blend=all_mode=divide"
_SMOOTH = "median=radius=1"


class Wear(NamedTuple):
    """What is wrong with a page: how uneven its light is (0 to 1), how grainy it is (shades of grey)."""

    uneven: float
    grain: float

    @property
    def is_uneven(self) -> bool:
        """Whether a shadow lies over it, or something dark is printed on it."""
        return self.uneven >= LEAST_UNEVEN

    @property
    def is_grainy(self) -> bool:
        """Whether it is full of specks."""
        return self.grain >= LEAST_GRAIN


class Mended(NamedTuple):
    """A picture, better to read where it needed that, and what was wrong with it (None where nobody could tell)."""

    picture: bytes
    wear: Wear | None


def mended(picture: bytes) -> Mended:
    """Smoothed where it is grainy, evened where its light is uneven; else as it is. Raises `Killed`."""
    wear = measured(picture)
    filters = [_SMOOTH] if wear is not None and wear.is_grainy else []
    filters += [_EVEN] if wear is not None and wear.is_uneven else []
    made = _ask(picture, ",".join(("format=gray", *filters))) if filters else b""
    return Mended(made or picture, wear)


def measured(picture: bytes) -> Wear | None:
    """How worn a page is; None where that cannot be told: too small or several pages, no ffmpeg. Raises `Killed`."""
    if shutil.which("ffmpeg") is None or is_bundle(picture):
        return None
    raw = _ask(picture, _MEASURE)
    pixels = raw.split(b"\n", 3)[-1] if raw.startswith(b"P5\n") else b""
    if len(pixels) != _PIECE * (_PIECE + _BLURRED):
        return None
    return _wear(pixels)


def is_bundle(picture: bytes) -> bool:
    """A TIFF of several pages: Tesseract reads all of them, ffmpeg would hand on the first alone."""
    if picture[:4] not in {b"II*\0", b"MM\0*"}:
        return False
    order: Literal["little", "big"] = "little" if picture[:2] == b"II" else "big"
    at = int.from_bytes(picture[4:8], order)
    after = at + 2 + 12 * int.from_bytes(picture[at : at + 2], order)
    return any(picture[after : after + 4])


def _wear(pixels: bytes) -> Wear:
    """Light: the dark tenth of the blurred page against its bright tenth. Grain: the median of what a pixel differs by
    from the mean of its four neighbours (after J. Immerkær, Fast noise variance estimation, 1996; print is no median).
    """
    import numpy as np  # only worn paper needs it

    found = np.frombuffer(pixels, np.uint8).reshape(-1, _PIECE).astype(np.float32)
    piece, light = found[:_PIECE], found[_PIECE:]
    dark, bright = np.percentile(light, (10, 90))
    around = (piece[:-2, 1:-1] + piece[2:, 1:-1] + piece[1:-1, :-2] + piece[1:-1, 2:]) / 4
    return Wear(float(1 - dark / max(bright, 1)), float(np.median(np.abs(piece[1:-1, 1:-1] - around))))


def _ask(picture: bytes, filters: str) -> bytes:
    words = ["-v", "error", "-nostdin", "-threads", "1", "-protocol_whitelist", "file,pipe", "-i", sandbox.INPUT]
    words += ["-frames:v", "1", "-vf", filters, "-f", "image2pipe", "-c:v", "pgm", "-"]
    ran = sandbox.run([sandbox.tool("ffmpeg"), *words], picture, _LIMITS)
    return ran.out if ran.code == 0 else b""
