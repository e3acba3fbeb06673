"""What linkage needs to know of one mention: the input of every rule, read from its statements or given directly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tereze.model import dates
from tereze.model.mentions import Mention, Statement
from tereze.model.value import Value

_BIRTHPLACES = {"birthPlace"}
_PLACES = {"residence", "address", "country", "birthCountry"}
_SEXES = {"male": "male", "m": "male", "female": "female", "f": "female"}
_NAMES = {"name", "firstName", "lastName"}


class Stay(Value, frozen=True):
    """One observation of custody: EDTF `when` (empty: unknown), `where` as written, the status code."""

    when: str = ""
    where: str = ""
    status: str = ""


class Kin(Value, frozen=True):
    """A relative named with the mention: `relation` as the relative stands to the mention, and a name."""

    relation: str
    name: str


class MentionFacts(Value, frozen=True):
    """One mention as linkage sees it. Texts are as written; `births` and `deaths` are EDTF.
    `numbers` are identity numbers.

    `listed` is true for a row of a list: two rows of one list are seldom one person, two mentions of one interview
    nearly never. `photos` are SHA-256 of photograph files: equal bytes only, no face is ever compared.
    """

    id: str
    source: str
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    deaths: tuple[str, ...] = ()
    sex: str = ""
    birthplaces: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    stays: tuple[Stay, ...] = ()
    relatives: tuple[Kin, ...] = ()
    occupations: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    listed: bool = False


def facts_of(mention: Mention, others: Mapping[str, Mention] | None = None, listed: bool = False) -> MentionFacts:
    """The facts of a mention, all parts merged. `others` gives the mentions its statements point to (relatives,
    facilities); those not given are passed over. Denials, refusals and “does not know” are no facts.
    """
    known = others or {}
    said = [one for one in mention.statements if one.stance == "asserts" and one.about in {"", mention.id}]

    def values(*properties: str) -> tuple[str, ...]:
        return _distinct(one.value for one in said if one.property in properties)

    return MentionFacts(
        id=mention.id,
        source=mention.source,
        names=_distinct([*(one.text for one in mention.names if one.sort == "name"), *values("name")]),
        aliases=_distinct([*(one.text for one in mention.names if one.sort != "name"), *values("alias")]),
        births=_distinct([*values("birthDate"), *(born for one in said if (born := _born_by_age(one)))]),
        deaths=values("deathDate"),
        sex=next((_SEXES[value.lower()] for value in values("gender") if value.lower() in _SEXES), ""),
        birthplaces=values(*_BIRTHPLACES),
        places=_distinct([mention.place, *values(*_PLACES)]),
        stays=tuple(_stay(one, known) for one in said if one.property == "custody"),
        relatives=tuple(kin for one in said for kin in _kin(one, known)),
        occupations=values("occupation", "position"),
        numbers=values("idNumber", "passportNumber"),
        photos=values("photograph"),
        listed=listed,
    )


def _stay(one: Statement, known: Mapping[str, Mention]) -> Stay:
    facility = known.get(one.facility or "")
    named = " ".join([*(name.text for name in facility.names), facility.place]) if facility else ""
    return Stay(when=one.when, where=" ".join(filter(None, (one.where, named))), status=one.value)


def _kin(one: Statement, known: Mapping[str, Mention]) -> Iterable[Kin]:
    if one.property in {"fatherName", "motherName"}:
        yield Kin(relation=one.property[:-4], name=one.value)
    elif one.property == "relative" and (relative := known.get(one.target or "")) is not None:
        for name in relative.names:
            yield Kin(relation=one.value, name=name.text)


def _born_by_age(one: Statement) -> str:
    """“39 in March 2019” as the EDTF set of possible days of birth; one year earlier for nominal years of age."""
    if one.property != "age" or not one.value.isdecimal() or not one.when:
        return ""
    try:
        asked = dates.read(one.when)
        first = _years_before(asked.first, int(one.value) + 1)
        last = _years_before(asked.last, int(one.value))
    except (dates.BadDate, ValueError):
        return ""
    return f"[{first.isoformat()}..{last.isoformat()}]"


def _years_before(ordinal: int, years: int) -> date:
    day = date.fromordinal(ordinal)
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February in a common year
        return day.replace(year=day.year - years, day=28)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for raw in texts if (text := raw.strip())))
