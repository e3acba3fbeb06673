"""What speaks for and against two words being the same name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .align import distance, mass
from .tables import tables
from .weights import KINDS, kind_pair, weights
from .words import Word

INITIAL_FITS, INITIAL_DIFFERS = 0.5, -4.0
INITIAL_LIMIT = 30


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two words compared.

    `cost` is their distance in sound (0 same, about 1 unrelated). `relation` is 1 when both are attested spellings of
    one name, -1 when they are attested spellings of different names, 0 when that is not known. `clash`: one is a man's
    form, the other a woman's. `weight` sums it up as a logit: above 0 the words are more likely one name than not.
    """

    cost: float
    relation: int
    clash: bool
    family: bool
    ending: bool
    size: int
    weight: float
    kinds: tuple[str, str]


def kind_number(script: str, reading_kind: str) -> int:
    """The place in `KINDS` of a reading of a word in `script`."""
    return KINDS.index(script if reading_kind == "name" else reading_kind)


@lru_cache(maxsize=131072)
def compare_words(left: Word, right: Word) -> Evidence:
    """Compare two words. Symmetric."""
    if left.initial != right.initial:
        return _initial(left, right)
    cost, kinds, size = _closest(left, right)
    relation = relate(left, right)
    one, other = left.known, right.known
    clash = bool(one.sex and other.sex and one.sex != other.sex)
    family = bool(one.kind and other.kind)
    ending = bool(one.kind) != bool(other.kind)
    w = weights()
    pair = kind_pair(*(KINDS.index(k) for k in kinds))
    z = w.word[0] + w.word_bias[pair] + (w.word[1] + w.word_cost[pair]) * cost + w.word[2] * cost * cost
    if relation > 0:
        z += w.word[3] + w.word[9] * cost
    elif relation < 0:
        z += w.word[4]
    if clash:
        z += w.word[6] if family else w.word[5]
    if ending:
        z += w.word[7]
    z += w.word[8] * 100.0 / size
    return Evidence(cost, relation, clash, family, ending, size, z, kinds)


def relate(left: Word, right: Word) -> int:
    """1: attested spellings of one name; -1: of different names; 0: not known."""
    one, other = left.known.entries, right.known.entries
    if not one or not other:
        return 0
    return 1 if any(entry in other for entry in one) else -1


def _closest(left: Word, right: Word) -> tuple[float, tuple[str, str], int]:
    """Cost of the best pair of readings, the kinds of that pair, and the greater length in hundredths."""
    best, kinds, length = 9.0, ("", ""), 100
    theirs = [(other, max(mass(other.symbols), 100)) for other in right.readings]
    for one in left.readings:
        own = mass(one.symbols)
        for other, its in theirs:
            size = max(own, its)
            cost = distance(one.symbols, other.symbols) / size + one.penalty + other.penalty
            if cost < best:
                best, length = cost, size
                kinds = (KINDS[kind_number(left.script, one.kind)], KINDS[kind_number(right.script, other.kind)])
    return best, kinds, length


def _initial(left: Word, right: Word) -> Evidence:
    """An initial against a full word: the first sounds must fit."""
    t = tables()
    count = len(t.symbols)
    near = min(t.costs[a.symbols[0] * count + b.symbols[0]] for a in left.readings for b in right.readings)
    fits = near <= INITIAL_LIMIT
    weight = INITIAL_FITS if fits else INITIAL_DIFFERS
    return Evidence(near / 100, 0, False, False, False, 0, weight, (left.script, right.script))
