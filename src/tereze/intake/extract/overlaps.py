"""English: where the words for one status are part of the words for another, which of the two is told."""

from __future__ import annotations

import re

Match = tuple[str, re.Match[str]]

# Who is told to be bound so needs not be told to be not allowed to leave.
BINDING = frozenset({"house_arrest", "forced_labour"})
# A status, and those that its words take in: "had her passport taken away" is no arrest.
_TAKES_IN = {
    "papers_withheld": frozenset({"police_custody"}),
    "house_arrest": frozenset({"movement_restricted", "police_custody"}),
    "forced_labour": frozenset({"movement_restricted", "police_custody", "internment"}),
    "internment": frozenset({"police_custody", "missing", "movement_restricted"}),
    "prison": frozenset({"police_custody"}),
    "pretrial_detention": frozenset({"police_custody", "internment", "prison"}),
    "hospital": frozenset({"police_custody"}),
    "missing": frozenset({"police_custody"}),
    "police_custody": frozenset({"movement_restricted"}),
}


def standing(found: list[Match]) -> list[Match]:
    """Those that stand, in order of the text. A row's group `weak` stands only where nothing else is told there."""
    kept = [one for one in found if not any(_gives_way(one, other) for other in found if other is not one)]
    return sorted(kept, key=lambda one: one[1].start())


def _gives_way(one: Match, other: Match) -> bool:
    (status, match), (stronger, beside) = one, other
    if (
        match.end() <= beside.start()
        or beside.end() <= match.start()
        or (beside.span() == match.span() and status == stronger)
    ):
        return False
    if status == stronger:  # the shorter of two that tell the same
        return beside.start() <= match.start() and match.end() <= beside.end()
    if _is_weak(match) or _is_weak(beside):
        return _is_weak(match)
    begins_inside = beside.start() <= match.start() < beside.end()
    return begins_inside and status in _TAKES_IN.get(stronger, frozenset())


def _is_weak(match: re.Match[str]) -> bool:
    return any(name.startswith("weak") and match[name] is not None for name in match.re.groupindex)
