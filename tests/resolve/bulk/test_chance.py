"""How strangers agree: what must hold exactly, what is counted, and what goes together."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.resolve.bulk import Model, Table, category, place, texts
from tereze.resolve.bulk.chance import Strangers, chance, dependence, strangers
from tereze.resolve.bulk.levels import AGREES, DIFFERENT, GROUP, OTHERWISE, SAME, SILENT, Weights, turns

from .conftest import letters


@pytest.fixture(scope="module")
def drawn(table: Table, model: Model) -> Strangers:
    return strangers(table, model.weights(table), 1)


def alone(weights: Weights) -> Weights:
    """The same weights, no column read beside another."""
    beside = np.full(len(weights.beside), -1, np.int64)
    return weights._replace(beside=beside, turn=turns(beside))


def test_likelihood_ratios_average_to_one_over_strangers(table: Table, model: Model, drawn: Strangers) -> None:
    made = chance(drawn, alone(model.weights(table)))[:, SILENT]
    for name in ("given", "father"):
        shares, column = made[table.names.index(name)], table.columns[name]
        # two different rows are drawn: a value that only one row has never agrees
        groups = len(np.unique(column.groups[column.codes[column.codes >= 0]]))
        assert (shares[:, SAME] + shares[:, GROUP]).mean() == pytest.approx(1 - groups / len(table), abs=0.13)
    assert made[table.names.index("sex")][:, SAME] == pytest.approx(1.0, abs=0.05)


def test_strangers_differ_as_often_as_values_are_spread(table: Table, model: Model, drawn: Strangers) -> None:
    made = chance(drawn, alone(model.weights(table)))[:, SILENT]
    assert made[table.names.index("sex")][:, DIFFERENT] == pytest.approx(0.5, abs=0.05)
    assert made[table.names.index("town")][:, DIFFERENT] == pytest.approx(0.8, abs=0.05)


def test_the_same_seed_counts_the_same(table: Table, model: Model, drawn: Strangers) -> None:
    weights = model.weights(table)
    assert np.array_equal(chance(strangers(table, weights, 1), weights), chance(drawn, weights))


def test_pairs_that_are_surely_one_person_do_not_count(table: Table, model: Model, drawn: Strangers) -> None:
    made = chance(drawn, model.weights(table)._replace(prior=600.0))
    assert np.isfinite(made).all()
    assert (made > 0).all()


def test_mates_agree_in_their_column(table: Table, drawn: Strangers) -> None:
    for at in range(len(table.names)):
        assert (drawn.mates[at].levels[:, at] >= GROUP).all()


@pytest.fixture(scope="module")
def towns() -> Table:
    """Streets that are in one town each: whoever shares the street shares the town. All made up."""
    random = np.random.default_rng(9)
    street = random.integers(0, 60, 3000)
    columns = texts({"name": [f"n{n}" for n in random.integers(0, 900, 3000)]}, letters)
    columns["street"] = category([f"s{n}" for n in street])
    columns["town"] = place([f"t{n // 6}" for n in street], [""] * 3000)
    columns["colour"] = category([f"c{n}" for n in random.integers(0, 10, 3000)])
    return Table(columns)


def blank(table: Table) -> Weights:
    """Weights under which all are strangers."""
    beside = np.full(len(table.names), -1, np.int64)
    shape = (len(table.names), 3, 1, 6)
    none = np.full(1, -1, np.int64), np.zeros(1)
    return Weights(np.zeros(shape), beside, turns(beside), 0.0, -50.0, -50.0, *none)


def test_only_what_goes_together_is_found_to(towns: Table) -> None:
    weights = blank(towns)
    m = np.tile(np.array([0.1, 0.0, 0.0, 0.0, 0.9, 0.0]), (4, 3, 1, 1))
    found = dependence(strangers(towns, weights, 1), weights, m)
    name, street, town, colour = range(4)
    assert found[street, town] > 1.0
    assert found[town, street] > 1.0
    assert found[[name, colour]].max() < 0.2
    assert found[:, [name, colour]].max() < 0.2


def test_a_town_says_nothing_among_those_of_one_street(towns: Table) -> None:
    beside = np.array([-1, -1, 1, -1])
    weights = blank(towns)._replace(beside=beside, turn=turns(beside))
    made = chance(strangers(towns, weights, 1), weights)[2, :, 0]
    assert made[SILENT, SAME] == pytest.approx(1.0, abs=0.02)
    assert made[AGREES, SAME] == pytest.approx(
        10.0, rel=0.1
    )  # ten towns: sharing one is no more than sharing the street
    assert made[AGREES, DIFFERENT] < 0.01
    assert made[OTHERWISE, SAME] < 0.95


@pytest.mark.parametrize("seed", range(4))
def test_a_few_pairs_drawn_again_and_again_prove_nothing(seed: int) -> None:
    random = np.random.default_rng(seed)
    columns = texts({"name": [f"n{n}" for n in random.integers(0, 60, 140)]}, letters)
    columns["month"] = category([f"m{n}" if n < 25 else "" for n in random.integers(0, 50, 140)])
    columns["town"] = category([f"t{n}" if n < 12 else "" for n in random.integers(0, 40, 140)])
    few = Table(columns)
    m = np.tile(np.array((0.08, 0.04, 0.04, 0.2, 0.64, 1e-4)), (3, 3, 1, 1))
    assert dependence(strangers(few, blank(few), 1), blank(few), m).max() < 0.15


def test_a_column_that_no_two_rows_share_has_no_mates() -> None:
    columns = texts({"name": [f"n{at}" for at in range(40)]}, lambda text: (text, text.encode()))
    columns["town"] = category(["t"] * 40)
    lonely = Table(columns)
    drawn = strangers(lonely, blank(lonely), 1)
    assert len(drawn.mates[0].levels) == 0
    assert len(drawn.mates[1].levels) > 0
