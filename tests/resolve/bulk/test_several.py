"""Columns of several values: what is kept of them. All places and codes are invented."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from tereze.resolve.bulk import Table
from tereze.resolve.bulk.columns import GROUND, MONTHS, SEVERAL
from tereze.resolve.bulk.people import counting
from tereze.resolve.bulk.several import NEAR, RADIUS, Spot, codes, ground, numbers

TOWN = Spot("town", "county", "prefecture", (10.0, 20.0))
INN = Spot("inn", "county", "prefecture", (10.1, 20.0))
PORT = Spot("port", "", "", (10.0, -20.0))


def test_a_row_of_several_values_is_one_leaf_whatever_their_order_and_none_is_nothing_said() -> None:
    column = codes([("b", "a"), ("a", "b", "a"), ("c",), (), None, ("",)])
    assert column.kind == SEVERAL
    assert column.codes.tolist() == [0, 0, 1, -1, -1, -1]
    assert column.leaves == ("a; b", "c")
    assert column.lengths.tolist() == [2, 1]
    assert column.elements is not None
    assert column.elements.values[:, 0].tolist() == [0, 1, 2]


def test_a_leaf_is_filed_under_its_rarest_value() -> None:
    column = codes([("common", "rare"), ("common",), ("common", "seldom"), ("seldom",)])
    assert [column.group_names[at] for at in column.groups] == ["rare", "common", "seldom", "seldom"]


def test_numbers_keep_their_values_and_steps() -> None:
    column = numbers([(3, 1), None, (-7,)], MONTHS)
    assert column.steps == MONTHS
    assert column.elements is not None
    assert column.elements.values[:, 0].tolist() == [1, 3, -7]
    assert column.leaves == ("1; 3", "-7")


def test_places_keep_what_lies_around_them_and_where_they_are() -> None:
    column = ground([(TOWN,), (INN, PORT), (Spot("somewhere"),)])
    assert column.kind == GROUND
    assert column.elements is not None
    values = {name: column.elements.values[at].tolist() for at, name in enumerate(["town", "inn", "port", "somewhere"])}
    assert values["town"][1:] == values["inn"][1:]
    assert values["port"][1:] == values["somewhere"][1:] == [-1, -1]
    assert (column.elements.spots[:3] >= 0).all()
    assert column.elements.spots[3] == -1


def test_distances_of_whole_numbers_are_those_of_the_globe() -> None:
    column = ground([(Spot("a", at=(0.0, 0.0)), Spot("b", at=(0.0, 1.0)), Spot("c", at=(1.0, 0.0)))])
    assert column.elements is not None
    x, y, z = ([int(spot) >> shift & 0xFFFFF for spot in column.elements.spots] for shift in (40, 20, 0))
    for at in (1, 2):
        apart = ((x[0] - x[at]) ** 2 + (y[0] - y[at]) ** 2 + (z[0] - z[at]) ** 2) ** 0.5 / RADIUS * 6371
        assert apart == pytest.approx(111.19, abs=0.05)
    assert pytest.approx(50, abs=0.02) == NEAR**0.5 / RADIUS * 6371


def test_frequencies_are_of_the_rows_that_say_something() -> None:
    table = Table(
        {"kin": codes([("a", "b"), ("a",), (), ("c",), ("a", "b")]), "at": ground([(TOWN,), (INN,), (), (), (PORT,)])}
    )
    p = table.packed
    kin = [p.log_elements[p.masks[leaf], 0] for leaf in range(3)]
    assert kin == pytest.approx([log(3 / 4), log(3 / 4), log(1 / 4)])
    begin = p.base[1]
    assert p.log_elements[p.masks[begin]].tolist() == pytest.approx([log(1 / 3), log(2 / 3)])
    assert p.lengths[begin : begin + 3].tolist() == [1, 1, 1]


def test_rows_count_what_they_are_worth_and_some_rows_have_the_frequencies_of_all() -> None:
    table = Table({"kin": codes([("a",), ("a",), ("a",), ("b",)])})
    p = counting(table, np.array([1 / 3, 1 / 3, 1 / 3, 1.0])).packed
    assert p.log_elements[:, 0].tolist() == pytest.approx([log(0.5), log(0.5)])
    some = table.take([3]).packed
    assert some.log_elements.tolist() == table.packed.log_elements.tolist()


def test_a_table_of_single_values_has_no_elements(table: Table) -> None:
    assert table.packed.elements.shape == (0, 3)
    assert table.packed.log_elements.shape == (0, 2)
    assert len(table.packed.spots) == 0


def test_nobody_says_anything() -> None:
    for column in (codes([None, ()]), numbers([None, ()]), ground([None, ()])):
        assert column.codes.tolist() == [-1, -1]
        assert Table({"empty": column}).packed.rows.tolist() == [[-1], [-1]]
