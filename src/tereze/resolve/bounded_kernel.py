"""The upper bound of `bounded.py`, compiled. Loaded on demand: importing this module imports numba.

Every step mirrors a rule of `rules.py` and gives at least as many bits; the numbers are those of the rules.
"""
# ruff: noqa: PLR0917  # compiled functions take plain arrays, many of them

from __future__ import annotations

from collections.abc import Callable
from math import log2
from typing import Any

from numba import njit

LIFETIMES, EVENTS = 60 * 365, 8 * 365
NEARLY = 0.75
OTHER_NAMES = -16.2  # 18 bits against, times one minus the likeness of names with a word that has no partner


def _compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile, keeping the result on disk where the installation allows it."""
    try:
        found: Callable[..., Any] = njit(cache=True)(function)
    except RuntimeError:  # no writable place for the cache
        found = njit(function)
    return found


def _shared(filed: Any, i: Any, j: Any) -> Any:
    """(how many values two rows share, the sum of their bits, the most bits of one)."""
    start, ids, bits = filed
    a, b = start[i], start[j]
    count, total, most = 0, 0.0, 0.0
    while a < start[i + 1] and b < start[j + 1]:
        if ids[a] == ids[b]:
            count += 1
            total += bits[ids[a]]
            most = max(most, bits[ids[a]])
            a += 1
            b += 1
        elif ids[a] < ids[b]:
            a += 1
        else:
            b += 1
    return count, total, most


def _has(filed: Any, i: Any, value: Any) -> Any:
    start, ids, _ = filed
    for at in range(start[i], start[i + 1]):  # noqa: SIM110  # `any` over a generator is not compiled
        if ids[at] == value:
            return True
    return False


def _common(letters: Any, one: Any, other: Any) -> Any:
    """The most by which two words can be the same letters (`Indel.normalized_similarity`), from their counts alone."""
    common, both = 0, 0
    for kind in range(letters.shape[1]):
        common += min(letters[one, kind], letters[other, kind])
        both += letters[one, kind] + letters[other, kind]
    return 2.0 * common / max(both, 1)


def _perhaps(letters: Any, latin: Any, sounds: Any, one: Any, other: Any) -> Any:
    """Whether two words may be one name, as `sounds.alike` asks it; never false where that is true."""
    if min(letters[one].sum(), letters[other].sum()) <= 2:
        return True
    both = latin[one] and latin[other]
    if _shared(sounds, one, other)[0]:
        return not both or _common(letters, one, other) >= 0.45
    return both and _common(letters, one, other) >= 0.6


def _of_one(letters: Any, rows: Any, a: Any, b: Any) -> Any:
    """Whether all words of two calls together may be nearly the same letters: one word written as two."""
    start, ids, _ = rows
    common, both = 0, 0
    for kind in range(letters.shape[1]):
        one, other = 0, 0
        for at in range(start[a], start[a + 1]):
            if not _has(rows, b, ids[at]):
                one += letters[ids[at], kind]
        for at in range(start[b], start[b + 1]):
            if not _has(rows, a, ids[at]):
                other += letters[ids[at], kind]
        common += min(one, other)
        both += one + other
    return 2.0 * common >= 0.85 * both


def _partnerless(letters: Any, latin: Any, sounds: Any, rows: Any, a: Any, b: Any) -> Any:
    """Whether some word of call `a` that call `b` lacks can be none of the words that `b` has and `a` lacks."""
    start, ids, _ = rows
    for at in range(start[a], start[a + 1]):
        if _has(rows, b, ids[at]):
            continue
        found = False
        for its in range(start[b], start[b + 1]):
            if not _has(rows, a, ids[its]) and _perhaps(letters, latin, sounds, ids[at], ids[its]):
                found = True
        if not found:
            return True
    return False


def _all_latin(latin: Any, rows: Any, a: Any) -> Any:
    start, ids, _ = rows
    for at in range(start[a], start[a + 1]):  # noqa: SIM110  # `all` over a generator is not compiled
        if not latin[ids[at]]:
            return False
    return True


def _other_call(letters: Any, latin: Any, sounds: Any, rows: Any, heard: Any, a: Any, b: Any) -> Any:
    """Whether two ways of being called are certainly other names: no word and no sound in common, or a word left over
    that has no partner on the other side."""
    start = rows[0]
    shared = _shared(rows, a, b)[0]
    ours, theirs = start[a + 1] - start[a] - shared, start[b + 1] - start[b] - shared
    if not shared and not _shared(heard, a, b)[0]:
        return True
    if not ours or not theirs or (not shared and not (_all_latin(latin, rows, a) and _all_latin(latin, rows, b))):
        return False  # across scripts whole names are heard, and letters say nothing
    if ours != theirs and _of_one(letters, rows, a, b):
        return False
    if ours <= theirs:
        return _partnerless(letters, latin, sounds, rows, a, b)
    return _partnerless(letters, latin, sounds, rows, b, a)


def _other_names(
    letters: Any, latin: Any, sounds: Any, rows: Any, heard: Any, owner: Any, plain: Any, i: Any, j: Any
) -> Any:
    """Whether every way of calling the one, aliases too, is certainly another name than each of the other's."""
    if not plain[i, 6] or not plain[j, 6]:
        return False  # without proper names there is nothing to tell apart
    for a in range(owner[i], owner[i + 1]):
        for b in range(owner[j], owner[j + 1]):
            if not _other_call(letters, latin, sounds, rows, heard, a, b):
                return False
    return True


