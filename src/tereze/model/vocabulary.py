"""The closed vocabularies (DESIGN §4, formats/source-sheet.md), read from `resources/vocabulary.yaml`.

Sets are frozen; `nearest` finds the word a typist most likely meant.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import Any

from . import resources


@cache
def words(group: str) -> frozenset[str]:
    """The words allowed in `group`, such as "role" or "source_kind"."""
    found = _all()[group]
    return frozenset(found)


@cache
def facets() -> dict[str, str]:
    """Custody status → its facet (holding, liberty, work, life, knowledge)."""
    return {status: facet for facet, statuses in _all()["custody"].items() for status in statuses}


@cache
def incompatible() -> frozenset[frozenset[str]]:
    """Pairs of statuses that cannot both be true of one person on one day (the compatibility table)."""
    pairs = _all()["custody_incompatible"]
    return frozenset(frozenset(pair) for pair in pairs)


@cache
def together() -> frozenset[frozenset[str]]:
    """Pairs of statuses of one facet that can hold together (house arrest with papers withheld)."""
    return frozenset(frozenset(pair) for pair in _all()["custody_together"])


def open_words(group: str) -> bool:
    """Whether `group` may be extended by a sheet: an unlisted word there is a warning, not an error."""
    return group in set(_all()["open"])


def nearest(word: str, known: frozenset[str] | set[str]) -> str | None:
    """The known word most like `word`, or None."""
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return found[0] if found else None


@cache
def _all() -> dict[str, Any]:
    return dict(resources.table("vocabulary.yaml"))
