"""The statements that still stand after corrections, revisions, retractions, withdrawals and erasures."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from tereze.model.judgements import Change
from tereze.model.mentions import Mention, Statement
from tereze.weigh.case import PersonCase

_REPLACES = frozenset({"correct", "revise"})
_ENDS = frozenset({"retract", "erase", "withdraw_consent"})


class Current(NamedTuple):
    """Mentions with only the statements in force, and the ids of sources and statements that were taken back."""

    mentions: tuple[Mention, ...]
    withdrawn: frozenset[str]


def current(case: PersonCase) -> Current:
    """Apply the changes of a case. At once: the day of a change is not asked, its being known is enough."""
    gone = frozenset(change.of for change in case.changes if change.act in _ENDS)
    newer = _replacements(case.changes)
    mentions = tuple(
        _mention(mention, gone, newer) for mention in case.mentions if gone.isdisjoint((mention.id, mention.source))
    )
    return Current(mentions, gone)


def _replacements(changes: tuple[Change, ...]) -> dict[str, Statement | None]:
    ordered = sorted(changes, key=lambda change: (change.at, change.id))
    return {change.of: change.to for change in ordered if change.act in _REPLACES}


def _mention(mention: Mention, gone: frozenset[str], newer: dict[str, Statement | None]) -> Mention:
    if not gone and not newer:
        return mention
    kept: dict[str, Statement] = {}
    for said in mention.statements:
        standing = _follow(said, gone, newer)
        if standing is not None:
            kept.setdefault(standing.id, standing)
    return msgspec.structs.replace(mention, statements=tuple(kept.values()))


def _follow(said: Statement, gone: frozenset[str], newer: dict[str, Statement | None]) -> Statement | None:
    """The newest reading of a statement; None where it was taken back on the way, or where readings go in a circle."""
    seen: set[str] = set()
    reading: Statement | None = said
    while reading is not None and reading.id not in seen:
        if reading.id in gone:
            return None
        seen.add(reading.id)
        if reading.id not in newer:
            return reading
        reading = newer[reading.id]
    return None