def _nearly(named: Any, bits: Any, letters: Any, i: Any, j: Any) -> Any:
    """The most that words with nearly all letters in common may give: words sharing enough letters of each kind."""
    start, ids, _ = named
    total = 0.0
    for a in range(start[i], start[i + 1]):
        if _has(named, j, ids[a]):
            continue
        for b in range(start[j], start[j + 1]):
            if _has(named, i, ids[b]):
                continue
            if _common(letters, ids[a], ids[b]) >= NEARLY:
                total += 0.5 * min(bits[ids[a]], bits[ids[b]])
    return total


def _days(spans: Any, i: Any, j: Any) -> Any:
    """(days between the nearest spans of two rows, the least width of two that meet); -1 where one has none."""
    start, days = spans
    near, wide = -1, -1
    for a in range(start[i], start[i + 1]):
        for b in range(start[j], start[j + 1]):
            gap = max(days[a, 0] - days[b, 1], days[b, 0] - days[a, 1], 0)
            near = gap if near < 0 else min(near, gap)
            if gap == 0:
                both = (days[a, 1] - days[a, 0]) + (days[b, 1] - days[b, 0]) + 1
                wide = both if wide < 0 else min(wide, both)
    return near, wide


def _meeting(wide: Any, span: Any, agree: Any, most: Any) -> Any:
    return min(log2(agree / min(wide / span, agree)), most)


def _born(near: Any, wide: Any) -> Any:
    if near < 0:
        return 0.0
    if wide >= 0:
        return _meeting(wide, LIFETIMES, 0.85, 10.0)
    if near <= 366:  # day and month may be exchanged
        return 5.0
    years = near // 365
    return 0.0 if years <= 1 else -1.5 if years <= 2 else -3.5 if years <= 5 else -6.0 if years <= 10 else -12.0


def _died(near: Any, wide: Any) -> Any:
    if near < 0:
        return 0.0
    if wide >= 0:
        return _meeting(wide, EVENTS, 0.6, 9.0)
    return 4.0 if near <= 7 else -1.0 if near <= 60 else -4.0 if near <= 365 else -7.0


def _taken(near: Any, wide: Any) -> Any:
    if near < 0:
        return 0.0
    if wide >= 0:
        return _meeting(wide, EVENTS, 0.7, 9.0)
    return 5.0 if near <= 3 else 2.0 if near <= 31 else -1.5 if near <= 365 else -3.5 if near <= 1095 else -5.0


def _placed(filed: Any, ground: Any, between: Any, i: Any, j: Any) -> Any:
    start, ids, worth = filed
    if start[i] == start[i + 1] or start[j] == start[j + 1]:
        return 0.0
    count, _, most = _shared(filed, i, j)
    begin, places, _ = ground
    near = -1.5
    for a in range(begin[i], begin[i + 1]):
        for b in range(begin[j], begin[j + 1]):
            near = max(near, between[places[a], places[b]])
    if near > 0.0:
        near = min(
            near, 0.6 * worth[ids[start[i] : start[i + 1]]].max(), 0.6 * worth[ids[start[j] : start[j + 1]]].max()
        )
    return max(min(0.6 * most, 6.0), near) if count else near


def _other(plain: Any, i: Any, j: Any) -> Any:
    """Source, sex, identity numbers, photographs, occupations."""
    bits = 0.0
    if plain[i, 0] == plain[j, 0]:
        bits -= 3.0 if plain[i, 1] and plain[j, 1] else 7.0
    if plain[i, 2] and plain[j, 2]:
        bits += 0.9 if plain[i, 2] == plain[j, 2] else -6.0
    if plain[i, 3] and plain[j, 3]:
        bits += 20.0
    elif plain[i, 3] or plain[j, 3]:
        bits += 2.0
    if plain[i, 4] and plain[j, 4]:
        bits += 10.0
    if plain[i, 5] and plain[j, 5]:
        bits += 3.0
    return bits


_shared, _has, _days, _meeting = (_compiled(one) for one in (_shared, _has, _days, _meeting))
_born, _died, _taken, _other = (_compiled(one) for one in (_born, _died, _taken, _other))
_placed, _common, _nearly = (_compiled(one) for one in (_placed, _common, _nearly))
_perhaps, _of_one, _partnerless = (_compiled(one) for one in (_perhaps, _of_one, _partnerless))
_all_latin, _other_call, _other_names = (_compiled(one) for one in (_all_latin, _other_call, _other_names))


def _reach(
    pairs: Any, least: float, keep: Any, words: Any, named: Any, bones: Any, calls: Any, letters: Any, latin: Any,
    sounds: Any, rows: Any, heard: Any, owner: Any, home: Any, held: Any, kin: Any, births: Any, deaths: Any,
    stays: Any, plain: Any, at_home: Any, at_held: Any, between: Any,
) -> None:  # fmt: skip
    for at in range(len(pairs)):
        i, j = pairs[at, 0], pairs[at, 1]
        keep[at] = True
        if _shared(calls, i, j)[0]:
            continue
        bits = _other(plain, i, j) + _born(*_days(births, i, j)) + _taken(*_days(stays, i, j))
        bits += _died(*_days(deaths, i, j)) + _placed(home, at_home, between, i, j)
        bits += _placed(held, at_held, between, i, j)
        if _shared(kin, i, j)[0]:
            bits += 7.0
        shared, of_words, _ = _shared(words, i, j)
        of_names = of_words + _shared(bones, i, j)[1]
        if shared >= 2:
            of_names += 6.0
        elif bits + of_names < least:
            of_names += _nearly(named, words[2], letters, i, j)
        if bits + of_names >= least and _other_names(letters, latin, sounds, rows, heard, owner, plain, i, j):
            of_names = OTHER_NAMES
        keep[at] = bits + of_names >= least


reach = _compiled(_reach)
