"""Pairs of rows with what was found in every column."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .levels import Weights
from .table import Table

Array = npt.NDArray[Any]


class Described(NamedTuple):
    """For each pair: `levels` and `logs` by column (see `compare`), the context, log-odds, 1 for exchanged names."""

    levels: npt.NDArray[np.int8]
    logs: npt.NDArray[np.float32]
    context: npt.NDArray[np.int64]
    odds: npt.NDArray[np.float64]
    swapped: npt.NDArray[np.int8]


def describe_pairs(table: Table, weights: Weights, left: Array, right: Array, exchange: bool = True) -> Described:
    """Compare given pairs in full. Without `exchange`, names are compared only where they stand."""
    from .compare import compare_pairs

    p = table.packed if exchange else table.packed._replace(swap=np.zeros(0, np.int64))
    shape = (len(left), len(p.kind))
    made = Described(
        np.empty(shape, np.int8),
        np.empty(shape, np.float32),
        p.context[p.source[left], p.source[right]],
        np.empty(len(left)),
        np.empty(len(left), np.int8),
    )
    compare_pairs(left, right, p, weights, -np.inf, True, made.levels, made.logs, made.odds, made.swapped)
    return made


def score_pairs(table: Table, weights: Weights, left: Array, right: Array, least: float) -> Array:
    """The log-odds of given pairs, float64; minus infinity below `least`."""
    from .compare import compare_pairs, promising

    keep = np.empty(len(left), np.bool_)
    promising(left, right, table.packed, weights, least, keep)
    found = np.empty(int(keep.sum()))
    none = np.empty((0, 0), np.int8), np.empty((0, 0), np.float32), found, np.empty(0, np.int8)
    compare_pairs(left[keep], right[keep], table.packed, weights, least, False, *none)
    odds = np.full(len(left), -np.inf)
    odds[keep] = found
    return odds
