"""Sources that say the same words: likely reprints, for a person to confirm or refuse.

Word shingles of the statements' quoted words (Broder 1997), found through the rarest ones, measured by containment:
a short report taken whole from a longer one is a reprint too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from tereze.names import fold

SHINGLE = 5
LEAST_SHARED = 4
LEAST_CONTAINED = 0.3
_LARGEST_BLOCK = 50
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_]+")  # a Han character is a word of its own


class Reprint(NamedTuple):
    """Two source ids (left < right), the share of the shorter one's runs of words found in the other, and why."""

    left: str
    right: str
    score: float
    why: str


def suggest_reprints(texts: Mapping[str, Iterable[str]]) -> Iterator[Reprint]:
    """Likely reprints among sources. `texts`: source id → the words quoted in its statements, in one language each.

    A run of words that more than fifty sources share is a formula, not a reprint, and is passed over.
    """
    runs = {source: _shingles(words) for source, words in texts.items()}
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for source in sorted(runs):
        for run in runs[source]:
            holders[run].append(source)
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for sources in holders.values():
        if len(sources) <= _LARGEST_BLOCK:
            for pair in combinations(sources, 2):
                shared[pair] += 1
    for (left, right), count in sorted(shared.items()):
        contained = count / min(len(runs[left]), len(runs[right]))
        if count >= LEAST_SHARED and contained >= LEAST_CONTAINED:
            yield Reprint(left, right, contained, f"{count} runs of {SHINGLE} words are the same")


def _shingles(texts: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for text in texts:
        words = _WORD.findall(fold(text))
        found.update(" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))
    return frozenset(found)
