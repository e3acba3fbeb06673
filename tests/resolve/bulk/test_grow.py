"""Later rows give the same links and clusters as all rows at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tereze.resolve.bulk import BadTable, Table, cluster, extend, link_all, link_more, plan, train
from tereze.resolve.bulk.blocks import block
from tereze.resolve.bulk.link import LEAST, Links, score

from .conftest import People, letters


def later(people: People, table: Table, first: int) -> Table:
    more: dict[str, Any] = {name: people.rows[name][first:] for name in table.names}
    return extend(table, more, people.source[first:], {"town": people.rows["province"][first:]}, letters)


def pairs(links: Links) -> dict[tuple[int, int], float]:
    return {
        (int(i), int(j)): round(float(p), 5) for i, j, p in zip(links.left, links.right, links.probability, strict=True)
    }


@pytest.fixture(scope="module")
def grown(people: People) -> tuple[Links, Links]:
    """Linked later, and linked at once under the same plan."""
    old = len(people.person) - 200
    table = people.table(0, old)
    model, made = train(table), plan(table, cap=20)
    larger = later(people, table, old)
    added = link_more(made, model, link_all(made, model), larger)
    blocks = [block(larger, one.key, plan=one) for one in made.blocks]
    return added, score(larger, model.weights(larger), blocks, LEAST, 1)


def test_the_links_are_the_same(grown: tuple[Links, Links]) -> None:
    added, full = grown
    assert pairs(added) == pairs(full)
    assert len(added.left) > 300


def test_the_clusters_are_the_same(grown: tuple[Links, Links]) -> None:
    added, full = grown
    assert np.array_equal(cluster(added), cluster(full))


def test_new_rows_find_their_people(people: People, grown: tuple[Links, Links]) -> None:
    added, _ = grown
    new = added.right >= len(people.person) - 200
    sure = new & (added.probability >= 0.9)
    assert sure.sum() > 20
    assert (people.person[added.left[sure]] == people.person[added.right[sure]]).mean() > 0.85


def test_old_rows_and_frequencies_stay(people: People) -> None:
    table = people.table(0, 500)
    larger = later(people, table, 500)
    assert np.array_equal(larger.packed.rows[:500], table.packed.rows)
    shared = table.packed.log_leaf[: len(table.columns["given"].leaves)]
    assert np.array_equal(larger.packed.log_leaf[: len(shared)], shared)


def test_new_spellings_places_and_years_are_taken_in(people: People) -> None:
    table = people.table(0, 300)
    more = {"given": ["qwxyz", None], "birth_year": [3000, None], "town": ["new town", "town 1"]}
    larger = extend(table, more, ["fax", "list"], {"town": ["nowhere", None]}, letters)
    assert larger.columns["given"].leaves[larger.columns["given"].codes[300]] == "qwxyz"
    assert (
        larger.columns["town"].group_names[larger.columns["town"].groups[larger.columns["town"].codes[300]]]
        == "nowhere"
    )
    assert larger.columns["father"].codes[300:].tolist() == [-1, -1]
    assert len(larger.packed.rows) == 302


@pytest.mark.parametrize("more", [{}, {"given": ["a"], "father": ["a", "b"]}])
def test_new_columns_must_be_of_one_length(people: People, more: dict[str, list[str]]) -> None:
    with pytest.raises(BadTable, match="new columns"):
        extend(people.table(0, 10), more)
