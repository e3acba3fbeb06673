"""Mixed codes: different inputs, different codes."""

from __future__ import annotations

import numpy as np

from tereze.resolve.bulk.mixing import mix, row_hashes


def test_different_values_get_different_codes() -> None:
    codes = mix(np.zeros(10_000, np.uint64), np.arange(10_000))
    assert len(np.unique(codes)) == 10_000


def test_order_matters() -> None:
    start = np.zeros(1, np.uint64)
    one, two = np.array([1]), np.array([2])
    assert mix(mix(start, one), two) != mix(mix(start, two), one)


def test_equal_rows_have_equal_hashes() -> None:
    rows = np.array([[1, -1], [2, 3], [1, -1]], np.int32)
    made = row_hashes(rows)
    assert made[0] == made[2] != made[1]
