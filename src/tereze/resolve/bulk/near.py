"""The rows of a few blocks, gathered once, so that pairs of them lie side by side; compiled.

Pairs are looked at in stretches of `LANES`: the places of both rows go up by one from pair to pair, so that a processor
can take many pairs at once. Blocks of one size lie across each other: row j of the b-th at place j x LANES + b, and two
rows of every block meet in one stretch. A block that has few of its size lies alone; a row meets the one d places on.
"""

# Kernels take what they read as it is: calls with objects would cost more than the work.
# ruff: noqa: PLR0917

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .columns import TEXT
from .compiled import apart, compiled
from .levels import AGREES, ALIKE, LEARNED, OTHERWISE, STANDS, Weights
from .table import Packed

Array = npt.NDArray[Any]
LANES, STRETCHES = 32, 64
ACROSS = 128  # larger blocks lie alone
NOTHING, LETTERS = 6, 7
EITHER, ANY = STANDS, STANDS + 1


class Leaves(NamedTuple):
    """What is asked of a value, side by side, by its place in the flat arrays of the table.

    Eight numbers, so that one look at the memory brings all: the first four of `whole` (sound or larger place, letters
    as bits, a bit of its sound, the bits of sounds learned to be one name with it), the others of `parts`, the same
    memory (log frequency of the sound or larger place, length, one over it; of texts the most that a name learned to be
    one can count, of others the log frequency of the value). `says` are the weights of each column; see `sayings`.
    """

    whole: npt.NDArray[np.int32]
    parts: npt.NDArray[np.float32]
    says: npt.NDArray[np.float32]


class Near(NamedTuple):
    """Rows copied from the table, and what was found of pairs of them.

    By place: `row` in the table, `writer`; by column and place what `Leaves` has; by key and place the block (`met`).
    By pair: `way`, `silent` and `stand`, where the weights of its context begin, for any stand, beside a column that
    says nothing, and as the column above stands; `seen`, whether an earlier key has it; `crosses`, whether a name of
    one sounds like the other name of the other; `bound`, the most its log-odds can be with names as they stand, `rest`
    what of it stays when names are exchanged; by column and pair the `level`, with `NOTHING` for nothing to compare,
    `LETTERS` for letters that may be alike, `LEARNED` for sounds that may be learned to be one name. By stretch: `s`
    and `t`, where its rows begin, and `last`, how many of its pairs there are.
    """

    row: npt.NDArray[np.int32]
    writer: npt.NDArray[np.uint8]
    code: npt.NDArray[np.int32]
    sound: npt.NDArray[np.int32]
    letters: npt.NDArray[np.int32]
    own: npt.NDArray[np.int32]
    kin: npt.NDArray[np.int32]
    same: npt.NDArray[np.float32]
    around: npt.NDArray[np.float32]
    long: npt.NDArray[np.float32]
    brief: npt.NDArray[np.float32]
    known: npt.NDArray[np.float32]
    met: npt.NDArray[np.int32]
    way: npt.NDArray[np.uint32]
    silent: npt.NDArray[np.uint32]
    stand: npt.NDArray[np.uint32]
    level: npt.NDArray[np.int8]
    seen: npt.NDArray[np.bool_]
    crosses: npt.NDArray[np.bool_]
    bound: npt.NDArray[np.float32]
    rest: npt.NDArray[np.float32]
    s: npt.NDArray[np.uint64]
    t: npt.NDArray[np.uint64]
    last: npt.NDArray[np.int64]


def room_for(columns: int, keys: int, largest: int, stretches: int = STRETCHES) -> Near:
    """Room for blocks of up to `largest` rows; places never used must hold something that can be looked up."""
    rows = max(min(largest, ACROSS) * LANES, largest) + LANES
    pairs = stretches * LANES

    def whole() -> npt.NDArray[np.int32]:
        return np.zeros((columns, rows), np.int32)

    def part() -> npt.NDArray[np.float32]:
        return np.zeros((columns, rows), np.float32)

    return Near(
        row=np.zeros(rows, np.int32),
        writer=np.zeros(rows, np.uint8),
        code=whole(),
        sound=whole(),
        letters=whole(),
        own=whole(),
        kin=whole(),
        same=part(),
        around=part(),
        long=part(),
        brief=part(),
        known=part(),
        met=np.zeros((max(keys, 1), rows), np.int32),
        way=np.zeros(pairs, np.uint32),
        silent=np.zeros(pairs, np.uint32),
        stand=np.zeros(pairs, np.uint32),
        level=np.zeros((columns, pairs), np.int8),
        seen=np.zeros(pairs, np.bool_),
        crosses=np.zeros(pairs, np.bool_),
        bound=np.zeros(pairs, np.float32),
        rest=np.zeros(pairs, np.float32),
        s=np.zeros(stretches, np.uint64),
        t=np.zeros(stretches, np.uint64),
        last=np.zeros(stretches, np.int64),
    )


def sayings(m: Weights) -> npt.NDArray[np.float32]:
    """The weights of each column in one row, by stand (with `EITHER` and `ANY`, the greatest of two and of all),
    context and level. Those of `NOTHING` are nought, those of `LETTERS` and `LEARNED` the greatest that can come of it.
    """
    stands = (*(m.w[:, at] for at in range(STANDS)), m.w[:, [OTHERWISE, AGREES]].max(1), m.w.max(1))
    w = np.stack(stands, axis=1)
    made = np.zeros((*w.shape[:3], 8), np.float32)
    made[..., :NOTHING] = w
    made[..., LETTERS] = w[..., : ALIKE + 1].max(-1)
    made[..., LEARNED] = np.maximum(made[..., LEARNED], made[..., LETTERS])
    return made.reshape(len(made), -1)


