"""Search keys: cheap, script-independent strings under which a name and its other spellings are both filed.

A word has several keys: the attested names it may stand for, and its consonants in seven classes (vowels, h, kh, gh,
w, v and y are left out, since scripts treat them freely; a sound that can be of two classes gives two keys). A key of
a name is a pair of word keys, so that both words must fit; long words are also filed alone.
"""

from __future__ import annotations

from functools import cache, lru_cache

from .lexicon import PAIR, lexicon
from .prepare import Prepared, prepare
from .tables import tables
from .words import Word

_PREFIX, _WHOLE, _LONG, _MOST = 2, 9, 4, 6


def keys(name: str | Prepared) -> set[str]:
    """All keys of a name. Spellings of one name share one nearly always, also when one lacks words of the other.

    Keys begin with "p:" (two words), "l:" (one long word) or "w:" (any single word; common ones are very common).
    """
    return join_keys(name) | word_keys(name)


def join_keys(name: str | Prepared) -> set[str]:
    """The selective keys, for joining millions: "p:" and "l:", and for names of one word also "w:"."""
    ready = name if isinstance(name, Prepared) else prepare(name)
    found: set[str] = set()
    words = list(ready.words)
    for at, one in enumerate(words):
        found |= _long_keys(one)
        for other in words[at + 1 :]:
            found |= _pairs(one, other)
    if len(words) == 1:
        found |= _single_keys(words[0])
    for at, join in enumerate(ready.joins):
        found |= _single_keys(join) if len(words) == 2 else set()
        for other in words[:at] + words[at + 2 :]:
            found |= _pairs(join, other)
    return found


def word_keys(name: str | Prepared) -> set[str]:
    """The keys of each word alone: what a query of one word is looked up by."""
    ready = name if isinstance(name, Prepared) else prepare(name)
    return {key for word in ready.words for key in _single_keys(word)}


def query_keys(name: str | Prepared) -> set[str]:
    """What to look a name up by among names filed under `keys`: selective for full names, complete for single ones."""
    ready = name if isinstance(name, Prepared) else prepare(name)
    if sum(not word.initial for word in ready.words) < 2:
        return keys(ready)
    return join_keys(ready)


def _pairs(one: Word, other: Word) -> set[str]:
    return {f"p:{min(a, b)}+{max(a, b)}" for a in _parts(one) for b in _parts(other)}


@lru_cache(maxsize=65536)
def _parts(word: Word) -> frozenset[str]:
    """The keys a word brings to pairs: attested names and the first two consonant classes."""
    found = set(attested(word))
    for reading in word.readings:
        found.update(skeletons(reading.symbols, _PREFIX))
    return frozenset(found)


@lru_cache(maxsize=65536)
def _single_keys(word: Word) -> frozenset[str]:
    bones = {bone for reading in word.readings for bone in skeletons(reading.symbols, _WHOLE)}
    return frozenset(f"w:{key}" for key in bones | set(attested(word)))


@lru_cache(maxsize=65536)
def _long_keys(word: Word) -> frozenset[str]:
    bones = {bone for reading in word.readings for bone in skeletons(reading.symbols, _WHOLE)}
    return frozenset(f"l:{bone}" for bone in bones if len(bone) >= _LONG)


def attested(word: Word) -> list[str]:
    """The attested names a word may stand for, by their head spelling; compounds as two names."""
    book = lexicon()
    return [
        "=" + (book.name_of(entry) if entry < PAIR else "-".join(map(book.name_of, divmod(entry - PAIR, 2048))))
        for entry in word.known.entries
    ]


def skeletons(reading: bytes, longest: int) -> list[str]:
    """The consonant classes of a reading, doubles once, up to `longest`; several when a sound fits several classes."""
    classes = _classes()
    found = [""]
    for symbol in reading:
        grown: dict[str, None] = {}
        for bone in found:
            for letter in classes[symbol]:
                grown.setdefault(bone if len(bone) >= longest or (letter and bone.endswith(letter)) else bone + letter)
        found = list(grown)[:_MOST]
    return [bone for bone in found if bone]


@cache
def _classes() -> tuple[tuple[str, ...], ...]:
    """The class letters of each symbol's first four phones ("" where keys skip it)."""
    of_phone = tables().classes
    return tuple(
        ("",) if symbol.silent else tuple(dict.fromkeys(of_phone[phone].strip("-") for phone in symbol.phones[:4]))
        for symbol in tables().symbols
    )
