"""One word of a name analysed: its readings, what is known about it, and whether it is a title or an initial."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from .lexicon import NOTHING_KNOWN, Known, known, loose, mandarin, spelling_key
from .readings import LONGEST_READING, Reading, readings, squeeze
from .scripts import HAN
from .tables import rows


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

    def __hash__(self) -> int:
        """By what was written: comparing remembers pairs of words, and looks them up many times for each name."""
        return hash((self.script, self.text))


@lru_cache(maxsize=65536)
def analyse_word(script: str, text: str) -> Word:
    """One word analysed, remembered."""
    said = readings(script, text)
    if not said:
        return Word(text, script, said)
    what = known(script, text, said[0].symbols)
    if not what.entries and len(said) > 1 and said[1].kind == "name":
        what = known(script, text, said[1].symbols)
    initial = len(text) == 1
    return Word(text, script, said, what, _is_light(script, text, said[0].symbols), initial)


def join(one: Word, other: Word) -> Word:
    """Two neighbours written as one word."""
    first, last = one.readings[0], other.readings[0]
    said = (Reading(squeeze(first.symbols + last.symbols)[:LONGEST_READING], first.kind),)
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
