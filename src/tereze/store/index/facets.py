"""What a mention may be found by, besides its name: status, area, year and gender, as they were said of it.

Only mentions of persons in the case tier that are not sealed have facets: what reveals a sealed person never enters a
search index. They say what was said, not what stands: a statement that was taken back later still leads to its person,
whose page says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tereze.actions.index_facets import AREA, GENDER, STATUS, YEAR
from tereze.ledger.entry import CASE
from tereze.model import resources
from tereze.model.mentions import Mention, Statement

BEGINS = "facet."
"""A facet is kept as a reference of sort `facet.<name>` from a mention to its value."""
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def facets_of(mention: Mention, tier: str) -> frozenset[tuple[str, str]]:
    """(sort, value) of a mention in this tier."""
    if tier != CASE or mention.sealed or mention.sort != "person":
        return frozenset()
    said = (one for one in mention.statements if one.stance == "asserts")
    return frozenset((BEGINS + facet, value) for one in said for facet, value in _of(one))


def _of(said: Statement) -> Iterator[tuple[str, str]]:
    if said.property == "gender":
        yield GENDER, said.value
    if said.property != "custody":
        return
    yield STATUS, said.value
    if first := _YEAR.search(said.when):
        yield YEAR, first.group()
    if area := area_of(said.where):
        yield AREA, area


@lru_cache(maxsize=16384)
def area_of(place: str) -> str:
    """The code of the area a place as written lies in: a prefecture of Xinjiang, else a country; "" when unknown.

    Of several places named (a county in its prefecture) the smallest decides.
    """
    from tereze.intake.extract import places  # its tables are read from disk: only when places are filed

    if not place:
        return ""
    read = ", ".join(f"in {part.strip()}" for part in place.split(","))  # short names are believed as places after “in”
    codes = [_area(one.code, one.kind) for one in places.find(read, "und")]
    return max((code for code in codes if code), key=lambda code: (code.isdigit(), len(code) == 4), default="")


def _area(code: str, kind: str) -> str:
    if code.isdigit():
        return "650000" if kind == "region" else code[:4]
    return code if kind == "country" else _countries().get(code, "")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Code of a place → its country, as ISO 3166 writes it."""
    lines = resources.path("intake/places.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[0]: row[2].upper() for row in rows}
