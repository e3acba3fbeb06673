"""Reading a word into phones: every script its own way, Latin words also as identity-card pinyin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .scripts import ARABIC, HAN, LATIN
from .tables import tables

_VOWELLED = frozenset("ەېۇۆۈۋڭھىئٴگچپ")
_FRONTED = str.maketrans("اوۇى", "äöüi")
LONGEST = 40
LONGEST_READING = 255  # symbols: a record keeps the number in one byte


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to say a word. `symbols` are numbers in `tables().symbols`; `kind` is name, pinyin, han or abjad."""

    symbols: bytes
    kind: str
    penalty: float = 0.0


def readings(script: str, word: str) -> tuple[Reading, ...]:
    """All ways to read `word`, likeliest first; empty when nothing in it can be read."""
    word = word[:LONGEST]
    if script == HAN:
        found = [Reading(_han(word), "han")]
    elif script == ARABIC:
        found = _arabic(word)
    else:
        found = [Reading(_spell(script, word), "name")]
        if script == LATIN and (syllables := pinyin(word)):
            found.append(Reading(squeeze(b"".join(tables().syllables[s] for s in syllables)), "pinyin", 0.05))
    return tuple(r for r in found if r.symbols)


def _han(word: str) -> bytes:
    t = tables()
    return squeeze(b"".join(t.characters.get(char, b"") for char in word.translate(t.variants)))


def _arabic(word: str) -> list[Reading]:
    if _VOWELLED.intersection(word):  # where h is ھ, a heh inside is the vowel ە in an older font or a copied shape
        word = word[0] + word[1:].replace("ه", "ە")
    plain = Reading(_spell("arab", word.replace("ٴ", "")), "name")
    if "ٴ" in word:  # the high hamza fronts the vowels of its word, but not those of a second part such as -jan
        fronted = Reading(_spell("arab", word.replace("ٴ", "").translate(_FRONTED)), "name")
        return [fronted, Reading(plain.symbols, "name", 0.02)]
    if _VOWELLED.intersection(word):
        return [plain]
    bare = word.removeprefix("ال") if len(word) > 4 else word  # the article stands apart, or not at all, elsewhere
    return [plain, Reading(_spell("abjd", bare), "abjad", 0.05)]


def _spell(script: str, word: str) -> bytes:
    """Longest letter group first."""
    t = tables()
    groups = t.letters[script]
    out = bytearray()
    at = 0
    while at < len(word):
        for size in range(min(t.longest, len(word) - at), 0, -1):
            piece = word[at : at + size]
            found = groups.get("^" + piece) if at == 0 else None
            found = groups.get(piece) if found is None else found
            if found is not None:
                out += found
                at += size
                break
        else:
            at += 1
    return squeeze(bytes(out))


def squeeze(symbols: bytes) -> bytes:
    """The same symbol twice in a row counts once: doubling is spelling, not sound."""
    return bytes(s for i, s in enumerate(symbols) if i == 0 or symbols[i - 1] != s)


@cache
def _starts() -> frozenset[str]:
    return frozenset(tables().syllables)


def pinyin(word: str) -> list[str]:
    """`word` cut into pinyin syllables (fewest syllables), or an empty list when it cannot be."""
    known = _starts()
    word = word.replace("'", "").replace("ü", "v")
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            before = best[start]
            if before is not None and word[start:end] in known:
                now = best[end]
                if now is None or len(before) + 1 < len(now):
                    best[end] = [*before, word[start:end]]
    return best[-1] or []
