"""The ways somebody may be called, two words at a time, as an engine that compares columns wants them.

A mention has several names, a name several words, a word several readings (a Chinese transcription), and a reading may
be heard in several ways. Each way is a row of the table for engines; of two mentions the two ways that fit best count.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import NamedTuple

from tereze.names.keys import skeletons
from tereze.names.words import Word

from .ready import Called, Ready

LONGEST = 9  # letters of a sound, as everywhere in bulk
MOST_WORDS, MOST_TOGETHER = 5, 12


class Heard(NamedTuple):
    """A word as written, its sound group, and the sounds compared letter by letter."""

    text: str
    group: str
    form: bytes


Way = tuple[Heard | None, Heard | None]


def ways(mention: Ready) -> tuple[Way, ...]:
    """All ways the mention may be called, proper names before aliases; one of nothing where it has no name.

    Of a name every two words, as either side may leave some out; of more than five words the five longest. Titles and
    the like count only where little else is left. A word alone stands in either place. Of
    words heard in several ways every combination is a way; where that would be more than twelve, every sound of either
    beside the first of the other.
    """
    found = dict.fromkeys(way for call in (*mention.named, *_aliases(mention)) for way in _of(call))
    return tuple(found) or ((None, None),)


def heard(word: Word) -> tuple[Heard, ...]:
    """The distinct sounds of a word over all its readings; none for what has no sound."""
    found: dict[str, Heard] = {}
    for reading in word.readings:
        for group in skeletons(reading.symbols, LONGEST) or ["-"]:
            found.setdefault(group, Heard(word.text, group, reading.symbols))
    return tuple(found.values())


def _aliases(mention: Ready) -> Iterator[Called]:
    return (call for call in mention.called if call.alias)


def _of(call: Called) -> Iterator[Way]:
    words = [sounds for word in _telling(call) if (sounds := heard(word))]
    if len(words) == 1:
        for sound in words[0]:
            yield sound, None
            yield None, sound
    for one, other in combinations(words, 2):
        yield from product(one, other) if len(one) * len(other) <= MOST_TOGETHER else _crosswise(one, other)


def _crosswise(one: tuple[Heard, ...], other: tuple[Heard, ...]) -> Iterator[Way]:
    """Every sound of each word, the other word as it is heard first."""
    yield from ((first, other[0]) for first in one)
    yield from ((one[0], second) for second in other[1:])


def _telling(call: Called) -> list[Word]:
    """The words of a name that tell most, in their order."""
    words = [word for word in call.name.words if not word.light]
    words = words if len(words) > 1 else list(call.name.words)
    if len(words) > MOST_WORDS:
        kept = sorted(range(len(words)), key=lambda at: (-len(words[at].text), at))[:MOST_WORDS]
        words = [words[at] for at in sorted(kept)]
    return words
