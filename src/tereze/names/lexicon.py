"""Attested names: which names a spelling is known to stand for, whatever its script."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from .fold import fold
from .readings import readings
from .scripts import HAN, words
from .tables import rows, tables

_LOOSE = str.maketrans("äıöüwvyžǰxqɣŋ", "eiouuuijjhkgn")


@dataclass(slots=True)
class Lexicon:
    """`alphabetic` and `mandarin` map a key to entry numbers; `sexes` and `heads` are by entry number."""

    alphabetic: dict[str, tuple[int, ...]] = field(default_factory=dict)
    mandarin: dict[str, tuple[int, ...]] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)
    sexes: list[str] = field(default_factory=list)


def loose(symbols: bytes) -> str:
    """A spelling key: phones with the differences dropped that orthographies merge anyway."""
    known = tables().symbols
    text = "".join(known[s].phones[0] for s in symbols if not known[s].silent).translate(_LOOSE)
    return "".join(char for at, char in enumerate(text) if at == 0 or text[at - 1] != char)


def mandarin(word: str) -> str:
    """The pinyin of a word in Han characters, without tones; characters that are not known fall away."""
    t = tables()
    return "".join(t.pinyin.get(char, "") for char in word.translate(t.variants))


def _key(spelling: str) -> str:
    [(script, word)] = words(fold(spelling))
    return loose(readings(script, word)[0].symbols)


@cache
def lexicon() -> Lexicon:
    """The compiled table of attested names."""
    return compile_rows(rows("attested"))


def compile_rows(table: list[list[str]]) -> Lexicon:
    """A lexicon from rows of (sex, Latin spellings, Han spellings). Rows whose heads name each other become one."""
    keyed = [([_key(s) for s in latin.split()], [mandarin(h) for h in han.split()], sex) for sex, latin, han in table]
    same = list(range(len(keyed)))
    first: dict[tuple[str, str], int] = {}
    for at, (forms, _, sex) in enumerate(keyed):
        first.setdefault((forms[0], sex), at)
    for at, (forms, _, sex) in enumerate(keyed):
        for form in forms:
            other = first.get((form, sex))
            if other is not None:
                _join(same, at, other)
    found = Lexicon()
    numbers: dict[int, int] = {}
    alphabetic: dict[str, set[int]] = {}
    han: dict[str, set[int]] = {}
    for at, (forms, hans, sex) in enumerate(keyed):
        root = _root(same, at)
        if root not in numbers:
            numbers[root] = len(found.heads)
            found.heads.append(table[root][1].split()[0])
            found.sexes.append(sex)
        for form in forms:
            alphabetic.setdefault(form, set()).add(numbers[root])
        for form in hans:
            han.setdefault(form, set()).add(numbers[root])
    found.alphabetic = {form: tuple(sorted(ids)) for form, ids in alphabetic.items()}
    found.mandarin = {form: tuple(sorted(ids)) for form, ids in han.items()}
    return found


def _root(same: list[int], at: int) -> int:
    while same[at] != at:
        same[at] = same[same[at]]
        at = same[at]
    return at


def _join(same: list[int], one: int, other: int) -> None:
    low, high = sorted((_root(same, one), _root(same, other)))
    same[high] = low
