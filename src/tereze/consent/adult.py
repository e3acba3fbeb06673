"""Whether someone is known to be an adult: under 18, and of unknown age, are protected alike (DESIGN §3.8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from tereze.model.dates import ALWAYS, NEVER, BadDate, Period, read
from tereze.model.mentions import Mention, Statement

from .dates import coarse_date

ADULT, MINOR, UNKNOWN = "adult", "minor", "unknown"
MAJORITY = 18
_YEARS = re.compile(r"\s*(\d{1,3})\s*(?:years?|жас|лет|года?|岁|ياش)?\s*")


def adulthood(recorded: Iterable[Mention], covered: Iterable[Mention], on: date, *, coarse: bool = False) -> str:
    """ "adult", "minor" or "unknown" on the day `on`.

    Anything recorded (`recorded`, all mentions) that makes the person surely under 18 decides; otherwise one recorded
    date of birth or age among what may be shown (`covered`) that makes the person surely an adult is enough. With
    `coarse`, dates are read as coarsely as they are published of people without a name.
    """
    if any(_born_first(born) > _latest_adult(on) for born in _births(recorded, coarse=False)):
        return MINOR
    if any(born.last <= _latest_adult(on) for born in _births(covered, coarse=coarse)):
        return ADULT
    return UNKNOWN


def _latest_adult(on: date) -> int:
    """The last day of birth of those who are adults on `on`."""
    return _years_before(on, MAJORITY)


def _years_before(day: date, years: int) -> int:
    if day.year <= years:
        return NEVER
    if (day.month, day.day) == (2, 29):
        return date(day.year - years, 2, 28).toordinal()
    return day.replace(year=day.year - years).toordinal()


def _births(mentions: Iterable[Mention], *, coarse: bool) -> Iterator[Period]:
    for mention in mentions:
        for said in mention.statements:
            if said.stance == "asserts":
                born = _birth(said, coarse)
                if born is not None:
                    yield born


def _birth(said: Statement, coarse: bool) -> Period | None:
    """The possible days of birth that a statement leaves, or None when it says nothing about them."""
    try:
        if said.property == "birthDate":
            value = read(coarse_date(said.value, "year") if coarse else said.value)
            return None if value.last == ALWAYS else value
        if said.property == "age":
            return _from_age(said, coarse)
    except BadDate:
        pass
    return None


def _from_age(said: Statement, coarse: bool) -> Period | None:
    """`n` years old on a day of `when`; without a date, `n` years at some time: old enough then is old enough now."""
    number = _YEARS.fullmatch(said.value)
    if number is None:  # months, words, a range: nothing that proves an age
        return None
    years = int(number[1])
    when = read(coarse_date(said.when, "month") if coarse else said.when)
    if when.last == ALWAYS or when.first == NEVER:
        # Undated: old enough at some time is old enough now, too young at some time may still be too young.
        return Period(NEVER, NEVER, NEVER, NEVER) if years >= MAJORITY else Period(ALWAYS, ALWAYS, ALWAYS, ALWAYS)
    first = _years_before(date.fromordinal(when.first), years + 1) + 1
    last = _years_before(date.fromordinal(when.last), years)
    return Period(first, last, first, last)


def _born_first(born: Period) -> int:
    return born.first
