"""The table of places comes out of the gazetteers as it is checked in, and says where only when sure."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.make_places import Row

from tereze.intake.extract import places
from tereze.model import resources
from tools import make_places


@pytest.fixture(scope="module")
def found(shared: Path) -> list[Row]:
    return make_places.rows(shared / "data" / "gazetteer")


def township(code: str, name: str, *at: str) -> Row:
    return Row(code, "township", "cn", name, (), (at[0], at[1]))


def test_the_table_is_what_the_tool_makes(found: list[Row]) -> None:
    lines = resources.path("intake/places.tsv").read_text("utf-8").splitlines()
    made = ["\t".join((*row[:4], "|".join(row.others), *row.at)) for row in found]
    assert [line for line in lines if not line.startswith("#")] == made


def test_most_counties_and_every_settlement_say_where_they_are(found: list[Row]) -> None:
    counties = [row for row in found if row.kind == "county"]
    assert sum(any(row.at) for row in counties) >= 70
    assert all(any(row.at) for row in found if row.kind == "settlement")
    emin = next(row for row in counties if row.code == "654221")
    assert (float(emin.at[0]), float(emin.at[1])) == pytest.approx((46.53, 83.63), abs=0.1)
    assert all(34 < float(row.at[0]) < 50 and 73 < float(row.at[1]) < 97 for row in counties if any(row.at))


def test_a_township_that_shares_its_name_or_lies_far_off_says_nothing() -> None:
    county = Row("650101", "county", "cn", "甲甲县", (), ("44.0", "85.0"))
    there, twin, other = (
        township("650101001", "乙乙镇", "44.2", "85.2"),
        township("650101002", "丙丙镇", "44.3", "85.1"),
        township("650102001", "丙丙乡", "", ""),
    )
    far = township("650101003", "丁丁镇", "39.0", "77.0")
    made = make_places._plausible([county, there, twin, other, far])
    assert [row.at for row in made] == [("44.0", "85.0"), ("44.2", "85.2"), ("", ""), ("", ""), ("", "")]


def test_a_prefecture_is_where_its_chief_town_is() -> None:
    town = Row("650101", "county", "cn", "甲甲市", (), ("", ""))
    around = Row("6501", "prefecture", "cn", "甲甲地区", (), ("44.0", "85.0"))
    elsewhere = Row("6502", "prefecture", "cn", "甲甲地区", (), ("", ""))
    assert [row.at for row in make_places._shared([town, around, elsewhere])] == [around.at, around.at, ("", "")]


def test_names_are_read_as_before() -> None:
    assert [one.code for one in places.find("额敏县", "zh")] == ["654221"]
