"""One page of paper as a picture to look at, with a place on it marked: drawn anew in the sandbox, wrapped in an SVG.

What OCR calls the place of a word counts in pixels of the page at 300 dpi, or of the picture as it is shown; the SVG
counts in the same, so the box stands where the words stand whatever the size of the picture inside. Nothing of the
original travels with it: the pixels are decoded and encoded again.
"""

from __future__ import annotations

import base64
from typing import NamedTuple

from tereze.intake.reading import pdf, pictures, sandbox, thumbnail, tiff_pages, upright

MEDIA_TYPE = "image/svg+xml"
EDGE = 1800
"""Pixels of the longer edge of a photograph's copy."""
_HALF = 2  # PDF pages are drawn at half the dots that OCR counts in
_AROUND = 8  # pixels between the words and the line around them
_LIMITS = sandbox.Limits(memory=2 * 1024**3, seconds=20, wall=30, output=32 * 1024 * 1024)
_FORMATS = "png_pipe,jpeg_pipe,webp_pipe,tiff_pipe,image2"
Box = tuple[int, int, int, int]


class Drawn(NamedTuple):
    """A page: its picture (PNG or JPEG), and the width and height that places on it count in."""

    picture: bytes
    size: tuple[int, int]


def draw(data: bytes, page: int) -> Drawn:
    """A page (from 1) of a PDF, a TIFF or another picture. Raises `BadPdf`, `BadPicture`, `TooMuch`, `Killed`."""
    if data.startswith(b"%PDF-"):
        pgm = pdf.picture(data, page - 1, pdf.DPI // _HALF, pdf.MOST_PIXELS // _HALF**2)
        width, height = (int(one) * _HALF for one in pgm.split(b"\n", 3)[1].split())
        return Drawn(thumbnail.png(pgm), (width, height))
    sizes = pictures.pages(data)
    if not 1 <= page <= len(sizes):
        raise pictures.BadPicture("it has no such page")
    width, height = sizes[page - 1]
    size = (height, width) if upright.orientation(data) >= 5 else (width, height)  # lying on its side
    return Drawn(_drawn(tiff_pages.single(data, page) if len(sizes) > 1 else data), size)


def marked(drawn: Drawn, box: Box) -> bytes:
    """The page as an SVG with a frame around a place (left, top, width, height); the frame stays on the page."""
    width, height = drawn.size
    left, top = max(box[0] - _AROUND, 0), max(box[1] - _AROUND, 0)
    right, bottom = min(box[0] + box[2] + _AROUND, width), min(box[1] + box[3] + _AROUND, height)
    line = max(width, height) // 400 + 1
    kind = "png" if drawn.picture.startswith(b"\x89PNG") else "jpeg"
    held = base64.b64encode(drawn.picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" preserveAspectRatio="none" href="data:image/{kind};base64,{held}"/>'
        f'<rect x="{left}" y="{top}" width="{max(right - left, 1)}" height="{max(bottom - top, 1)}" rx="{line}" '
        f'fill="#ffd34d" fill-opacity=".25" stroke="#b3261e" stroke-width="{line}"/></svg>'
    ).encode()


def _drawn(data: bytes) -> bytes:
    turn = upright.FILTERS.get(upright.orientation(data))
    scale = f"scale='min({EDGE},iw)':'min({EDGE},ih)':force_original_aspect_ratio=decrease"
    words = ["-v", "error", "-nostdin", "-threads", "1", "-noautorotate", "-protocol_whitelist", "file,pipe"]
    words += ["-format_whitelist", _FORMATS]
    words += ["-i", sandbox.INPUT, "-map_metadata", "-1", "-frames:v", "1", "-vf", f"{turn},{scale}" if turn else scale]
    words += ["-f", "image2pipe", "-c:v", "mjpeg", "-q:v", "4", "-"]
    ran = sandbox.run([sandbox.tool("ffmpeg"), *words], data, _LIMITS)
    if ran.code or not ran.out.startswith(b"\xff\xd8"):
        raise pictures.BadPicture("it cannot be decoded")
    return ran.out
