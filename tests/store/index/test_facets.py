"""Which facets a mention has, and where a place as written lies."""

from __future__ import annotations

import pytest

from tereze.ledger.entry import CASE
from tereze.model.mentions import Mention, Statement
from tereze.store.index.facets import BEGINS, area_of, facets_of


def _mention(**more: object) -> Mention:
    fields: dict[str, object] = {"id": "t1", "source": "s1", "about": "m1", "property": "custody", "value": "prison"}
    return Mention(id="m1", source="s1", local="x", statements=(Statement(**fields | more),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ("Tacheng city, Tacheng, Xinjiang", "6542"), ("新疆塔城", "6542"), ("Toli county", "6542"), ("Ili", "6540"),
        ("Ili, Xinjiang", "6540"), ("ئۈرۈمچى", "6501"),
        ("Xinjiang", "650000"), ("Almaty, Kazakhstan", "KZ"), ("China", "CN"), ("An Invented Town", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_place_as_written_lies_in_its_smallest_area(place: str, area: str) -> None:
    assert area_of(place) == area


def test_status_year_and_area_come_from_one_statement() -> None:
    found = facets_of(_mention(when="2018-03-09", where="Tacheng"), CASE)
    assert found == {(BEGINS + "status", "prison"), (BEGINS + "year", "2018"), (BEGINS + "area", "6542")}


@pytest.mark.parametrize("stance", ["denies", "refuses", "does_not_know"])
def test_what_is_denied_is_no_facet(stance: str) -> None:
    assert facets_of(_mention(stance=stance), CASE) == frozenset()


def test_other_tiers_and_other_things_have_none() -> None:
    assert facets_of(_mention(), "sensitive") == frozenset()
    assert (
        facets_of(Mention(id="m", source="s", local="x", sort="organization", statements=_mention().statements), CASE)
        == frozenset()
    )
    assert (
        facets_of(Mention(id="m", source="s", local="x", sealed=True, statements=_mention().statements), CASE)
        == frozenset()
    )


@pytest.mark.parametrize("when", ["", "..", "918", "20191"])
def test_no_year_no_facet(when: str) -> None:
    assert not {sort for sort, _ in facets_of(_mention(when=when), CASE)} & {BEGINS + "year"}
