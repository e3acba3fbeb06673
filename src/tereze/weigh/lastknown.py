"""The last thing known of a person, with its date and the silence since: never in the present tense."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tereze.model.sources import Source
from tereze.model.vocabulary import words

from .claims import Claim
from .items import Gathered, Item
from .periods import stated
from .support import Counter
from .timeline import RELEASED, lane
from .view import LastKnown

Dated = tuple[int, int, str]  # first and last day, and the words for them


def last_known(claims: Sequence[Claim], gathered: Gathered, counter: Counter, anchor: str) -> LastKnown | None:
    """The status with the latest date; None where no status is known."""
    held = [claim for claim in claims if claim.prop == "custody" and claim.supporting]
    if not held:
        return None
    claim = max(held, key=_rank)
    heard = max(_heard(gathered, anchor), default=None)
    as_of = _as_of(claim)
    return LastKnown(
        status=claim.value,
        facet=claim.facet,
        where=claim.where,
        phase=claim.phase,
        as_of=as_of[2] if as_of else None,
        silent_since=max(filter(None, (as_of, heard)), default=(0, 0, None))[2],
        independent_witnesses=counter.tally(claim.supporting).witnesses,
    )


def _rank(claim: Claim) -> tuple[object, ...]:
    """Latest first; on one day what begins outranks what ends, and a release ranks last: people are released *into*."""
    as_of = _as_of(claim)
    starts = as_of is not None and as_of[2] == claim.span.begin and claim.phases != {"ended"}
    return (
        as_of[0] if as_of else 0,
        claim.key[0] == "deceased",
        starts,
        claim.key[0] != RELEASED,
        -lane(claim.facet),
        as_of[1] if as_of else 0,
        claim.key,
        claim.where,
    )


def _as_of(claim: Claim) -> Dated | None:
    """The latest day on which the status was observed, by those who state the claim."""
    return max((day for item in claim.stating if (day := _observed(item)) is not None), default=None)


def _observed(item: Item) -> Dated | None:
    said = item.said
    span = stated(said.when)
    if said.phase == "continuing" and not span.dated:
        return _telling(item.source)
    if span.dated and span.end is None:  # “throughout, until now” was true when it was told
        return _telling(item.source) or _day(span.begin)
    return _day(span.end if span.dated else item.span.begin)


def _heard(gathered: Gathered, anchor: str) -> Iterable[Dated]:
    """Every date of which anything is known of the person: what statements speak of, and when the person spoke."""
    dates = words("date_valued") - {"birthDate"}
    for item in gathered.items:
        if item.said.stance != "asserts" or not item.counts:
            continue
        if item.said.property != "age" and (day := _observed(item)):
            yield day
        if item.said.property in dates and (day := _day(stated(item.said.value).end)):
            yield day
        if item.source.teller and gathered.known.of(item.source.teller).id == anchor and (day := _telling(item.source)):
            yield day


def _telling(source: Source) -> Dated | None:
    return _day((source.told.on if source.told else None) or source.published)


def _day(text: str | None) -> Dated | None:
    span = stated(text or "")
    return (span.period.first, span.period.last, text or "") if span.dated else None
