"""Whether two places, as people wrote them, may be one: the question, and the answer without a gazetteer."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Protocol

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class Places(Protocol):
    """Knows which places lie in which. A gazetteer may stand in for `WRITTEN`."""

    def related(self, a: str, b: str) -> bool:
        """Whether the two are equal, or one is empty, or one contains the other. Symmetric."""


class Written:
    """Compares places by their words: “Yining county, Ili” lies in “Ili”, and an unnamed place may be anywhere."""

    def related(self, a: str, b: str) -> bool:
        """Whether all words of one are among the words of the other."""
        if a == b or not a or not b:
            return True
        return _contains(a, b)


WRITTEN = Written()


@lru_cache(maxsize=65536)
def words_of(place: str) -> frozenset[str]:
    """The words of a place in one case and one Unicode form."""
    return frozenset(_WORD.findall(_folded(place)))


@lru_cache(maxsize=65536)
def _contains(a: str, b: str) -> bool:
    left, right = words_of(a), words_of(b)
    if left <= right or right <= left:
        return True
    if _UNSPACED.search(a) and _UNSPACED.search(b):  # Chinese is written without spaces: look inside the words
        one, other = _joined(a), _joined(b)
        return one in other or other in one
    return False


def _folded(place: str) -> str:
    return unicodedata.normalize("NFKC", place).casefold()


def _joined(place: str) -> str:
    return "".join(_WORD.findall(_folded(place)))
