"""Accounts of custody that cannot all be true: statuses, places, beginnings and ends.

Dates here are sets of possible days. Two accounts exclude each other only where no choice of days lets the one end
before, or on the day when, the other begins: “internment in 2018” and “prison in 2018” may have followed each other.
Where two people who share nothing give different answers for the very same period, that is shown as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from tereze.model.dates import Period

from .claims import Claim
from .packing import components
from .periods import exclude, stated
from .places import Places

Clash = Callable[[Claim, Claim], bool]
EVENTS = frozenset({"released", "deceased", "left_country"})  # statuses that are entered at one moment


class Found(NamedTuple):
    """Claims that cannot all hold, and what tells them apart."""

    kind: str
    status: str | None
    claims: Sequence[Claim]
    label: Callable[[Claim], str]


def groups(claims: Sequence[Claim], clash: Clash) -> list[list[Claim]]:
    """Claims that clash, directly or through others, together; what clashes with nothing is left out."""
    if len(claims) < 2:
        return []
    edges = [
        frozenset((str(left), str(right)))
        for left in range(len(claims))
        for right in range(left + 1, len(claims))
        if clash(claims[left], claims[right])
    ]
    found = [sorted({int(end) for edge in part for end in edge}) for part in components(edges)]
    return [[claims[place] for place in part] for part in sorted(found)]


def clashes(claims: Sequence[Claim], places: Places) -> Iterable[Found]:
    """All conflicts among claims about custody."""
    for group in groups(claims, _statuses_clash):
        yield Found("status", None, group, _status)
    by_status: dict[str, list[Claim]] = {}
    for claim in claims:
        by_status.setdefault(claim.key[0], []).append(claim)
    for _, same in sorted(by_status.items()):
        for group in groups(same, lambda one, other: _places_clash(one, other, places)):
            yield Found("place", same[0].value, group, _place)
        for kind, begins in (("beginning", True), ("end", False)):
            moments = [claim for claim in same if _is_moment(claim, begins=begins)]
            breaks = _breaks(claims, moments[0].key[0], begins=begins) if len(moments) > 1 else []
            for group in groups(moments, partial(_moments_clash, breaks=breaks)):
                yield Found(kind, same[0].value, group, _when)


def _status(claim: Claim) -> str:
    return claim.value


def _place(claim: Claim) -> str:
    return claim.where or claim.facility


def _when(claim: Claim) -> str:
    return claim.when


def _days(claim: Claim) -> Period:
    """The stated days, without the presumption that what began went on; those of `after` as reckoned."""
    said = claim.stating[0].said
    return claim.span.period if said.after and not said.when else stated(said.when).period


def inseparable(one: Period, other: Period) -> bool:
    """Whether neither can be over by the day on which the other begins."""
    return one.end_first > other.begin_last and other.end_first > one.begin_last


def _same_question(one: Claim, other: Claim) -> bool:
    """Whether people who share no voice and no source answered for the very same, stated period."""
    if _days(one) != _days(other) or not one.span.dated:
        return False
    if (one.phases | other.phases) & {"began", "ended"}:
        return False
    left, right = _voices(one), _voices(other)
    return left.isdisjoint(right)


def _voices(claim: Claim) -> frozenset[str]:
    items = claim.supporting
    return frozenset(voice for item in items for voice in (*item.chain.voices, item.source.id))


def _statuses_clash(one: Claim, other: Claim) -> bool:
    if not exclude(one.key[0], other.key[0]):
        return False
    if inseparable(_days(one), _days(other)):
        return True
    moved = "released" in {one.key[0], other.key[0]}
    return not moved and _same_question(one, other)


def _places_clash(one: Claim, other: Claim, places: Places) -> bool:
    apart = not places.related(one.where, other.where)
    if not apart and not (one.facility and other.facility and one.facility != other.facility and not one.where):
        return False
    return inseparable(_days(one), _days(other)) or _same_question(one, other)


def _is_moment(claim: Claim, *, begins: bool) -> bool:
    said = claim.stating[0].said
    if not claim.span.dated or not said.when:
        return False
    if begins:
        return "began" in claim.phases or (claim.key[0] in EVENTS and None in claim.phases)
    return "ended" in claim.phases


def _moments_clash(one: Claim, other: Claim, breaks: Sequence[int]) -> bool:
    """Whether two dates for one beginning (or end) differ, with nothing between them that would make them two."""
    left, right = _days(one), _days(other)
    if left.meets(right):
        return False
    early, late = sorted((left, right))
    following = bisect_left(breaks, early.first)
    return following == len(breaks) or breaks[following] > late.last


def _breaks(claims: Sequence[Claim], status: str, *, begins: bool) -> list[int]:
    """The first days of claims that end a stretch of a status, or (for ends) begin the next, in order."""
    parting = "ended" if begins else "began"
    return sorted(
        _days(claim).first
        for claim in claims
        if claim.span.dated and (parting in claim.phases if claim.key[0] == status else exclude(claim.key[0], status))
    )
