"""All that a mention says of one kind, as tuples: for engines that compare several values with several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from tereze.model import dates
from tereze.model.dates import Period

from .identity import Holder, holder
from .places import Place, places_of
from .ready import Ready, text_words
from .ways import heard

T = TypeVar("T", int, str)
MOST_YEARS, MOST_MONTHS = 5, 3
_SHORTEST_NUMBER = 6
_COUNTY, _PREFECTURE = 6, 4  # digits of a code of China's statistics


class Spot(NamedTuple):
    """A place: its code, the county and the prefecture it lies in or is ("" for none), degrees where they are known."""

    name: str
    county: str = ""
    prefecture: str = ""
    at: tuple[float, float] | None = None


class Said(NamedTuple):
    """What a mention says, each without repetitions and in order; empty for nothing.

    `years` it may be born in; `birthdays` (month and day); `homes` on the ground and, where the gazetteer knows
    none, `home_words`; `months` (counted) and `days` of arrest; `deaths` (days); `jails` and `jail_words` as for homes;
    `kin`, the sounds of relatives' names; `work`, the words of occupations; `numbers` of identity; `photos`, hashes.
    Birth is also read out of valid identity numbers.
    """

    years: tuple[int, ...]
    birthdays: tuple[str, ...]
    homes: tuple[Spot, ...]
    home_words: tuple[str, ...]
    months: tuple[int, ...]
    days: tuple[int, ...]
    deaths: tuple[int, ...]
    jails: tuple[Spot, ...]
    jail_words: tuple[str, ...]
    kin: tuple[str, ...]
    work: tuple[str, ...]
    numbers: tuple[str, ...]
    photos: tuple[str, ...]


def all_said(mention: Ready) -> Said:
    """Everything a mention says that can be compared, but names. Dates and stretches that say little are left out."""
    facts = mention.facts
    births = [*mention.births, *(dates.read(had.born) for had in _holders(mention))]
    taken = [period for period, _ in mention.stays if period.begin_first > dates.NEVER]
    homes, jails = facts.birthplaces or facts.places, tuple(stay.where for stay in facts.stays)
    return Said(
        years=_each(year for one in births for year in _years(one)),
        birthdays=_each(f"{day.month}-{day.day}" for one in births if (day := _day(one.first, one.last))),
        homes=tuple(map(_spot, mention.home)),
        home_words=_unknown(homes),
        months=_each(month for one in taken for month in _months(one)),
        days=_each(one.begin_first for one in taken if one.begin_first == one.begin_last),
        deaths=_each(one.first for one in mention.deaths if one.first == one.last),
        jails=tuple(map(_spot, mention.held_at)),
        jail_words=_unknown(jails),
        kin=_each(sound.group for _, call in mention.relatives for word in call.name.words for sound in heard(word)),
        work=_each(mention.occupations),
        numbers=identity_numbers(mention),
        photos=_each(facts.photos),
    )


def sex_of(mention: Ready) -> str:
    """The sex that is stated, else the one that its identity numbers agree on; empty for none."""
    told = {had.sex for had in _holders(mention)}
    return mention.facts.sex or (told.pop() if len(told) == 1 else "")


def identity_numbers(mention: Ready) -> tuple[str, ...]:
    """The identity numbers of a mention, letters and digits alone; what is too short to be one is left out."""
    plain = ("".join(filter(str.isalnum, number.upper())) for number in mention.facts.numbers)
    return _each(number for number in plain if len(number) >= _SHORTEST_NUMBER)


def _each(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(sorted(set(values)))


def _holders(mention: Ready) -> list[Holder]:
    return [had for number in mention.facts.numbers if (had := holder(number))]


def _years(period: Period) -> range:
    if period.last - period.first > 366 * MOST_YEARS:
        return range(0)
    first, last = date.fromordinal(period.first).year, date.fromordinal(period.last).year
    return range(first, last + 1) if last - first < MOST_YEARS else range(0)


def _day(first: int, last: int) -> date | None:
    return date.fromordinal(first) if first == last else None


def _months(period: Period) -> Iterator[int]:
    """The months in which it may have begun, counted."""
    if period.begin_last - period.begin_first > 31 * MOST_MONTHS:
        return
    first, last = (_month(day) for day in (period.begin_first, period.begin_last))
    yield from range(first, last + 1) if last - first < MOST_MONTHS else ()


def _month(day: int) -> int:
    when = date.fromordinal(day)
    return 12 * when.year + when.month - 1


def _spot(place: Place) -> Spot:
    """A place with the county and the prefecture of its code; places abroad have neither."""
    code = place.code if place.code.isdigit() else ""
    county, prefecture = (code[:digits] if len(code) >= digits else "" for digits in (_COUNTY, _PREFECTURE))
    return Spot(place.code, county, prefecture, place.at)


def _unknown(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of places that the gazetteer does not know."""
    return _each(word for text in texts if text and not places_of(text) for word in text_words(text))
