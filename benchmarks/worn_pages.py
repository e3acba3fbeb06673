"""Pages as they come from a bag, a fax or a telephone: what is done to a clean page before OCR reads it.

Every wear is the same for the same page: the noise has a fixed seed. Skew, scaling and JPEG are ffmpeg's.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
_SEED = 20190305


def worn(picture: bytes, how: str) -> bytes:
    """A clean page (PNG at 300 dpi) after this wear, as PNG or JPEG."""
    return WEARS[how](picture)


def grey(picture: bytes) -> Grey:
    """The pixels of a picture."""
    raw = _ffmpeg(picture, "format=gray", "pgm")
    _, size, _, body = raw.split(b"\n", 3)
    width, height = map(int, size.split())
    return np.frombuffer(body, np.uint8, width * height).reshape(height, width)


def png(pixels: Grey) -> bytes:
    """Pixels as a picture."""
    height, width = pixels.shape
    return _ffmpeg(b"P5\n%d %d\n255\n" % (width, height) + pixels.tobytes(), "null", "png")


def turned(picture: bytes, degrees: float) -> bytes:
    """Laid crooked on the glass."""
    return _ffmpeg(picture, f"format=gray,rotate={degrees}*PI/180:fillcolor=white", "png")


def noisy(picture: bytes, strength: float = 45.0) -> bytes:
    """Grain over everything, and specks of dirt."""
    pixels, dice = grey(picture).astype(np.float32), np.random.default_rng(_SEED)
    pixels += dice.normal(0, strength, pixels.shape).astype(np.float32)
    pixels[dice.random(pixels.shape) < 0.002] = 0
    return png(np.clip(pixels, 0, 255).astype(np.uint8))


def coarse(picture: bytes) -> bytes:
    """Scanned at 150 dpi."""
    return _ffmpeg(picture, "format=gray,scale=iw/2:-1:flags=area", "png")


def squeezed(picture: bytes) -> bytes:
    """Sent by a messenger: 200 dpi and a strong JPEG."""
    return _ffmpeg(picture, "format=gray,scale=iw*2/3:-1:flags=area", "mjpeg", "-q:v", "16")


def photographed(picture: bytes) -> bytes:
    """By a telephone held over it: a shadow from one corner, dim paper, a little blur, grain and skew, leaning away."""
    lean = "perspective=x0=40:y0=30:x1=W-70:y1=60:x2=0:y2=H:x3=W:y3=H:sense=destination"
    bent = _ffmpeg(picture, f"format=gray,rotate=1.2*PI/180:fillcolor=white,{lean},gblur=sigma=1.4", "png")
    pixels = grey(bent).astype(np.float32)
    height, width = pixels.shape
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    light = 0.95 - 0.6 * (0.55 * down / height + 0.45 * across / width) ** 1.3
    pixels = pixels * light * 0.9 + 18
    pixels += np.random.default_rng(_SEED).normal(0, 7, pixels.shape).astype(np.float32)
    dim = png(np.clip(pixels, 0, 255).astype(np.uint8))
    return _ffmpeg(dim, "scale=iw*0.8:-1:flags=area", "mjpeg", "-q:v", "5")


WEARS: dict[str, Callable[[bytes], bytes]] = {
    "skew 1°": lambda picture: turned(picture, 1),
    "skew 3°": lambda picture: turned(picture, -3),
    "noise": noisy,
    "150 dpi": coarse,
    "messenger": squeezed,
    "telephone": photographed,
}


def _ffmpeg(picture: bytes, filters: str, codec: str, *more: str) -> bytes:
    command = ["ffmpeg", "-v", "error", "-i", "-", "-frames:v", "1", "-vf", filters, "-f", "image2pipe", "-c:v", codec]
    return subprocess.run([*command, *more, "-"], input=picture, check=True, capture_output=True).stdout
