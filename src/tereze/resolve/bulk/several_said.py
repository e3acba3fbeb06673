"""Columns of several values in plain Python: the reference for the compiled core, and what is said of them in words."""

from __future__ import annotations

from math import dist
from typing import TYPE_CHECKING

from .columns import GROUND, Column
from .errors import BadTable
from .levels import ALIKE, DIFFERENT, DISTANT, GROUP, SAME
from .several import NEAR

if TYPE_CHECKING:
    from .table import Packed, Table

_COUNTED = {SAME: 0, GROUP: 1}
_GROUND = {SAME: "the same place", GROUP: "in one county", ALIKE: "within 50 km", DISTANT: "in one prefecture"}


def single_values(table: Table) -> None:
    """Raise BadTable where the table has a column of several values: later rows and look-up do not know these."""
    for name, column in table.columns.items():
        if column.elements is not None:
            raise BadTable(f"column “{name}” has several values, which later rows and look-up do not know")


def best_of(column: Column, p: Packed, base: int, one: int, other: int) -> tuple[int, float]:
    """The best level of two leaves, and the log frequency of what agrees; -1 where they cannot be compared."""
    found = [_level(column, p, i, j) for i in _elements(p, base + one) for j in _elements(p, base + other)]
    return max(found, key=lambda two: (two[0], -two[1]))


def _elements(p: Packed, leaf: int) -> range:
    return range(int(p.masks[leaf]), int(p.masks[leaf] + p.lengths[leaf]))


def _level(column: Column, p: Packed, i: int, j: int) -> tuple[int, float]:
    if column.kind == GROUND:
        level = _nearness(p, i, j)
        return level, float(p.log_elements[i, _COUNTED[level]]) if level in _COUNTED else 0.0
    apart = abs(int(p.elements[i, 0]) - int(p.elements[j, 0]))
    level = next((4 - n for n, step in enumerate(column.steps) if apart <= step), DIFFERENT)
    return level, float(max(p.log_elements[i, 0], p.log_elements[j, 0])) if level else 0.0


def _nearness(p: Packed, i: int, j: int) -> int:
    (place, county, prefecture), (its, its_county, its_prefecture) = p.elements[i].tolist(), p.elements[j].tolist()
    here, there = int(p.spots[i]), int(p.spots[j])
    measured = here >= 0 and there >= 0 and here != there
    if place == its:
        return SAME
    if county == its_county >= 0:
        return GROUP
    if measured and dist(_sides(here), _sides(there)) ** 2 <= NEAR + 0.5:
        return ALIKE
    if prefecture >= 0 and its_prefecture >= 0:
        return DISTANT if prefecture == its_prefecture else DIFFERENT
    return DIFFERENT if measured else -1


def _sides(spot: int) -> tuple[int, int, int]:
    return spot >> 40, spot >> 20 & 0xFFFFF, spot & 0xFFFFF


def says_of(column: Column, level: int) -> str:
    """What was found, in words."""
    if column.kind == GROUND:
        return _GROUND.get(level, "far apart")
    if level == SAME:
        return "one in common"
    near = column.steps[SAME - level] if level > DIFFERENT else 0
    return f"{near} apart or less" if near else "none in common"
