"""The rows of a few blocks, gathered once, and the pairs of them that are looked at; compiled."""

# Kernels take what they read as it is: calls with objects would cost more than the work.
# ruff: noqa: PLR0917

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .compiled import compiled
from .levels import ALIKE, DISTANT, Weights
from .table import Packed

Array = npt.NDArray[Any]
ROWS, PAIRS = 1024, 4096  # small enough to stay near the processor
NOTHING, LETTERS = 6, 7


class Near(NamedTuple):
    """Rows copied from the table, and pairs of them.

    By row: `row` in the table, `writer`; by column and row: `code`, `sound` (or larger place), and the log frequencies
    of what agrees: `same` for the value, `around` for the sound or larger place; by key and row: the block (`met`).
    By pair: `s` and `t`, places among the rows; `way` and `stand`, where the weights of its context begin; `bound`, the
    most its log-odds can be; `crosses`, whether a name of one sounds like the other name of the other; by column and
    pair: `level`, with `NOTHING` for nothing to compare and `LETTERS` for texts whose letters are not compared yet.
    """

    row: npt.NDArray[np.int32]
    writer: npt.NDArray[np.int32]
    code: npt.NDArray[np.int32]
    sound: npt.NDArray[np.int32]
    same: npt.NDArray[np.float32]
    around: npt.NDArray[np.float32]
    met: npt.NDArray[np.int32]
    s: npt.NDArray[np.uint32]
    t: npt.NDArray[np.uint32]
    way: npt.NDArray[np.int32]
    stand: npt.NDArray[np.int32]
    bound: npt.NDArray[np.float32]
    crosses: npt.NDArray[np.bool_]
    level: npt.NDArray[np.int8]


def room_for(columns: int, keys: int, largest: int, pairs: int = PAIRS) -> Near:
    """Empty arrays for blocks of up to `largest` rows."""
    rows = max(ROWS, largest)
    by_row = columns, rows
    return Near(
        row=np.empty(rows, np.int32),
        writer=np.empty(rows, np.int32),
        code=np.empty(by_row, np.int32),
        sound=np.empty(by_row, np.int32),
        same=np.empty(by_row, np.float32),
        around=np.empty(by_row, np.float32),
        met=np.empty((max(keys, 1), rows), np.int32),
        s=np.empty(pairs, np.uint32),
        t=np.empty(pairs, np.uint32),
        way=np.empty(pairs, np.int32),
        stand=np.empty(pairs, np.int32),
        bound=np.empty(pairs, np.float32),
        crosses=np.zeros(pairs, np.bool_),
        level=np.empty((columns, pairs), np.int8),
    )


def sayings(m: Weights) -> npt.NDArray[np.float32]:
    """The weights of each column in one row: eight for each stand and context, by level. Those of `NOTHING` are nought,
    those of `LETTERS` the greater of the two levels that letters can give."""
    made = np.zeros((*m.w.shape[:3], 8), np.float32)
    made[..., :NOTHING] = m.w
    made[..., LETTERS] = m.w[..., DISTANT : ALIKE + 1].max(-1)
    return made.reshape(len(made), -1)


@compiled
def gather(key: int, first: int, last: int, at: int, order: Array, numbers: Array, p: Packed, near: Near) -> None:
    """Copy the rows order[first:last] of the table to place `at` and after; of `met`, the keys before `key`."""
    row, writer, code, sound, same, around, met = (
        near.row, near.writer, near.code, near.sound, near.same, near.around, near.met,
    )  # fmt: skip
    rows, source, kind, base, group = p.rows, p.source, p.kind, p.base, p.group
    log_leaf, group_base, log_group = p.log_leaf, p.group_base, p.log_group
    for n in range(first, last):
        i = order[n]
        row[at], writer[at] = i, source[i]
        for earlier in range(key):
            met[earlier, at] = numbers[i, earlier]
        for column in range(len(kind)):
            leaf = rows[i, column]
            code[column, at], sound[column, at] = leaf, -1
            if leaf >= 0:
                place = base[column] + leaf
                wide = group_base[column] + group[place]
                sound[column, at] = group[place]
                same[column, at] = log_group[wide] if kind[column] == 1 else log_leaf[place]
                around[column, at] = log_group[wide]
        at += 1
