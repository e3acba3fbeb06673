"""Comparing rows that say several things at once, compiled: the two of their values that fit best."""

# Kernels take what they read as it is: calls with objects would cost more than the work.
# ruff: noqa: PLR0917

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from .compiled import compiled
from .several import NEAR

Array = npt.NDArray[Any]
_MASK = (1 << 20) - 1


@compiled
def several_level(
    column: int,
    one: int,
    other: int,
    kind: Array,
    steps: Array,
    lengths: Array,
    masks: Array,
    elements: Array,
    spots: Array,
    log_elements: Array,
) -> tuple[int, float]:
    """The best level of two leaves and the log frequency of what agrees, of several as good the rarest; -1 where they
    cannot be compared. The values of a leaf begin at its `masks`, as many as its `lengths`."""
    level, log = -1, 0.0
    for i in range(masks[one], masks[one] + lengths[one]):
        for j in range(masks[other], masks[other] + lengths[other]):
            found, its = 0, 0.0
            if kind[column] == 4:
                found = _nearness(i, j, elements, spots)
                if found >= 3:
                    side = 0 if found == 4 else 1
                    its = log_elements[i, side]
            else:
                apart, found = abs(elements[i, 0] - elements[j, 0]), 4
                while found > 0 and apart > steps[column, 4 - found]:
                    found -= 1
                if found > 0:
                    its = max(log_elements[i, 0], log_elements[j, 0])
            if found > level or (found == level and its < log):
                level, log = found, its
    return level, log


@compiled
def _nearness(i: int, j: int, elements: Array, spots: Array) -> int:
    """4 the same place, 3 in one county (or one of them is it), 2 within 50 km, 1 in one prefecture, 0 elsewhere; -1
    where neither district nor ground is known of both."""
    if elements[i, 0] == elements[j, 0]:
        return 4
    if elements[i, 1] >= 0 and elements[i, 1] == elements[j, 1]:
        return 3
    here, there = spots[i], spots[j]
    if here >= 0 and there >= 0 and here != there:
        x, y = (here >> 40) - (there >> 40), ((here >> 20) & _MASK) - ((there >> 20) & _MASK)
        z = (here & _MASK) - (there & _MASK)
        if x * x + y * y + z * z <= NEAR:
            return 2
    if elements[i, 2] >= 0 and elements[j, 2] >= 0:
        return 1 if elements[i, 2] == elements[j, 2] else 0
    return 0 if here >= 0 and there >= 0 and here != there else -1
