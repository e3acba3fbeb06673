"""What a claim with a number counts: which statuses, of whom, over which period; by the words it uses itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tereze.model import dates
from tereze.model.dates import Period
from tereze.model.events import Figure, Position

from .material import Held, period
from .tables import claim_table

Traits = Mapping[str, Mapping[str, tuple[str, ...]]]  # person → property → values recorded


class Scope(NamedTuple):
    """Who is meant: persons recorded with one of `values` under `property`. Empty where the claim names nobody."""

    property: str = ""
    values: tuple[str, ...] = ()

    def place(self, traits: Mapping[str, tuple[str, ...]]) -> str:
        """inside, outside or unknown: a person of whom nothing is recorded is unknown, never outside."""
        said = [value.casefold() for value in traits.get(self.property, ())]
        if not self.values or not said:
            return "unknown"
        return "inside" if any(value in one for one in said for value in self.values) else "outside"


def statuses_counted(claim: Position) -> tuple[str, ...]:
    """The custody statuses that would count for the claim, by the cue words of resources/watch; maybe none."""
    number = claim.number
    told = " ".join([number.counts_if, number.what, claim.topic, number.who] if number else []).casefold()
    for status, cues in claim_table()["cues"].items():
        if any(cue in told for cue in cues):
            return (status,)
    return ()


def unit_counted(number: Figure) -> str:
    """persons, entries or share."""
    told = f"{number.unit} {number.what}".casefold()
    for unit, cues in claim_table()["units"].items():
        if any(cue in told for cue in cues):
            return str(unit)
    return "persons"


def scope_of(number: Figure) -> Scope:
    """Who is meant, where the table knows the words."""
    told = number.who.casefold()
    for row in claim_table()["scopes"]:
        if any(cue in told for cue in row["cues"]):
            return Scope(row["property"], tuple(row["values"]))
    return Scope()


def period_of(number: Figure) -> Period:
    """The claim's period; any time at all where it names none."""
    return period(number.period) or dates.ANY


def counts(held: Held, statuses: tuple[str, ...], span: Period) -> str:
    """Whether what is held counts: yes, undated (it may) or no. What happens on a day counts by the day it began."""
    if held.status not in statuses:
        return "no"
    when = period(held.when)
    if when is None:
        return "undated" if span != dates.ANY else "yes"
    if held.status in claim_table()["events"]:
        inside = when.begin_first <= span.last and span.first <= when.begin_last
    else:
        inside = when.meets(span)
    return "yes" if inside else "no"
