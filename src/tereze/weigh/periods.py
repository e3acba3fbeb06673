"""When a statement may hold: its stated period, and for what `began` the days until it ended.

An observation that began is open until it ended, or a release, or a later status of its facet (formats/person-view.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from tereze.model import dates
from tereze.model.dates import ALWAYS, ANY, NEVER, Period
from tereze.model.mentions import Statement
from tereze.model.vocabulary import facets, incompatible, together


class Span(NamedTuple):
    """Possible days with the words for their bounds: `begin` and `end` are EDTF, None where nobody stated one."""

    period: Period
    begin: str | None
    end: str | None

    @property
    def dated(self) -> bool:
        """Whether anything at all is said about when."""
        return self.period is not ANY and self.period != ANY


UNDATED = Span(ANY, None, None)


@lru_cache(maxsize=65536)
def stated(when: str) -> Span:
    """The span of an EDTF text. A text that cannot be read says nothing about when."""
    try:
        period = dates.read(when)
    except dates.BadDate:
        return UNDATED
    if period == ANY:
        return UNDATED
    left, slash, right = when.strip().partition("/")
    begin, end = _edge(left, first=True), _edge(right if slash else left, first=False)
    return Span(period, begin if period.first > NEVER else None, end if period.last < ALWAYS else None)


def _edge(text: str, *, first: bool) -> str | None:
    """The outer member of a set of dates, or the date itself."""
    bare = text.strip("[]{} ")
    members = [part for member in bare.split(",") for part in member.strip().split("..") if part]
    if not members:
        return None
    return min(members, key=_first_day) if first else max(members, key=_last_day)


def _first_day(text: str) -> int:
    return dates.read(text).first


def _last_day(text: str) -> int:
    return dates.read(text).last


@cache
def facet_of(status: str) -> str | None:
    """The facet of a custody status, None for a word outside the vocabulary."""
    return facets().get(status)


@cache
def exclude(one: str, other: str) -> bool:
    """Whether two custody statuses cannot both hold on one day."""
    if one == other:
        return False
    pair = frozenset((one, other))
    if pair in incompatible():
        return True
    facet = facet_of(one)
    return facet is not None and facet == facet_of(other) and pair not in together()


def possible(statements: Sequence[Statement], renewed: Mapping[str, str] | None = None) -> dict[str, Span]:
    """The possible days of each statement (by id), given all that are in force about the same person.

    renewed: the id under which a statement was first said → the id of its reading in force
    """
    own = {said.id: stated(said.when) for said in statements}
    for said in statements:
        if said.after is not None and not own[said.id].dated:
            own[said.id] = _following((renewed or {}).get(said.after, said.after), own)
    begun = [said for said in statements if said.phase == "began" and own[said.id].dated]
    return own | {said.id: _open(said, statements, own) for said in begun} if begun else own


def _following(after: str, own: dict[str, Span]) -> Span:
    """`after`: not before the other one may have ended (or begun, where no end is stated)."""
    before = own.get(after)
    if before is None or not before.dated or before.period.end_first == NEVER:
        return UNDATED
    start = before.period.end_first
    return Span(Period(start, ALWAYS, start, ALWAYS), before.end or before.begin, None)


def _open(said: Statement, statements: Sequence[Statement], own: dict[str, Span]) -> Span:
    start = own[said.id]
    ends = [end for other in statements if other is not said and (end := _ending(said, start, other, own))]
    begin = start.period
    if not ends:
        return Span(Period(begin.begin_first, begin.begin_last, begin.begin_first, ALWAYS), start.begin, None)
    first, last, words = min(ends, key=lambda end: (end[0], end[1], end[2] or ""))
    last = max(last, begin.begin_first)
    return Span(
        Period(begin.begin_first, min(begin.begin_last, last), max(first, begin.begin_first), last), start.begin, words
    )


def _ending(said: Statement, start: Span, other: Statement, own: dict[str, Span]) -> tuple[int, int, str | None] | None:
    """First and last day (and its words) on which `other` says that what began had ended; None if it says nothing."""
    if other.property != said.property or other.stance != "asserts":
        return None
    span, begin = own[other.id], start.period
    if not span.dated:
        return None
    period = span.period
    if other.value == said.value:
        if other.phase == "ended" and period.last >= begin.begin_first:
            return period.end_first, period.end_last, span.end
        closed = dates.is_interval(other.when) and not period.open_ended and other.phase not in {"began", "continuing"}
        if closed and period.first <= begin.begin_last and period.last >= begin.begin_first:
            return period.end_first, period.end_last, span.end
        return None
    if said.property != "custody" or other.phase == "ended" or not exclude(said.value, other.value):
        return None
    return (period.begin_first, period.begin_last, span.begin) if _later(begin, period, other.value) else None


def _later(begin: Period, other: Period, status: str) -> bool:
    if status == "released":  # a release presupposes the holding, so dates that may fit do
        return other.begin_last >= begin.begin_first
    if other.begin_first == begin.begin_first:
        return other.begin_last > begin.begin_last
    return other.begin_first > begin.begin_first
