"""Spellings of one name, learned from rows that otherwise agree."""

from __future__ import annotations

import numpy as np

from tereze.resolve.bulk import Model, Table, link, train
from tereze.resolve.bulk.described import describe_pairs
from tereze.resolve.bulk.levels import LEARNED

from .conftest import KEYS, People, make_people


def two_spellings(share: float) -> tuple[People, Table]:
    """People of whom every “badalan” is written “wugolen” in a share of the rows."""
    people = make_people(900, 21)
    random = np.random.default_rng(2)
    for name in ("given", "father"):
        texts = [text and text.replace("e", "a") for text in people.rows[name]]
        common = ["badalan" if text and text.startswith(("ba", "do")) else text for text in texts]
        people.rows[name] = ["wugolen" if text == "badalan" and random.random() < share else text for text in common]
    return people, people.table()


def test_two_sounds_that_stand_for_each_other_are_learned() -> None:
    _, table = two_spellings(0.4)
    model = train(table)
    assert {("bdln", "wgln")} <= {(min(a, b), max(a, b)) for a, b, _ in model.same}


def test_what_was_learned_links_rows_that_letters_would_part() -> None:
    people, table = two_spellings(0.4)
    model = train(table)
    links = link(table, model)
    seen = describe_pairs(table, model.weights(table), links.left, links.right)
    learned = (seen.levels[:, :2] == LEARNED).any(axis=1) & (links.probability >= 0.5)
    assert learned.sum() > 10
    assert (people.person[links.left[learned]] == people.person[links.right[learned]]).mean() > 0.7


def test_strangers_names_are_not_learned(table: Table, model: Model) -> None:
    assert table.keys == KEYS
    assert len(model.same) <= 12
