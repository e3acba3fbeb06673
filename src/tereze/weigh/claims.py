"""The claims about a person: each distinct value, place and period that someone stated, with what supports it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from .items import Gathered, Item, folded
from .periods import Span, facet_of, stated
from .places import Places

Place = tuple[str, str]  # the words, the id of the facility; either may be empty


class Claim(msgspec.Struct, frozen=True):
    """A stated (value, place, period) with the items that state it and all that support it.

    An item supports the claim when its value equals and its possible place and period intersect the claim's.
    `denied`, `unknown`, `refused`, `refuted` are the items that meet it without supporting it.
    """

    prop: str
    key: tuple[str, str]
    where: str
    facility: str
    span: Span
    stating: tuple[Item, ...]
    supporting: tuple[Item, ...] = ()
    denied: tuple[Item, ...] = ()
    unknown: tuple[Item, ...] = ()
    refused: tuple[Item, ...] = ()
    refuted: tuple[Item, ...] = ()

    @property
    def value(self) -> str:
        """The value as stated."""
        return self.stating[0].said.value

    @property
    def when(self) -> str:
        """The period as stated."""
        return min(item.said.when for item in self.stating)

    @property
    def phases(self) -> frozenset[str | None]:
        """The phases in which it was stated: those who say one period may differ in that."""
        return frozenset([item.said.phase for item in self.stating])

    @property
    def phase(self) -> str | None:
        """The phase, where all who state the claim agree on it."""
        return next(iter(self.phases)) if len(self.phases) == 1 else None

    @property
    def facet(self) -> str | None:
        """The facet of a custody status."""
        return facet_of(self.key[0]) if self.prop == "custody" else None


def claims_of(items: Sequence[Item], gathered: Gathered, places: Places) -> list[Claim]:
    """All claims of the items of one property, in a fixed order."""
    groups: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        groups[item.key].append(item)
    found = [claim for key in sorted(groups) for claim in _of_value(groups[key], gathered, places)]
    return sorted(found, key=lambda claim: (claim.key, claim.span.period, claim.where, claim.facility))


def _of_value(items: list[Item], gathered: Gathered, places: Places) -> Iterable[Claim]:
    """The claims of one value. A denial or a refuted statement that meets no claim is listed as one without support."""
    if len(items) == 1 and items[0].said.stance == "asserts" and items[0].counts:
        yield _stated(items, gathered, supporting=tuple(items))
        return
    asserting = [item for item in items if item.said.stance == "asserts" and item.counts]
    others = [item for item in items if item.said.stance != "asserts" or not item.counts]
    claims = [_stated(stating, gathered) for stating in _distinct(asserting, gathered)]
    for claim in claims:
        yield _complete(claim, asserting, others, gathered, places)
    lonely = [item for item in others if not any(meets(claim, item, gathered, places) for claim in claims)]
    for stating in _distinct(lonely, gathered):
        yield _complete(_stated(stating, gathered), [], lonely, gathered, places)


def _distinct(items: Iterable[Item], gathered: Gathered) -> list[list[Item]]:
    """The items by place and period. A reprint states anew only the place that it adds to its original."""
    groups: defaultdict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in items:
        where, facility = place_of(item, gathered)
        if item.original is not None:
            original = gathered.by_id[item.original]
            told = place_of(original, gathered)
            if (not where and not facility) or (folded(where), facility) == (folded(told[0]), told[1]):
                continue
        groups[(folded(where), facility, item.span.period, stated(item.said.when).period)].append(item)
    return list(groups.values())


def place_of(item: Item, gathered: Gathered) -> Place:
    """Where an item says it was: the place in words, and the facility."""
    facility = item.said.facility
    return item.said.where, gathered.known.of(facility).id if facility else ""


def _stated(stating: Sequence[Item], gathered: Gathered, supporting: tuple[Item, ...] = ()) -> Claim:
    first = stating[0]
    where, facility = place_of(first, gathered)
    return Claim(
        prop=first.said.property,
        key=first.key,
        where=where,
        facility=facility,
        span=first.span,
        stating=tuple(stating),
        supporting=supporting,
    )


def _complete(
    claim: Claim, asserting: Sequence[Item], others: Sequence[Item], gathered: Gathered, places: Places
) -> Claim:
    supporting = tuple([item for item in asserting if meets(claim, item, gathered, places)])
    if not others:
        return msgspec.structs.replace(claim, supporting=supporting)
    beside: defaultdict[str, list[Item]] = defaultdict(list)
    for item in others:
        if meets(claim, item, gathered, places):
            beside[item.said.stance if item.counts else "refuted"].append(item)
    return msgspec.structs.replace(
        claim,
        supporting=supporting,
        denied=_originals(beside["denies"]),
        unknown=_originals(beside["does_not_know"]),
        refused=_originals(beside["refuses"]),
        refuted=tuple(beside["refuted"]),
    )


def _originals(items: Sequence[Item]) -> tuple[Item, ...]:
    """Without reprints of one another: a denial printed twice is one denial."""
    present = {item.said.id for item in items}
    return tuple(item for item in items if item.original not in present)


def meets(claim: Claim, item: Item, gathered: Gathered, places: Places) -> bool:
    """Whether the possible place and period of an item of the same value intersect those of the claim.

    A reprint is its original again, so it can meet nothing that the original does not.
    """
    if not claim.span.period.meets(item.span.period):
        return False
    where, facility = place_of(item, gathered)
    if claim.facility and facility and claim.facility != facility:
        return False
    if not places.related(claim.where, where):
        return False
    return item.original is None or meets(claim, gathered.by_id[item.original], gathered, places)
