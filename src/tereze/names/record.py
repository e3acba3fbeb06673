"""A prepared name as a short row of bytes: what the compiled comparison reads.

Layout: words, joins, script of the first word; then for each word and join: its size in two bytes, flags, entries
(count, four bytes each), readings (count; for each: kind, penalty in hundredths, mass in two bytes, length, symbols).
Numbers are little-endian.
"""

from __future__ import annotations

from .align import mass
from .scripts import SCRIPTS
from .weights import KINDS
from .words import Word

LIGHT, INITIAL, MAN, WOMAN, FAMILY = 1, 2, 4, 8, 16


def pack(words: tuple[Word, ...], joins: tuple[Word, ...]) -> bytes:
    """The record of a name with at least one word."""
    out = bytearray((len(words), len(joins), SCRIPTS.index(words[0].script)))
    for word in words + joins:
        unit = _unit(word)
        out += len(unit).to_bytes(2, "little") + unit
    return bytes(out)


def _unit(word: Word) -> bytes:
    known = word.known
    flags = LIGHT * word.light | INITIAL * word.initial | FAMILY * bool(known.kind)
    flags |= {"m": MAN, "f": WOMAN}.get(known.sex, 0)
    out = bytearray((flags, len(known.entries)))
    for entry in known.entries:
        out += entry.to_bytes(4, "little")
    out.append(len(word.readings))
    for reading in word.readings:
        kind = KINDS.index(word.script if reading.kind == "name" else reading.kind)
        out += bytes((kind, round(reading.penalty * 100)))
        out += mass(reading.symbols).to_bytes(2, "little")
        out.append(len(reading.symbols))
        out += reading.symbols
    return bytes(out)
