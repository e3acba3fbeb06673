"""Pairs described: what is put right later is what describing anew gives; stretches change nothing."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.resolve.bulk import Column, Links, Model, Table, described
from tereze.resolve.bulk.described import crossing, describe_pairs, in_threads, two_at_a_time, with_spellings
from tereze.resolve.bulk.levels import LEARNED
from tereze.resolve.bulk.model import hash_table


def test_spellings_learned_later_give_what_describing_anew_gives(table: Table, model: Model) -> None:
    before = model.weights(table)._replace(pairs=np.full(1, -1, np.int64), values=np.zeros(1))
    pairs, values = hash_table([(a, b, 0.1 * a + b) for a in range(40) for b in range(a + 1, 60, 2)])
    left, right = np.random.default_rng(8).integers(0, len(table), (2, 2000)).astype(np.int32)
    weights = before._replace(pairs=pairs, values=values)
    seen = describe_pairs(table, before, left, right, exchange=False)
    with_spellings(table, seen, weights, left, right)
    anew = describe_pairs(table, weights, left, right, exchange=False)
    assert np.array_equal(seen.levels, anew.levels)
    assert np.array_equal(seen.logs, anew.logs)
    assert (seen.levels == LEARNED).sum() > 10


def test_exchanged_names_are_found_only_where_they_may_be(table: Table, model: Model, links: Links) -> None:
    seen = describe_pairs(table, model.weights(table), links.left, links.right)
    may = crossing(table, links.left, links.right)
    assert set(np.flatnonzero(seen.swapped).tolist()) <= set(may.tolist())
    given, father = (table.columns[name] for name in ("given", "father"))

    def sound(column: Column, row: int) -> int | None:
        return int(column.groups[column.codes[row]]) if column.codes[row] >= 0 else None

    for n in range(0, len(links.left), 7):
        i, j = int(links.left[n]), int(links.right[n])
        met = sound(given, i) is not None and sound(given, i) == sound(father, j)
        met = met or (sound(father, i) is not None and sound(father, i) == sound(given, j))
        assert (n in may) == met


def test_without_names_to_exchange_none_are(table: Table) -> None:
    plain = Table(table.columns, table.source, None, table.keys)
    assert len(crossing(plain, np.arange(5), np.arange(5, 10))) == 0


def test_stretches_change_nothing(table: Table, model: Model, links: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = model.weights(table)
    whole = describe_pairs(table, weights, links.left, links.right)
    monkeypatch.setattr(described, "STRETCH", 37)
    parts = describe_pairs(table, weights, links.left, links.right)
    assert all(np.array_equal(one, other) for one, other in zip(whole, parts, strict=True))
    assert np.array_equal(whole.by(weights), parts.by(weights))


def test_every_stretch_is_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(described, "STRETCH", 4)
    counts = np.zeros(11, np.int64)

    def one(part: slice) -> None:
        counts[part] += 1

    in_threads(one, 11)
    in_threads(one, 0)
    assert counts.tolist() == [1] * 11


def test_what_is_made_two_at_a_time_keeps_its_order() -> None:
    assert two_at_a_time(lambda n: n * n, range(50)) == [n * n for n in range(50)]
    with pytest.raises(ZeroDivisionError):
        two_at_a_time(lambda n: 1 // n, [1, 0])
