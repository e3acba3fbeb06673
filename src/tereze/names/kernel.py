"""The comparison of `score.py` compiled, over records (`record.py`). Same steps, same order, same result.

Loaded on demand: importing this module imports numba. Without numba the plain path does the same work.
"""
# ruff: noqa: PLR0917  # compiled functions take plain arrays, many of them

from __future__ import annotations

from collections.abc import Callable
from math import exp
from typing import Any

import numpy as np
from numba import njit

from .record import FAMILY, INITIAL, LIGHT, MAN, WOMAN

Array = np.ndarray[Any, Any]
_UNITS = 12
# Numbers another module may change are handed in (`bulk.parameters`), never taken from there: compiled code is cached
# by the date of this file alone. The places after the learned weights:
_FITS, _DIFFERS, _LIMIT = 10, 11, 12
_BEYOND = 9


def _compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile, keeping the result on disk where the installation allows it."""
    try:
        found: Callable[..., Any] = njit(cache=True)(function)
    except RuntimeError:  # no writable place for the cache
        found = njit(function)
    return found


def _distance(buf, a, la, b, lb, count, costs, gaps, row):  # type: ignore[no-untyped-def]
    row[0] = 0
    for j in range(lb):
        row[j + 1] = row[j] + gaps[buf[b + j]]
    for i in range(la):
        one = buf[a + i]
        gap = gaps[one]
        base = one * count
        diagonal = row[0]
        last = row[0] + gap
        row[0] = last
        for j in range(lb):
            other = buf[b + j]
            best = diagonal + costs[base + other]
            diagonal = row[j + 1]
            best = min(best, diagonal + gap)
            last = min(best, last + gaps[other])
            row[j + 1] = last
    return row[lb]


def _relation(buf, a, b):  # type: ignore[no-untyped-def]
    ones, others = buf[a + 1], buf[b + 1]
    if ones == 0 or others == 0:
        return 0
    for i in range(ones):
        x = a + 2 + 4 * i
        for j in range(others):
            y = b + 2 + 4 * j
            if buf[x] == buf[y] and buf[x + 1] == buf[y + 1] and buf[x + 2] == buf[y + 2] and buf[x + 3] == buf[y + 3]:
                return 1
    return -1


def _initial(buf, a, b, count, costs, w):  # type: ignore[no-untyped-def]
    near = 255
    x = a + 3 + 4 * buf[a + 1]
    for _ in range(buf[a + 2 + 4 * buf[a + 1]]):
        y = b + 3 + 4 * buf[b + 1]
        for _ in range(buf[b + 2 + 4 * buf[b + 1]]):
            near = min(near, costs[buf[x + 5] * count + buf[y + 5]])
            y += 5 + buf[y + 4]
        x += 5 + buf[x + 4]
    return w[_FITS] if near <= w[_LIMIT] else w[_DIFFERS]


def _weight(buf, a, b, count, costs, gaps, w, word_bias, word_cost, row):  # type: ignore[no-untyped-def]
    fa, fb = buf[a], buf[b]
    if (fa & INITIAL) != (fb & INITIAL):
        return initial(buf, a, b, count, costs, w)
    best, pair, length = 9.0, 0, 100
    x = a + 3 + 4 * buf[a + 1]
    for _ in range(buf[a + 2 + 4 * buf[a + 1]]):
        mass = buf[x + 2] + 256 * buf[x + 3]
        y = b + 3 + 4 * buf[b + 1]
        for _ in range(buf[b + 2 + 4 * buf[b + 1]]):
            size = max(mass, buf[y + 2] + 256 * buf[y + 3], 100)
            found = distance(buf, x + 5, buf[x + 4], y + 5, buf[y + 4], count, costs, gaps, row)
            cost = found / size + buf[x + 1] / 100.0 + buf[y + 1] / 100.0
            if cost < best:
                best, length = cost, size
                low, high = min(buf[x], buf[y]), max(buf[x], buf[y])
                pair = high * (high + 1) // 2 + low
            y += 5 + buf[y + 4]
        x += 5 + buf[x + 4]
    z = w[0] + word_bias[pair] + (w[1] + word_cost[pair]) * best + w[2] * best * best
    known = relation(buf, a, b)
    if known > 0:
        z += w[3] + w[9] * best
    elif known < 0:
        z += w[4]
    if (fa & MAN and fb & WOMAN) or (fa & WOMAN and fb & MAN):
        z += w[6] if fa & FAMILY and fb & FAMILY else w[5]
    if (fa & FAMILY) != (fb & FAMILY):
        z += w[7]
    return z + w[8] * 100.0 / length


def _units(buf, at, places):  # type: ignore[no-untyped-def]
    total = buf[at] + buf[at + 1]
    step = at + 3
    for k in range(total):
        places[k] = step + 2
        step += 2 + buf[step] + 256 * buf[step + 1]
    return buf[at]


def _variant(buf, places, words, number, chosen):  # type: ignore[no-untyped-def]
    """Fill `chosen` with the units of a variant (0 as it stands, 1 without light words, 2... with a join).

    Returns (how many, light words set aside).
    """
    if number == 0:
        for k in range(words):
            chosen[k] = k
        return words, 0
    size = 0
    if number == 1:
        for k in range(words):
            if not buf[places[k]] & LIGHT:
                chosen[size] = k
                size += 1
        return size, words - size
    at = number - 2
    for k in range(words):
        if k == at + 1:
            continue
        chosen[size] = words + at if k == at else k
        size += 1
    return size, 0


def _repeated(order, k):  # type: ignore[no-untyped-def]
    found = False
    for i in range(k):
        found = found or order[i] == order[k]
    return found


def _left_over(order, n, light_many, m):  # type: ignore[no-untyped-def]
    """How many of the many have no partner: (normal words, light words)."""
    missing, spared = 0, 0
    for j in range(m):
        used = False
        for i in range(n):
            used = used or order[i] == j
        if not used:
            if light_many[j]:
                spared += 1
            else:
                missing += 1
    return missing, spared


def _pair_off(grid, ones, n, others, m, swapped, light_many, light, w, bias, order):  # type: ignore[no-untyped-def]
    """The best logit over all ways to give each of the `n` few a partner among the `m` many, and whether a normal
    word was left over in that best way."""
    best = -1e9
    over = False
    for k in range(n):
        order[k] = -1
    k = 0
    while k >= 0:
        order[k] += 1
        if order[k] >= m:
            order[k] = -1
            k -= 1
            continue
        if repeated(order, k):
            continue
        if k < n - 1:
            k += 1
            continue
        weakest, total = 1e300, 0.0
        for i in range(n):
            z = grid[others[order[i]], ones[i]] if swapped else grid[ones[i], others[order[i]]]
            total += z
            weakest = min(weakest, z)
        missing, spared = left_over(order, n, light_many, m)
        spared += light
        rest = (total - weakest) / (n - 1) if n > 1 else weakest
        logit = w[0] + bias + w[1] * weakest + w[2] * rest + w[4] * missing + w[5] * spared
        if n == 1:
            logit += w[3]
        ceiling = w[5 + min(n, 3)]
        if missing > 0 and logit > ceiling:
            logit = ceiling + w[_BEYOND] * (logit - ceiling)
        if logit > best:
            best, over = logit, missing > 0
    return best, over


def _logit(buf, a, b, count, costs, gaps, w, word_bias, word_cost, name, name_bias, s):  # type: ignore[no-untyped-def]
    row, grid, pa, pb, ca, cb, order, light_many = s
    na, nb = units(buf, a, pa), units(buf, b, pb)
    ua, ub = na + buf[a + 1], nb + buf[b + 1]
    for i in range(ua):
        for j in range(ub):
            if (i < na or na > nb) and (j < nb or nb > na):
                grid[i, j] = weight(buf, pa[i], pb[j], count, costs, gaps, w, word_bias, word_cost, row)
    low, high = min(buf[a + 2], buf[b + 2]), max(buf[a + 2], buf[b + 2])
    bias = name_bias[high * (high + 1) // 2 + low]
    best = -1e9
    for va in range(2 + (buf[a + 1] if na > nb else 0)):
        n, light_a = variant(buf, pa, na, va, ca)
        if va == 1 and light_a == 0:
            continue
        for vb in range(2 + (buf[b + 1] if nb > na else 0)):
            m, light_b = variant(buf, pb, nb, vb, cb)
            if vb == 1 and light_b == 0:
                continue
            swapped = n > m
            for j in range(max(n, m)):
                unit = pa[ca[j]] if swapped else pb[cb[j]]
                light_many[j] = buf[unit] & LIGHT != 0
            if swapped:
                found, over = pair_off(grid, cb, m, ca, n, True, light_many, light_a + light_b, name, bias, order)
            else:
                found, over = pair_off(grid, ca, n, cb, m, False, light_many, light_a + light_b, name, bias, order)
            if over and light_a + light_b > 0:
                continue
            best = max(best, found)
    return best


def _scratch(width):  # type: ignore[no-untyped-def]
    return (
        np.zeros(width, np.int64), np.zeros((_UNITS, _UNITS)), np.zeros(_UNITS, np.int64), np.zeros(_UNITS, np.int64),
        np.zeros(_UNITS, np.int64), np.zeros(_UNITS, np.int64), np.zeros(_UNITS, np.int64), np.zeros(_UNITS, np.bool_),
    )  # fmt: skip


def _compare(buf, lefts, rights, width, count, costs, gaps, w, word_bias, word_cost, name, name_bias):  # type: ignore[no-untyped-def]
    s = scratch(width)
    out = np.zeros(len(lefts))
    for k in range(len(lefts)):
        a, b = lefts[k], rights[k]
        if a >= 0 and b >= 0:
            logit = compare_one(buf, a, b, count, costs, gaps, w, word_bias, word_cost, name, name_bias, s)
            out[k] = 1.0 / (1.0 + exp(-max(-700.0, logit)))
    return out


distance = _compiled(_distance)
relation = _compiled(_relation)
initial = _compiled(_initial)
weight = _compiled(_weight)
units = _compiled(_units)
variant = _compiled(_variant)
repeated = _compiled(_repeated)
left_over = _compiled(_left_over)
pair_off = _compiled(_pair_off)
compare_one = _compiled(_logit)
scratch = _compiled(_scratch)
compare = _compiled(_compare)
