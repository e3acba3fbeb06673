"""The program's own forecasts can be checked, and are scored like anybody's."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from tereze.model.events import Assessment
from tereze.watch.assessment import Page, assess
from tereze.watch.forecasts import foretold
from tereze.watch.material import Material, Party
from tereze.watch.ours import AUTHOR, Asked, asked, forecasts, later, outcome, plain
from tereze.watch.simulate import world
from tereze.watch.triangle import Triangle, month_label

TODAY = "2020-01-01"


@pytest.fixture(scope="module")
def page() -> Page:
    made = world("closing", np.random.default_rng(5), channels=2)
    months = tuple(month_label(2016 * 12 + k) for k in range(48))
    table = Triangle(made.seen, ("letter", "interview"), months, 3, 0, 0)
    return assess(Material(), table, TODAY, "2019-10-01", dice=np.random.default_rng(1))


def filed(material: Material, page: Page) -> Material:
    made = tuple(
        Assessment(id=one.key, source="s4", by="tereze@9", about="window", sort="forecast", says=one.says,
                   check_on=one.check_on, when=TODAY)
        for one in forecasts(page)
    )  # fmt: skip
    parties = {**material.parties, "tereze@9": Party(id="tereze", label=AUTHOR)}
    return msgspec.structs.replace(material, assessments=made, parties=parties)


def test_each_stream_foretells_two_things_that_can_be_checked(page: Page) -> None:
    found = forecasts(page)
    assert [one.key for one in found] == ["more-0", "fall-0", "more-1", "fall-1", "more-2", "fall-2"]
    assert {one.check_on for one in found} == {"2020-07-01"}


def test_what_was_filed_is_read_back(material: Material, page: Page) -> None:
    read = {one.id: one for one in foretold(filed(material, page), TODAY)}
    assert asked(read["more-0"]) == Asked("more", "all channels", "2019-12", TODAY, "2020-07-01")
    assert asked(read["fall-1"]) == Asked("fall", "letter", "2019-12", TODAY, "2020-07-01")
    assert read["more-0"].low is not None
    assert read["fall-0"].probability


def test_other_peoples_forecasts_ask_nothing_of_us(material: Material) -> None:
    assert [asked(one) for one in foretold(material, TODAY)] == [None, None]


def test_a_page_that_cannot_tell_foretells_nothing() -> None:
    empty = Triangle(np.zeros((0, 0, 24)), (), (), 0, 0, 0)
    page = assess(Material(), empty, TODAY, "2019-10-01", dice=np.random.default_rng(1))
    assert forecasts(page) == ()


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        ("more", {"learned": 41}, "observed 41"),
        ("more", {}, "cannot_tell"),
        ("fall", {"ratio": 0.4}, "came_true: seen again, the intensity was 40%"),
        ("fall", {"ratio": 0.9}, "did_not"),
        ("fall", {}, "cannot_tell"),
    ],
)
def test_the_register_speaks_for_an_outcome(kind: str, given: dict[str, float], says: str) -> None:
    learned = int(given["learned"]) if "learned" in given else None
    assert outcome(
        Asked(kind, "all channels", "2019-12", "", ""), learned=learned, ratio=given.get("ratio")
    ).startswith(says)


def test_months_later_is_the_first_of_a_month() -> None:
    assert [later("2019-12-31", 6), later("2020-01", 0)] == ["2020-06-01", "2020-01-01"]


def test_it_is_filed_as_an_assessment_of_the_window(page: Page) -> None:
    found = plain(forecasts(page)[0], "tereze")
    assert (found["kind"], found["about"], found["by"]) == ("forecast", "window", "tereze")
