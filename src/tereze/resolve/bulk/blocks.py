"""Blocks: rows that share a key, cut finer only where there are too many of them.

A key is a list of parts. Rows are first brought together by the first part alone; a block larger than the cap is cut
by the second part, and so on. So rare names are compared whatever else differs, and common ones only when more agrees.
A block that no part can cut is cut by the whole content of the rows (equal rows stay together), at last by position.
What was cut, and how many rows a key lost because they say nothing in the part that cuts, is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .mixing import Codes, mix
from .table import Key, Table

_NIBBLES = 6
CAP = 100
SMALL, USUAL = 150_000, 150
PER_ROW, WIDEST = 600, 5_000


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of one key: `order[start[b]:start[b + 1]]` are the rows of block b; `codes[b]` its code, ascending.

    `cut` holds, for each depth, the sorted codes that were cut finer: the plan that later rows follow.
    """

    key: Key
    codes: Codes
    start: npt.NDArray[np.int64]
    order: npt.NDArray[np.int32]
    cut: tuple[Codes, ...]
    refined: int
    unsaid: int
    forced: int

    @property
    def pairs(self) -> int:
        """How many pairs of rows share a block."""
        sizes = np.diff(self.start)
        return int((sizes * (sizes - 1) // 2).sum())

    @property
    def largest(self) -> int:
        """Rows in the largest block."""
        return int(np.diff(self.start).max(initial=0))


def block(table: Table, key: Key, cap: int = CAP, plan: Blocks | None = None, singles: bool = False) -> Blocks:
    """The blocks of `table` under `key`. With a `plan` (of an earlier table) exactly its cuts are made again. With
    `singles`, rows alone in their block are kept: later rows may join them."""
    if plan is not None:
        return _follow(table, key, key_parts(table, key), plan)
    depths = len(key) + 2 * _NIBBLES
    codes, at = table.leads.get(key[0]) or lead(table, key[0])
    done: list[tuple[Codes, npt.NDArray[np.int32]]] = []
    cut: list[Codes] = []
    refined = unsaid = forced = 0
    for depth in range(depths):
        if depth:
            by = np.argsort(codes)
            codes, at = codes[by], at[by]
        first = starts(codes)
        sizes = np.diff(np.append(first, len(codes)))
        big = (sizes > cap) if depth + 1 < depths else np.zeros(len(sizes), bool)
        keep = np.repeat(~big & (sizes > 1 - singles), sizes)
        done.append((codes[keep], at[keep]))
        cut.append(codes[first[big]])
        over = np.repeat(big, sizes)
        codes, at = codes[over], at[over]
        if not len(at):
            break
        refined += len(at) if depth == 0 else 0
        forced += len(at) if depth + 1 == len(key) else 0
        finer = _part_at(table, key, depth + 1, at)
        unsaid += int((finer < 0).sum())
        codes, at = mix(codes, finer)[finer >= 0], at[finer >= 0]
    return _gather(key, done, tuple(cut), (refined, unsaid, forced))


def lead(table: Table, part: str) -> tuple[Codes, npt.NDArray[np.int32]]:
    """Codes by the first part of a key, ascending, and their rows: the same for all keys that begin with it."""
    said = table.parts[part]
    at = np.flatnonzero(said >= 0).astype(np.int32)
    codes = mix(np.zeros(len(at), np.uint64), said[at])
    by = np.argsort(codes)
    return codes[by], at[by]


def caps(table: Table) -> tuple[int, ...]:
    """The largest block of each key: wide for small tables, narrow for large ones, as time grows with rows x cap."""
    size = table.size
    cap = USUAL if size <= SMALL else 33
    return (cap,) * len(table.all_keys)


def namesakes(table: Table, singles: bool = False) -> tuple[Blocks, ...]:
    """Blocks of rows that share both names that writers exchange, in either order: one set of blocks, or none where no
    two names are said to be so, or the table is large.

    A person with hundreds of rows fills any block of a usual size with his own: cut finer, his rows that differ there
    never meet. So these blocks are as wide as `PER_ROW` pairs for each row of the table allow, up to `WIDEST` rows.
    """
    key, size = table.names_key, table.size
    if not key:
        return ()
    codes, _ = table.leads[key[0]]
    sizes = np.sort(np.diff(np.append(starts(codes), len(codes)))).astype(np.int64)
    fitting = int(np.searchsorted(np.cumsum(sizes * (sizes - 1) // 2), PER_ROW * size, "right"))
    cap = int(min(sizes[fitting] - 1 if fitting < len(sizes) else WIDEST, WIDEST)) if len(sizes) else WIDEST
    return (block(table, key, max(cap, USUAL), singles=singles),)


def starts(codes: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Where each run of equal codes begins."""
    return np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1]))[: len(codes)])


def make_blocks(table: Table) -> list[Blocks]:
    """The blocks of all keys, two keys at a time (sorting leaves the interpreter free)."""
    _ = table.leads, table.hashes  # made once, before threads ask for them
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda one: block(table, *one), zip(table.all_keys, caps(table), strict=True)))


def _follow(table: Table, key: Key, parts: Sequence[npt.NDArray[np.int64]], plan: Blocks) -> Blocks:
    codes, at = final_codes(parts, np.arange(len(table), dtype=np.int32), plan.cut)
    return _gather(key, [(codes, at)], plan.cut, (plan.refined, plan.unsaid, plan.forced))


def final_codes(
    parts: Sequence[npt.NDArray[np.int64]], at: npt.NDArray[np.int32], cut: Sequence[Codes]
) -> tuple[Codes, npt.NDArray[np.int32]]:
    """The code of the block each row of `at` belongs to under the cuts of a plan; rows without one are left out."""
    at = at[parts[0][at] >= 0]
    codes = mix(np.zeros(len(at), np.uint64), parts[0][at])
    done = []
    for depth, big in enumerate(cut):
        place = np.searchsorted(big, codes)
        over = big[np.minimum(place, len(big) - 1)] == codes if len(big) else np.zeros(len(codes), bool)
        done.append((codes[~over], at[~over]))
        codes, at = codes[over], at[over]
        if not len(at):
            break
        finer = parts[depth + 1][at]
        codes, at = mix(codes, finer)[finer >= 0], at[finer >= 0]
    return np.concatenate([code for code, _ in done]), np.concatenate([row for _, row in done])


def key_parts(table: Table, key: Key) -> list[npt.NDArray[np.int64]]:
    """The parts of a key, then those that cut by content and by position."""
    every = np.arange(len(table), dtype=np.int32)
    return [_part_at(table, key, depth, every) for depth in range(len(key) + 2 * _NIBBLES)]


def _part_at(table: Table, key: Key, depth: int, rows: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """What some rows say in the part of a key at `depth`: its columns, then four bits of content or position each."""
    if depth < len(key):
        return table.parts[key[depth]][rows]
    turn, nibble = divmod(depth - len(key), _NIBBLES)
    bits = rows.astype(np.uint64) if turn else table.hashes[rows]
    return ((bits >> np.uint64(4 * nibble)) & np.uint64(15)).astype(np.int64)


def _gather(
    key: Key,
    done: Sequence[tuple[Codes, npt.NDArray[np.int32]]],
    cut: tuple[Codes, ...],
    counts: tuple[int, int, int],
) -> Blocks:
    codes = np.concatenate([code for code, _ in done]) if done else np.zeros(0, np.uint64)
    rows = np.concatenate([row for _, row in done]) if done else np.zeros(0, np.int32)
    by = np.argsort(codes, kind="stable")
    codes, rows = codes[by], rows[by]
    first = starts(codes)
    start = np.append(first, len(codes)).astype(np.int64)
    return Blocks(key, codes[first], start, rows, cut, *counts)


def numbers(length: int, many: Sequence[Blocks]) -> npt.NDArray[np.int32]:
    """For each row and key the number of its block, -1 for none; shape (rows, keys)."""
    made = np.full((length, len(many)), -1, np.int32)
    for at, blocks in enumerate(many):
        made[blocks.order, at] = np.repeat(np.arange(len(blocks.codes), dtype=np.int32), np.diff(blocks.start))
    return made
