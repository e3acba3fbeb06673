"""How strangers agree: what must hold exactly, and what is counted."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.resolve.bulk import Model, Table
from tereze.resolve.bulk.chance import chance
from tereze.resolve.bulk.levels import DIFFERENT, GROUP, SAME, Weights


def test_likelihood_ratios_average_to_one_over_strangers(table: Table, model: Model) -> None:
    made = chance(table, model.weights(table), 1, mates=False)
    for name in ("given", "father"):
        shares, column = made[table.names.index(name)], table.columns[name]
        # two different rows are drawn: a value that only one row has never agrees
        groups = len(np.unique(column.groups[column.codes[column.codes >= 0]]))
        assert (shares[:, SAME] + shares[:, GROUP]).mean() == pytest.approx(1 - groups / len(table), abs=0.1)
    assert made[table.names.index("sex")][:, SAME] == pytest.approx(1.0, abs=0.05)


def test_strangers_differ_as_often_as_values_are_spread(table: Table, model: Model) -> None:
    made = chance(table, model.weights(table), 1, mates=False)
    assert made[table.names.index("sex")][:, DIFFERENT] == pytest.approx(0.5, abs=0.05)
    assert made[table.names.index("town")][:, DIFFERENT] == pytest.approx(0.8, abs=0.05)


def test_the_same_seed_counts_the_same(table: Table, model: Model) -> None:
    weights = model.weights(table)
    assert np.array_equal(chance(table, weights, 3, True), chance(table, weights, 3, True))


def test_pairs_that_are_surely_one_person_do_not_count(table: Table, model: Model) -> None:
    weights = model.weights(table)
    sure = Weights(weights.w, weights.straight, weights.crossed, 600.0, weights.pairs, weights.values)
    made = chance(table, sure, 1, mates=False)
    assert np.isfinite(made).all()
    assert (made > 0).all()
