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

Name = tuple[str, ...]
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_HAN_RUN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
_HAN_GAP = re.compile("(?<=[\u3400-\u9fff])[\\s·]+(?=[\u3400-\u9fff])")
_ENDING = 4  # letters that an inflected name may carry after its stem
_STEM = 4  # letters that a word of a name needs to be looked for alone
_BONES = 5  # consonant classes that two neighbouring words need together to be compared by sound
_REMEMBERED = 100_000


class Forbidden:
    """A set of names that must not be published.

    `allowed` are names that are published: a forbidden name of the same spelling, one that stands inside a longer
    published name, and a single word that is part of one tell nothing of anybody else and are no finding.
    """

    def __init__(self, names: Iterable[str] = (), allowed: Iterable[str] = ()) -> None:
        permitted = {fold(name) for name in allowed}
        free = {word for name in permitted for word in _WORD.findall(name)}
        self._names = _Names(fold(name) for name in names)
        self._names.drop(permitted | free)
        self._allowed = _Names(permitted)
        self._parts = {word for name in self._names for word in name if len(word) >= _STEM} - free
        self._sounds = {pair for name in self._names for one, two in pairwise(name) for pair in _sound_pairs(one, two)}
        self._touched: dict[str, bool] = {}

    def __bool__(self) -> bool:
        return bool(self._names)

    def has_name(self, text: str) -> bool:
        """Whether a whole name stands in `text`: its words side by side, in any order, inflected or not."""
        if not self._names:
            return False
        folded = fold(text)
        if self._names.han_in(folded) - self._allowed.han_in(folded):
            return True
        words = _WORD.findall(folded)
        hits = [span for at in range(len(words)) for span in self._names.spans(words, at)]
        if not hits:
            return False
        shown = [span for at in range(len(words)) for span in self._allowed.spans(words, at)]
        return not all(any(low <= begin and end <= high for low, high in shown) for begin, end in hits)

    def may_begin(self, word: str) -> bool:
        """Whether `word` could belong to one of the names: the longest word of a name, inflected or not."""
        return bool(self._names.by_word(fold(word)))

    def touches(self, text: str) -> bool:
        """Whether `text` may speak of someone in the set: a word of a name, or two words that sound like one."""
        if not self._names:
            return False
        known = self._touched.get(text)
        if known is None:
            known = self._touches(text)
            if len(self._touched) < _REMEMBERED:
                self._touched[text] = known
        return known

    def _touches(self, text: str) -> bool:
        words = _WORD.findall(fold(text))
        if any(stem in self._parts for word in words for stem in _stems(word, _STEM)) or self.has_name(text):
            return True
        pairs = ((one, two) for one, two in pairwise(words) if len(one) + len(two) > 6)
        return any(not self._sounds.isdisjoint(_sound_pairs(one, two)) for one, two in pairs)


class _Names:
    """Folded names, found by their longest word; names in Han characters by their first two."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_longest: dict[str, set[Name]] = {}
        self._han: dict[str, set[str]] = {}
        self._known: dict[str, tuple[Name, ...]] = {}
        for name in names:
            self._add(name)

    def __bool__(self) -> bool:
        return bool(self._by_longest or self._han)

    def __iter__(self) -> Iterator[Name]:
        return (name for names in self._by_longest.values() for name in names)

    def _add(self, name: str) -> None:
        if _HAN_RUN.search(name):
            run = "".join(_HAN_RUN.findall(name))
            if len(run) >= 2:
                self._han.setdefault(run[:2], set()).add(run)
            return
        words = tuple(_WORD.findall(name))
        if words and sum(map(len, words)) >= 3:
            self._by_longest.setdefault(max(words, key=len), set()).add(words)

    def drop(self, names: set[str]) -> None:
        """Take out names of exactly this spelling, in any order of their words."""
        orders = {tuple(sorted(_WORD.findall(name))) for name in names}
        runs = {"".join(_HAN_RUN.findall(name)) for name in names}
        for group in self._by_longest.values():
            group -= {name for name in group if tuple(sorted(name)) in orders}
        self._by_longest = {key: group for key, group in self._by_longest.items() if group}
        self._han = {key: left for key, han in self._han.items() if (left := han - runs)}

    def by_word(self, word: str) -> tuple[Name, ...]:
        """The names whose longest word `word` is, inflected or not."""
        found = self._known.get(word)
        if found is None:
            stems = _stems(word, 3)
            found = tuple(
                name for stem in stems for name in self._by_longest.get(stem, ()) if len(name) > 1 or stem == word
            )
            if len(self._known) < _REMEMBERED:
                self._known[word] = found
        return found

    def spans(self, words: list[str], at: int) -> Iterator[tuple[int, int]]:
        """Stretches of `words` around `at` that are one of the names, whatever the order of its words."""
        for name in self.by_word(words[at]):
            size = len(name)
            for begin in range(max(0, at - size + 1), min(at, len(words) - size) + 1):
                if _same(words[begin : begin + size], name):
                    yield begin, begin + size

    def han_in(self, folded: str) -> set[str]:
        """The names in Han characters that stand in a text."""
        if not self._han:
            return set()
        text = _HAN_GAP.sub("", folded)
        pairs = (one + two for run in _HAN_RUN.findall(text) for one, two in pairwise(run))
        return {name for pair in pairs for name in self._han.get(pair, ()) if name in text}


def _same(words: list[str], name: Name) -> bool:
    """Whether the words are those of the name, each perhaps with an ending."""
    return all(any(word.startswith(part) and len(word) - len(part) <= _ENDING for word in words) for part in name)


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
