"""Incidents as a covariate: who pushes, in which month, which way, and how it fades."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.watch.incidents import Event
from tereze.watch.pressing import pressure, pushes

MONTHS = ("2018-11", "2018-12", "2019-01", "2019-02")


def event(when: str, direction: str = "closes", severity: int | None = 4) -> Event:
    return Event(
        sort="fine", factor="host_response", direction=direction, when=when, where="", against="", severity=severity,
        sources=(), origins=(), after_testimony=None, followed_up=(), disputed=False, cites=(),
    )  # fmt: skip


def test_a_push_has_the_month_the_way_and_the_weight_of_its_incident() -> None:
    found = pushes([event("2018-12-04"), event("2019-01", "opens", 2), event("2019-01-09", "neutral")], MONTHS)
    assert found.tolist() == [0.0, -1.0, 0.5, 0.0]


def test_two_in_a_month_add_up_and_the_ungraded_weigh_little() -> None:
    assert pushes([event("2019-02-01"), event("2019-02-02", severity=None)], MONTHS).tolist() == [0.0, 0.0, 0.0, -1.25]


@pytest.mark.parametrize("when", ["2017-05", "2018", "", "2019-03"])
def test_what_has_no_month_here_pushes_nothing(when: str) -> None:
    assert not pushes([event(when)], MONTHS).any()


def test_a_push_lasts_and_what_it_adds_fades() -> None:
    moved = pressure(np.array([0.0, -1.0, 0.0, 0.0]))
    assert np.allclose(moved, [0.0, -1.0, -1.8, -2.44])
    assert np.allclose(np.diff(moved[1:]) / np.diff(moved[1:])[0], [1.0, 0.8])


def test_pushes_of_both_ways_cancel() -> None:
    assert np.allclose(pressure(np.array([1.0, 0.0])) + pressure(np.array([-1.0, 0.0])), 0.0)
