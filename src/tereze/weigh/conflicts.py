"""Where accounts differ: values that cannot all hold, side by side, each with what stands behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from tereze.model.dates import ALWAYS, NEVER, Period
from tereze.model.vocabulary import words

from . import custody
from .claims import Claim
from .periods import stated
from .places import Places
from .support import Counter, sources
from .timeline import lane, union
from .view import Conflict, Side

PLACES = frozenset({"birthPlace", "birthCountry"})
YEAR = 365.2425


def conflicts(claims: Sequence[Claim], counter: Counter, places: Places) -> tuple[Conflict, ...]:
    """All conflicts: single values, ages against birth dates, statuses, places, beginnings and ends of custody."""
    held = [claim for claim in claims if claim.supporting]
    found = [*_single(held, counter, places), *_custody(held, counter, places)]
    return tuple(
        sorted(found, key=lambda one: (one.property, lane(one.facet), one.kind, one.status or "", _values(one)))
    )


def _values(conflict: Conflict) -> list[tuple[str, str, str]]:
    return [(side.value, side.when, side.where) for side in conflict.values]


def sides(group: Sequence[Claim], label: Callable[[Claim], str], counter: Counter) -> tuple[Side, ...]:
    """The values of a conflict, claims with one label together, with the union of their support."""
    by_label: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in group:
        by_label[claim.prop, label(claim)].append(claim)
    made = []
    for (prop, value), same in sorted(by_label.items()):
        items = union(same)
        found = counter.tally(items)
        made.append(
            Side(
                value=value,
                property=prop,
                when=min(claim.when for claim in same),
                where=min(claim.where for claim in same),
                independent_witnesses=found.witnesses,
                sources=sources(items),
                document_origins=len(found.documents),
                official_origins=len(found.officials),
                statements=tuple(item.said.id for item in items),
            )
        )
    return tuple(made)


def _custody(claims: Sequence[Claim], counter: Counter, places: Places) -> Iterable[Conflict]:
    for found in custody.clashes([claim for claim in claims if claim.prop == "custody"], places):
        facets = {claim.facet for claim in found.claims}
        yield Conflict(
            property="custody",
            facet=facets.pop() if len(facets) == 1 else None,
            kind=found.kind,
            status=found.status,
            values=sides(found.claims, found.label, counter),
        )


def _single(claims: Sequence[Claim], counter: Counter, places: Places) -> Iterable[Conflict]:
    single = words("single_valued")
    by_property: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.prop in single or claim.prop == "age":
            by_property["birthDate" if claim.prop == "age" else claim.prop].append(claim)
    for prop, same in sorted(by_property.items()):
        for disagreeing in custody.groups(same, _disagree(prop, places)):
            group = _without_agreeing_ages(disagreeing)
            ages = {claim.prop for claim in group}
            yield Conflict(
                property="age" if ages == {"age"} else prop,
                facet=None,
                kind="age" if "age" in ages else "value",
                values=sides(group, _value, counter),
            )


def _without_agreeing_ages(group: Sequence[Claim]) -> Sequence[Claim]:
    """An age is a side of its own only where it agrees with no date of birth that is stated."""
    born = [days for claim in group if claim.prop != "age" and (days := _days(claim)) is not None]
    return [
        claim
        for claim in group
        if claim.prop != "age" or not any((days := _days(claim)) is not None and days.meets(one) for one in born)
    ]


def _value(claim: Claim) -> str:
    if claim.prop == "age":
        return f"age {claim.value} ({claim.stating[0].said.when})"
    return claim.value or claim.stating[0].said.said


def _disagree(prop: str, places: Places) -> custody.Clash:
    dated = prop in words("date_valued")

    def clash(one: Claim, other: Claim) -> bool:
        if not one.value or not other.value:
            return False  # what was said has no reading that could be compared
        if "age" not in {one.prop, other.prop} and (
            one.key == other.key or not one.span.period.meets(other.span.period)
        ):
            return False
        if dated:
            left, right = _days(one), _days(other)
            return left is not None and right is not None and not left.meets(right)
        return not (prop in PLACES and places.related(one.value, other.value))

    return clash


def _days(claim: Claim) -> Period | None:
    """The days a date or an age stands for: who is 39 on a day was born between 40 and 39 years before it."""
    if claim.prop != "age":
        span = stated(claim.value)
        return span.period if span.dated else None
    span = stated(claim.stating[0].said.when)
    if not span.dated or not claim.value.isascii() or not claim.value.isdigit() or len(claim.value) > 3:
        return None
    years = int(claim.value)
    first = max(_years_before(span.period.first, years + 1) + 1, NEVER)
    last = _years_before(min(span.period.last, ALWAYS), years)
    return Period(first, last, first, last)


def _years_before(day: int, years: int) -> int:
    then = date.fromordinal(day)
    if then.year <= years:
        return NEVER
    try:
        return then.replace(year=then.year - years).toordinal()
    except ValueError:  # the 29th of February in a common year
        return then.replace(year=then.year - years, day=28).toordinal()
