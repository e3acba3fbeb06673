"""Comparing two rows, compiled. Everything here is plain Python that numba can also compile.

Each column gives a level (5 learned to be one name, 4 the same, 3 the same sound or larger place, 2 and 1 alike,
0 different, -1 nothing to compare) and the log frequency of what agrees. The weight of a level is then
`w[column, stand, context, level] - log frequency`, the log of a likelihood ratio (Fellegi & Sunter 1969): agreement on
a rare value says more (Winkler 1989). `stand` is how the column stands that this one is read beside. Two names written
in each other's place are tried both ways.
"""

# Kernels are one long loop over plain arrays: calls would cost more than the work.
# ruff: noqa: C901, PLR0915, PLR0917

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .columns import FORM
from .compiled import compiled, inlined
from .levels import Weights
from .several_kernel import several_level
from .table import Packed

Array = npt.NDArray[Any]
REMEMBERED = 1 << 16


@inlined
def slot(code: int, mask: int) -> int:
    """Where a hash table of `mask + 1` places begins to look for `code`."""
    return ((((code ^ (code >> 31)) & 0x7FFFFFFF) * 0x9E3779B1) >> 16) & mask


@inlined
def learned(one: int, other: int, pairs: Array, values: Array) -> float:
    """The log likelihood ratio learned for two sound groups, NaN for none."""
    if len(pairs) == 1:
        return np.nan
    code = (int(min(one, other)) << 31) | int(max(one, other))
    mask = len(pairs) - 1
    at = slot(code, mask)
    while pairs[at] >= 0:
        if pairs[at] == code:
            return float(values[at])
        at = (at + 1) & mask
    return np.nan


@compiled
def fill(codes: Array, logs: Array, pairs: Array, values: Array) -> None:
    """Put `codes` into the hash table `pairs`, whose size is a power of two."""
    mask = len(pairs) - 1
    for n in range(len(codes)):
        at = slot(int(codes[n]), mask)
        while pairs[at] >= 0:
            at = (at + 1) & mask
        pairs[at] = codes[n]
        values[at] = logs[n]


