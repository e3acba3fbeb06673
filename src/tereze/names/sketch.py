"""Sketches: 256 bits of a name, for the coarse comparison that sorts out millions of pairs before the real one.

The bits are hashed features: pairs of neighbouring consonant classes in each word, and the attested names it may
stand for. The coarse score is the share of the smaller sketch found in the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

from .keys import attested, skeletons
from .prepare import Prepared, prepare
from .words import Word

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

SKETCH_BYTES = 32
_BITS = SKETCH_BYTES * 8


def sketch(name: str | Prepared) -> int:
    """The sketch of a name as a 256-bit number; 0 when nothing can be read."""
    ready = name if isinstance(name, Prepared) else prepare(name)
    found = 0
    for word in ready.words:
        found |= _word_bits(word)
    return found


def sketch_many(names: Iterable[str | Prepared]) -> Array:
    """Sketches as an array of uint64, one row of four for each name."""
    import numpy as np

    raw = b"".join(sketch(name).to_bytes(SKETCH_BYTES, "little") for name in names)
    return np.frombuffer(raw, np.uint64).reshape(-1, SKETCH_BYTES // 8)


def coarse_many(lefts: Array, rights: Array) -> Array:
    """Coarse scores (0 to 1, float32) of sketches row by row; one side may be a single row."""
    import numpy as np

    both = _count(lefts & rights)
    least = np.minimum(_count(lefts), _count(rights))
    found: Array = (both / np.maximum(least, 1)).astype(np.float32)
    return found


@lru_cache(maxsize=65536)
def _word_bits(word: Word) -> int:
    bits = 0
    for reading in word.readings:
        for bone in skeletons(reading.symbols, 9)[:2]:
            framed = f"^{bone}$"
            for at in range(len(framed) - 1):
                bits |= 1 << crc32(framed[at : at + 2].encode()) % _BITS
    for head in attested(word):
        for salt in "12":
            bits |= 1 << crc32((salt + head).encode()) % _BITS
    return bits


def _count(rows: Array) -> Array:
    """Bits set in each row."""
    import numpy as np

    counter = getattr(np, "bitwise_count", None)
    if counter is not None:
        found: Array = counter(rows).sum(axis=-1, dtype=np.int32)
        return found
    table = _table()
    sixteen: Array = np.ascontiguousarray(rows).view(np.uint16)
    counted: Array = table[sixteen].sum(axis=-1, dtype=np.int32)
    return counted


@cache
def _table() -> Array:
    import numpy as np

    return np.array([bin(n).count("1") for n in range(1 << 16)], np.uint8)
