"""Walking through blocks, compiled: every pair of rows that shares a block of any key, each pair once."""

# Kernels are one long loop over plain arrays: calls would cost more than the work.
# ruff: noqa: C901, PLR0915, PLR0917, SIM110

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .compare import learned, most_alike, stand_of, weight
from .compiled import compiled, inlined
from .levels import Weights
from .table import Packed

Array = npt.NDArray[Any]
ALL = 2**31


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
def promising_pairs(
    key: int,
    first: int,
    last: int,
    start: Array,
    order: Array,
    numbers: Array,
    p: Packed,
    m: Weights,
    least: float,
    below: int,
    left: Array,
    right: Array,
) -> tuple[int, int]:
    """Write the pairs of blocks first..last that no earlier key has, whose hash is under `below`, and that can reach
    `least` at all: codes are looked at, letters are not. Returns (written, looked at). There must be room for all.

    Never drops a pair that `compare_pairs` would give `least`. The rows of a block are gathered once into small
    arrays, as reading them from the table for every pair would cost more than the comparing.
    """
    rows, source, context, kind, base, group = p.rows, p.source, p.context, p.kind, p.base, p.group
    log_leaf, group_base, log_group, steps, learns, swap = (
        p.log_leaf, p.group_base, p.log_group, p.steps, p.learns, p.swap,
    )  # fmt: skip
    masks, lengths = p.masks, p.lengths
    w, beside, turn, pairs, values, wanted = m.w, m.beside, m.turn, m.pairs, m.values, least - m.prior
    many, swaps = len(kind), len(swap) == 2
    one_name, other_name = (swap[0], swap[1]) if swaps else (-1, -1)
    begin = m.straight if swaps else 0.0
    most = 1
    for b in range(first, last):
        most = max(most, start[b + 1] - start[b])
    code, sound = np.empty((most, many), np.int32), np.empty((most, many), np.int32)
    same, around = np.empty((most, many)), np.empty((most, many))
    letters, length = np.empty((most, many), np.int64), np.empty((most, many), np.int64)
    met, writer = np.empty((most, max(key, 1)), np.int32), np.empty(most, np.int64)
    levels = np.empty(many, np.int64)
    written = looked = 0
    for b in range(first, last):
        size = start[b + 1] - start[b]
        for at in range(size):
            i = order[start[b] + at]
            writer[at] = source[i]
            for earlier in range(key):
                met[at, earlier] = numbers[i, earlier]
            for column in range(many):
                leaf = rows[i, column]
                code[at, column] = leaf
                sound[at, column] = -1
                if leaf >= 0:
                    place = base[column] + leaf
                    its = group[place]
                    sound[at, column] = its
                    plain, wide = log_leaf[place], log_group[group_base[column] + its]
                    same[at, column] = wide if kind[column] == 1 else plain
                    around[at, column] = plain if kind[column] == 2 else wide
                    letters[at, column], length[at, column] = masks[place], lengths[place]
        for a in range(size):
            for z in range(a + 1, size):
                i, j = order[start[b] + a], order[start[b] + z]
                if seen_before(a, z, key, met) or pair_hash(min(i, j), max(i, j)) >= below:
                    continue
                looked += 1
                x, odds = context[writer[a], writer[z]], begin
                for at in range(many):
                    column = turn[at]
                    one, other = code[a, column], code[z, column]
                    level, log = -1, 0.0
                    if one >= 0 and other >= 0:
                        if kind[column] == 2:
                            apart, level = abs(one - other), 4
                            while level > 0 and apart > steps[column, 4 - level]:
                                level -= 1
                            log = max(same[a, column], same[z, column]) if level else 0.0
                        elif sound[a, column] == sound[z, column]:
                            level = 4 if one == other else 3
                            log = same[a, column] if level == 4 else around[a, column]
                        elif kind[column] == 0:
                            level = 0
                        else:
                            level, log = -2, max(around[a, column], around[z, column])
                            if learns[column]:
                                known = learned(sound[a, column], sound[z, column], pairs, values)
                                if not np.isnan(known):
                                    level, log = 5, -known
                            if level == -2 and (
                                most_alike(letters[a, column], length[a, column], letters[z, column], length[z, column])
                                < 0.7
                            ):
                                level, log = 0, 0.0
                    levels[column] = level
                    odds += weight(column, stand_of(beside[column], levels), x, level, log, w)
                if odds < wanted and swaps:
                    a0, a1, z0, z1 = sound[a, one_name], sound[a, other_name], sound[z, one_name], sound[z, other_name]
                    if (a0 >= 0 and a0 == z1) or (a1 >= 0 and a1 == z0):
                        odds = np.inf
                if odds >= wanted:
                    left[written], right[written] = min(i, j), max(i, j)
                    written += 1
    return written, looked


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
def brought_by(left: Array, right: Array, numbers: Array, bits: Array) -> None:
    """The keys that brought each pair together, as bits."""
    for n in range(len(left)):
        for key in range(numbers.shape[1]):
            if numbers[left[n], key] >= 0 and numbers[left[n], key] == numbers[right[n], key]:
                bits[n] |= 1 << key
