"""Spellings of one name, learned from the people: sounds that stand for each other in rows that otherwise agree."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .described import describe_pairs
from .levels import LEARNED, Weights, stands
from .table import Table

Array = npt.NDArray[Any]
LEAST = 0.05  # the likelihood below which pairs say next to nothing of spellings
KEEP = 2.0
TRUST = 0.5
Same = tuple[int, int, float]


def same_names(table: Table, weights: Weights, left: Array, right: Array, odds: Array) -> list[Same]:
    """Pairs of sound groups (a < b) with the log likelihood ratio that they are one name, learned from candidate pairs
    (`odds`: log-odds), each by its probability.

    How often two sounds meet in rows of one person is Poisson with mean (rows compared) x 2 p q x ratio; the ratio has
    a Gamma prior worth `TRUST` of a sight (DuMouchel 1999 does the same for drug reactions), and cannot exceed what
    agreement on the commoner of the two would say. Pairs seen less than `KEEP` times are left to their letters.
    """
    p = table.packed
    columns = [at for at, name in enumerate(table.names) if p.learns[at] and (not table.swap or name in table.swap)]
    if not columns:
        return []
    probability = 1.0 / (1.0 + np.exp(-odds.astype(np.float64)))
    plain = weights._replace(pairs=np.full(1, -1, np.int64), values=np.zeros(1))
    seen = describe_pairs(table, plain, left, right)
    levels, logs, context, swapped = seen.levels.astype(np.int64), seen.logs, seen.context, seen.swapped
    codes, worth, before, total = [], [], [], 0.0
    for column in columns:
        said = (levels[:, column] >= 0) & (swapped == 0)
        total += probability[said].sum()
        ours, theirs = (_groups(p, side, column) for side in (left, right))
        other = said & (ours != theirs)
        low, high = np.minimum(ours, theirs)[other], np.maximum(ours, theirs)[other]
        codes.append((low << 31) | high)
        worth.append(probability[other])
        level = np.minimum(levels[other, column], LEARNED - 1)
        stand = stands(seen.levels[other], int(weights.beside[column]))
        before.append(weights.w[column, stand, context[other], level] - logs[other, column])
    return _ratios(
        table, columns, total, codes=np.concatenate(codes), worth=np.concatenate(worth), before=np.concatenate(before)
    )


def _groups(p: Any, rows: Array, column: int) -> Array:
    codes = p.rows[rows, column]
    made: Array = p.group[p.base[column] + np.maximum(codes, 0)].astype(np.int64)
    return made


def _ratios(table: Table, columns: list[int], total: float, *, codes: Array, worth: Array, before: Array) -> list[Same]:
    distinct, inverse = np.unique(codes, return_inverse=True)
    seen = np.bincount(inverse, worth, len(distinct))
    prior = np.bincount(inverse, before, len(distinct)) / np.maximum(np.bincount(inverse, minlength=len(distinct)), 1)
    a, b = distinct >> 31, distinct & ((1 << 31) - 1)
    frequency = np.exp(_log_frequencies(table, columns))
    expected = total * 2 * frequency[a] * frequency[b]
    ratio = (TRUST + seen) / (TRUST / np.exp(np.clip(prior, 0.0, 30.0)) + expected)
    ratio = np.minimum(ratio, 1.0 / np.maximum(frequency[a], frequency[b]))
    keep = seen >= KEEP
    return [(int(x), int(y), float(r)) for x, y, r in zip(a[keep], b[keep], np.log(ratio[keep]), strict=True)]


def _log_frequencies(table: Table, columns: list[int]) -> Array:
    p, size = table.packed, len(table.vocabulary)
    made: Array = np.logaddexp.reduce(
        [p.log_group[p.group_base[c] : p.group_base[c] + size] for c in columns]
    ) - np.log(len(columns))
    return made
