"""The human-edited tables of `resources/names`, compiled into the form the comparison runs on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .weights import weights

_ITEM = re.compile(r"\((?:\[([^\]]+)\]|(.))\)|\[([^\]]+)\]|([^()\[\]-])")
RANK_COST = 0.03
SILENT_COST = 0.04
FLOOR = 2


@dataclass(frozen=True, slots=True)
class Symbol:
    """A slot of a reading: the phones it may stand for (best first) and whether it may be silent."""

    phones: str
    silent: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything looked up while comparing; readings are bytes of symbol numbers.

    `costs` is square, row by row; it, `gaps` (leaving a symbol out) and `masses` (its share in the length of a
    reading) are in hundredths, one byte each.
    """

    symbols: tuple[Symbol, ...]
    letters: dict[str, dict[str, bytes]]
    longest: int
    syllables: dict[str, bytes]
    characters: dict[str, bytes]
    pinyin: dict[str, str]
    variants: dict[int, str]
    costs: bytes
    gaps: bytes
    masses: bytes
    classes: dict[str, str]


def rows(name: str) -> list[list[str]]:
    """The rows of `resources/names/<name>.tsv` without comments."""
    from tereze.model import resources

    text = Path(resources.path(f"names/{name}.tsv")).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


class _Symbols:
    """Numbers handed out to symbols in the order in which the tables first use them."""

    def __init__(self, phones: str) -> None:
        self.known = {Symbol(phone, False): number for number, phone in enumerate(phones)}

    def read(self, notation: str) -> bytes:
        """A reading in the notation of the tables, as symbol numbers."""
        found = bytearray()
        for group, single, choice, phone in _ITEM.findall(notation):
            symbol = Symbol(group or single or choice or phone, bool(group or single))
            found.append(self.known.setdefault(symbol, len(self.known)))
        return bytes(found)


@cache
def tables() -> Tables:
    """The compiled tables, read once per process."""
    phones = [row[0] for row in rows("phones")]
    symbols = _Symbols("".join(phones))
    letters: dict[str, dict[str, bytes]] = {}
    for script, group, reading, *_ in rows("letters"):
        letters.setdefault(script, {})[group] = symbols.read(reading)
    syllables, characters = _mandarin(symbols)
    variants = {ord(old): new for new, olds in rows("han_variants") for old in olds}
    found = tuple(symbols.known)
    masses = prior_gaps(found)
    learned = weights().costs(found)
    gaps, costs = learned or (masses, prior_costs(found))
    return Tables(
        symbols=found,
        letters=letters,
        longest=max(len(group) for script in letters.values() for group in script),
        syllables=syllables,
        characters=characters,
        pinyin={char: syllable for syllable, chars, *_ in rows("han_pinyin") for char in chars},
        variants=variants,
        costs=costs,
        gaps=gaps,
        masses=masses,
        classes={row[0]: row[2] for row in rows("phones")},
    )


def _mandarin(symbols: _Symbols) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Readings of pinyin syllables and of single characters."""
    parts: dict[str, dict[str, str]] = {"initial": {"": ""}, "final": {}, "syllable": {}}
    for part, pinyin, reading in rows("syllables"):
        parts[part][pinyin] = reading
    whole = {
        first + last: start + end
        for first, start in parts["initial"].items()
        for last, end in parts["final"].items()
        if first not in ("y", "w", "")
    }
    whole |= parts["syllable"]
    syllables = {pinyin: symbols.read(reading) for pinyin, reading in whole.items()}
    characters = {
        char: syllables[pinyin] for pinyin, chars, *_ in rows("han_pinyin") if pinyin in syllables for char in chars
    }
    for chars, reading, *_ in rows("han"):
        for char in chars:
            characters[char] = symbols.read(reading)
    return syllables, characters


def prior_gaps(symbols: tuple[Symbol, ...]) -> bytes:
    """What leaving out each symbol costs before any learning, in hundredths."""
    _, gap = phone_costs()
    return bytes(round(100 * (SILENT_COST if s.silent else min(gap[p] for p in s.phones))) for s in symbols)


def prior_costs(symbols: tuple[Symbol, ...]) -> bytes:
    """Substitution costs of all symbols before any learning, row by row, in hundredths: from the tables alone."""
    base, _ = phone_costs()
    return bytes(
        0 if one == other else max(FLOOR, round(100 * _between(one, other, base)))
        for one in symbols
        for other in symbols
    )


def phone_costs() -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """Costs of taking one phone for another and of leaving one out, from `phones.tsv` and `confusions.tsv`."""
    kinds = {row[0]: row[1] for row in rows("phones")}
    base: dict[tuple[str, str], float] = {}
    for one, kind in kinds.items():
        for other, kind2 in kinds.items():
            vowels = (kind == "v") + (kind2 == "v")
            base[one, other] = 0.0 if one == other else (1.0, 1.2, 0.5)[vowels]
    for one, other, cost, *_ in rows("confusions"):
        base[one, other] = base[other, one] = float(cost)
    return base, {phone: {"v": 0.42, "g": 0.45, "c": 1.0}[kind] for phone, kind in kinds.items()}


def _between(one: Symbol, other: Symbol, base: dict[tuple[str, str], float]) -> float:
    return min(base[a, b] + RANK_COST * (i + j) for i, a in enumerate(one.phones) for j, b in enumerate(other.phones))
