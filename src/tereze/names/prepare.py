"""A name analysed once: its words, their readings, and why it cannot be compared when it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .fold import fold
from .readings import Reading, readings
from .scripts import words

LONGEST_NAME = 400
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name. `script` is han, latn, cyrl or arab."""

    text: str
    script: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An analysed name; pass it wherever a name is asked for, so that the analysis happens once.

    `reason` says why nothing can be compared (empty when something can).
    """

    text: str
    words: tuple[Word, ...]
    reason: str = ""


def prepare(name: str) -> Prepared:
    """Analyse a name. Never raises on text; linear in its length."""
    if len(name) > LONGEST_NAME:
        return Prepared(name[:LONGEST_NAME], (), f"longer than {LONGEST_NAME} characters: not a name")
    return _prepare(name)


@lru_cache(maxsize=65536)
def _prepare(name: str) -> Prepared:
    found = tuple(Word(text, script, said) for script, text in words(fold(name)) if (said := readings(script, text)))
    if not found:
        reason = "empty" if not name.strip() else "no letters of a script that can be read here"
        return Prepared(name, (), reason)
    return Prepared(name, found[:MOST_WORDS])
