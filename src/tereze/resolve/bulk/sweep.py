"""Walking through blocks, compiled: every pair of rows that shares a block of any key, each pair once, with its score.

The rows of a few blocks of one size are gathered, and the most that codes allow is added up for all their pairs, column
by column (`bound_pairs`); those that no earlier key has and that can reach the least are compared to the end, letters
included. Two spellings meet many times: what their letters gave is remembered.
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
from .levels import GROUP, LEARNED, SAME, SILENT, Weights
from .near import ACROSS, ANY, LANES, LETTERS, Leaves, Near, gather
from .several_kernel import several_level
from .table import Packed

Array = npt.NDArray[Any]


@compiled
def linked_pairs(
    key: int,
    which: Array,
    start: Array,
    order: Array,
    numbers: Array,
    p: Packed,
    m: Weights,
    its: Leaves,
    near: Near,
    memory: Array,
    least: float,
    left: Array,
    right: Array,
    odds: Array,
) -> tuple[int, int]:
    """Write the pairs of the blocks `which` (those of one size beside each other) that no earlier key has and whose
    log-odds are at least `least`. Returns (written, looked at). There must be room for all, and in `near` for the
    largest block. `memory` keeps what letters gave: a power of two of places, -1 at first, to be handed on from call to
    call.

    Gives exactly the odds that `compare_pairs` gives.
    """
    kind, swap, context, steps = p.kind, p.swap, p.context, p.steps.astype(np.int32)
    says, writer, code, sound, letters, own, kin = (
        its.says, near.writer, near.code, near.sound, near.letters, near.own, near.kin,
    )  # fmt: skip
    same, around, long, brief, known, met = near.same, near.around, near.long, near.brief, near.known, near.met
    way, silent, stand, level, seen, crosses, bound, rest = (
        near.way, near.silent, near.stand, near.level, near.seen, near.crosses, near.bound, near.rest,
    )  # fmt: skip
    turns, beside, base, lengths, masks = m.turn, m.beside, p.base, p.lengths, p.masks
    elements, spots, log_elements = p.elements, p.spots, p.log_elements
    begin, end, last = near.s, near.t, near.last
    none = key - key  # for the constant 0, all that it is handed to would be compiled once more
    at = written = looked = listed = none
    while at < len(which):
        size, many = start[which[at] + 1] - start[which[at]], none + 1
        while many < LANES and at + many < len(which):
            if start[which[at + many] + 1] - start[which[at + many]] != size:
                break
            many += 1
        if not lie_across(many, size):
            many = none + 1
        gather(key, which[at : at + many], start, order, size, numbers, p, its, near)
        for turn in range(
            1, size
        ):  # across: rows before `turn` with row `turn`; else rows that are `turn` places apart
            for stretch in range(turn if many > 1 else (size - turn + LANES - 1) // LANES):
                begin[listed] = stretch * LANES
                end[listed] = turn * LANES if many > 1 else turn + stretch * LANES
                last[listed] = many if many > 1 else min(LANES, size - turn - stretch * LANES)
                listed += 1
                if listed == len(begin) or (turn == size - 1 and stretch + 1 == (turn if many > 1 else 1)):
                    bound_pairs(
                        key, begin[:listed], end[:listed],
                        kind, swap, context, steps, turns, beside, says, writer, code, sound, letters, own, kin,
                        same, around, long, brief, known, met, way, silent, stand, level, seen, crosses, bound, rest,
                        base, lengths, masks, elements, spots, log_elements,
                    )  # fmt: skip
                    new, written = _finish(listed, p, m, says, least, memory, near, left, right, odds, written)
                    looked, listed = looked + new, none
        at += many
    return written, looked


@compiled
def lie_across(many: int, size: int) -> bool:
    """Whether `many` blocks of `size` rows take fewer stretches across each other than one after the other."""
    full, rest = (size - 1) // LANES, (size - 1) % LANES
    alone = LANES * full * (full + 1) // 2 + rest * (full + 1)
    return many > 1 and size <= ACROSS and size * (size - 1) // 2 < many * alone


@compiled
def _finish(
    listed: int, p: Packed, m: Weights, says: Array, least: float, memory: Array, near: Near,
    left: Array, right: Array, odds: Array, written: int,
) -> tuple[int, int]:  # fmt: skip
    """Compare the pairs of the stretches `listed` whose bound reaches `least`, and those whose names may stand in each
    other's place, to the end; write those that reach it after the first `written`. Sums go in the order of
    `compare_pairs`. Returns (pairs that no earlier key has, written in all)."""
    context, kind, base, swap, learns = p.context, p.kind, p.base, p.swap, p.learns
    log_leaf, group_base, log_group, forms, lengths, masks = (
        p.log_leaf, p.group_base, p.log_group, p.forms, p.lengths, p.masks,
    )  # fmt: skip
    steps, elements, spots, log_elements = p.steps, p.elements, p.spots, p.log_elements
    w, beside, pairs, values = m.w, m.beside, m.pairs, m.values
    row, writer, code, sound, level, bound = near.row, near.writer, near.code, near.sound, near.level, near.bound
    own, kin, known_, around, way, rest = near.own, near.kin, near.known, near.around, near.way, near.rest
    crosses, seen = near.crosses, near.seen
    columns, swaps, ways = len(kind), len(swap) == 2, 8 * m.w.shape[2]
    first, second = (swap[0], swap[1]) if swaps else (0, 0)
    straight, crossed = m.prior + (m.straight if swaps else 0.0), m.prior + m.crossed
    wanted, exchanged = np.float32(least - straight - SLACK), np.float32(least - crossed - SLACK)
    across, across_log = np.empty(columns, np.int64), np.empty(columns, np.float64)
    looked = 0
    for n in range(listed * LANES):
        stretch = n // LANES
        if n - stretch * LANES >= near.last[stretch] or seen[n]:
            continue
        looked += 1
        hopeful, crossing = bound[n] >= wanted, crosses[n]
        if not (hopeful | crossing):
            continue
        s, t = np.int64(near.s[stretch]) + n - stretch * LANES, np.int64(near.t[stretch]) + n - stretch * LANES
        if row[s] > row[t]:
            s, t = t, s
        if crossing:
            most = rest[n]
            for side in range(2):
                column, other = (first, second) if side == 0 else (second, first)
                if code[column, s] >= 0 and code[other, t] >= 0:
                    at = np.int64(way[n]) + ways * (ANY if beside[column] >= 0 else SILENT)
                    rare = -around[column, s]
                    more = max(says[column, at + LETTERS] + rare, says[column, at])
                    if sound[column, s] == sound[other, t]:
                        more = max(says[column, at + GROUP], says[column, at + SAME]) + rare
                    elif (own[column, s] & kin[other, t]) != 0:
                        more = max(more, says[column, at + LEARNED] + min(known_[column, s], known_[other, t]))
                    most += more
            crossing = most >= exchanged
            if not (hopeful | crossing):
                continue
        x = context[writer[s], writer[t]]
        here = over = -np.inf
        if hopeful:
            for column in range(columns):  # first all levels, as columns are read beside others
                found = level[column, n]
                if found == 7 or (found == 5 and np.isnan(learned(sound[column, s], sound[column, t], pairs, values))):
                    one, other = base[column] + code[column, s], base[column] + code[column, t]
                    level[column, n] = remembered(one, other, memory, forms, lengths, masks)
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
    return looked, written
