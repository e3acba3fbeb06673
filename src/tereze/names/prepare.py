"""A name analysed once: its words, their readings, and why it cannot be compared when it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from .fold import fold
from .lexicon import NOTHING_KNOWN, Known, known, loose, mandarin, spelling_key
from .readings import Reading, readings, squeeze
from .scripts import HAN, words
from .tables import rows

LONGEST_NAME = 400
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name.

    `script` is han, latn, cyrl or arab. `light` words (titles, kinship, articles, patronymics) may be missing on the
    other side; an `initial` stands for any word that begins with it.
    """

    text: str
    script: str
    readings: tuple[Reading, ...]
    known: Known = NOTHING_KNOWN
    light: bool = False
    initial: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """An analysed name; pass it wherever a name is asked for, so that the analysis happens once.

    `joins` are the words that two neighbours would make together (`joins[i]` is words i and i + 1). `reason` says why
    nothing can be compared (empty when something can).
    """

    text: str
    words: tuple[Word, ...]
    joins: tuple[Word, ...] = ()
    reason: str = ""


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
    joins = tuple(_join(one, other) for one, other in pairwise(found))
    return Prepared(name, found, joins)


def _shorten(found: tuple[Word, ...]) -> tuple[Word, ...]:
    """At most `MOST_WORDS` words; light ones go first."""
    while len(found) > MOST_WORDS:
        at = next((i for i in range(len(found) - 1, -1, -1) if found[i].light), len(found) - 1)
        found = found[:at] + found[at + 1 :]
    return found


@lru_cache(maxsize=65536)
def analyse_word(script: str, text: str) -> Word:
    """One word analysed, remembered."""
    said = readings(script, text)
    if not said:
        return Word(text, script, said)
    what = known(script, text, said[0].symbols)
    initial = len(text) == 1
    return Word(text, script, said, what, _is_light(script, text, said[0].symbols), initial)


def _join(one: Word, other: Word) -> Word:
    """Two neighbours written as one word."""
    first, last = one.readings[0], other.readings[0]
    said = (Reading(squeeze(first.symbols + last.symbols), first.kind),)
    if one.script == other.script:
        text = one.text + other.text
        return Word(text, one.script, said, known(one.script, text, said[0].symbols))
    return Word(one.text + other.text, one.script, said)


@cache
def _light_words() -> tuple[frozenset[str], frozenset[str]]:
    table = rows("words")
    latin = frozenset(spelling_key(spelling) for row in table for spelling in row[1].split())
    han = frozenset(mandarin(chars) for row in table for chars in row[2].replace("-", "").split())
    return latin, han


_PATRONYMIC = ("ouich", "euich", "ouič", "euič", "ouna", "euna", "ična", "ichna")


def _is_light(script: str, text: str, symbols: bytes) -> bool:
    """Whether a word may be missing from another spelling of the same name: a title, kinship word or patronymic."""
    latin, han = _light_words()
    if script == HAN:
        return mandarin(text) in han
    key = loose(symbols)
    return key in latin or (len(key) > 6 and key.endswith(_PATRONYMIC))
