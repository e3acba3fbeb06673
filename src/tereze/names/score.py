"""How alike two names are: words paired off in any order, the weakest pair weighing most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from math import exp

from .evidence import Evidence, compare_words
from .prepare import Prepared, prepare
from .scripts import SCRIPTS
from .weights import kind_pair, weights
from .words import Word

BEYOND = 0.05  # how much of what exceeds the ceiling still counts, so that better partial matches rank higher


@dataclass(frozen=True, slots=True)
class Pairing:
    """The best way found to set two names against each other: pairs with their evidence, and the words left over."""

    logit: float
    pairs: tuple[tuple[Word, Word, Evidence], ...]
    left_over: tuple[Word, ...]
    right_over: tuple[Word, ...]


def similarity(a: str | Prepared, b: str | Prepared) -> float:
    """How likely two spellings are the same name, 0 to 1; 0 when either cannot be read. Symmetric."""
    left, right = ready(a), ready(b)
    if not left.words or not right.words:
        return 0.0
    return 1.0 / (1.0 + exp(-max(-700.0, best_pairing(left, right).logit)))


def ready(name: str | Prepared) -> Prepared:
    """The prepared form of a name given either way."""
    return name if isinstance(name, Prepared) else prepare(name)


def best_pairing(left: Prepared, right: Prepared) -> Pairing:
    """The likeliest pairing of two names that both have words."""
    found = Pairing(-1e9, (), (), ())
    bias = weights().name_bias[_script_pair(left.words[0].script, right.words[0].script)]
    for ones, one_light in _variants(left, len(right.words)):
        for others, other_light in _variants(right, len(left.words)):
            option = _pair_off(ones, others, len(one_light) + len(other_light), bias)
            if (one_light or other_light) and any(not w.light for w in option.left_over + option.right_over):
                continue  # a title set aside must not hide that the other name has a word more
            if option.logit > found.logit:
                found = Pairing(
                    option.logit, option.pairs, option.left_over + one_light, option.right_over + other_light
                )
    return found


def _script_pair(one: str, other: str) -> int:
    return kind_pair(SCRIPTS.index(one), SCRIPTS.index(other))


def _variants(name: Prepared, other_count: int) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    """The words of a name as they stand; without light words; and, if it has more, with two neighbours joined."""
    words = name.words
    yield words, ()
    if any(word.light for word in words):
        yield tuple(w for w in words if not w.light), tuple(w for w in words if w.light)
    if len(words) > other_count:
        for at, join in enumerate(name.joins):
            yield (*words[:at], join, *words[at + 2 :]), ()


def _pair_off(ones: tuple[Word, ...], others: tuple[Word, ...], light: int, bias: float) -> Pairing:
    """The best one-to-one assignment of the shorter list to the longer."""
    swapped = len(ones) > len(others)
    few, many = (others, ones) if swapped else (ones, others)
    grid = [[compare_words(one, other).weight for other in many] for one in few]
    best, chosen = -1e9, tuple(range(len(few)))
    for order in permutations(range(len(many)), len(few)):
        each = [grid[i][j] for i, j in enumerate(order)]
        rest = [many[j] for j in range(len(many)) if j not in order]
        logit = combine(each, sum(not w.light for w in rest), light + sum(w.light for w in rest), bias)
        if logit > best:
            best, chosen = logit, order
    pairs = []
    for i, j in sorted(enumerate(chosen), key=lambda place: place[swapped]):
        one, other = (many[j], few[i]) if swapped else (few[i], many[j])
        pairs.append((one, other, compare_words(one, other)))
    rest = [many[j] for j in range(len(many)) if j not in chosen]
    return Pairing(best, tuple(pairs), tuple(rest) if swapped else (), () if swapped else tuple(rest))


def combine(each: list[float], missing: int, light: int, bias: float) -> float:
    """The logit of a pairing from the weights of its pairs: weakest and mean of the rest, less what has no partner.

    A word without a partner also sets a ceiling: one word in common is no proof that two full names are one.
    """
    w = weights().name
    weakest = min(each)
    count = len(each)
    rest = (sum(each) - weakest) / (count - 1) if count > 1 else weakest
    logit = w[0] + bias + w[1] * weakest + w[2] * rest + w[4] * missing + w[5] * light
    if count == 1:
        logit += w[3]
    ceiling = w[5 + min(count, 3)]
    if missing and logit > ceiling:
        logit = ceiling + BEYOND * (logit - ceiling)
    return logit
