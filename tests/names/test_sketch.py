"""Sketches and the coarse score."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.names import coarse_many, sketch_many
from tereze.names.sketch import _count, _table, sketch

ONE = ["Gulzira Auelkhan", "Amina Tohti", "Perhat Tömür"]
OTHER = ["古孜拉·阿瓦尔汗", "ئامىنە توختى", "帕尔哈提·铁木尔"]


def test_spellings_of_one_name_score_higher_than_other_names() -> None:
    lefts, rights = sketch_many(ONE), sketch_many(OTHER)
    own = coarse_many(lefts, rights)
    crossed = coarse_many(lefts, np.roll(rights, 1, axis=0))
    assert own.dtype == np.float32
    assert (own > crossed).all()
    assert own.min() > 0.4


def test_same_is_one_and_nothing_is_zero() -> None:
    rows = sketch_many(["Amina Tohti", ""])
    assert coarse_many(rows, rows).tolist() == [1.0, 0.0]
    assert sketch("") == 0


def test_one_row_against_many() -> None:
    rows = sketch_many(ONE)
    assert coarse_many(rows, rows[:1]).shape == (3,)


def test_counting_bits_without_numpy_2(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = sketch_many(ONE)
    with_numpy_2 = _count(rows)
    monkeypatch.delattr(np, "bitwise_count", raising=False)
    assert _count(rows).tolist() == with_numpy_2.tolist()
    assert _table()[0b1011] == 3
