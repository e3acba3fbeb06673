"""How often strangers agree, by column, stand, context and level; agreements divided by the frequency of what agrees.

With that division the likelihood ratio of any agreement averages to one over strangers, so probabilities come out
calibrated although every value has a weight of its own.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .columns import NUMBER, PLACE, TEXT, Column
from .described import Described, describe_pairs, two_at_a_time, with_spellings
from .levels import AGREES, GROUP, LEVELS, OTHERWISE, SAME, SILENT, STANDS, Weights, stands
from .table import Table

Array = npt.NDArray[Any]
PAIRS = 200_000
MATES = 80_000
PER_ROW = 100  # small tables have no more to tell
_SHRINK = 2000.0
_FEW = 200.0  # strangers that the share among all is worth, where few agree in the other column
_LEAST = 1e-9
_SURE = 3.0
_MOSTLY = 0.3


class Strangers(NamedTuple):
    """Pairs of rows at random, and for each column pairs that agree in it (`mates`), most of them strangers; `rows` are
    theirs, in that order. A pair counts as much as the table counts its rows."""

    table: Table
    rows: tuple[tuple[Array, Array], ...]
    random: Described
    mates: tuple[Described, ...]


def strangers(table: Table, weights: Weights, seed: int) -> Strangers:
    """Draw and describe the pairs, by `seed`."""
    random = np.random.default_rng(seed)
    left, right = random.integers(0, len(table), (2, min(PAIRS, PER_ROW * len(table))))
    apart = left != right
    drawn = [(left[apart], right[apart]), *(_mates(column, random) for column in table.columns.values())]
    seen = two_at_a_time(lambda pair: describe_pairs(table, weights, *pair, exchange=False), drawn)
    return Strangers(table, tuple(drawn), seen[0], tuple(seen[1:]))


def learn_spellings(drawn: Strangers, weights: Weights) -> None:
    """Put in place what was learned since about spellings."""
    both = zip(drawn.rows, (drawn.random, *drawn.mates), strict=True)
    two_at_a_time(lambda one: with_spellings(drawn.table, one[1], weights, *one[0]), both)


def chance(drawn: Strangers, weights: Weights) -> Array:
    """An array (columns, stands, contexts, levels). A pair counts by the probability that it is of strangers under
    `weights`; a column read beside another is counted apart among those that agree in the other."""
    table = drawn.table
    many = len(table.names)
    made = np.empty((many, STANDS, int(table.packed.context.max()) + 1, LEVELS))
    apart = _apart(drawn, -1, weights)

    def one(at: int) -> None:
        column, beside = table.columns[table.names[at]], int(weights.beside[at])
        counts, total = _count(table, drawn.random, apart, at)
        pooled = _exact(column, (counts.sum(0) + _LEAST) / max(total.sum(), 1.0))
        made[at, :] = _drawn_towards(counts, total, pooled)
        if beside < 0:
            return
        mates = drawn.mates[beside]
        for stand, seen, worth in (
            (OTHERWISE, drawn.random, apart * (stands(drawn.random.levels, beside) == OTHERWISE)),
            (AGREES, mates, _apart(drawn, beside, weights)),
        ):
            counts, total = _count(table, seen, worth, at)
            share = (counts.sum(0) + _FEW * pooled) / (total.sum() + _FEW)
            made[at, stand] = _drawn_towards(counts, total, share)

    two_at_a_time(one, range(many))
    return np.maximum(made, _LEAST)


def dependence(drawn: Strangers, weights: Weights, m: Array) -> Array:
    """How much (in nats, for rows of one person) column b is worth otherwise to strangers that agree in column a; an
    array [a, b]. `m` as in `Model`. Only what chance cannot explain counts: `_SURE` standard errors are taken off.
    Where those that agree in a are mostly one person (a number, a full date), they tell nothing about strangers."""
    many = len(m)
    apart = _apart(drawn, -1, weights)
    mean = m[:, SILENT].mean(1)
    agrees = mean[:, GROUP:].sum(1)
    plain = two_at_a_time(lambda at: _share(drawn.table, drawn.random, apart, at), range(many))
    made = np.zeros((many, many))

    def one(a: int) -> None:
        worth = _apart(drawn, a, weights)
        if not worth.sum() >= _MOSTLY * max(len(worth), 1):
            return
        for b in range(many):
            if a != b:
                share, error = _share(drawn.table, drawn.mates[a], worth, b)
                usual, its = plain[b]
                excess = np.abs(share - usual)
                sure = np.maximum(excess - _SURE * np.sqrt(error**2 + its**2), 0.0) * np.sign(share - usual)
                ratio = np.maximum(usual + sure, _LEAST) / usual
                made[a, b] = agrees[a] * (mean[b] * np.abs(np.log(ratio)) * (usual > 1e-6)).sum()

    two_at_a_time(one, range(many))
    return made


def _share(table: Table, seen: Described, worth: Array, at: int) -> tuple[Array, Array]:
    """The share of each level in a column, agreements divided by their frequency, and its standard error.

    What was never seen might have been seen once: an agreement is worth the number of distinct values then.
    """
    from .scan import tally

    column = list(table.columns.values())[at]
    counts, squares, totals = tally(
        at, seen.levels, seen.logs, seen.context, worth, 1 + int(table.packed.context.max())
    )
    total = max(float(totals.sum()), 1.0)
    share = counts.sum(0) / total
    once = np.ones(LEVELS)
    once[GROUP:] = len(column.group_names) if column.kind != NUMBER else 1.0
    error = np.sqrt(squares + once**2) / total
    return np.maximum(share, _LEAST), error


def _mates(column: Column, random: np.random.Generator) -> tuple[Array, Array]:
    """Rows at random, each with another that agrees in the column."""
    from .scan import by_value

    said = np.flatnonzero(column.codes >= 0)
    codes = column.codes[said]
    value = codes if column.kind == NUMBER else column.groups[codes]
    if not len(said):
        return said, said
    order, start = by_value(value, int(value.max()) + 1)
    rows, size = said[order], np.diff(start)
    first, size = start[:-1][size > 0], size[size > 0]
    run = np.repeat(np.arange(len(first)), size)
    # never more than there are pairs: the same few drawn again and again would look like certainty
    pairs = int((size * (size - 1) // 2).sum())
    mated = np.flatnonzero(size[run] > 1)
    at = mated[random.integers(0, len(mated), min(MATES, PER_ROW * len(mated), pairs))] if pairs else mated
    begin, many = first[run[at]], size[run[at]]
    other = begin + (at - begin + 1 + (random.random(len(at)) * (many - 1)).astype(np.int64)) % many
    return rows[at], rows[other]


def _apart(drawn: Strangers, at: int, weights: Weights) -> Array:
    """The probability of each pair to be of two people, of those drawn at random (-1) or the mates of a column; times
    what its rows count, the mean of that being one."""
    seen = drawn.random if at < 0 else drawn.mates[at]
    made: Array = 1.0 / (1.0 + np.exp(np.minimum(seen.by(weights), 500.0)))
    counted = drawn.table.counted
    if counted is None or not len(made):
        return made
    left, right = drawn.rows[at + 1]
    worth = counted[left] * counted[right]
    made *= worth / worth.mean()
    return made


def _count(table: Table, seen: Described, worth: Array, column: int) -> tuple[Array, Array]:
    """Levels of a column by context, each agreement divided by its frequency; and how many pairs said anything."""
    from .scan import tally

    contexts = 1 + int(table.packed.context.max())
    counts, _, total = tally(column, seen.levels, seen.logs, seen.context, worth, contexts)
    return counts, total


def _exact(column: Column, pooled: Array) -> Array:
    """What must hold exactly over strangers is made to."""
    if column.kind == PLACE:
        pooled[SAME] = 1.0
    if column.kind == TEXT and (known := pooled[SAME] + pooled[GROUP]) > 0:
        share = (pooled[SAME] + 1e-3) / (known + 2e-3)
        pooled[SAME], pooled[GROUP] = share, 1.0 - share
    return pooled


def _drawn_towards(counts: Array, total: Array, pooled: Array) -> Array:
    """Shares, each context drawn towards all contexts together."""
    made: Array = (counts + _SHRINK * pooled) / (total + _SHRINK)[:, None]
    return made
