"""What training does with many pairs, compiled: drawing them from blocks, counting what they show."""

# Kernels are one long loop over plain arrays: calls would cost more than the work.
# ruff: noqa: PLR0917, SIM110

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .compare import stand_of
from .compiled import compiled, inlined
from .levels import LEVELS, Weights

Array = npt.NDArray[Any]


@inlined
def seen_before(i: int, j: int, key: int, numbers: Array) -> bool:
    """Whether an earlier key brought the two rows together already."""
    for earlier in range(key):
        if numbers[i, earlier] >= 0 and numbers[i, earlier] == numbers[j, earlier]:
            return True
    return False


@compiled
def pair_hash(i: int, j: int) -> int:
    """A number below 2**31 for a pair: which pairs are looked at in training."""
    mixed = (int(i) * 0x9E3779B1 + int(j) * 0x85EBCA77) & 0x7FFFFFFF
    mixed = ((mixed ^ (mixed >> 15)) * 0x2C1B3C6D) & 0x7FFFFFFF
    mixed = ((mixed ^ (mixed >> 12)) * 0x297A2D39) & 0x7FFFFFFF
    return mixed ^ (mixed >> 15)


@compiled
def sample_blocks(
    key: int, start: Array, order: Array, numbers: Array, below: int, left: Array, right: Array, found: int
) -> int:
    """Collect the pairs of one key whose hash is under `below`; `found` are written already. Stops when full."""
    for b in range(len(start) - 1):
        for x in range(start[b], start[b + 1]):
            for y in range(x + 1, start[b + 1]):
                i, j = min(order[x], order[y]), max(order[x], order[y])
                if pair_hash(i, j) >= below or seen_before(i, j, key, numbers):
                    continue
                if found == len(left):
                    return found
                left[found], right[found] = i, j
                found += 1
    return found


@compiled
def odds_under(levels: Array, logs: Array, context: Array, swapped: Array, m: Weights, odds: Array) -> None:
    """The log-odds of described pairs, into `odds`."""
    w, beside = m.w, m.beside
    for n in range(levels.shape[0]):
        made, x, seen = m.prior + (m.crossed if swapped[n] else m.straight), context[n], levels[n]
        for column in range(levels.shape[1]):
            if seen[column] >= 0:
                made += w[column, stand_of(beside[column], seen), x, seen[column]] - logs[n, column]
        odds[n] = made


@compiled
def expect(
    levels: Array,
    logs: Array,
    context: Array,
    swapped: Array,
    brought: Array,
    free: Array,
    m: Weights,
    counts: Array,
) -> tuple[float, float]:
    """The E step over described pairs: adds each pair's probability to `counts[column, stand, context, level]`.

    A pair counts for a column only when some key that does not use the column brought it together (`free[column]` are
    the bits of such keys, `brought[pair]` those that did): what was selected for agreeing cannot teach how often true
    pairs agree. Returns (sum of the probabilities, sum over the pairs with exchanged names).
    """
    w, beside = m.w, m.beside
    total = exchanged = 0.0
    for n in range(levels.shape[0]):
        odds = m.prior + (m.crossed if swapped[n] else m.straight)
        x, seen = context[n], levels[n]
        for column in range(levels.shape[1]):
            if seen[column] >= 0:
                odds += w[column, stand_of(beside[column], seen), x, seen[column]] - logs[n, column]
        if odds < -12.0:
            continue
        probability = 1.0 / (1.0 + np.exp(-odds))
        total += probability
        exchanged += probability * swapped[n]
        for column in range(levels.shape[1]):
            if seen[column] >= 0 and brought[n] & free[column]:
                counts[column, stand_of(beside[column], seen), x, seen[column]] += probability
    return total, exchanged


@compiled
def tally(
    column: int, levels: Array, logs: Array, context: Array, worth: Array, contexts: int
) -> tuple[Array, Array, Array]:
    """What a column shows over described pairs: sums by context and level, each pair by its worth, each agreement
    divided by its frequency; their squares by level; and the worth of all pairs that say anything, by context."""
    counts, squares, total = np.zeros((contexts, LEVELS)), np.zeros(LEVELS), np.zeros(contexts)
    for n in range(len(worth)):
        level = levels[n, column]
        if level >= 0:
            value = worth[n] * np.exp(-float(logs[n, column]))
            counts[context[n], level] += value
            squares[level] += value * value
            total[context[n]] += worth[n]
    return counts, squares, total


@compiled
def by_value(values: Array, many: int) -> tuple[Array, Array]:
    """The places of `values` (0 to many - 1) in ascending order, equal ones as they stand; and where each begins."""
    start = np.zeros(many + 1, np.int64)
    for value in values:
        start[value + 1] += 1
    start = np.cumsum(start)
    order, at = np.empty(len(values), np.int64), start[:-1].copy()
    for n in range(len(values)):
        order[at[values[n]]] = n
        at[values[n]] += 1
    return order, start


@compiled
def brought_by(left: Array, right: Array, numbers: Array, bits: Array) -> None:
    """The keys that brought each pair together, as bits."""
    for n in range(len(left)):
        for key in range(numbers.shape[1]):
            if numbers[left[n], key] >= 0 and numbers[left[n], key] == numbers[right[n], key]:
                bits[n] |= 1 << key
