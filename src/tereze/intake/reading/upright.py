"""Photographs held upright: a telephone stores the picture as its sensor lay, and says beside it how to show it.

Every program that shows a picture obeys (EXIF orientation, JEITA CP-3451); Tesseract does not, and reads a page that
lies on its side as noise. So the picture is turned first, by ffmpeg in the sandbox, and boxes count as it is shown.
"""

from __future__ import annotations

import shutil
from typing import Literal

from tereze.intake.reading import sandbox

FILTERS = {
    2: "hflip", 3: "hflip,vflip", 4: "vflip", 5: "transpose=0", 6: "transpose=1", 7: "transpose=3", 8: "transpose=2",
}  # fmt: skip
_EXIF, _ORIENTATION, _APP1, _SCAN = b"Exif\0\0", 274, b"\xe1", b"\xda"
_FAR = 256 * 1024  # bytes: what a camera says stands near the beginning
_LIMITS = sandbox.Limits(memory=2 * 1024**3, seconds=60, wall=120, output=256 * 1024 * 1024)


def upright(picture: bytes) -> bytes:
    """A JPEG as it is to be shown, in grey; what stands already, or is no JPEG, as it is. Raises `Killed`."""
    turn = FILTERS.get(orientation(picture))
    if turn is None or shutil.which("ffmpeg") is None:
        return picture
    words = ["-v", "error", "-nostdin", "-threads", "1", "-noautorotate", "-protocol_whitelist", "file,pipe"]
    words += ["-i", sandbox.INPUT, "-frames:v", "1", "-vf", f"format=gray,{turn}", "-f", "image2pipe", "-c:v", "pgm"]
    ran = sandbox.run([sandbox.tool("ffmpeg"), *words, "-"], picture, _LIMITS)
    return ran.out if ran.code == 0 and ran.out else picture


def orientation(picture: bytes) -> int:
    """How a JPEG is to be shown: 1 as it is, 2 to 8 turned or mirrored; 1 where it does not say."""
    at = 2 if picture.startswith(b"\xff\xd8") else _FAR
    while at < _FAR and picture[at : at + 1] == b"\xff" and (kind := picture[at + 1 : at + 2]) != _SCAN:
        size = int.from_bytes(picture[at + 2 : at + 4], "big")
        body = picture[at + 4 : at + 2 + size]
        if kind == _APP1 and body.startswith(_EXIF):
            return _told(body[len(_EXIF) :])
        at += 1 if kind == b"\xff" else 2 + size  # a filler
    return 1


def _told(exif: bytes) -> int:
    order: Literal["little", "big"] = "little" if exif[:2] == b"II" else "big"
    at = int.from_bytes(exif[4:8], order)
    for entry in range(at + 2, at + 2 + 12 * int.from_bytes(exif[at : at + 2], order), 12):
        if int.from_bytes(exif[entry : entry + 2], order) == _ORIENTATION:
            return int.from_bytes(exif[entry + 8 : entry + 10], order)
    return 1
