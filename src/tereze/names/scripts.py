"""Which script a letter belongs to, and cutting a name into the words that can be compared."""

from __future__ import annotations

import re

HAN, LATIN, CYRILLIC, ARABIC = "han", "latn", "cyrl", "arab"
SCRIPTS = (HAN, LATIN, CYRILLIC, ARABIC)

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_LATIN = "a-z\u00df-\u024f\u0259\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u052f"
_ARABIC = "\u0620-\u064a\u0654\u0655\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f"
_WORD = re.compile(
    f"(?:[{_LATIN}{_CYRILLIC}](?:[{_LATIN}{_CYRILLIC}\u0300-\u036f]|'(?=[{_LATIN}{_CYRILLIC}]))*)|[{_HAN}]+|[{_ARABIC}]+"
)
_IS = {
    HAN: re.compile(f"[{_HAN}]"),
    LATIN: re.compile(f"[{_LATIN}]"),
    CYRILLIC: re.compile(f"[{_CYRILLIC}]"),
    ARABIC: re.compile(f"[{_ARABIC}]"),
}
# Letters that look alike in Latin and Cyrillic: typed or scanned into the wrong word, they are put right.
_TWINS_LATIN, _TWINS_CYRILLIC = "aceopxyijsə", "асеорхуіјѕә"
_TO_CYRILLIC = str.maketrans("aceopxyikhmtbə", "асеорхуікһмтвә")
_TO_LATIN = str.maketrans("асеорхуікһмтвәѕј", "aceopxyikhmtbəsj")


def words(folded: str) -> list[tuple[str, str]]:
    """The words of a folded name as (script, word), in order. Digits, signs and other scripts fall away."""
    return [_settle(word) for word in _WORD.findall(folded)]


def _settle(word: str) -> tuple[str, str]:
    """One word and its script; look-alike letters of the other alphabet are replaced."""
    if _IS[HAN].match(word):
        return HAN, word
    if _IS[ARABIC].match(word):
        return ARABIC, word
    cyrillic = _IS[CYRILLIC].findall(word)
    latin = _IS[LATIN].findall(word)
    if cyrillic and latin:
        if _weight(cyrillic, _TWINS_CYRILLIC) >= _weight(latin, _TWINS_LATIN):
            return CYRILLIC, word.translate(_TO_CYRILLIC)
        return LATIN, word.translate(_TO_LATIN)
    return (CYRILLIC, word) if cyrillic else (LATIN, word)


def _weight(letters: list[str], twins: str) -> tuple[int, int]:
    """How much letters say about their script: those without a twin in the other alphabet first."""
    return sum(letter not in twins for letter in letters), len(letters)
