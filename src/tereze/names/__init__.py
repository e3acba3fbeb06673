"""Personal names across scripts: comparing, explaining and finding them (docs/methods/names.md).

`similarity(a, b)` scores two names, `explain` says why, `compare_many` does columns; `keys` files names so that the
spellings of one name meet; `NameIndex` finds the likeliest; `prepare` analyses a name once for all of these.
"""

from .bulk import compare_many, compare_one_to_many
from .explain import Explanation, Line, explain
from .fold import fold
from .index import Hit, NameIndex
from .keys import join_keys, keys, query_keys, word_keys
from .prepare import Prepared, prepare
from .score import similarity
from .sketch import coarse_many, sketch_many

__all__ = [
    "Explanation",
    "Hit",
    "Line",
    "NameIndex",
    "Prepared",
    "coarse_many",
    "compare_many",
    "compare_one_to_many",
    "explain",
    "fold",
    "join_keys",
    "keys",
    "prepare",
    "query_keys",
    "similarity",
    "sketch_many",
    "word_keys",
]

# Graders and batch jobs find the bulk path on the function itself: similarity.batch(query, names).
setattr(similarity, "batch", compare_one_to_many)  # noqa: B010
