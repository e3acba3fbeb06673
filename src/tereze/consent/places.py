"""Places said less precisely, from the text alone: “Emin county, Tacheng, Xinjiang” → region → “Xinjiang”.

Conservative: a part is kept only when a word in it, or the part as a whole, shows that it is coarse enough; whatever is
not recognised counts as exact. A gazetteer can take this function's place (same signature).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from tereze.model import resources
from tereze.names import fold

Gazetteer = Callable[[str, str], str]
"""(place as written, level) → the place at that level, or an empty string when nothing may be said."""

_PARTS = re.compile(r"\s*[,،，;；/·→>]\s*")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SPACELESS = re.compile("[\u3400-\u9fff]")
_UNRECOGNISED = 0
_RANK = {"county": 1, "region": 2, "country": 3}


@lru_cache(maxsize=65536)
def by_parts(text: str, level: str) -> str:
    """The parts of `text` that are as coarse as `level` or coarser, in their order; empty when none is."""
    if level == "exact":
        return text
    if level not in _RANK:
        return ""
    parts = _PARTS.split(text.strip())
    ranks = [_rank(part) for part in parts]
    kept = [at for at, rank in enumerate(ranks) if rank >= _RANK[level]]
    if not kept:
        return ""
    # What stands unrecognised between a county and a region is at least as coarse as the county.
    between = [at for at in range(kept[0], kept[-1]) if ranks[at] == _UNRECOGNISED]
    return ", ".join(parts[at] for at in sorted({*kept, *between}))


def _rank(part: str) -> int:
    """3 country, 2 region, 1 county, 0 not recognised, -1 surely finer."""
    folded = fold(part)
    if folded in _known("countries"):
        return 3
    if folded in _known("regions"):
        return 2
    if re.search(r"\d", folded) or _has(folded, "fine"):
        return -1
    if _has(folded, "region"):
        return 2
    return 1 if _has(folded, "county") else _UNRECOGNISED


def _has(folded: str, group: str) -> bool:
    marks = _known(group)
    if _SPACELESS.search(folded):
        return any(folded.endswith(mark) for mark in marks if _SPACELESS.search(mark))
    return not marks.isdisjoint(_WORDS.findall(folded))


@cache
def _known(group: str) -> frozenset[str]:
    return frozenset(fold(word) for word in resources.table("publish/places.yaml")[group])
