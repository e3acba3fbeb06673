"""English words cut into the pieces that an encoder knows (WordPiece, Wu et al. 2016, as BERT cuts without capitals).

A word is written small and without accents, marks inside it stand alone, and each part is cut from the left into the
longest pieces of the vocabulary (`resources/intake/encoder-en.vocab.txt`, one a line; its line is its number). Words
come with their places in the text, pieces never leave their word: a name's place is exact however it is cut.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from tereze.model import resources

PAD, UNKNOWN, FIRST, LAST = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
_LONGEST = 100  # characters; a longer word is not looked at
_CACHED = 32768  # different words remembered


@cache
def vocabulary() -> dict[str, int]:
    """Piece → number; pieces that go on inside a word begin with `##`."""
    lines = resources.path("intake/encoder-en.vocab.txt").read_text("utf-8").splitlines()
    return {piece: number for number, piece in enumerate(lines)}


@lru_cache(maxsize=_CACHED)
def numbers(word: str) -> tuple[int, ...]:
    """The numbers of a word's pieces; one at least."""
    known = vocabulary()
    return tuple(known[piece] for piece in cut(word, known)) or (known[UNKNOWN],)


def cut(word: str, known: Mapping[str, int]) -> list[str]:
    """A word's pieces; a part that the vocabulary cannot spell is unknown as a whole."""
    return [piece for part in _parts(word) for piece in _pieces(part, known)]


def _parts(word: str) -> list[str]:
    """Small letters without accents; every mark and every Chinese character a part of its own."""
    plain = "".join(char for char in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(char) != "Mn")
    parts: list[str] = []
    inside = False
    for char in plain:
        if unicodedata.category(char) in {"Cc", "Cf"} or char == "\ufffd":
            continue
        alone = _is_mark(char) or "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"
        if alone or not inside:
            parts.append(char)
        else:
            parts[-1] += char
        inside = not alone
    return parts


def _is_mark(char: str) -> bool:
    ascii_mark = 33 <= ord(char) <= 47 or 58 <= ord(char) <= 64 or 91 <= ord(char) <= 96 or 123 <= ord(char) <= 126
    return ascii_mark or unicodedata.category(char).startswith("P")


def _pieces(part: str, known: Mapping[str, int]) -> list[str]:
    if len(part) > _LONGEST:
        return [UNKNOWN]
    found: list[str] = []
    begin = 0
    while begin < len(part):
        before = "##" if begin else ""
        end = next((stop for stop in range(len(part), begin, -1) if before + part[begin:stop] in known), begin)
        if end == begin:
            return [UNKNOWN]
        found.append(before + part[begin:end])
        begin = end
    return found
