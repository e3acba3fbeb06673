"""The most that the log-odds of pairs can be, as codes and masks of letters allow; compiled.

One column after the other over stretches of pairs whose rows lie side by side (`near.py`), without branches: the
processor takes eight or sixteen pairs at once. Added up in 32 bits: whoever compares with it leaves `SLACK`.
"""

# Kernels take what they read as it is: calls with objects would cost more than the work.
# ruff: noqa: PLR0917

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .compare import bits
from .compiled import apart, compiled
from .near import ANY, EITHER, LANES
from .several_kernel import several_level

Array = npt.NDArray[Any]
SLACK = 1e-3
_EACH = np.uint64(LANES)
_HOPE = np.float32(1.0999)  # common / length + common / other length where Jaro's measure is 0.7
_NONE = np.float32(0.0)


@compiled
def bound_pairs(
    key: int, s: Array, t: Array,
    kind: Array, swap: Array, context: Array, steps: Array, turn: Array, beside: Array, says: Array,
    writer: Array, code: Array, sound: Array, letters: Array, own: Array, kin: Array,
    same: Array, around: Array, long: Array, brief: Array, known: Array, met: Array,
    way: Array, silent: Array, stand: Array, level: Array, seen: Array, crosses: Array, bound: Array, rest: Array,
    base: Array, lengths: Array, masks: Array, elements: Array, spots: Array, log_elements: Array,
) -> None:  # fmt: skip
    """Fill what `Near` has by pair for stretches whose rows begin at the places `s` and `t` (unsigned). All else is
    what `Packed`, `Weights` (`steps` in 32 bits), `Leaves` and `Near` have by these names: handed over one by one, as
    tuples cost more than the work."""
    ways: Any = np.uint64(says.shape[1] // (8 * (ANY + 1)) * 8)
    _begin(s, t, ways, context, writer, way, silent, seen, bound, rest)
    for earlier in range(key):
        _met(earlier, s, t, met, seen)
    swaps = len(swap) == 2
    for more in range(2 if swaps else 1):  # again what is read beside names: whatever they say
        for at in range(len(kind)):
            column = turn[at]
            up = beside[column]
            name = swaps and (column == swap[0] or column == swap[1])
            changes = swaps and (name or (up >= 0 and (up == swap[0] or up == swap[1])))
            if more and (name or not changes):
                continue
            if more:
                _any(len(s), ways, way, stand)
            elif up >= 0:
                _stands(up, len(s), ways, level, way, stand)
            its = stand if up >= 0 else silent
            made = bound if changes and not more else rest
            if kind[column] == 2:
                _numbers(column, s, t, says, steps, code, same, its, level, made)
            elif kind[column] == 0:
                _places(column, s, t, says, code, sound, same, around, its, level, made)
            elif kind[column] >= 3:
                _several(
                    column, s, t, says, code, its, level, made,
                    base, kind, steps, lengths, masks, elements, spots, log_elements,
                )  # fmt: skip
            else:
                _texts(
                    column, s, t, says, code, sound, around, letters, long, brief, own, kin, known, its,
                    level, made,
                )  # fmt: skip
        if not more:
            _add(len(s), rest, bound)
    if swaps:
        _crosses(swap[0], swap[1], s, t, sound, crosses)


@apart
def _begin(
    s: Array, t: Array, ways: Any,
    context: Array, writer: Array, way: Array, silent: Array, seen: Array, bound: Array, rest: Array,
) -> None:  # fmt: skip
    for turn in range(len(s)):
        a, b, o = s[turn], t[turn], np.uint64(turn) * _EACH
        for n in range(_EACH):
            its = context[writer[a + n], writer[b + n]] * 8
            way[o + n], silent[o + n] = its, its + 2 * ways
            seen[o + n] = False
            bound[o + n], rest[o + n] = _NONE, _NONE


@apart
def _met(key: int, s: Array, t: Array, met: Array, seen: Array) -> None:
    for turn in range(len(s)):
        a, b, o = s[turn], t[turn], np.uint64(turn) * _EACH
        for n in range(_EACH):
            one, other = met[key, a + n], met[key, b + n]
            seen[o + n] |= (one == other) & (one >= 0)


@apart
def _crosses(first: int, second: int, s: Array, t: Array, sound: Array, crosses: Array) -> None:
    for turn in range(len(s)):
        a, b, o = s[turn], t[turn], np.uint64(turn) * _EACH
        for n in range(_EACH):
            a0, a1, b0, b1 = sound[first, a + n], sound[second, a + n], sound[first, b + n], sound[second, b + n]
            crosses[o + n] = ((a0 == b1) & (a0 >= 0)) | ((a1 == b0) & (a1 >= 0))


@apart
def _stands(up: int, many: int, ways: Any, level: Array, way: Array, stand: Array) -> None:
    """Where weights begin for a column read beside `up`: levels 3 and 4 agree, 5 may, letters (7) cannot."""
    for n in range(np.uint64(many) * _EACH):
        found = level[up, n]
        its = 1 if (found == 3) | (found == 4) else 0
        its = EITHER if found == 5 else its
        its = 2 if found == 6 else its
        stand[n] = way[n] + its * ways


@apart
def _any(many: int, ways: Any, way: Array, stand: Array) -> None:
    for n in range(np.uint64(many) * _EACH):
        stand[n] = way[n] + np.uint64(ANY) * ways


@apart
def _numbers(
    column: int, s: Array, t: Array, says: Array, steps: Array,
    code: Array, same: Array, at: Array, level: Array, made: Array,
) -> None:  # fmt: skip
    s0, s1, s2, s3 = steps[column, 0], steps[column, 1], steps[column, 2], steps[column, 3]
    for turn in range(len(s)):
        a, b, o = s[turn], t[turn], np.uint64(turn) * _EACH
        for n in range(_EACH):
            one, other = code[column, a + n], code[column, b + n]
            away = max(other, one) - min(other, one)
            found = int(away <= s0) + int(away <= s1) + int(away <= s2) + int(away <= s3)
            log = max(same[column, a + n], same[column, b + n])
            log = log if found > 0 else _NONE
            said = min(one, other) >= 0
            found = found if said else 6
            level[column, o + n] = found
            value = says[column, at[o + n] + found] - log
            made[o + n] += value if said else _NONE


@apart
def _places(
    column: int, s: Array, t: Array, says: Array,
    code: Array, sound: Array, same: Array, around: Array, at: Array, level: Array, made: Array,
) -> None:  # fmt: skip
    for turn in range(len(s)):
        a, b, o = s[turn], t[turn], np.uint64(turn) * _EACH
        for n in range(_EACH):
            one, other = code[column, a + n], code[column, b + n]
            equal, alike = one == other, sound[column, a + n] == sound[column, b + n]
            log = around[column, a + n] if alike else _NONE
            log = same[column, a + n] if equal else log
            found = 4 if equal else (3 if alike else 0)
            said = min(one, other) >= 0
            found = found if said else 6
            level[column, o + n] = found
            value = says[column, at[o + n] + found] - log
            made[o + n] += value if said else _NONE


@compiled
def _several(
    column: int, s: Array, t: Array, says: Array, code: Array, at: Array, level: Array, made: Array,
    base: Array, kind: Array, steps: Array, lengths: Array, masks: Array, elements: Array, spots: Array,
    log_elements: Array,
) -> None:  # fmt: skip
    for turn in range(len(s)):
        a, b, o = s[turn], t[turn], np.uint64(turn) * _EACH
        for n in range(_EACH):
            one, other = code[column, a + n], code[column, b + n]
            found, log = -1, 0.0
            if min(one, other) >= 0:
                x, y = base[column] + one, base[column] + other
                found, log = several_level(column, x, y, kind, steps, lengths, masks, elements, spots, log_elements)
            level[column, o + n] = 6 if found < 0 else found
            if found >= 0:
                made[o + n] += says[column, at[o + n] + found] - np.float32(log)


@apart
def _texts(
    column: int, s: Array, t: Array, says: Array,
    code: Array, sound: Array, around: Array, letters: Array, long: Array, brief: Array,
    own: Array, kin: Array, known: Array, at: Array, level: Array, made: Array,
) -> None:  # fmt: skip
    for turn in range(len(s)):
        a, b, o = s[turn], t[turn], np.uint64(turn) * _EACH
        for n in range(_EACH):
            one, other = code[column, a + n], code[column, b + n]
            alike, said = sound[column, a + n] == sound[column, b + n], min(one, other) >= 0
            its, theirs = letters[column, a + n], letters[column, b + n]
            common = min(
                long[column, a + n] - np.float32(bits(int(np.int64(its & ~theirs)))),
                long[column, b + n] - np.float32(bits(int(np.int64(theirs & ~its)))),
            )
            hope = common * (brief[column, a + n] + brief[column, b + n]) >= _HOPE
            may = (own[column, a + n] & kin[column, b + n]) != 0
            log = max(around[column, a + n], around[column, b + n])
            found = 7 if hope else 0
            found = 5 if may else found
            log = min(log, -min(known[column, a + n], known[column, b + n])) if may & (not alike) else log
            log = log if hope | may | alike else _NONE
            found = 3 if alike else found
            found = 4 if one == other else found
            found = found if said else 6
            level[column, o + n] = found
            value = says[column, at[o + n] + found] - log
            made[o + n] += value if said else _NONE


@apart
def _add(many: int, rest: Array, bound: Array) -> None:
    for n in range(np.uint64(many) * _EACH):
        bound[n] += rest[n]
