"""Names that must not appear: finding them in free text, in the script they are written in and by sound.

Two questions of different strictness. `has_name` finds whole names (for the leak scan, which stops a release).
`touches` also finds single words of a name, inflected forms and other spellings of two neighbouring words (for deciding
whether free text may be shown at all: a text lost is cheaper than a name shown).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from tereze.names import fold, keys

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_HAN_RUN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
_ENDING = 4  # letters that an inflected name may carry after its stem
_STEM = 4  # letters that a word of a name needs to be looked for alone
_BONES = 5  # consonant classes that two neighbouring words need together to be compared by sound


class Forbidden:
    """A set of names that must not be published, minus spellings that are published of someone else."""

    def __init__(self, names: Iterable[str] = (), allowed: Iterable[str] = ()) -> None:
        permitted = {fold(name) for name in allowed}
        folded = {fold(name) for name in names} - permitted - {""}
        free = {word for name in permitted for word in _WORD.findall(name)}
        self._han: dict[str, set[str]] = {}
        self._names: dict[str, set[tuple[str, ...]]] = {}
        self._parts: set[str] = set()
        self._sounds: set[tuple[str, str]] = set()
        for name in folded:
            self._add(name, free)

    def __bool__(self) -> bool:
        return bool(self._names or self._han)

    def _add(self, name: str, free: set[str]) -> None:
        if _HAN_RUN.search(name):
            run = "".join(_HAN_RUN.findall(name))
            if len(run) >= 2:
                self._han.setdefault(run[:2], set()).add(run)
            return
        words = tuple(_WORD.findall(name))
        if not words or sum(map(len, words)) < 3:
            return
        longest = max(words, key=len)
        self._names.setdefault(longest, set()).add(words)
        self._parts |= {word for word in words if len(word) >= _STEM} - free
        self._sounds |= {pair for one, two in pairwise(words) for pair in _sound_pairs(one, two)}

    def has_name(self, text: str) -> bool:
        """Whether a whole name stands in `text`: all its words side by side, in any order, inflected or not."""
        return next(self.names_in(text), None) is not None

    def may_begin(self, word: str) -> bool:
        """Whether `word` could belong to one of the names: the longest word of a name, inflected or not."""
        return any(stem in self._names for stem in _stems(fold(word), 3))

    def names_in(self, text: str) -> Iterator[str]:
        """The forbidden names found in `text`."""
        if not self:
            return
        folded = fold(text)
        yield from self._han_in(folded)
        words = _WORD.findall(folded)
        for at, word in enumerate(words):
            for stem in _stems(word, 3):
                for name in self._names.get(stem, ()):
                    if len(name) == 1 and word != stem:
                        continue
                    around = words[max(0, at - len(name)) : at + len(name) + 1]
                    if all(any(near.startswith(part) for near in around) for part in name):
                        yield " ".join(name)

    def touches(self, text: str) -> bool:
        """Whether `text` may speak of someone in the set: a word of a name, or two words that sound like one."""
        if not self:
            return False
        folded = fold(text)
        words = _WORD.findall(folded)
        if any(stem in self._parts for word in words for stem in _stems(word, _STEM)) or self.has_name(text):
            return True
        return any(
            not self._sounds.isdisjoint(_sound_pairs(one, two))
            for one, two in pairwise(words)
            if len(one) + len(two) > 6
        )

    def _han_in(self, folded: str) -> Iterator[str]:
        if not self._han:
            return
        for run in _HAN_RUN.findall(re.sub(r"[\s·]+", "", folded)):
            for one, two in pairwise(run):
                for name in self._han.get(one + two, ()):
                    if name in run:
                        yield name


def _stems(word: str, shortest: int) -> Iterator[str]:
    """The word and what is left of it without a possible ending, not shorter than `shortest`."""
    yield word
    for cut in range(len(word) - 1, max(shortest, len(word) - _ENDING) - 1, -1):
        yield word[:cut]


@lru_cache(maxsize=200_000)
def _bones(word: str) -> frozenset[str]:
    return frozenset(key[2:] for key in keys(word) if key.startswith("w:"))


def _sound_pairs(one: str, two: str) -> set[tuple[str, str]]:
    return {
        (min(left, right), max(left, right))
        for left in _bones(one)
        for right in _bones(two)
        if len(left) + len(right) >= _BONES
    }
