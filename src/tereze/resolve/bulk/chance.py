"""How often strangers agree, by column, context and level, each agreement divided by the frequency of what agrees.

With that division the likelihood ratio of any agreement averages to one over strangers, so probabilities come out
calibrated although every value has a weight of its own.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .columns import PLACE, TEXT
from .described import describe_pairs
from .levels import GROUP, LEVELS, SAME, Weights
from .table import Table

Array = npt.NDArray[Any]
PAIRS = 300_000
MATES = 200_000
_SHRINK = 2000.0
_LEAST = 1e-9


def chance(table: Table, weights: Weights, seed: int, mates: bool) -> Array:
    """An array (columns, contexts, levels). Pairs are drawn by `seed`.

    With `mates`, columns other than texts are counted among pairs that share a name: sex and place go with names, and
    what namesakes have in common is what matters. Pairs count by the probability that they are strangers under
    `weights`.
    """
    random = np.random.default_rng(seed)
    size = len(table)
    left, right = random.integers(0, size, (2, PAIRS))
    counts, total = _count(table, weights, left, right)
    if mates:
        found = _mates(table, random)
        if len(found[0]) > 1000:
            theirs, their_total = _count(table, weights, *found)
            for at, column in enumerate(table.columns.values()):
                if column.kind != TEXT:
                    counts[at], total[at] = theirs[at], their_total[at]
    return _smooth(table, counts, total)


def _mates(table: Table, random: np.random.Generator) -> tuple[Array, Array]:
    """Pairs of rows that share a name (of the first column of names), every such pair equally likely."""
    names = [name for name in table.swap or table.names if table.columns[name].kind == TEXT]
    if not names:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    column = table.columns[names[0]]
    part = np.where(column.codes >= 0, column.groups[np.maximum(column.codes, 0)], -1)
    said = np.flatnonzero(part >= 0)
    order = said[np.argsort(part[said], kind="stable")]
    first = np.flatnonzero(np.concatenate(([True], part[order][1:] != part[order][:-1]))) if len(order) else order[:0]
    sizes = np.diff(np.append(first, len(order)))
    pairs = sizes.astype(np.float64) * (sizes - 1)
    if not pairs.sum():
        return order[:0], order[:0]
    group = random.choice(len(sizes), MATES, p=pairs / pairs.sum())
    one = (random.random(MATES) * sizes[group]).astype(np.int64)
    other = (one + 1 + (random.random(MATES) * (sizes[group] - 1)).astype(np.int64)) % sizes[group]
    return order[first[group] + one], order[first[group] + other]


def _count(table: Table, weights: Weights, left: Array, right: Array) -> tuple[Array, Array]:
    apart = left != right
    seen = describe_pairs(table, weights, left[apart], right[apart], exchange=False)
    many, context, levels = len(table.names), seen.context, seen.levels.astype(np.int64)
    strangers = 1.0 / (1.0 + np.exp(np.minimum(seen.odds, 500.0)))
    contexts = int(table.packed.context.max()) + 1
    counts, total = np.zeros((many, contexts, LEVELS)), np.zeros((many, contexts))
    for column in range(many):
        said = levels[:, column] >= 0
        worth = strangers * np.exp(-seen.logs[:, column].astype(np.float64))
        cells = context[said] * LEVELS + levels[said, column]
        counts[column] = np.bincount(cells, worth[said], contexts * LEVELS).reshape(contexts, LEVELS)
        total[column] = np.bincount(context[said], strangers[said], contexts)
    return counts, total


def _smooth(table: Table, counts: Array, total: Array) -> Array:
    """Shares, each context drawn towards all contexts together; what must hold exactly is made to."""
    made = np.empty_like(counts)
    for at, column in enumerate(table.columns.values()):
        pooled = (counts[at].sum(0) + _LEAST) / max(total[at].sum(), 1.0)
        if column.kind == PLACE:
            pooled[SAME] = 1.0
        if column.kind == TEXT and (known := pooled[SAME] + pooled[GROUP]) > 0:
            share = (pooled[SAME] + 1e-3) / (known + 2e-3)
            pooled[SAME], pooled[GROUP] = share, 1.0 - share
        made[at] = (counts[at] + _SHRINK * pooled) / (total[at] + _SHRINK)[:, None]
    return np.maximum(made, _LEAST)
