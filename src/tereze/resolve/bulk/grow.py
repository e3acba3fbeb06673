"""Later rows: a thousand new ones into a million, without doing the million again.

A `Plan` keeps how blocks were cut. New rows fall into the blocks they would have fallen into; frequencies stay those of
the first table. So linking the new rows gives exactly the pairs that linking everything under the same plan gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from .blocks import Blocks, block, caps, final_codes, key_parts, namesakes
from .columns import NUMBER, TEXT, Column, Sound, Values, by_sound, distinct, numbers_of
from .described import score_pairs
from .errors import BadTable
from .link import LEAST, Links, score
from .model import Model
from .several_said import single_values
from .table import Table

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """A table with its blocks, rows standing alone included."""

    table: Table
    blocks: tuple[Blocks, ...]


def plan(table: Table, cap: int | None = None) -> Plan:
    """The blocks of a table, kept for later rows."""
    each = caps(table) if cap is None else (cap,) * len(table.all_keys)
    made = (block(table, key, one, singles=True) for key, one in zip(table.all_keys, each, strict=True))
    wide = namesakes(table, singles=True) if cap is None else ()
    return Plan(table, (*wide, *made))


def link_all(made: Plan, model: Model, least: float = LEAST, threads: int = 2) -> Links:
    """All pairs of a planned table."""
    return score(made.table, model.weights(made.table), made.blocks, least, threads)


def link_more(made: Plan, model: Model, links: Links, table: Table) -> Links:
    """`links` and the pairs that the rows of `table` beyond those of the plan make with all others.

    `table` comes from `extend(plan.table, ...)`. The result is what linking all rows under the same plan gives, in
    another order.
    """
    old, size = len(made.table), len(table)
    new = np.arange(old, size, dtype=np.int32)
    pairs = [_joined(table, one, new, size) for one in made.blocks]
    codes = np.unique(np.concatenate(pairs)) if pairs else np.zeros(0, np.int64)
    left, right = (codes // size).astype(np.int32), (codes % size).astype(np.int32)
    floor = float(np.log(LEAST / (1 - LEAST)))
    odds = score_pairs(table, model.weights(table), left, right, floor)
    keep = odds >= floor
    probability = (1.0 / (1.0 + np.exp(-odds[keep].astype(np.float32)))).astype(np.float32)
    return replace(
        links,
        rows=size,
        left=np.concatenate([links.left, left[keep]]),
        right=np.concatenate([links.right, right[keep]]),
        probability=np.concatenate([links.probability, probability]),
        compared=links.compared + len(left),
    )


def _joined(table: Table, one: Blocks, new: Array, size: int) -> Array:
    """Pairs (as left * size + right) of new rows with old rows of their block, and among themselves."""
    codes, rows = final_codes(key_parts(table, one.key), new, one.cut)
    if not len(codes):
        return np.zeros(0, np.int64)
    by = np.argsort(codes, kind="stable")
    codes, rows = codes[by], rows[by].astype(np.int64)
    place = np.minimum(np.searchsorted(one.codes, codes), max(len(one.codes) - 1, 0))
    hit = np.flatnonzero(one.codes[place] == codes) if len(one.codes) else np.zeros(0, np.int64)
    found = [one.order[one.start[b] : one.start[b + 1]].astype(np.int64) * size + row
             for row, b in zip(rows[hit], place[hit], strict=True)]  # fmt: skip
    last = np.searchsorted(codes, codes, "right")
    found += [rows[at] * size + rows[at + 1 : end] for at, end in enumerate(last) if end > at + 1]
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def extend(
    table: Table, more: Mapping[str, Values], source: Values = None, parents: Mapping[str, Values] | None = None,
    sound: Sound = by_sound,
) -> Table:  # fmt: skip
    """`table` with more rows. Columns not in `more` say nothing for them; frequencies stay those of `table`."""
    sizes = {len(values) for values in more.values()}
    if len(sizes) != 1:
        raise BadTable("the new columns differ in length" if sizes else "there are no new columns")
    single_values(table)
    count = sizes.pop()
    columns = dict(table.columns)
    texts = [name for name in table.names if table.columns[name].kind == TEXT]
    for names in _by_vocabulary(table, texts):
        columns |= _more_texts({name: table.columns[name] for name in names}, more, count, sound)
    for name in table.names:
        if name not in texts:
            columns[name] = _more_codes(table.columns[name], more.get(name), (parents or {}).get(name), count)
    origin = table.source
    if origin is not None:
        origin = _more_codes(origin, source, None, count)
    return Table(columns, origin, table.swap, table.all_keys, table.frequencies or table)


def _by_vocabulary(table: Table, texts: list[str]) -> list[list[str]]:
    """Text columns by the vocabulary they share."""
    together: dict[int, list[str]] = {}
    for name in texts:
        together.setdefault(id(table.columns[name].leaves), []).append(name)
    return list(together.values())


def _more_texts(
    columns: Mapping[str, Column], more: Mapping[str, Values], count: int, sound: Sound
) -> dict[str, Column]:
    one = next(iter(columns.values()))
    leaves = {text: at for at, text in enumerate(one.leaves)}
    groups = {text: at for at, text in enumerate(one.group_names)}
    added: list[tuple[int, bytes]] = []
    codes: dict[str, list[int]] = {}
    for name in columns:
        codes[name] = []
        for text in _texts(more.get(name), count):
            if text and text not in leaves:
                group, form = sound(text)
                leaves[text] = len(leaves)
                added.append((groups.setdefault(group, len(groups)), form[: one.forms.shape[1]]))
            codes[name].append(leaves[text] if text else -1)
    forms = np.zeros((len(added), one.forms.shape[1]), np.uint8)
    for at, (_, form) in enumerate(added):
        forms[at, : len(form)] = list(form)
    grown = replace(
        one,
        leaves=tuple(leaves),
        groups=np.concatenate([one.groups[: len(one.leaves)], np.array([group for group, _ in added], np.int32)]),
        group_names=tuple(groups),
        forms=np.concatenate([one.forms[: len(one.leaves)], forms]),
        lengths=np.concatenate([one.lengths[: len(one.leaves)], np.array([len(f) for _, f in added], np.int32)]),
    )
    return {
        name: replace(grown, codes=np.concatenate([column.codes, np.array(codes[name], np.int32)]))
        for name, column in columns.items()
    }


def _more_codes(column: Column, values: Values, parents: Values, count: int) -> Column:
    if column.kind == NUMBER:
        plain = numbers_of([None] * count if values is None else values)
        top = int(column.codes.max(initial=0))
        codes = np.where(np.isfinite(plain), np.clip(plain - column.low, 0, top), -1).astype(np.int32)
        return replace(column, codes=np.concatenate([column.codes, codes]))
    leaves = {text: at for at, text in enumerate(column.leaves)}
    groups = list(column.groups[: len(column.leaves)])
    names = {text: at for at, text in enumerate(column.group_names)}
    above = _texts(parents, count)
    codes_ = []
    for text, parent in zip(_texts(values, count), above, strict=True):
        if text and text not in leaves:
            leaves[text] = len(leaves)
            groups.append(names.setdefault(parent or f"({text})", len(names)))
        codes_.append(leaves[text] if text else -1)
    return replace(
        column,
        codes=np.concatenate([column.codes, np.array(codes_, np.int32)]),
        leaves=tuple(leaves),
        groups=np.array(groups or [0], np.int32),
        group_names=tuple(names),
    )


def _texts(values: Values, count: int) -> list[str]:
    """Row by row, "" for nothing."""
    if values is None:
        return [""] * count
    codes, seen = distinct(values)
    return [seen[code] if code >= 0 else "" for code in codes]
