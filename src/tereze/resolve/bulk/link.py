"""Scored pairs: every pair of rows that shares a block, with the probability that both are one person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import local
from typing import Any

import numpy as np
import numpy.typing as npt

from .blocks import Blocks, numbers
from .levels import Weights
from .model import Model
from .table import Table

Array = npt.NDArray[Any]
LEAST = 0.01
CHUNK = 400_000


@dataclass(frozen=True, slots=True)
class KeyReport:
    """What one key did: blocks, pairs before pairs of other keys are taken out, largest block, rows whose block was cut
    finer, rows this key lost because they say nothing where it cuts, rows cut by content or position."""

    key: tuple[str, ...]
    blocks: int
    pairs: int
    largest: int
    refined: int
    unsaid: int
    forced: int


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of rows (left < right) with the probability that they are one person, LEAST and above.

    `compared` counts the distinct pairs looked at; `keys` and `warnings` say what blocking did.
    """

    rows: int
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    probability: npt.NDArray[np.float32]
    compared: int
    keys: tuple[KeyReport, ...] = ()
    warnings: tuple[str, ...] = ()


def link(table: Table, model: Model, least: float = LEAST, threads: int = 2) -> Links:
    """All pairs of rows that some key brings together, scored. Memory grows with what is kept, not with what is
    compared."""
    return score(table, model.weights(table), table.all_blocks, least, threads)


def score(table: Table, weights: Weights, blocks: Sequence[Blocks], least: float, threads: int) -> Links:
    """Score the pairs of given blocks."""
    left, right, odds, compared = walk(table, weights, blocks, float(np.log(least / (1 - least))), threads=threads)
    return Links(
        rows=len(table),
        left=left,
        right=right,
        probability=(1.0 / (1.0 + np.exp(-odds))).astype(np.float32),
        compared=compared,
        keys=tuple(_report(one) for one in blocks),
        warnings=(*table.warnings(), *(text for one in blocks for text in _warnings(one, len(table)))),
    )


def walk(
    table: Table, weights: Weights, blocks: Sequence[Blocks], floor: float, *, share: float = 1.0, threads: int = 2
) -> tuple[Array, Array, Array, int]:
    """The pairs that share a block with log-odds of at least `floor` (left, right, log-odds as float32), and how many
    were looked at: all, or those whose block is in a `share` of the blocks, drawn by their codes."""
    from .compare import REMEMBERED
    from .near import leaves, room_for
    from .sweep import linked_pairs

    ids = table.block_numbers if _same(blocks, table.blocks) else numbers(len(table), blocks)
    packed, its = table.packed, leaves(table.packed, weights)
    largest = max((one.largest for one in blocks), default=0)
    mine = local()  # of each thread: where it works, and what it remembers

    def one(piece: tuple[int, int, int, int]) -> tuple[Array, Array, Array, int]:
        key, first, last, room = piece
        left, right, odds = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.float32)
        if not hasattr(mine, "near"):
            mine.near = room_for(len(packed.kind), len(blocks), largest)
            mine.memory = np.full(REMEMBERED, -1, np.int64)
        start, order = blocks[key].start, blocks[key].order
        which = first + np.argsort(np.diff(start[first : last + 1]), kind="stable")  # those of one size side by side
        many, looked = linked_pairs(
            key, which, start, order, ids, packed, weights, its, mine.near, mine.memory, floor, left, right, odds
        )
        return left[:many].copy(), right[:many].copy(), odds[:many].copy(), looked

    with ThreadPoolExecutor(max(threads, 1)) as pool:
        found = list(pool.map(one, pieces(blocks, share)))
    if not found:
        none = np.zeros(0, np.int32)
        return none, none, np.zeros(0, np.float32), 0
    left, right, odds = (np.concatenate([piece[side] for piece in found]) for side in range(3))
    return left, right, odds, sum(piece[3] for piece in found)


def _same(some: Sequence[Blocks], others: Sequence[Blocks]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))


def pieces(blocks: Sequence[Blocks], share: float = 1.0) -> Iterator[tuple[int, int, int, int]]:
    """(key, first block, one past the last, pairs) of about CHUNK pairs each. Codes of blocks are as good as random, so
    the first blocks of a key that hold a `share` of its pairs are a fair sample of them."""
    for key, one in enumerate(blocks):
        sizes = np.diff(one.start)
        pairs = np.concatenate(([0], np.cumsum(sizes * (sizes - 1) // 2)))
        first, end = 0, int(np.searchsorted(pairs, share * pairs[-1]))
        while first < end:
            last = max(first + 1, int(np.searchsorted(pairs, pairs[first] + CHUNK, "right")) - 1)
            last = min(last, end)
            yield key, first, last, int(pairs[last] - pairs[first])
            first = last


def _report(one: Blocks) -> KeyReport:
    return KeyReport(one.key, len(one.codes), one.pairs, one.largest, one.refined, one.unsaid, one.forced)


def _warnings(one: Blocks, rows: int) -> list[str]:
    """What a key could not bring together, where that is many rows."""
    name, told = " + ".join(one.key), []
    if one.forced > rows // 100:
        told.append(f"key {name}: {one.forced} rows are alike in all its parts; their blocks were cut by content")
    if one.unsaid > rows // 10:
        told.append(f"key {name}: {one.unsaid} rows are in blocks too large for it and do not say what would cut them")
    return told
