"""Personal names across scripts: comparing, explaining and finding them (docs/methods/names.md)."""

from .bulk import compare_many
from .explain import Explanation, Line, explain
from .fold import fold
from .index import Hit, NameIndex
from .keys import keys
from .prepare import Prepared, prepare
from .score import similarity

__all__ = [
    "Explanation",
    "Hit",
    "Line",
    "NameIndex",
    "Prepared",
    "compare_many",
    "explain",
    "fold",
    "keys",
    "prepare",
    "similarity",
]
