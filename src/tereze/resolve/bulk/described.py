"""Pairs of rows with what was found in every column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from .levels import Weights
from .table import Packed, Table

Array = npt.NDArray[Any]
T = TypeVar("T")
M = TypeVar("M")
STRETCH = 10_000


class Described(NamedTuple):
    """For each pair: `levels` and `logs` by column (see `compare`), the context, log-odds, 1 for exchanged names."""

    levels: npt.NDArray[np.int8]
    logs: npt.NDArray[np.float32]
    context: npt.NDArray[np.int64]
    odds: npt.NDArray[np.float64]
    swapped: npt.NDArray[np.int8]

    def by(self, weights: Weights) -> Array:
        """Log-odds under other weights, which way exchanged names are read staying as it is."""
        from .scan import odds_under

        odds = np.empty(len(self.levels))

        def one(part: slice) -> None:
            odds_under(self.levels[part], self.logs[part], self.context[part], self.swapped[part], weights, odds[part])

        in_threads(one, len(odds))
        return odds


def describe_pairs(table: Table, weights: Weights, left: Array, right: Array, exchange: bool = True) -> Described:
    """Compare given pairs in full. Without `exchange`, names are compared only where they stand."""
    from .compare import compare_pairs

    p = table.packed if exchange else table.packed._replace(swap=np.zeros(0, np.int64))
    left, right = (np.asarray(side, np.int32) for side in (left, right))  # one kind of number: compiled once
    shape = (len(left), len(p.kind))
    made = Described(
        np.empty(shape, np.int8),
        np.empty(shape, np.float32),
        p.context[p.source[left], p.source[right]],
        np.empty(len(left)),
        np.empty(len(left), np.int8),
    )

    def one(part: slice) -> None:
        filled = made.levels[part], made.logs[part], made.odds[part], made.swapped[part]
        compare_pairs(left[part], right[part], p, weights, -np.inf, True, *filled)

    in_threads(one, len(left))
    return made


def crossing(table: Table, left: Array, right: Array) -> Array:
    """Which of the pairs have a name of one row that sounds like the other name of the other: both ways are tried."""
    p = table.packed
    if not len(p.swap):
        return np.zeros(0, np.int64)
    ours, theirs = ([_sounds(p, side, int(column)) for column in p.swap] for side in (left, right))
    met = ((ours[0] >= 0) & (ours[0] == theirs[1])) | ((ours[1] >= 0) & (ours[1] == theirs[0]))
    return np.flatnonzero(met)


def _sounds(p: Packed, rows: Array, column: int) -> Array:
    codes = p.rows[rows, column]
    made: Array = np.where(codes >= 0, p.group[p.base[column] + np.maximum(codes, 0)], -1)
    return made


def with_spellings(table: Table, seen: Described, weights: Weights, left: Array, right: Array) -> None:
    """Put in place into `seen` what was learned since about spellings; not for exchanged names."""
    from .compare import relearn

    left, right = (np.asarray(side, np.int32) for side in (left, right))

    def one(part: slice) -> None:
        relearn(
            left[part], right[part], table.packed, weights.pairs, weights.values, seen.levels[part], seen.logs[part]
        )

    in_threads(one, len(left))


def score_pairs(table: Table, weights: Weights, left: Array, right: Array, least: float) -> Array:
    """The log-odds of given pairs, float64; minus infinity below `least`."""
    from .compare import compare_pairs

    odds = np.full(len(left), -np.inf)
    none = np.empty((0, 0), np.int8), np.empty((0, 0), np.float32), odds, np.empty(0, np.int8)
    compare_pairs(left, right, table.packed, weights, least, False, *none)
    return odds


def in_threads(one: Callable[[slice], None], size: int) -> None:
    """`one` for stretches of `size`, two at a time where there is much to do."""
    parts = [slice(at, at + STRETCH) for at in range(0, size, STRETCH)] or [slice(0, 0)]
    if len(parts) == 1:
        one(parts[0])
        return
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, parts))


def two_at_a_time(one: Callable[[T], M], many: Iterable[T]) -> list[M]:
    """What `one` makes of each, in their order; the compiled core leaves the interpreter free for another."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, many))