def leaves(p: Packed, m: Weights) -> Leaves:
    """The values of a table as the walk takes them."""
    sizes = np.diff(np.append(p.base, len(p.group)))
    own, kin, known = _kin(p, m)
    texts, learns = np.repeat(p.kind == TEXT, sizes), np.repeat(p.learns != 0, sizes)
    whole = np.zeros((len(p.group), 8), np.int32)
    parts = whole.view(np.float32)
    whole[:, 0], whole[:, 1], whole[:, 2], whole[:, 3] = (
        p.group,
        p.masks & 0x7FFFFFFF,
        own[p.group],
        kin[p.group] * learns,
    )
    parts[:, 4], parts[:, 5] = p.log_group[p.group + np.repeat(p.group_base, sizes)], p.lengths
    parts[:, 6], parts[:, 7] = 1.0 / np.maximum(p.lengths, 1), np.where(texts, known[p.group], p.log_leaf)
    return Leaves(whole, parts, sayings(m))


def _kin(p: Packed, m: Weights) -> tuple[Array, Array, Array]:
    """By sound: a bit of it; the bits of those learned to be one name with it; the most that counts."""
    many = int(p.group.max(initial=0)) + 1
    own = (1 << (np.arange(many) * 0x9E3779B1 >> 16) % 31).astype(np.int32)
    kin, known = np.zeros(many, np.int32), np.zeros(many, np.float32)
    there = m.pairs >= 0
    low, high, log = m.pairs[there] >> 31, m.pairs[there] & 0x7FFFFFFF, m.values[there].astype(np.float32)
    for one, other in ((low, high), (high, low)):
        np.bitwise_or.at(kin, one, own[other])
        np.maximum.at(known, one, log)
    return own, kin, known


@compiled
def gather(
    key: int, which: Array, start: Array, order: Array, size: int, numbers: Array, p: Packed, its: Leaves, near: Near
) -> None:
    """Copy the rows of blocks of `size` rows: side by side if it is one, else each across the others. Kind after kind
    of what is copied: so the memory is asked for many rows at once."""
    kind, base, whole, parts, code = p.kind, p.base, its.whole, its.parts, near.code
    step = 1 if len(which) == 1 else LANES
    for b in range(len(which)):
        for j in range(size):
            near.row[j * step + b] = order[start[which[b]] + j]
    turns, lanes = (1, size) if len(which) == 1 else (size, len(which))
    _rows(turns, lanes, near.row, p.rows, p.source, code, near.writer)
    if key > 0:
        _blocks(key, turns, lanes, near.row, numbers, near.met)
    for column in range(len(kind)):
        if kind[column] == 1:
            _texts(
                column, base[column], turns, lanes, whole, parts, code, near.sound, near.letters, near.own, near.kin,
                near.around, near.long, near.brief, near.known,
            )  # fmt: skip
        elif kind[column] < 3:
            _others(column, base[column], turns, lanes, whole, parts, code, near.sound, near.same, near.around)


@compiled
def _rows(turns: int, lanes: int, row: Array, rows: Array, source: Array, code: Array, writer: Array) -> None:
    for j in range(turns):
        for at in range(j * LANES, j * LANES + lanes):
            for column in range(rows.shape[1]):
                code[column, at] = rows[row[at], column]
        for at in range(j * LANES, j * LANES + lanes):
            writer[at] = source[row[at]]


@compiled
def _blocks(key: int, turns: int, lanes: int, row: Array, numbers: Array, met: Array) -> None:
    for j in range(turns):
        for at in range(j * LANES, j * LANES + lanes):
            for earlier in range(key):
                met[earlier, at] = numbers[row[at], earlier]


@apart
def _texts(
    column: int, base: int, turns: int, lanes: int, whole: Array, parts: Array, code: Array, sound: Array,
    letters: Array, own: Array, kin: Array, around: Array, long: Array, brief: Array, known: Array,
) -> None:  # fmt: skip
    for j in range(turns):
        for n in range(lanes):
            at = np.uint64(j * LANES) + np.uint64(n)
            leaf = code[column, at]
            place = np.uint64(base + max(leaf, 0))
            sound[column, at] = whole[place, 0] if leaf >= 0 else -1
            letters[column, at], own[column, at], kin[column, at] = whole[place, 1], whole[place, 2], whole[place, 3]
            around[column, at], long[column, at] = parts[place, 4], parts[place, 5]
            brief[column, at], known[column, at] = parts[place, 6], parts[place, 7]


@apart
def _others(
    column: int, base: int, turns: int, lanes: int, whole: Array, parts: Array, code: Array, sound: Array,
    same: Array, around: Array,
) -> None:  # fmt: skip
    for j in range(turns):
        for n in range(lanes):
            at = np.uint64(j * LANES) + np.uint64(n)
            leaf = code[column, at]
            place = np.uint64(base + max(leaf, 0))
            sound[column, at] = whole[place, 0] if leaf >= 0 else -1
            around[column, at], same[column, at] = parts[place, 4], parts[place, 7]
