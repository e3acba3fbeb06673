"""The compiled inner loops (numba): levels of agreement, scores, enumeration of blocks, grouping.

Import this module only where it is used: loading numba costs a second.
"""

# ruff: noqa: C901, PLR0917  # compiled loops stand in one function: a call per pair of letters would be the cost
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

if TYPE_CHECKING:
    Function = TypeVar("Function", bound=Callable[..., Any])

    def compiled(function: Function) -> Function:
        """`numba.njit`, as far as types go."""
        return function

else:
    from numba import njit

    compiled = njit(cache=True, nogil=True)

WIDE = 26
STEPS = np.array([14.0, 10.0, 7.0, 4.5, 2.0, -1.0, -5.0])
PULL = 2.0  # how many joint occurrences the levels of likeness count for in the lexicon


class Model(NamedTuple):
    """What scoring needs, as arrays. F columns, G channels, L levels.

    weights [G, G, F, L]: bits of a level; by_value, by_group: bits a value is worth more than the average agreement,
    flat, column c beginning at at_value[c], at_group[c]; order: columns from cheap to costly, swapped ones last;
    price: bits lost by crossing the swapped columns.
    """

    kinds: Any
    nears: Any
    values: Any
    groups: Any
    spellings: Any
    lengths: Any
    channels: Any
    weights: Any
    by_value: Any
    by_group: Any
    at_value: Any
    at_group: Any
    order: Any
    swap_a: int
    swap_b: int
    price: float
    across_only: bool
    letters: Any
    edits: Any
    learnt_edits: bool
    table_keys: Any
    table_counts: Any
    occurrences: Any
    total: float


