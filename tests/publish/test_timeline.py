"""The figure of a timeline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.publish.timeline import WIDTH, figure
from tereze.weigh.view import Item


def item(begin: str | None, end: str | None = None, facet: str | None = "holding", status: str = "prison") -> Item:
    return Item(status=status, facet=facet, begin=begin, end=end)


def test_no_dates_no_figure() -> None:
    assert figure([], []) is None
    assert figure([item(None), item("")], ["a", "b"]) is None
    assert figure([item("in spring")], ["a"]) is None


def test_a_bar_for_each_dated_item_from_its_beginning_to_its_end() -> None:
    made = figure([item("2017-01-01", "2018-12-31"), item("2018", None), item(None)], ["one", "two", "three"])
    assert made is not None
    first, second = made.bars
    assert (first.text, second.text) == ("one", "two")
    assert (first.open, second.open) == (False, True)
    assert first.x < second.x < first.x + first.width
    assert second.x + second.width == 392


def test_years_stand_in_order_and_are_few() -> None:
    made = figure([item("1976-03", "2018")], ["one"])
    assert made is not None
    years = [int(label) for _, label in made.ticks]
    assert years == sorted(years)
    assert 2 <= len(years) <= 7
    assert [x for x, _ in made.ticks] == sorted(x for x, _ in made.ticks)


def test_rows_go_by_facet_then_by_time_and_life_comes_last() -> None:
    items = [
        item("2019", facet="life"),
        item("2018", facet="work"),
        item("2018"),
        item("2017"),
        item("2016", facet=None),
    ]
    made = figure(items, ["died", "work", "later", "earlier", "other"])
    assert made is not None
    assert [bar.text for bar in made.bars] == ["earlier", "later", "work", "died", "other"]
    assert len({bar.y for bar in made.bars}) == 5


def test_only_an_end_is_a_bar_too() -> None:
    made = figure([item(None, "2018-05")], ["one"])
    assert made is not None
    assert made.bars[0].width >= 4


@pytest.mark.parametrize("begin", ["0001", "9999", "[..2018]", "2018/..", "XXXX"])
def test_odd_dates_do_no_harm(begin: str) -> None:
    made = figure([item(begin), item("2018", "2019")], ["odd", "plain"])
    assert made is not None


EDTF = st.sampled_from([None, "2016", "2017-03", "2018-04-05", "[2017..2018]", "2019~", "2017/2018", "1976-12-31"])


@given(st.lists(st.tuples(EDTF, EDTF, st.sampled_from(["holding", "work", "life", None])), max_size=8))
def test_everything_stays_inside_the_figure(items: list[tuple[str | None, str | None, str | None]]) -> None:
    made = figure([item(begin, end, facet) for begin, end, facet in items], ["text"] * len(items))
    if made is None:
        return
    for bar in made.bars:
        assert 0 <= bar.x < bar.x + bar.width <= WIDTH
        assert 0 < bar.text_y < bar.y < made.height
    assert all(0 <= x <= WIDTH for x, _ in made.ticks)
