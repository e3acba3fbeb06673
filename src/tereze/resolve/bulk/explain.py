"""Why two rows are likely, or unlikely, to be one person: column by column, in plain Python.

This is also the reference for the compiled core: tests hold both to the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, isnan, log
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import JaroWinkler

from .columns import NUMBER, PLACE, TEXT, Column
from .kin import Family
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
from .several_said import best_of, says_of
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
    reasons, weightiest first. `namesakes` counts the other rows that sound like row i in all its names; `name_alone`
    says that nothing but names speaks for the two, so that nobody should decide on it where there are namesakes."""

    probability: float
    prior: float
    reasons: tuple[Reason, ...]
    namesakes: int = 0
    name_alone: bool = False


def explain(table: Table, model: Model, i: int, j: int, family: Family | None = None) -> Explanation:
    """The reasons for and against rows i and j being one person. Columns that say nothing on one side are left out;
    with `family`, what the relatives of both say is one reason more."""
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
    if family is not None:
        reasons += _family(family, i, j)
    odds = w.prior + start + _sum(reasons)
    said = sorted(reasons, key=lambda one: (-abs(one.bits), one.column))
    names = _names(table)
    others = {one.column for one in reasons if one.bits > 0} - set(names)
    return Explanation(
        1.0 / (1.0 + exp(-odds)), (w.prior + start) / log(2), tuple(said), _namesakes(table, names, i, j), not others
    )


def _names(table: Table) -> tuple[str, ...]:
    """The columns of the person's own names: those that are exchanged, or the first text."""
    return table.swap or tuple(name for name in table.names if table.columns[name].kind == TEXT)[:1]


def _namesakes(table: Table, names: Sequence[str], i: int, j: int) -> int:
    """The rows other than the two that sound like row i in every name it has."""
    alike, said = np.ones(len(table), bool), False
    for name in names:
        column = table.columns[name]
        if column.codes[i] >= 0:
            said = True
            alike &= (column.codes >= 0) & (
                column.groups[np.maximum(column.codes, 0)] == column.groups[column.codes[i]]
            )
    alike[[i, j]] = False
    return int(alike.sum()) if said else 0


def _family(family: Family, i: int, j: int) -> list[Reason]:
    """What relatives say, if anything."""
    bits, pair = family.support(i, j)
    if pair is None:
        return []
    a, b = pair
    said = f"row {a} is a relative of both" if a == b else f"their relatives, rows {a} and {b}, may be one person"
    return [Reason("family", LEARNED if bits > 0 else DIFFERENT, bits, said if bits > 0 else "their relatives differ")]


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
    if level < 0:
        return _Look(-1)
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
    if column.elements is not None:
        return best_of(column, p, base, one, other)
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
    if column.elements is not None:
        return says_of(column, level)
    if column.kind == PLACE:
        return {SAME: "the same", GROUP: "the same larger place"}.get(level, "different")
    return SAID[level]
