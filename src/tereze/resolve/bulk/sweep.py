"""Walking through blocks, compiled: every pair of rows that shares a block of any key, each pair once, with its score.

The rows of a few blocks are gathered and the pairs that no earlier key has are listed, some thousands at a time; then
the most that codes allow is added up for all of them, column by column (`bound_pairs`), and what can reach the least
is compared to the end, letters included. Two spellings meet many times: what their letters gave is remembered.
"""

# Kernels are one long loop over plain arrays: calls would cost more than the work.
# ruff: noqa: C901, PLR0915, PLR0917

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .bound import SLACK, bound_pairs
from .compare import learned, remembered, total
from .compiled import compiled
from .levels import Weights
from .near import Near, gather
from .several_kernel import several_level
from .table import Packed

Array = npt.NDArray[Any]


@compiled
def linked_pairs(
    key: int,
    first: int,
    last: int,
    start: Array,
    order: Array,
    numbers: Array,
    p: Packed,
    m: Weights,
    says: Array,
    near: Near,
    memory: Array,
    least: float,
    left: Array,
    right: Array,
    odds: Array,
) -> tuple[int, int]:
    """Write the pairs of blocks first..last that no earlier key has and whose log-odds are at least `least`. Returns
    (written, looked at). There must be room for all, and in `near` for the largest block. `memory` keeps what
    letters gave: a power of two of places, -1 at first, to be handed on from call to call.

    Gives exactly the odds that `compare_pairs` gives.
    """
    row, met, s, t = near.row, near.met, near.s, near.t
    rows, most, steps = len(row), len(s), p.steps.astype(np.int32)
    skip = np.empty(rows, np.bool_)
    none = key - key  # for the constant 0, all that it is handed to would be compiled once more
    written = looked = have = listed = none
    for b in range(first, last):
        if have + start[b + 1] - start[b] > rows:
            bound_pairs(listed, p, m, says, steps, near)
            written = _finish(listed, p, m, least, memory, near, left, right, odds, written)
            looked, have, listed = looked + listed, none, none
        gather(key, start[b], start[b + 1], have, order, numbers, p, near)
        end = have + start[b + 1] - start[b]
        for a in range(have, end - 1):
            for z in range(a + 1, end):
                skip[z] = False
            for earlier in range(key):
                its = met[earlier, a]
                if its >= 0:
                    for z in range(a + 1, end):
                        skip[z] |= met[earlier, z] == its
            for z in range(a + 1, end):
                s[listed], t[listed] = a, z
                listed += not skip[z]
                if listed == most:
                    bound_pairs(listed, p, m, says, steps, near)
                    written = _finish(listed, p, m, least, memory, near, left, right, odds, written)
                    looked, listed = looked + listed, none
        have = end
    bound_pairs(listed, p, m, says, steps, near)
    written = _finish(listed, p, m, least, memory, near, left, right, odds, written)
    return written, looked + listed


