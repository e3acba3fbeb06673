"""Tables: what fits together, frequencies, keys chosen, warnings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tereze.resolve.bulk import BadTable, Model, Table, by_letters, category, number, texts
from tereze.resolve.bulk.blocks import SMALL, caps
from tereze.resolve.bulk.table import MOST_KEYS, choose_keys, contexts

from .conftest import People


def test_columns_must_be_of_one_length() -> None:
    with pytest.raises(BadTable, match="differ in length"):
        Table({"a": category(["x"]), "b": category(["x", "y"])})


def test_a_table_needs_columns() -> None:
    with pytest.raises(BadTable, match="no columns"):
        Table({})


def test_keys_must_name_columns() -> None:
    with pytest.raises(BadTable, match="height"):
        Table({"a": category(["x"])}, keys=(("a", "height"),))


def test_too_many_keys_are_refused() -> None:
    with pytest.raises(BadTable, match="more than"):
        Table({"a": category(["x"])}, keys=(("a",),) * (MOST_KEYS + 1))


def test_frequencies_are_logs_of_shares() -> None:
    packed = Table({"a": category(["x", "x", "x", "y"])}).packed
    assert np.exp(packed.log_leaf).tolist() == pytest.approx([0.75, 0.25])


def test_some_rows_keep_the_frequencies_of_all(table: Table) -> None:
    some = table.take([3, 1])
    assert len(some) == 2
    assert np.array_equal(some.packed.log_group, table.packed.log_group)
    assert np.array_equal(some.packed.rows[0], table.packed.rows[3])


def test_unordered_pairs_of_names_are_the_same_either_way() -> None:
    columns = texts({"given": ["lan", "mir"], "father": ["mir", "lan"]}, by_letters)
    parts = Table(columns, keys=(("given|father",),)).parts["given|father"]
    assert parts[0] == parts[1] >= 0


def test_every_pair_of_sources_is_a_context() -> None:
    made = contexts(3)
    assert (made == made.T).all()
    assert len(np.unique(made)) == 6


def test_keys_are_led_by_columns_that_seldom_agree(people: People) -> None:
    table = people.table()
    chosen = choose_keys(Table(table.columns, table.source, table.swap))
    leads = {key[0] for key in chosen}
    assert {"given", "father", "birth_year", "town"} <= leads
    assert "sex" not in leads


def test_a_silent_and_a_constant_column_are_told() -> None:
    table = Table({"a": category([None, None]), "b": category(["x", "x"]), "c": category(["x", "y"])})
    assert [("nothing" in one, "same" in one) for one in table.warnings()] == [(True, False), (False, True)]


def test_a_default_counts_as_nothing_said_and_is_told() -> None:
    years = [1900] * 40 + [1900 + n for n in range(1, 61)]
    table = Table({"year": number(years)})
    assert (table.columns["year"].codes[:40] == -1).all()
    assert (table.columns["year"].codes[40:] >= 0).all()
    assert "default" in table.warnings()[0]


def test_a_common_value_among_few_is_no_default() -> None:
    assert Table({"sex": category(["m"] * 70 + ["f"] * 30)}).defaults == {}


def test_a_column_said_twice_is_told() -> None:
    towns = ["a", "b", "c", "a", None]
    table = Table({"town": category(towns), "place": category(towns), "other": category(["a", "b", "c", "c", None])})
    assert table.warnings() == ("column “place” says what “town” says, row by row: leave one of them out",)


def test_several_rows_of_one_record_count_as_one_for_the_prior_and_the_width_of_blocks(
    table: Table, model: Model
) -> None:
    twice = replace(table, records=len(table) // 2)
    assert (table.size, twice.size, twice.take([1, 2]).size) == (len(table), len(table) // 2, len(table) // 2)
    assert model.weights(twice).prior - model.weights(table).prior == pytest.approx(np.log(2), abs=0.01)
    assert caps(replace(table, records=SMALL + 1))[0] < caps(table)[0]
