"""Training: what is learned without labels is near the truth; judgements count; nothing is random."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.resolve.bulk import Links, Model, Table, by_letters, category, cluster, link, texts, train
from tereze.resolve.bulk.levels import DIFFERENT, SAME, SILENT

from .conftest import People, make_people, pair_f1


def test_training_twice_gives_the_same_model(table: Table, model: Model) -> None:
    assert train(table) == model


def test_the_number_of_partners_is_near_the_truth(people: People, model: Model) -> None:
    counts = np.bincount(people.person)
    assert model.partners == pytest.approx((counts * (counts - 1)).sum() / len(people.person), rel=0.15)


def test_how_often_names_are_exchanged_is_near_the_truth(model: Model) -> None:
    # one row of two exchanged in 5 %: about one pair in ten
    assert 0.05 < model.exchanged < 0.16


def test_rows_of_one_person_agree_on_sex_and_strangers_do_not(model: Model) -> None:
    at = model.columns.index("sex")
    assert all(context[SAME] > 0.9 for context in model.m[at][SILENT])
    assert all(0.3 < context[DIFFERENT] < 0.7 for context in model.chance[at][SILENT])


def test_probabilities_are_calibrated(people: People, links: Links) -> None:
    true = people.person[links.left] == people.person[links.right]
    sure = links.probability >= 0.9
    assert true[sure].mean() >= 0.9
    assert abs(links.probability.sum() - true.sum()) < 0.15 * true.sum()


def test_people_are_found(people: People, links: Links) -> None:
    assert pair_f1(people.person, cluster(links)) > 0.9


def test_judged_pairs_teach(table: Table, people: People, model: Model) -> None:
    same = [(i, i + 1, True) for i in range(len(people.person) - 1) if people.person[i] == people.person[i + 1]]
    taught = train(table, judgements=same)
    assert taught != model
    labels = cluster(link(table, taught))
    assert pair_f1(people.person, labels) >= pair_f1(people.person, cluster(link(table, model))) - 0.02


def test_a_table_where_nobody_is_twice_makes_few_links() -> None:
    people = make_people(400, 11)
    alone = np.unique(people.person, return_index=True)[1]
    table = people.table().take(alone)
    single = Table(table.columns, table.source, table.swap, table.keys)
    found = link(single, train(single))
    assert (found.probability >= 0.5).sum() <= 0.05 * len(alone)


@pytest.mark.parametrize("rows", [1, 2, 7])
def test_tiny_tables_are_no_trouble(rows: int) -> None:
    columns = texts({"name": ["lan mir"] * rows}, by_letters) | {"town": category([None] * rows)}
    table = Table(columns)
    assert len(cluster(link(table, train(table)))) == rows


def test_columns_that_go_together_do_not_count_twice() -> None:
    people = make_people(900, 4)
    table = people.table()
    town = table.columns["town"].codes
    ward = [None if code < 0 else f"ward {3 * code + one % 3}" for code, one in zip(town, people.person, strict=True)]
    larger = Table(table.columns | {"ward": category(ward)}, table.source, table.swap, table.keys)
    model = train(larger)
    assert dict(zip(model.columns, model.beside, strict=True))["town"] == "ward"
    found = link(larger, model)
    true = people.person[found.left] == people.person[found.right]
    assert true[found.probability >= 0.9].mean() >= 0.95
    assert abs(found.probability.sum() - true.sum()) < 0.1 * true.sum()  # 0.22 where columns are taken as independent
