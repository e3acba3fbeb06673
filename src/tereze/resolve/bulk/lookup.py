"""“Is this person already here?”: one record against the whole table, in a few milliseconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from .blocks import final_codes
from .columns import NUMBER, TEXT, Column, Sound, by_sound
from .grow import Plan, plan
from .levels import Weights
from .mixing import row_hashes
from .model import Model
from .several_said import single_values
from .table import Packed, Table, letter_masks

Array = npt.NDArray[Any]
CAP = 1000
_NIBBLES = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the table, and the probability that it is the person asked for (prior as between any two rows)."""

    row: int
    probability: float


class Lookup:
    """Key arrays of a table, ready for questions. Made once (seconds at a million rows); asking changes nothing.

    A value never seen (a spelling, a place) is compared by its sound and its letters. Safe to ask from threads, one
    question at a time.
    """

    def __init__(self, table: Table, model: Model, sound: Sound = by_sound, cap: int = CAP) -> None:
        single_values(table)
        self._plan: Plan = plan(table, cap)
        self._table = table
        self._sound = sound
        self._packed = _with_spare(table)
        self._weights: Weights = model.weights(table)
        self._leaves = {name: _places(column.leaves) for name, column in table.columns.items()}
        self._groups = {name: _places(column.group_names) for name, column in table.columns.items()}
        self._sources = _places(table.sources)
        self._lock = Lock()

    def ask(self, record: Mapping[str, Any], k: int = 5, source: str = "") -> list[Found]:
        """The `k` likeliest rows, best first. `record` gives a value by column name (a text, a number; a place by its
        own name); what is not known may be left out."""
        with self._lock:
            self._write(record, source)
            rows = self._candidates()
            if not len(rows):
                return []
            odds = self._score(rows)
        best = np.lexsort((rows, -odds))[:k]
        return [Found(int(rows[at]), float(1.0 / (1.0 + np.exp(-odds[at])))) for at in best]

    def _write(self, record: Mapping[str, Any], source: str) -> None:
        """The record as the spare last row, new values as the spare last leaves."""
        p, size = self._packed, len(self._table)
        p.source[size] = self._sources.get(source, 0)
        for at, (name, column) in enumerate(self._table.columns.items()):
            p.rows[size, at] = self._code(at, name, column, record.get(name))

    def _code(self, at: int, name: str, column: Column, value: Any) -> int:
        if value is None or value == "":
            return -1
        if column.kind == NUMBER:
            code = int(np.clip(int(value) - column.low, 0, int(column.codes.max(initial=0))))
            return -1 if code == self._table.defaults.get(name) else code
        text = str(value)
        if text in self._leaves[name]:
            code = self._leaves[name][text]
            return -1 if code == self._table.defaults.get(name) else code
        spare = len(column.leaves) if column.leaves else 1
        leaf = self._packed.base[at] + spare
        if column.kind != TEXT:
            self._packed.group[leaf] = len(column.group_names)
            return spare
        group, form = self._sound(text)
        if not group:
            return -1
        self._packed.group[leaf] = self._groups[name].get(group, len(column.group_names))
        form = form[: self._packed.forms.shape[1]]
        self._packed.forms[leaf] = 0
        self._packed.forms[leaf, : len(form)] = list(form)
        self._packed.lengths[leaf] = len(form)
        self._packed.masks[leaf] = letter_masks(self._packed.forms[leaf : leaf + 1])[0]
        return spare

    def _candidates(self) -> Array:
        """Rows that share a block of some key with the record."""
        found = []
        at = np.zeros(1, np.int32)
        content = self._content()
        for one in self._plan.blocks:
            parts = [np.array([self._part(part)], np.int64) for part in one.key]
            codes, _ = final_codes([*parts, *content], at, one.cut)
            for code in codes:
                b = int(np.searchsorted(one.codes, code))
                if b < len(one.codes) and one.codes[b] == code:
                    found.append(one.order[one.start[b] : one.start[b + 1]])
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int32)

    def _content(self) -> list[Array]:
        size = len(self._table)
        mixed = int(row_hashes(self._packed.rows[size : size + 1])[0])
        numbers = (mixed, size)
        return [np.array([(number >> 4 * n) & 15], np.int64) for number in numbers for n in range(_NIBBLES)]

    def _part(self, part: str) -> int:
        if "|" in part:
            one, other = (self._part(name) for name in part.split("|"))
            low, high = min(one, other), max(one, other)
            return low * (1 << 31) + high if low >= 0 else -1
        name = part.rstrip("+")
        at = self._table.names.index(name)
        code = int(self._packed.rows[len(self._table), at])
        if code >= 0 and (self._table.columns[name].kind == TEXT or part.endswith("+")):
            return int(self._packed.group[self._packed.base[at] + code])
        return code

    def _score(self, rows: Array) -> Array:
        from .compare import compare_pairs

        odds = np.empty(len(rows))
        none = np.empty((0, 0), np.int8), np.empty((0, 0), np.float32), odds, np.empty(0, np.int8)
        asked = np.full(len(rows), len(self._table), np.int32)
        compare_pairs(rows.astype(np.int32), asked, self._packed, self._weights, -np.inf, False, *none)
        return odds


def _places(texts: tuple[str, ...]) -> dict[str, int]:
    return {text: at for at, text in enumerate(texts)}


def _with_spare(table: Table) -> Packed:
    """The packed table with one more row, and one more leaf and group for each column, as rare as half a row."""
    p = table.packed
    leaf_ends, group_ends = [*p.base[1:], len(p.group)], [*p.group_base[1:], len(p.log_group)]
    shift = np.arange(len(p.kind))
    rare = -float(np.log(2 * max(len(table), 1)))
    zero = np.zeros(1, np.int32)
    return p._replace(
        rows=np.concatenate([p.rows, np.full((1, p.rows.shape[1]), -1, np.int32)]),
        source=np.concatenate([p.source, np.zeros(1, np.uint8)]),
        base=p.base + shift,
        group_base=p.group_base + shift,
        group=_spread(p.group, p.base, leaf_ends, zero),
        log_leaf=_spread(p.log_leaf, p.base, leaf_ends, np.array([rare])),
        log_group=_spread(p.log_group, p.group_base, group_ends, np.array([rare])),
        forms=_spread(p.forms, p.base, leaf_ends, np.zeros((1, p.forms.shape[1]), np.uint8)),
        lengths=_spread(p.lengths, p.base, leaf_ends, zero),
        masks=_spread(p.masks, p.base, leaf_ends, np.zeros(1, np.int64)),
    )


def _spread(values: Array, begins: Array, ends: list[Any], spare: Array) -> Array:
    """`values` with `spare` after the stretch of each column."""
    return np.concatenate([part for a, b in zip(begins, ends, strict=True) for part in (values[a:b], spare)])