@compiled
def jaro_winkler(a: Any, n: int, b: Any, m: int) -> Any:
    """Jaro–Winkler similarity (Winkler 1990) of two byte strings of at most 24 bytes, prefix weight 0.1."""
    if n == 0 or m == 0:
        return 0.0
    window = max(max(n, m) // 2 - 1, 0)
    used_a, used_b, common = 0, 0, 0
    for i in range(n):
        for j in range(max(i - window, 0), min(i + window + 1, m)):
            if not (used_b >> j) & 1 and a[i] == b[j]:
                used_a |= 1 << i
                used_b |= 1 << j
                common += 1
                break
    if common == 0:
        return 0.0
    moved, k = 0, 0
    for i in range(n):
        if (used_a >> i) & 1:
            while not (used_b >> k) & 1:
                k += 1
            if a[i] != b[k]:
                moved += 1
            k += 1
    jaro = (common / n + common / m + (common - moved / 2.0) / common) / 3.0
    prefix = 0
    while prefix < min(4, n, m) and a[prefix] == b[prefix]:
        prefix += 1
    return jaro + prefix * 0.1 * (1.0 - jaro)


@compiled
def expected_edits(
    letters: Any, lengths: Any, one: Any, other: Any, pair: Any, weight: Any, model: Any, counts: Any
) -> None:
    """Add to `counts` [P, A, A] the edits expected between pairs of spellings (forward–backward)."""
    forward, backward = np.zeros((26, 26)), np.zeros((26, 26))
    for k in range(one.shape[0]):
        a, b, n, m = letters[one[k]], letters[other[k]], int(lengths[one[k]]), int(lengths[other[k]])
        p, c = model[pair[k]], counts[pair[k]]
        for i in range(n + 1):
            for j in range(m + 1):
                f = 1.0 if i == 0 and j == 0 else 0.0
                if i > 0 and j > 0:
                    f += forward[i - 1, j - 1] * p[a[i - 1], b[j - 1]]
                if i > 0:
                    f += forward[i - 1, j] * p[a[i - 1], 0]
                if j > 0:
                    f += forward[i, j - 1] * p[0, b[j - 1]]
                forward[i, j] = f
        whole = forward[n, m]
        if whole <= 0.0:
            continue
        for i in range(n, -1, -1):
            for j in range(m, -1, -1):
                g = 1.0 if i == n and j == m else 0.0
                if i < n and j < m:
                    g += backward[i + 1, j + 1] * p[a[i], b[j]]
                if i < n:
                    g += backward[i + 1, j] * p[a[i], 0]
                if j < m:
                    g += backward[i, j + 1] * p[0, b[j]]
                backward[i, j] = g
                share = weight[k] * forward[i, j] / whole
                if i < n and j < m:
                    c[a[i], b[j]] += share * p[a[i], b[j]] * backward[i + 1, j + 1]
                if i < n:
                    c[a[i], 0] += share * p[a[i], 0] * backward[i + 1, j]
                if j < m:
                    c[0, b[j]] += share * p[0, b[j]] * backward[i, j + 1]
        c[0, 0] += weight[k]


@compiled
def likeness(letters: Any, lengths: Any, v: int, w: int, ratios: Any) -> Any:
    """Bits for one name: the best alignment of two spellings under the edit model."""
    a, b, n, m = letters[v], letters[w], lengths[v], lengths[w]
    row = np.empty(WIDE, np.float32)
    row[0] = 0.0
    for j in range(m):
        row[j + 1] = row[j] + ratios[0, b[j]]
    for i in range(n):
        edit, diagonal = ratios[a[i]], row[0]
        row[0] += edit[0]
        for j in range(m):
            best = max(diagonal + edit[b[j]], row[j + 1] + edit[0], row[j] + ratios[0, b[j]])
            diagonal = row[j + 1]
            row[j + 1] = best
    return row[m] + ratios[0, 0]


@compiled
def likeness_level(bits: float) -> Any:
    """1 is kept for the same spelling; 2 (most alike) to 9."""
    for k in range(STEPS.shape[0]):
        if bits >= STEPS[k]:
            return 2 + k
    return 2 + STEPS.shape[0]


@compiled
def text_level(v: int, g: int, w: int, h: int, spellings: Any, lengths: Any) -> Any:
    """1 the same spelling; 2, 3, 4 the same sound, spelt nearly, somewhat, hardly alike; 5, 6 another sound spelt
    nearly, somewhat alike; 7 different; 0 missing."""
    if v < 0 or w < 0:
        return 0
    if v == w:
        return 1
    alike = jaro_winkler(spellings[v], lengths[v], spellings[w], lengths[w])
    if g == h and g >= 0:
        return 2 if alike >= 0.93 else (3 if alike >= 0.82 else 4)
    return 5 if alike >= 0.92 else (6 if alike >= 0.84 else 7)


@compiled
def plain_level(kind: int, v: int, g: int, w: int, h: int, near: Any) -> Any:
    """Numbers: 1 equal, 2–4 within the three nearnesses, 5 further. Places: 1 equal, 2 the same larger place, 5
    other. Codes: 1 equal, 5 other. 0 missing."""
    if v < 0 or w < 0:
        return 0
    if v == w:
        return 1
    if kind == 1:
        apart = abs(v - w)
        return 2 if apart <= near[0] else (3 if apart <= near[1] else (4 if apart <= near[2] else 5))
    return 2 if g == h and g >= 0 else 5


@compiled
def _column(m: Any, i: int, a: int, j: int, b: int) -> Any:
    """The level of column a of record i against column b of record j."""
    if m.kinds[a] == 0 and m.learnt_edits:
        v, w = m.values[i, a], m.values[j, b]
        if v < 0 or w < 0:
            return 0
        if v == w:
            return 1
        return likeness_level(likeness(m.letters, m.lengths, v, w, m.edits[m.channels[i], m.channels[j]]))
    if m.kinds[a] == 0:
        return text_level(m.values[i, a], m.groups[i, a], m.values[j, b], m.groups[j, b], m.spellings, m.lengths)
    return plain_level(m.kinds[a], m.values[i, a], m.groups[i, a], m.values[j, b], m.groups[j, b], m.nears[a])


@compiled
def _rarity(m: Any, level: int, i: int, a: int, j: int, b: int) -> Any:
    """How many bits more (or less) than an average agreement this value is worth."""
    if level == 1:
        v = m.values[i, a]
        return (m.by_value[m.at_value[a] + v] + m.by_value[m.at_value[b] + v]) * 0.5
    if level >= 2 and m.groups[i, a] >= 0 and m.groups[i, a] == m.groups[j, b]:
        g = m.groups[i, a]
        return (m.by_group[m.at_group[a] + g] + m.by_group[m.at_group[b] + g]) * 0.5
    return 0.0


@compiled
def slot(keys: Any, code: int) -> Any:
    """Where `code` is, or would be, in an open-addressed table whose size is a power of two."""
    mask = keys.shape[0] - 1
    at = (code * 11400714819323198485 >> 20) & mask
    while keys[at] != 0 and keys[at] != code:
        at = (at + 1) & mask
    return at


@compiled
def fill_table(keys: Any, counts: Any, codes: Any, joint: Any) -> None:
    """Put (code, count) pairs into an empty table."""
    for k in range(codes.shape[0]):
        at = slot(keys, codes[k])
        keys[at], counts[at] = codes[k], joint[k]


@compiled
def learnt(m: Any, v: int, w: int, bits: float) -> Any:
    """Bits of two spellings after what the lexicon saw of them (lexicon.py)."""
    expected = m.occurrences[v] * m.occurrences[w] / m.total
    if expected == 0.0:
        return bits
    code = np.int64(min(v, w)) * m.occurrences.shape[0] + max(v, w) + 1
    at = slot(m.table_keys, code)
    joint = m.table_counts[at] if m.table_keys[at] == code else 0.0
    if v != w:
        joint *= 0.5
    return np.log2((joint + PULL) / (expected + PULL * 2.0**-bits))


@compiled
def _bits(m: Any, i: int, a: int, j: int, b: int) -> Any:
    level = _column(m, i, a, j, b)
    if level == 0:
        return 0.0
    bits = m.weights[m.channels[i], m.channels[j], a, level] + _rarity(m, level, i, a, j, b)
    if m.kinds[a] == 0 and m.total > 0.0:
        return learnt(m, m.values[i, a], m.values[j, b], bits)
    return bits


@compiled
def _most(m: Any, i: int, a: int, j: int, b: int) -> Any:
    """An upper bound on the bits of a text column, without comparing letters (and without the lexicon)."""
    v, w = m.values[i, a], m.values[j, b]
    if v < 0 or w < 0:
        return 0.0
    bits = m.weights[m.channels[i], m.channels[j], a]
    if v == w:
        return bits[1] + _rarity(m, 1, i, a, j, b)
    return max(bits[2] + _rarity(m, 2, i, a, j, b), 0.0)


@compiled
def score(m: Any, i: int, j: int, least: float) -> Any:
    """Log-odds in bits, prior not included. Stops once it is certain that `least` is out of reach: cheap columns come
    first, and letters are compared only where the rest leaves a chance."""
    total, bound = 0.0, 0.0
    a, b = m.swap_a, m.swap_b
    for k in range(m.order.shape[0]):
        c = m.order[k]
        if m.kinds[c] == 0:
            bound += _most(m, i, c, j, c)
        else:
            total += _bits(m, i, c, j, c)
    if a >= 0:
        straight = _most(m, i, a, j, a) + _most(m, i, b, j, b)
        bound += max(straight, _most(m, i, a, j, b) + _most(m, i, b, j, a) - m.price)
    if m.total == 0.0 and total + bound < least:
        return total + bound
    if a >= 0:
        straight = _bits(m, i, a, j, a) + _bits(m, i, b, j, b)
        total += straight if straight > 0.0 else max(straight, _bits(m, i, a, j, b) + _bits(m, i, b, j, a) - m.price)
    for k in range(m.order.shape[0]):
        c = m.order[k]
        if m.kinds[c] == 0:
            total += _bits(m, i, c, j, c)
    return total


@compiled
def examine(m: Any, left: Any, right: Any) -> tuple[Any, Any]:
    """Levels and rarities of many pairs, [n, F + 2]: every column straight, then the swapped pair crossed."""
    n, f = left.shape[0], m.kinds.shape[0]
    levels = np.zeros((n, f + 2), np.uint8)
    rare = np.zeros((n, f + 2), np.float32)
    for k in range(n):
        i, j = left[k], right[k]
        for c in range(f):
            levels[k, c] = _column(m, i, c, j, c)
            rare[k, c] = _rarity(m, levels[k, c], i, c, j, c)
        if m.swap_a >= 0:
            a, b = m.swap_a, m.swap_b
            levels[k, f], levels[k, f + 1] = _column(m, i, a, j, b), _column(m, i, b, j, a)
            rare[k, f], rare[k, f + 1] = _rarity(m, levels[k, f], i, a, j, b), _rarity(m, levels[k, f + 1], i, b, j, a)
    return levels, rare


@compiled
def _mixed(i: int, j: int) -> Any:
    """A number below 2^31 that depends on both and on nothing simple about them, such as their being neighbours."""
    value = np.uint64(i) * np.uint64(0x9E3779B97F4A7C15) ^ np.uint64(j) * np.uint64(0xC2B2AE3D27D4EB4F)
    value = (value ^ (value >> np.uint64(31))) * np.uint64(0x94D049BB133111EB)
    return np.int64(value >> np.uint64(33))


@compiled
def compare_blocks(
    m: Any, keys: Any, rule: int, members: Any, starts: Any, ends: Any, least: float, thin: int
) -> tuple[Any, Any, Any, int]:
    """Pairs (i < j) of the blocks of one rule that no earlier rule has, with score ≥ least; and how many were looked
    at. With thin > 1 only one pair in `thin` is looked at, unscored."""
    room, n, seen = 1024, 0, 0
    left, right, bits = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.float32)
    for block in range(starts.shape[0]):
        for x in range(starts[block], ends[block]):
            for y in range(x + 1, ends[block]):
                i, j = min(members[x], members[y]), max(members[x], members[y])
                if m.across_only and m.channels[i] == m.channels[j]:
                    continue
                if thin > 1 and _mixed(i, j) % thin != 0:
                    continue
                had = False
                for earlier in range(rule):
                    if keys[i, earlier] == keys[j, earlier] and keys[i, earlier] != 0:
                        had = True
                        break
                if had:
                    continue
                seen += 1
                found = score(m, i, j, least) if thin == 1 else 0.0
                if found < least:
                    continue
                if n == room:
                    room *= 2
                    left, right, bits = _grow(left, room), _grow(right, room), _grow(bits, room)
                left[n], right[n], bits[n] = i, j, found
                n += 1
    return left[:n].copy(), right[:n].copy(), bits[:n].copy(), seen