@compiled
def _finish(
    many: int,
    p: Packed,
    m: Weights,
    least: float,
    memory: Array,
    near: Near,
    left: Array,
    right: Array,
    odds: Array,
    written: int,
) -> int:
    """Compare the pairs whose bound reaches `least`, and those whose names may stand in each other's place, to the
    end; write those that reach it after the first `written`. Sums go in the order of `compare_pairs`."""
    context, kind, base, swap, learns = p.context, p.kind, p.base, p.swap, p.learns
    log_leaf, group_base, log_group, forms, lengths, masks = (
        p.log_leaf, p.group_base, p.log_group, p.forms, p.lengths, p.masks,
    )  # fmt: skip
    steps, elements, spots, log_elements = p.steps, p.elements, p.spots, p.log_elements
    w, beside, pairs, values = m.w, m.beside, m.pairs, m.values
    row, writer, code, sound, level, bound = near.row, near.writer, near.code, near.sound, near.level, near.bound
    crosses = near.crosses
    columns, swaps = len(kind), len(swap) == 2
    first, second = (swap[0], swap[1]) if swaps else (0, 0)
    straight, crossed = m.prior + (m.straight if swaps else 0.0), m.prior + m.crossed
    wanted = np.float32(least - straight - SLACK)
    across, across_log = np.empty(columns, np.int64), np.empty(columns, np.float64)
    for n in range(many):
        hopeful, crossing = bound[n] >= wanted, crosses[n]
        if not (hopeful | crossing):
            continue
        s, t = near.s[n], near.t[n]
        if row[s] > row[t]:
            s, t = t, s
        x = context[writer[s], writer[t]]
        here = over = -np.inf
        if hopeful:  # letters, one column after the other while there is hope
            most = float(bound[n])
            for column in range(columns):
                if level[column, n] == 7 and most >= wanted:
                    up, stand = beside[column], 2
                    if up >= 0 and level[up, n] != 6:
                        stand = 1 if 3 <= level[up, n] <= 5 else 0
                    place, top = base[column], group_base[column]
                    log = max(log_group[top + sound[column, s]], log_group[top + sound[column, t]])
                    one, other = place + code[column, s], place + code[column, t]
                    found = remembered(one, other, memory, forms, lengths, masks)
                    most -= max(max(w[column, stand, x, 1], w[column, stand, x, 2]) - log, w[column, stand, x, 0])
                    most += w[column, stand, x, found] - (log if found > 0 else 0.0)
                    level[column, n] = found
            hopeful = most >= wanted
        if hopeful:
            here = 0.0
            for column in range(columns):
                found = int(level[column, n])
                if found == 6:
                    continue
                one, other, place, top = code[column, s], code[column, t], base[column], group_base[column]
                log = log_group[top + sound[column, s]]
                if kind[column] == 2:
                    log = max(log_leaf[place + one], log_leaf[place + other])
                elif kind[column] >= 3:
                    a, b = place + one, place + other
                    _, log = several_level(column, a, b, kind, steps, lengths, masks, elements, spots, log_elements)
                elif kind[column] == 0 and found == 4:
                    log = log_leaf[place + one]
                elif kind[column] == 1 and 0 < found < 3:
                    log = max(log, log_group[top + sound[column, t]])
                elif found == 5:
                    log = -learned(sound[column, s], sound[column, t], pairs, values)
                up, stand = beside[column], 2
                if up >= 0 and level[up, n] != 6:
                    stand = 1 if 3 <= level[up, n] <= 5 else 0
                here += w[column, stand, x, found] - (log if found > 0 else 0.0)
            here += straight
        if crossing:
            for column in range(columns):
                its = second if column == first else first if column == second else column
                one, other, place, top = code[column, s], code[its, t], base[column], group_base[column]
                ours, theirs = sound[column, s], sound[its, t]
                found, log = -1, 0.0
                if one >= 0 and other >= 0:
                    if kind[column] == 2:
                        found = int(level[column, n])
                        log = max(log_leaf[place + one], log_leaf[place + other]) if found > 0 else 0.0
                    elif kind[column] >= 3:
                        a, b = place + one, place + other
                        found, log = several_level(
                            column, a, b, kind, steps, lengths, masks, elements, spots, log_elements
                        )
                    elif ours == theirs:
                        found = 4 if one == other else 3
                        plain = kind[column] == 0 and found == 4
                        log = log_leaf[place + one] if plain else log_group[top + ours]
                    elif kind[column] == 0:
                        found = 0
                    else:
                        known = learned(ours, theirs, pairs, values) if learns[column] else np.nan
                        found, log = 5, -known
                        if np.isnan(known):
                            found, log = -2, max(log_group[top + ours], log_group[top + theirs])
                across[column], across_log[column] = found, log
            over = crossed + total(across, across_log, x, w, beside)
            if over >= least:
                for column in range(columns):
                    if across[column] == -2:
                        its = second if column == first else first if column == second else column
                        one, other = base[column] + code[column, s], base[column] + code[its, t]
                        across[column] = remembered(one, other, memory, forms, lengths, masks)
                        across_log[column] = across_log[column] if across[column] > 0 else 0.0
                over = crossed + total(across, across_log, x, w, beside)
        if max(here, over) >= least:
            left[written], right[written], odds[written] = row[s], row[t], max(here, over)
            written += 1
    return written
