"""Links: every pair once, the same for any number of threads, reports and warnings."""

from __future__ import annotations

import time

import numpy as np
import pytest

from tereze.resolve.bulk import Links, Model, Table, category, cluster, link, train
from tereze.resolve.bulk.blocks import make_blocks
from tereze.resolve.bulk.link import pieces

from .conftest import People
from .test_blocks import pairs_of


def test_every_pair_is_there_once_and_in_order(links: Links) -> None:
    codes = links.left.astype(np.int64) * links.rows + links.right
    assert (links.left < links.right).all()
    assert len(np.unique(codes)) == len(codes)


def test_all_pairs_of_all_keys_are_compared(table: Table, links: Links) -> None:
    union = set().union(*(pairs_of(one) for one in make_blocks(table)))
    assert links.compared == len(union)


def test_threads_change_nothing(table: Table, model: Model, links: Links) -> None:
    one = link(table, model, threads=1)
    assert np.array_equal(one.left, links.left)
    assert np.array_equal(one.probability, links.probability)


def test_pieces_cover_every_block(table: Table) -> None:
    blocks = make_blocks(table)
    covered = [0] * len(blocks)
    for key, first, last, _ in pieces(blocks):
        assert first == covered[key]
        covered[key] = last
    assert covered == [len(one.codes) for one in blocks]


def test_each_key_is_reported(table: Table, links: Links) -> None:
    assert [one.key for one in links.keys] == [table.names_key, *table.all_keys]
    assert all(one.largest <= 150 for one in links.keys)


def test_bad_input_is_told_and_takes_bounded_time(people: People) -> None:
    table = people.table()
    columns = table.columns | {"sex": category(["m"] * len(table)), "note": category([None] * len(table))}
    spoiled = Table(columns, table.source, table.swap, (*table.keys, ("sex",), ("note",)))
    begin = time.process_time()
    found = link(spoiled, train(spoiled))
    assert time.process_time() - begin < 15
    text = " ".join(found.warnings)
    assert "“sex” always says the same" in text
    assert "“note” says nothing" in text
    assert "key sex" in text
    assert len(cluster(found)) == len(table)


def test_least_leaves_out_the_unlikely(table: Table, model: Model, links: Links) -> None:
    few = link(table, model, least=0.5)
    assert few.probability.min() >= 0.5
    assert len(few.left) == (links.probability >= 0.5).sum()
    assert few.probability.sum() == pytest.approx(links.probability[links.probability >= 0.5].sum())


def test_rows_a_key_loses_are_told() -> None:
    towns = Table({"a": category(["same"] * 900), "b": category([str(n) if n < 200 else None for n in range(900)]),
                   "c": category([str(n // 2) for n in range(900)])}, keys=(("a", "b"), ("c",)))  # fmt: skip
    found = link(towns, train(towns))
    assert any("key a + b: 700 rows" in text and "do not say" in text for text in found.warnings)
    assert not any(text.startswith("key c") for text in found.warnings)
