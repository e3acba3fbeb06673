"""A small picture of a file, to be known again by: drawn in the sandbox from a photograph, a film or a PDF's page one.

It is made anew from pixels (PNG), so nothing hidden in the original travels with it: no metadata, no script, no tail.
"""

from __future__ import annotations

import shutil
import struct
import zlib

from tereze.intake.reading import pdf, pictures, sandbox

EDGE = 480  # pixels of the longer side
_LIMITS = sandbox.Limits(memory=2 * 1024**3, seconds=30, wall=60, output=8 * 1024 * 1024)
# No play lists: they name other files, which would be drawn in place of this one.
_FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegvideo,mpegts,asf,flv,ogg,h264,hevc,"
    "png_pipe,jpeg_pipe,webp_pipe,tiff_pipe,image2"
)
_PNG = b"\x89PNG\r\n\x1a\n"


def make(data: bytes, media_type: str) -> bytes | None:
    """A PNG; None where there is nothing to draw or no program to draw it. Raises what the readers raise."""
    if media_type == pdf.MEDIA_TYPE:
        return png(pdf.picture(data, 0, dpi=72, most=EDGE * EDGE))
    if media_type.startswith("image/"):
        pictures.check(data)
    elif not media_type.startswith("video/"):
        return None
    return _drawn(data) if shutil.which("ffmpeg") else None


def _drawn(data: bytes) -> bytes | None:
    scale = f"scale='min({EDGE},iw)':'min({EDGE},ih)':force_original_aspect_ratio=decrease"
    words = ["-v", "error", "-nostdin", "-threads", "1", "-protocol_whitelist", "file,pipe"]
    words += ["-format_whitelist", _FORMATS, "-i", sandbox.INPUT]
    words += ["-map_metadata", "-1", "-frames:v", "1", "-vf", scale, "-f", "image2pipe", "-c:v", "png", "-"]
    ran = sandbox.run([sandbox.tool("ffmpeg"), *words], data, _LIMITS)
    return ran.out if ran.code == 0 and ran.out.startswith(_PNG) else None


def png(pgm: bytes) -> bytes:
    """A grey picture (PGM as the PDF worker writes it) as PNG."""
    _, size, _, grey = pgm.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = b"".join(b"\0" + grey[at : at + width] for at in range(0, width * height, width))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return _PNG + b"".join(map(_chunk, parts))


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, body = part
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