@compiled
def _grow(array: Any, room: int) -> Any:
    larger = np.empty(room, array.dtype)
    larger[: array.shape[0]] = array
    return larger


@compiled
def scores(m: Any, left: Any, right: Any) -> Any:
    """Log-odds of given pairs, prior not included."""
    found = np.empty(left.shape[0], np.float32)
    for k in range(left.shape[0]):
        found[k] = score(m, min(left[k], right[k]), max(left[k], right[k]), -1e30)
    return found


@compiled
def group(m: Any, left: Any, right: Any, prior: float, least: float, floor: float, apart: Any, most: int) -> Any:
    """Average linkage. Edges come from the strongest; two groups join when the mean log-odds over *all* pairs between
    them exceeds `least`, pairs that no key brought together being scored now, none counting less than `floor`; never
    when a pair of `apart` (sorted codes i * N + j, i < j) lies between them, nor past `most` members."""
    n = m.channels.shape[0]
    root = np.arange(n).astype(np.int32)
    after = np.full(n, -1, np.int32)
    last = np.arange(n).astype(np.int32)
    size = np.ones(n, np.int32)
    for e in range(left.shape[0]):
        a, b = root[left[e]], root[right[e]]
        if a == b or size[a] + size[b] > most:
            continue
        total, forbidden = 0.0, False
        i = a
        while i >= 0 and not forbidden:
            j = b
            while j >= 0:
                low, high = min(i, j), max(i, j)
                if apart.shape[0]:
                    code = np.int64(low) * n + high
                    at = np.searchsorted(apart, code)
                    if at < apart.shape[0] and apart[at] == code:
                        forbidden = True
                        break
                total += max(score(m, low, high, floor - prior) + prior, floor)
                j = after[j]
            i = after[i]
        if forbidden or total <= least * size[a] * size[b]:
            continue
        if b < a:
            a, b = b, a
        after[last[a]] = b
        last[a] = last[b]
        size[a] += size[b]
        i = b
        while i >= 0:
            root[i] = a
            i = after[i]
    return root
