"""Recordings and pictures made of nothing, for tests that play and look."""

from __future__ import annotations

import io
import math
import struct
import wave
import zlib

ALBUM = b"""
tereze: source/1
source:
  id: album-1
  kind: interview
  teller: me
  consent:
    - {given_by: me, capacity: relative_in_absence, covers: [son], purposes: [register], identity: full}
mentions:
  me: {kind: person, names: [{text: Invented Mother, lang: en}]}
  son: {kind: person, names: [{text: Invented Son, lang: en}], birthDate: "1979"}
"""
"""An invented mother and son, whose photograph may be shown in the register."""


def wav(seconds: float, rate: int = 8000) -> bytes:
    """A quiet tone as WAV, one channel of 16 bits."""
    made = io.BytesIO()
    with wave.open(made, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        tone = [struct.pack("<h", round(2000 * math.sin(at / 6))) for at in range(int(rate * min(seconds, 1)))]
        out.writeframes(b"".join(tone) * max(1, int(seconds)))
    return made.getvalue()


def srt(*lines: tuple[int, int, str]) -> bytes:
    """Subtitles: (from, to, words) in whole seconds."""
    return "".join(
        f"{number}\n00:00:{begin:02},000 --> 00:00:{end:02},000\n{words}\n\n"
        for number, (begin, end, words) in enumerate(lines, start=1)
    ).encode()


def png(side: int = 16, note: bytes = b"where it was taken") -> bytes:
    """A small invented picture with a note inside, as cameras leave them."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([40, 90, 200] * side) for _ in range(side))
    head = part(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    text = part(b"tEXt", b"Comment\0" + note)
    return b"\x89PNG\r\n\x1a\n" + head + text + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
