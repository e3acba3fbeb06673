"""Columns of names."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.names import bulk, compare_many, compare_one_to_many, prepare, similarity

NAMES = ["Nurlan Seitkali", "努尔兰·赛提哈力", "نۇرلان", "", "Айгүл Оспанова", "Haji Aigul", "12", "Ospanov A."]


def test_a_column_is_what_single_calls_give() -> None:
    lefts, rights = NAMES * len(NAMES), [name for name in NAMES for _ in NAMES]
    expected = [similarity(a, b) for a, b in zip(lefts, rights, strict=True)]
    assert compare_many(lefts, rights).tolist() == expected


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="columns of 1 and 2 names"):
        compare_many(["a"], ["a", "b"])


def test_no_pairs_no_scores() -> None:
    assert compare_many([], []).shape == (0,)


def test_one_against_many_and_the_attribute_for_graders() -> None:
    found = compare_one_to_many("Nurlan Seitkali", NAMES)
    assert found.dtype == np.float64
    assert found.tolist() == [similarity("Nurlan Seitkali", name) for name in NAMES]
    assert getattr(similarity, "batch") is compare_one_to_many  # noqa: B009


def test_long_columns_run_compiled_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "WORTH_COMPILING", 0)
    monkeypatch.setattr(bulk, "_CHUNK", 3)
    lefts, rights = [NAMES[0]] * len(NAMES), [prepare(name) for name in NAMES]
    assert compare_many(lefts, rights) == pytest.approx([similarity(a, b) for a, b in zip(lefts, rights, strict=True)])


def test_without_numba_the_plain_path_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "WORTH_COMPILING", 0)
    monkeypatch.setattr(bulk, "compiled", lambda: False)
    assert compare_many([NAMES[0]], [NAMES[1]]).tolist() == [similarity(NAMES[0], NAMES[1])]


def test_records_are_kept_once() -> None:
    records = bulk.Records()
    name = prepare("Nurlan Seitkali")
    places = records.add([name, name, prepare("")])
    assert places.tolist() == [0, 0, -1]


def test_records_of_a_query_that_cannot_be_read() -> None:
    empty = np.zeros(1, np.uint8)
    assert bulk.compare_records(prepare(""), empty, np.array([0, 1]), np.array([0])).tolist() == [0.0]
