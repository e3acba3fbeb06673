"""How alike two names are: words paired off in any order, the weakest pair weighing most."""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations
from math import exp

from .align import distance, mass
from .prepare import Prepared, Word, prepare

MISSING = 0.55


@lru_cache(maxsize=262144)
def word_cost(left: Word, right: Word) -> float:
    """Dissimilarity of two words, 0 (same sound) to about 1 (nothing in common)."""
    best = 1.5
    for one in left.readings:
        for other in right.readings:
            size = max(mass(one.symbols), mass(other.symbols), 1.0)
            best = min(best, distance(one.symbols, other.symbols) / size + one.penalty + other.penalty)
    return best


def similarity(a: str | Prepared, b: str | Prepared) -> float:
    """How likely two spellings are the same name, 0 to 1; 0 when either cannot be read. Symmetric."""
    left, right = _ready(a), _ready(b)
    if not left.words or not right.words:
        return 0.0
    if len(left.words) > len(right.words):
        left, right = right, left
    cost, _ = best_pairing(left.words, right.words)
    return 1.0 / (1.0 + exp(14.0 * (cost - 0.25)))


def best_pairing(few: tuple[Word, ...], many: tuple[Word, ...]) -> tuple[float, tuple[int, ...]]:
    """Least cost and, for each word of `few`, the place of its partner in `many`."""
    grid = [[word_cost(one, other) for other in many] for one in few]
    best = (9.0, tuple(range(len(few))))
    for order in permutations(range(len(many)), len(few)):
        each = [grid[i][j] for i, j in enumerate(order)]
        best = min(best, (0.4 * sum(each) / len(each) + 0.6 * max(each), order))
    left_over = len(many) - len(few)
    return best[0] + 0.12 * left_over, best[1]


def _ready(name: str | Prepared) -> Prepared:
    return name if isinstance(name, Prepared) else prepare(name)
