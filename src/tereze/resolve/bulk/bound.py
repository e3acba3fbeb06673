"""The most that the log-odds of listed pairs can be, as codes allow; compiled.

One column after the other over all pairs: no branch in a loop hangs on the data but where spellings were learned, so
the processor never guesses. Added up in 32 bits: whoever compares with it leaves `SLACK`.
"""

# Kernels take what they read as it is: calls with objects would cost more than the work.
# ruff: noqa: PLR0917

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .compare import learned
from .compiled import compiled
from .levels import Weights
from .near import Near
from .several_kernel import several_level
from .table import Packed

Array = npt.NDArray[Any]
SLACK = 1e-3


@compiled
def bound_pairs(many: int, p: Packed, m: Weights, says: Array, steps: Array, near: Near) -> None:
    """Fill `level`, `bound` and `crosses` of the first `many` pairs. `says` are `sayings`, `steps` those of the
    table, 32 bits."""
    context, writer, way, bound, s, t = p.context, near.writer, near.way, near.bound, near.s, near.t
    ways = m.w.shape[2]
    for n in range(many):
        way[n] = (2 * ways + context[writer[s[n]], writer[t[n]]]) * 8  # the column above says nothing, or is none
        bound[n] = np.float32(0.0)
    for turn in range(len(p.kind)):
        column = m.turn[turn]
        at = way
        if m.beside[column] >= 0:
            _stands(m.beside[column], many, ways, near)
            at = near.stand
        if p.kind[column] == 2:
            _numbers(column, many, at, says, steps, near)
        elif p.kind[column] == 0:
            _places(column, many, at, says, near)
        elif p.kind[column] >= 3:
            _several(column, many, at, says, p, near)
        else:
            _texts(column, many, at, says, p.learns[column] != 0, m, near)
    if len(p.swap) == 2:
        _crosses(p.swap[0], p.swap[1], many, near)


@compiled
def _crosses(first: int, second: int, many: int, near: Near) -> None:
    sound, s, t, crosses = near.sound, near.s, near.t, near.crosses
    for n in range(many):
        a0, a1, b0, b1 = sound[first, s[n]], sound[second, s[n]], sound[first, t[n]], sound[second, t[n]]
        crosses[n] = ((a0 == b1) & (a0 >= 0)) | ((a1 == b0) & (a1 >= 0))


@compiled
def _stands(up: int, many: int, ways: int, near: Near) -> None:
    """Where weights begin for a column read beside `up`: levels 3 to 5 agree, letters (7) cannot."""
    level, way, stand = near.level, near.way, near.stand
    for n in range(many):
        found = level[up, n]
        down = 16 if found < 3 or found == 7 else 8
        stand[n] = way[n] - (0 if found == 6 else down * ways)


@compiled
def _numbers(column: int, many: int, at: Array, says: Array, steps: Array, near: Near) -> None:
    code, same, s, t, level, bound = near.code, near.same, near.s, near.t, near.level, near.bound
    s0, s1, s2, s3 = steps[column, 0], steps[column, 1], steps[column, 2], steps[column, 3]
    for n in range(many):
        one, other = code[column, s[n]], code[column, t[n]]
        apart = max(other, one) - min(other, one)
        found = int(apart <= s0) + int(apart <= s1) + int(apart <= s2) + int(apart <= s3)
        log = max(same[column, s[n]], same[column, t[n]])
        log = log if found > 0 else np.float32(0.0)
        said = min(one, other) >= 0
        found = found if said else 6
        level[column, n] = found
        value = says[column, at[n] + found] - log
        bound[n] += value if said else np.float32(0.0)


@compiled
def _places(column: int, many: int, at: Array, says: Array, near: Near) -> None:
    code, sound, same, around = near.code, near.sound, near.same, near.around
    s, t, level, bound = near.s, near.t, near.level, near.bound
    for n in range(many):
        one, other = code[column, s[n]], code[column, t[n]]
        equal, alike = one == other, sound[column, s[n]] == sound[column, t[n]]
        log = around[column, s[n]] if alike else np.float32(0.0)
        log = same[column, s[n]] if equal else log
        found = 4 if equal else (3 if alike else 0)
        said = min(one, other) >= 0
        found = found if said else 6
        level[column, n] = found
        value = says[column, at[n] + found] - log
        bound[n] += value if said else np.float32(0.0)


@compiled
def _several(column: int, many: int, at: Array, says: Array, p: Packed, near: Near) -> None:
    kind, steps, lengths, masks, base = p.kind, p.steps, p.lengths, p.masks, p.base[column]
    elements, spots, log_elements = p.elements, p.spots, p.log_elements
    code, s, t, level, bound = near.code, near.s, near.t, near.level, near.bound
    for n in range(many):
        one, other = code[column, s[n]], code[column, t[n]]
        found, log = -1, 0.0
        if min(one, other) >= 0:
            found, log = several_level(
                column, base + one, base + other, kind, steps, lengths, masks, elements, spots, log_elements
            )
        level[column, n] = 6 if found < 0 else found
        if found >= 0:
            bound[n] += says[column, at[n] + found] - np.float32(log)


@compiled
def _texts(column: int, many: int, at: Array, says: Array, learns: bool, m: Weights, near: Near) -> None:
    code, sound, around, s, t = near.code, near.sound, near.around, near.s, near.t
    level, bound, pairs, values = near.level, near.bound, m.pairs, m.values
    for n in range(many):
        one, other = code[column, s[n]], code[column, t[n]]
        ours, theirs = sound[column, s[n]], sound[column, t[n]]
        alike, said = ours == theirs, min(one, other) >= 0
        found = 4 if one == other else (3 if alike else 7)
        found = found if said else 6
        value = says[column, at[n] + found] - max(around[column, s[n]], around[column, t[n]])
        value = value if alike else max(value, says[column, at[n]])
        if learns and said and not alike:
            known = learned(ours, theirs, pairs, values)
            if not np.isnan(known):
                found = 5
                value = says[column, at[n] + 5] + np.float32(known)
        level[column, n] = found
        bound[n] += value if said else np.float32(0.0)
