"""The levels of several values, compiled. All places are invented."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.resolve.bulk import Table
from tereze.resolve.bulk.columns import MONTHS, YEARS, Column
from tereze.resolve.bulk.several import Spot, codes, ground, numbers
from tereze.resolve.bulk.several_kernel import several_level


def level(column: Column) -> tuple[int, float]:
    """Of the first leaf against the second."""
    p = Table({"only": column}).packed
    found = several_level(
        0, 0, 1, p.kind, p.steps, p.lengths, p.masks, p.elements, p.spots, p.log_elements
    )  # fmt: skip
    back = several_level(0, 1, 0, p.kind, p.steps, p.lengths, p.masks, p.elements, p.spots, p.log_elements)
    assert found == back
    return found


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((1970, 1980), (1960, 1980), 4), ((1970,), (1971,), 3), ((1970,), (1960, 1968), 2), ((1970,), (1975,), 1),
     ((1970, 1990), (1980,), 0)],
)  # fmt: skip
def test_of_numbers_the_least_difference_counts(one: tuple[int, ...], other: tuple[int, ...], expected: int) -> None:
    assert level(numbers([one, other], YEARS))[0] == expected


def test_months_have_steps_of_their_own() -> None:
    assert level(numbers([(5,), (8, 90)], MONTHS))[0] == 2
    assert level(numbers([(5,), (17, 90)], MONTHS))[0] == 1
    assert level(numbers([(5,), (18, 90)], MONTHS))[0] == 0


def test_of_codes_in_common_the_rarest_counts() -> None:
    rows = [("common", "rare"), ("common", "rare", "other"), *[("common",)] * 6]
    found, log = level(codes(rows))
    assert found == 4
    assert log == pytest.approx(np.log(2 / 8))
    assert level(codes([("a",), ("b", "c")])) == (0, 0.0)


INN = Spot("inn", "county", "prefecture", (10.0, 20.0))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (INN, 4),
        (Spot("mill", "county", "prefecture", (30.0, 20.0)), 3),
        (Spot("across the border", "", "", (10.2, 20.3)), 2),
        (Spot("next county", "county 2", "prefecture 2", (10.2, 20.3)), 2),
        (Spot("same prefecture", "county 2", "prefecture", (12.0, 20.0)), 1),
        (Spot("unmeasured", "county 2", "prefecture"), 1),
        (Spot("another prefecture", "county 2", "prefecture 2", (12.0, 20.0)), 0),
        (Spot("unmeasured", "county 2", "prefecture 2"), 0),
        (Spot("abroad", "", "", (12.0, 20.0)), 0),
        (Spot("nobody knows"), -1),
    ],
)
def test_places_by_the_ground(other: Spot, expected: int) -> None:
    assert level(ground([(INN,), (other, Spot("nobody knows"))]))[0] == expected if other is not INN else True
    assert level(ground([(INN, Spot("mine")), (other,)]))[0] == expected


def test_the_same_place_counts_by_the_place_one_county_by_the_county() -> None:
    mill = Spot("mill", "county", "prefecture", (10.0, 20.5))
    rows = [(INN, mill), (INN,), (mill,), (mill,), (Spot("far", "c", "p"),)]
    assert level(ground(rows)) == pytest.approx((4, np.log(2 / 5)))
    assert level(ground([(INN,), (mill,), (mill,), (Spot("far", "c", "p"),)])) == pytest.approx((3, np.log(3 / 4)))


def test_a_far_place_does_not_outweigh_a_near_one() -> None:
    far = Spot("far", "c", "p", (50.0, 50.0))
    assert level(ground([(far, INN), (INN,)]))[0] == 4
    assert level(ground([(far,), (INN, Spot("nowhere"))]))[0] == 0
