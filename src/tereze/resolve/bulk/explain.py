"""Why two rows are likely, or unlikely, to be one person: column by column, in plain Python.

This is also the reference for the compiled core: tests hold both to the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, isnan, log
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from .columns import NUMBER, PLACE, Column
from .levels import (
    AGREES,
    ALIKE,
    DIFFERENT,
    DISTANT,
    GROUP,
    LEARNED,
    OTHERWISE,
    RATHER_ALIKE,
    SAME,
    SILENT,
    VERY_ALIKE,
    Weights,
)
from .model import Model
from .table import Packed, Table

SAID = {
    LEARNED: "known to be spellings of one name",
    SAME: "the same",
    GROUP: "the same sound",
    ALIKE: "written much alike",
    DISTANT: "written somewhat alike",
    DIFFERENT: "different",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """What one column says: bits for (negative: against) one person. `exchanged`: compared with the other name.
    `beside`: the column whose agreement makes this one say less or more ("" for none)."""

    column: str
    level: int
    bits: float
    says: str
    exchanged: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The probability that two rows are one person, the bits of the prior (and of names standing or exchanged), and the
    reasons, weightiest first."""

    probability: float
    prior: float
    reasons: tuple[Reason, ...]


def explain(table: Table, model: Model, i: int, j: int) -> Explanation:
    """The reasons for and against rows i and j being one person. Columns that say nothing on one side are left out."""
    w, p = model.weights(table), table.packed
    see = _Seen(table, w, p, int(p.context[p.source[i], p.source[j]]), i, j)
    here = {name: _look(see, name, name) for name in table.names}
    start, reasons = w.straight if table.swap else 0.0, _weigh(see, here)
    if table.swap:
        first, second = table.swap
        across = here | {first: _look(see, first, second), second: _look(see, second, first)}
        met = any(across[name].level in {SAME, GROUP} for name in table.swap)
        other = _weigh(see, across)
        if met and w.crossed + _sum(other) > w.straight + _sum(reasons):
            start, reasons = w.crossed, other
    odds = w.prior + start + _sum(reasons)
    said = sorted(reasons, key=lambda one: (-abs(one.bits), one.column))
    return Explanation(1.0 / (1.0 + exp(-odds)), (w.prior + start) / log(2), tuple(said))


def _sum(reasons: Iterable[Reason]) -> float:
    return sum(one.bits for one in reasons) * log(2)


class _Seen(NamedTuple):
    """Two rows with all that is needed to compare them."""

    table: Table
    w: Weights
    p: Packed
    x: int
    i: int
    j: int


class _Look(NamedTuple):
    """What was found in a column; level -1 for nothing to compare."""

    level: int
    frequency: float = 0.0
    says: str = ""
    exchanged: bool = False


def _look(see: _Seen, name: str, its: str) -> _Look:
    """Column `name` of row i against column `its` of row j."""
    at, column = see.table.names.index(name), see.table.columns[name]
    one, other = int(column.codes[see.i]), int(see.table.columns[its].codes[see.j])
    if one < 0 or other < 0:
        return _Look(-1)
    level, frequency = _level(see, at, column, one, other)
    return _Look(level, frequency, _says(column, level, one, other), name != its)


def _weigh(see: _Seen, looks: dict[str, _Look]) -> list[Reason]:
    """The reasons of the columns that say something, each read beside its other."""
    made, names = [], see.table.names
    for at, (name, look) in enumerate(looks.items()):
        if look.level < 0:
            continue
        up = int(see.w.beside[at])
        stand, beside = SILENT, ""
        if up >= 0 and looks[names[up]].level >= 0:
            stand = AGREES if looks[names[up]].level >= GROUP else OTHERWISE
            beside = names[up] if stand == AGREES else ""
        bits = (float(see.w.w[at, stand, see.x, look.level]) - look.frequency) / log(2)
        made.append(Reason(name, look.level, bits, look.says, look.exchanged, beside))
    return made


def _level(see: _Seen, at: int, column: Column, one: int, other: int) -> tuple[int, float]:
    w, p = see.w, see.p
    base, top = int(p.base[at]), int(p.group_base[at])
    if column.kind == NUMBER:
        level = next((4 - n for n, step in enumerate(column.steps) if abs(one - other) <= step), DIFFERENT)
        return level, max(float(p.log_leaf[base + one]), float(p.log_leaf[base + other])) if level else 0.0
    ours, theirs = int(column.groups[one]), int(column.groups[other])
    if ours == theirs:
        if one == other and column.kind == PLACE:
            return SAME, float(p.log_leaf[base + one])
        return SAME if one == other else GROUP, float(p.log_group[top + ours])
    if column.kind == PLACE:
        return DIFFERENT, 0.0
    if p.learns[at]:
        known = _learned(w, ours, theirs)
        if not isnan(known):
            return LEARNED, -known
    a, b = (bytes(column.forms[leaf][: column.lengths[leaf]]) for leaf in (one, other))
    alike = JaroWinkler.similarity(a, b, prefix_weight=0.1) if a and b else 0.0
    level = ALIKE if alike >= VERY_ALIKE else DISTANT if alike >= RATHER_ALIKE else DIFFERENT
    return level, max(float(p.log_group[top + ours]), float(p.log_group[top + theirs])) if level else 0.0


def _learned(w: Weights, one: int, other: int) -> float:
    code = (min(one, other) << 31) | max(one, other)
    for known, value in zip(w.pairs.tolist(), w.values.tolist(), strict=True):
        if known == code:
            return float(value)
    return float("nan")


def _says(column: Column, level: int, one: int, other: int) -> str:
    if column.kind == NUMBER:
        return "the same" if one == other else f"{abs(one - other)} apart"
    if column.kind == PLACE:
        return {SAME: "the same", GROUP: "the same larger place"}.get(level, "different")
    return SAID[level]
