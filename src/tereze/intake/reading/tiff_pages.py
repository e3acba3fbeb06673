"""The pages of a TIFF: how large each is, and each by itself (TIFF 6.0, section 2: a chain of directories).

A page is taken out without decoding anything: the same bytes, beginning at its own directory and ending after it.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

MOST = 1000
"""Pages that are looked for."""
MARKS = (b"II*\x00", b"MM\x00*")
_WIDTH, _HEIGHT, _SHORT = 256, 257, 3


class Directory(NamedTuple):
    """Where the directory of a page lies, where its link to the next one does, and width and height as it says."""

    at: int
    link: int
    size: tuple[int, int]


def directories(data: bytes) -> list[Directory]:
    """Of each page, in order; a chain that comes back to itself ends there. Raises `struct.error` where it is cut."""
    order = _order(data)
    (at,) = struct.unpack(order + "I", data[4:8])
    found: list[Directory] = []
    seen: set[int] = set()
    while at and at not in seen and len(seen) < MOST:
        seen.add(at)
        (count,) = struct.unpack(order + "H", data[at : at + 2])
        told: dict[int, int] = {}
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind = struct.unpack(order + "HH", data[entry : entry + 4])
            value = data[entry + 8 : entry + 12]
            told[tag] = struct.unpack(order + ("H" if kind == _SHORT else "I"), value[: 2 if kind == _SHORT else 4])[0]
        link = at + 2 + 12 * count
        found.append(Directory(at, link, (told.get(_WIDTH, 0), told.get(_HEIGHT, 0))))
        (at,) = struct.unpack(order + "I", data[link : link + 4])
    return found


def single(data: bytes, number: int) -> bytes:
    """A page (from 1) as a TIFF of its own. Raises `IndexError` where there is none."""
    one = directories(data)[number - 1]
    made = bytearray(data)
    struct.pack_into(_order(data) + "I", made, 4, one.at)
    struct.pack_into("I", made, one.link, 0)
    return bytes(made)


def _order(data: bytes) -> str:
    return "<" if data[:2] == b"II" else ">"
