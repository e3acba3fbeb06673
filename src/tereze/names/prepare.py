"""A name analysed once: its words, their readings, and why it cannot be compared when it cannot."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from .fold import fold
from .record import pack
from .scripts import words
from .words import Word, analyse_word, join

LONGEST_NAME = 400
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Prepared:
    """An analysed name; pass it wherever a name is asked for, so that the analysis happens once.

    `joins` are the words that two neighbours would make together (`joins[i]` is words i and i + 1). `reason` says why
    nothing can be compared (empty when something can). `record` is the same for the compiled comparison.
    """

    text: str
    words: tuple[Word, ...]
    joins: tuple[Word, ...] = ()
    reason: str = ""
    record: bytes = field(default=b"", repr=False, compare=False)


def prepare(name: str) -> Prepared:
    """Analyse a name. Never raises on text; linear in its length."""
    if len(name) > LONGEST_NAME:
        return Prepared(name[:LONGEST_NAME], (), reason=f"longer than {LONGEST_NAME} characters: not a name")
    return prepare_text(name)


@lru_cache(maxsize=65536)
def prepare_text(name: str) -> Prepared:
    """`prepare` without the guard against long text, remembered."""
    found = tuple(word for script, text in words(fold(name)) if (word := analyse_word(script, text)).readings)
    if not found:
        reason = "empty" if not name.strip() else "no letters of a script that can be read here"
        return Prepared(name, (), reason=reason)
    if all(word.light for word in found):
        found = tuple(Word(w.text, w.script, w.readings, w.known, False, w.initial) for w in found)
    found = _shorten(found)
    joins = tuple(join(one, other) for one, other in pairwise(found))
    return Prepared(name, found, joins, record=pack(found, joins))


def _shorten(found: tuple[Word, ...]) -> tuple[Word, ...]:
    """At most `MOST_WORDS` words; light ones go first."""
    while len(found) > MOST_WORDS:
        at = next((i for i in range(len(found) - 1, -1, -1) if found[i].light), len(found) - 1)
        found = found[:at] + found[at + 1 :]
    return found
