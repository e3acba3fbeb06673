"""The inbox as it was counted: one count a month, and too few are none."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from tereze.model.events import Assessment
from tereze.watch.inbox import ENOUGH, Counted, counted, number, sizes
from tereze.watch.material import Cite, Material


def count(when: str, says: str, id_: str = "") -> Assessment:
    return Assessment(
        id=id_ or f"c-{when}", source="s4", by="teller@6", about="inbox", sort="inbox", says=says, when=when
    )


def with_counts(material: Material, *counts: Assessment) -> Material:
    return msgspec.structs.replace(material, assessments=(*material.assessments, *counts))


def test_the_last_count_of_a_month_stands_for_it(material: Material) -> None:
    found = counted(
        with_counts(material, count("2019-05-31", "143 letters"), count("2019-05-02", "90"), count("2019-06", "7"))
    )
    assert [(one.month, one.waiting) for one in found] == [("2019-05", 143), ("2019-06", 7)]
    assert found[0].cite.record == "c-2019-05-31"


@pytest.mark.parametrize("says", ["many", "", "about 30"])
def test_words_without_a_number_first_count_nothing(material: Material, says: str) -> None:
    assert counted(with_counts(material, count("2019-05-31", says))) == ()


def test_a_count_of_a_year_is_of_no_month(material: Material) -> None:
    assert counted(with_counts(material, count("2019", "12"))) == ()


def test_another_assessment_is_no_count(material: Material) -> None:
    assert [number(one) for one in material.assessments] == [None, None, None]


def test_months_nobody_counted_are_no_number() -> None:
    months = [f"2019-{month:02}" for month in range(1, 10)]
    counts = [Counted(month, 5, Cite("r", "s", month)) for month in months[:ENOUGH]]
    found = sizes(counts, months)
    assert found is not None
    assert np.isfinite(found).sum() == ENOUGH
    assert sizes(counts[1:], months) is None
