"""Identity numbers in bulk: validated, compared as categories, and decoded into the columns they speak of.

A PRC number carries county of issue, birth date and sex, a Kazakh IIN birth date and sex. What a row leaves out is
taken from its number, so that rows with a number meet rows without one; where a row and its number disagree, both
stay as they are and the contradiction is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import NamedTuple

from tereze.resolve.identity import holder

from .columns import Column, Values, category, distinct, numbers_of
from .errors import BadTable


class Contradiction(NamedTuple):
    """A row whose number says otherwise than the row: `column` is birth_year or sex."""

    row: int
    column: str
    stated: str
    number_says: str


@dataclass(frozen=True, slots=True)
class Identities:
    """`number` compares valid numbers (others count as nothing said); `years` and `sexes` (male, female) by row, those
    left out taken from the number; `regions` the county code of issue; `invalid` counts numbers that are none."""

    number: Column
    years: list[int | None]
    sexes: list[str | None]
    regions: list[str | None]
    contradictions: tuple[Contradiction, ...]
    invalid: int


def identities(numbers: Values, years: Values = None, sexes: Values = None) -> Identities:
    """Decode a column of numbers beside the years of birth and the sexes (the words male and female) that rows state.
    Raises BadTable when the columns differ in length."""
    codes, texts = distinct(numbers)
    size = len(codes)
    holders = [holder(text) for text in texts]
    born: list[int | None] = [None] * size
    if years is not None:
        born = [None if isnan(one) else int(one) for one in numbers_of(years).tolist()]
    sex: list[str | None] = [None] * size if sexes is None else _texts(sexes)
    if {len(born), len(sex)} != {size}:
        raise BadTable("identity numbers, years and sexes differ in number")
    made: list[str | None] = [None] * size
    regions: list[str | None] = [None] * size
    found, invalid = [], 0
    for row, code in enumerate(codes.tolist()):
        its = holders[code] if code >= 0 else None
        if its is None:
            invalid += code >= 0
            continue
        made[row], regions[row] = f"{its.country} {its.number}", its.region or None
        year = int(its.born[:4])
        if born[row] is not None and born[row] != year:
            found.append(Contradiction(row, "birth_year", str(born[row]), str(year)))
        if sex[row] is not None and sex[row] != its.sex:
            found.append(Contradiction(row, "sex", str(sex[row]), its.sex))
        born[row] = year if born[row] is None else born[row]
        sex[row] = its.sex if sex[row] is None else sex[row]
    return Identities(category(made), born, sex, regions, tuple(found), invalid)


def _texts(values: Values) -> list[str | None]:
    codes, seen = distinct(values)
    return [seen[code] if code >= 0 else None for code in codes.tolist()]
