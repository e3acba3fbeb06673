"""The levels a consent may set, from open to closed, and the rule that the strictest wins."""

from __future__ import annotations

from collections.abc import Iterable

IDENTITY = ("full", "initials", "pseudonym", "none")
PLACE = ("exact", "county", "region", "country", "none")


def strictest(levels: Iterable[str], order: tuple[str, ...]) -> str:
    """The most closed of `levels`; a word that is not a level, and no level at all, count as the most closed one."""
    ranks = [order.index(level) if level in order else len(order) - 1 for level in levels]
    return order[max(ranks)] if ranks else order[-1]