@compiled
def jaro_winkler(forms: Array, one: int, size: int, other: int, its: int, least: float = 0.0) -> float:
    """Jaro's measure of two rows of `forms`, raised by a common beginning where above 0.7 (Winkler 1990); 0 to 1. What
    is below `least` may be given as nought; `least` is 0.7 at most."""
    if size == 0 or its == 0:
        return 0.0
    if size > its:
        one, size, other, its = other, its, one, size
    window = max(its // 2 - 1, 0)
    mine = theirs = common = 0
    for i in range(size):
        letter, equal = forms[one, i], 0
        for j in range(FORM):  # all places at once
            equal |= int(forms[other, j] == letter) << j
        free = equal & ~theirs & ((1 << min(its, i + window + 1)) - (1 << max(0, i - window)))
        theirs |= free & -free  # the first of them
        mine |= int(free != 0) << i
        common += int(free != 0)
    if common == 0 or (common / size + common / its + 1.0) / 3 < least:
        return 0.0
    moved = at = 0
    for i in range(size):
        if (mine >> i) & 1:
            while not (theirs >> at) & 1:
                at += 1
            if forms[one, i] != forms[other, at]:
                moved += 1
            at += 1
    jaro = (common / size + common / its + (common - moved // 2) / common) / 3
    if jaro <= 0.7:
        return float(jaro)
    begin = 0
    while begin < 4 and begin < size and forms[one, begin] == forms[other, begin]:
        begin += 1
    return jaro + begin * 0.1 * (1 - jaro)


@inlined
def quick_level(
    column: int,
    one: int,
    other: int,
    kind: Array,
    base: Array,
    group: Array,
    log_leaf: Array,
    group_base: Array,
    log_group: Array,
    steps: Array,
    learns: Array,
    pairs: Array,
    values: Array,
    lengths: Array,
    masks: Array,
    elements: Array,
    spots: Array,
    log_elements: Array,
) -> tuple[int, float]:
    """The level where a look at codes is enough; -2 for texts whose letters must be compared."""
    level, log = 0, 0.0
    if one < 0 or other < 0:
        level = -1
    elif kind[column] == 2:
        apart = abs(one - other)
        level = 4
        while level > 0 and apart > steps[column, 4 - level]:
            level -= 1
        if level:
            log = max(log_leaf[base[column] + one], log_leaf[base[column] + other])
    elif kind[column] >= 3:
        a, b = base[column] + one, base[column] + other
        level, log = several_level(column, a, b, kind, steps, lengths, masks, elements, spots, log_elements)
    else:
        ours, theirs = group[base[column] + one], group[base[column] + other]
        top = group_base[column]
        if ours == theirs:
            level = 4 if one == other else 3
            plain = kind[column] == 0 and level == 4
            log = log_leaf[base[column] + one] if plain else log_group[top + ours]
        elif kind[column] == 1:
            known = learned(ours, theirs, pairs, values) if learns[column] else np.nan
            if np.isnan(known):
                level, log = -2, max(log_group[top + ours], log_group[top + theirs])
            else:
                level, log = 5, -known
    return level, log


@inlined
def weight(column: int, stand: int, x: int, level: int, log: float, w: Array) -> float:
    """The log likelihood ratio of a level; for letters not yet compared, the most they can give."""
    given = 0.0
    if level == -2:
        given = max(w[column, stand, x, 0], max(w[column, stand, x, 1], w[column, stand, x, 2]) - log)
    elif level >= 0:
        given = w[column, stand, x, level] - log
    return given


@inlined
def stand_of(up: int, levels: Array) -> int:
    """How column `up` stands: 0 does not agree (nor can it, where only letters are left to compare), 1 agrees, 2 says
    nothing or is no column."""
    stand = 2
    if up >= 0 and levels[up] != -1:
        stand = 1 if levels[up] >= 3 else 0
    return stand


@compiled
def total(levels: Array, logs: Array, x: int, w: Array, beside: Array) -> float:
    """The sum of all columns for given levels."""
    made = 0.0
    for column in range(len(levels)):
        made += weight(column, stand_of(beside[column], levels), x, levels[column], logs[column], w)
    return made


@inlined
def bits(mask: int) -> int:
    """How many bits of 32 are set."""
    mask = mask - ((mask >> 1) & 0x5555555555555555)  # constants of 64 bits: the compiler knows the idiom by them
    mask = (mask & 0x3333333333333333) + ((mask >> 2) & 0x3333333333333333)
    return (((mask + (mask >> 4)) & 0x0F0F0F0F0F0F0F0F) * 0x0101010101010101 >> 56) & 0xFF


@inlined
def most_alike(one: int, size: int, other: int, its: int) -> float:
    """The most that Jaro's measure can be for two texts whose letters are these masks, of these lengths: every letter
    that only one of them has is a letter without a partner."""
    common = min(size - bits(one & ~other & 0xFFFFFFFF), its - bits(other & ~one & 0xFFFFFFFF))
    return (common / size + common / its + 1.0) / 3.0 if common > 0 else 0.0


@inlined
def letters_level(a: int, b: int, forms: Array, lengths: Array, masks: Array) -> int:
    """The level of two texts of different sound, by their letters."""
    level = 0
    if most_alike(int(masks[a]), lengths[a], int(masks[b]), lengths[b]) >= 0.7:
        alike = jaro_winkler(forms, a, lengths[a], b, lengths[b], 0.7)
        level = 2 if alike >= 0.85 else 1 if alike >= 0.7 else 0
    return level


@inlined
def remembered(a: int, b: int, memory: Array, forms: Array, lengths: Array, masks: Array) -> int:
    """`letters_level`, looked up where the two spellings were the last to fall into their place of `memory`."""
    code = (int(a) << 31) | int(b)
    at = ((code ^ (code >> 29)) * 0x9E3779B97F4A7C1 >> 20) & (len(memory) - 1)
    level = memory[at] & 3
    if memory[at] >> 2 != code:
        level = letters_level(a, b, forms, lengths, masks)
        memory[at] = (code << 2) | level
    return int(level)


@compiled
def relearn(left: Array, right: Array, p: Packed, pairs: Array, values: Array, levels: Array, logs: Array) -> None:
    """Put right the levels and logs of pairs described before spellings were learned, names standing where they are."""
    rows, base, group, learns = p.rows, p.base, p.group, p.learns
    for n in range(len(left)):
        for column in range(len(learns)):
            if learns[column] and 0 <= levels[n, column] < 3:
                ours = group[base[column] + rows[left[n], column]]
                theirs = group[base[column] + rows[right[n], column]]
                known = learned(ours, theirs, pairs, values)
                if not np.isnan(known):
                    levels[n, column], logs[n, column] = 5, -known


@compiled
def compare_pairs(
    left: Array,
    right: Array,
    p: Packed,
    m: Weights,
    least: float,
    full: bool,
    levels: Array,
    logs: Array,
    odds: Array,
    swapped: Array,
) -> None:
    """Log-odds that each pair is one person, into `odds`; minus infinity below `least`.

    With `full`, `levels`, `logs` and `swapped` are filled too, for every pair; without, they may be empty. Letters are
    compared only while the most they can give reaches `least`. The tuples are taken apart once: doing so for every pair
    would cost more than the comparing.
    """
    rows, source, context, kind, base, group = p.rows, p.source, p.context, p.kind, p.base, p.group
    log_leaf, group_base, log_group, forms, lengths = p.log_leaf, p.group_base, p.log_group, p.forms, p.lengths
    steps, swap, learns, masks = p.steps, p.swap, p.learns, p.masks
    elements, spots, log_elements = p.elements, p.spots, p.log_elements
    w, beside, pairs, values = m.w, m.beside, m.pairs, m.values
    many = len(kind)
    swaps = len(swap) == 2
    first, second = (swap[0], swap[1]) if swaps else (-1, -1)
    straight, crossed = m.prior + (m.straight if swaps else 0.0), m.prior + m.crossed
    level_of, log_of = np.empty(many, np.int64), np.empty(many, np.float64)
    across, across_log = np.empty(many, np.int64), np.empty(many, np.float64)
    places = 16
    while places < min(len(left), REMEMBERED):
        places *= 2
    memory = np.full(places, -1, np.int64)
    for n in range(len(left)):
        i, j = left[n], right[n]
        x = context[source[i], source[j]]
        unread = False
        for column in range(many):
            level, log = quick_level(
                column, rows[i, column], rows[j, column],
                kind, base, group, log_leaf, group_base, log_group, steps, learns, pairs, values,
                lengths, masks, elements, spots, log_elements,
            )  # fmt: skip
            level_of[column], log_of[column] = level, log
            unread = unread or level == -2
        exchange = False
        if swaps:
            a0, a1, b0, b1 = rows[i, first], rows[i, second], rows[j, first], rows[j, second]
            exchange = (a0 >= 0 and b1 >= 0 and group[base[first] + a0] == group[base[second] + b1]) or (
                a1 >= 0 and b0 >= 0 and group[base[second] + a1] == group[base[first] + b0]
            )
        if exchange:
            across[:], across_log[:] = level_of, log_of
            for side in range(2):
                column = first if side == 0 else second
                one, other = (a0, b1) if side == 0 else (a1, b0)
                level, log = quick_level(
                    column, one, other,
                    kind, base, group, log_leaf, group_base, log_group, steps, learns, pairs, values,
                    lengths, masks, elements, spots, log_elements,
                )  # fmt: skip
                if level == -2:
                    level = remembered(base[column] + one, base[column] + other, memory, forms, lengths, masks)
                    log = log if level else 0.0
                across[column], across_log[column] = level, log
        here = straight + total(level_of, log_of, x, w, beside)
        over = crossed + total(across, across_log, x, w, beside) if exchange else -np.inf
        if not full and max(here, over) < least:
            odds[n] = -np.inf
            continue
        if unread:
            for column in range(many):
                if level_of[column] == -2:
                    a, b = base[column] + rows[i, column], base[column] + rows[j, column]
                    level_of[column] = remembered(a, b, memory, forms, lengths, masks)
                    if level_of[column] == 0:
                        log_of[column] = 0.0
                if exchange and across[column] == -2:
                    across[column], across_log[column] = level_of[column], log_of[column]
            here = straight + total(level_of, log_of, x, w, beside)
            over = crossed + total(across, across_log, x, w, beside) if exchange else -np.inf
        odds[n] = max(here, over) if max(here, over) >= least else -np.inf
        if full:
            exchanged = over > here
            swapped[n] = exchanged
            for column in range(many):
                levels[n, column] = across[column] if exchanged else level_of[column]
                logs[n, column] = across_log[column] if exchanged else log_of[column]
