"""Columns whose rows say several things at once: numbers, words, places on the ground. The best two of two rows count.

*Numbers* (years somebody may be born in, months of arrest) are compared by the least difference; *codes* (relatives by
sound, identity numbers, hashes of files) are in common or not; *spots* are places with what lies around them and where
they are: the same place, in one county or one inside the other, within 50 km, in one prefecture, farther. Where neither
the district nor the ground tells, two places say nothing. Of two values in common the rarer one counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import cos, radians, sin
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .columns import EXACT, FORM, GROUND, SEVERAL, YEARS, Column, Elements

Floats = npt.NDArray[np.float64]
RADIUS = 1 << 19  # of the earth, in the whole numbers of `spots`: about 12 metres each
_BITS, _EARTH, _NEAR = 20, 6371.0, 50.0
NEAR = int((RADIUS * _NEAR / _EARTH) ** 2)
"""The square of the distance of two spots that are 50 km apart (through the ground: the difference is nothing)."""


class Spot(NamedTuple):
    """A place: its name, the county and the prefecture it lies in or is ("" where there is none), degrees of latitude
    and longitude where they are known."""

    name: str
    county: str = ""
    prefecture: str = ""
    at: tuple[float, float] | None = None


def numbers(values: Sequence[Collection[int] | None], steps: tuple[int, int, int, int] = YEARS) -> Column:
    """Several whole numbers a row; `steps` are the differences that bound the levels."""
    rows = [tuple(sorted(set(said or ()))) for said in values]
    elements = sorted({number for said in rows for number in said})
    plain = [(number, -1, -1) for number in elements]
    return _column(rows, elements, [str(one) for one in elements], plain, steps=steps)


def codes(values: Sequence[Collection[str] | None]) -> Column:
    """Several texts a row, equal or not."""
    rows = [tuple(sorted({text for text in said or () if text})) for said in values]
    elements = sorted({text for said in rows for text in said})
    return _column(rows, elements, elements, [(at, -1, -1) for at in range(len(elements))])


def ground(values: Sequence[Collection[Spot] | None]) -> Column:
    """Several places a row."""
    rows = [tuple(sorted(set(said or ()), key=lambda one: one.name)) for said in values]
    elements = list({spot: None for said in rows for spot in said})
    around = {name: at for at, name in enumerate(dict.fromkeys(n for one in elements for n in one[1:3] if n))}
    plain = [(at, around.get(one.county, -1), around.get(one.prefecture, -1)) for at, one in enumerate(elements)]
    return _column(rows, elements, [one.name for one in elements], plain, at=[one.at for one in elements])


def _column(
    rows: Sequence[tuple[object, ...]],
    elements: Sequence[object],
    names: Sequence[str],
    plain: Sequence[tuple[int, int, int]],
    *,
    steps: tuple[int, int, int, int] = EXACT,
    at: Sequence[tuple[float, float] | None] | None = None,
) -> Column:
    """A column: each set of values is a leaf, filed under the rarest of them, and has its stretch of `elements`."""
    number = {one: n for n, one in enumerate(elements)}
    counts = Counter(one for said in rows for one in said)
    leaves = {said: n for n, said in enumerate(dict.fromkeys(said for said in rows if said))}
    rarest = [number[min(said, key=lambda one: (counts[one], number[one]))] for said in leaves]
    held = [number[one] for said in leaves for one in said]
    spots = [-1] * len(elements) if at is None else [_whole(one) for one in at]
    many = max(len(leaves), 1)
    return Column(
        kind=SEVERAL if at is None else GROUND,
        codes=np.array([leaves.get(said, -1) for said in rows], np.int32),
        leaves=tuple("; ".join(names[number[one]] for one in said) for said in leaves),
        groups=np.array(rarest or [0], np.int32),
        group_names=tuple(names) or ("",),
        forms=np.zeros((many, FORM), np.uint8),
        lengths=np.array([len(said) for said in leaves] or [0], np.int32),
        steps=steps,
        elements=Elements(
            np.array([plain[n] for n in held], np.int32).reshape(-1, 3), np.array([spots[n] for n in held], np.int64)
        ),
    )


def _whole(at: tuple[float, float] | None) -> int:
    """Three whole numbers of a place on the globe in one; -1 where it is not known."""
    if at is None:
        return -1
    lat, lon = radians(at[0]), radians(at[1])
    sides = (cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat))
    x, y, z = (min(round((side + 1.0) * RADIUS), (1 << _BITS) - 1) for side in sides)
    return x << 2 * _BITS | y << _BITS | z


def packed_elements(
    columns: Iterable[tuple[Column, Column]], worth: Floats | None
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64], Floats, list[npt.NDArray[np.int64]]]:
    """The elements of all columns one after the other, their spots, the log frequencies of value and county, and for
    each column where the elements of its leaves begin. A column comes with the one its values are counted in, whose
    rows count what they are `worth`."""
    parts, spots, logs, begins = [np.zeros((0, 3), np.int32)], [np.zeros(0, np.int64)], [np.zeros((0, 2))], []
    done = 0
    for shown, counted in columns:
        leaves = len(shown.lengths)
        begin = np.zeros(leaves, np.int64)
        if shown.elements is not None:
            begin = done + np.cumsum(shown.lengths, dtype=np.int64) - shown.lengths
            parts.append(shown.elements.values)
            spots.append(shown.elements.spots)
            logs.append(_log_frequencies(shown, counted, worth))
            done += len(shown.elements.values)
        begins.append(begin)
    return np.concatenate(parts), np.concatenate(spots), np.concatenate(logs), begins


def _log_frequencies(shown: Column, counted: Column, worth: Floats | None) -> Floats:
    """By element: how many of the rows that say anything say this value, and this county."""
    if shown.elements is None:
        return np.zeros((0, 2))
    known = counted.codes >= 0
    rows = np.bincount(counted.codes[known], None if worth is None else worth[known], len(shown.lengths))
    each = np.repeat(rows.astype(np.float64)[: len(shown.lengths)], shown.lengths)
    total, half = max(float(rows.sum()), 1.0), 0.5 if worth is None else 0.5 * float(worth.mean())
    made = np.zeros((len(each), 2))
    for side in (0, 1):
        _, which = np.unique(shown.elements.values[:, side], return_inverse=True)
        counts = np.bincount(which, each, 1)[which] if len(each) else each
        made[:, side] = np.log(np.clip(counts, half, total) / total)
    return made
