"""Learning without labels: expectation and maximisation over candidate pairs (Winkler 1988), improved by judgements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .blocks import Blocks
from .chance import chance
from .described import describe_pairs
from .levels import Weights
from .model import Model, hash_table
from .same import Same, same_names
from .table import Table, contexts

Array = npt.NDArray[Any]
SAMPLE = 300_000
LEARN_FROM = 10_000_000
ROUNDS = 12
_START = (0.08, 0.04, 0.04, 0.2, 0.64, 1e-4)
_SETTLED = 0.003
BELIEF = 50.0  # sure pairs that the first guess is worth: where nobody is twice, it must not drift
_PSEUDO = 20.0
_READ_ANEW = (0, 3)
Judged = tuple[int, int, bool]


@dataclass(slots=True)
class _State:
    m: Array
    chance: Array
    exchanged: float
    partners: float
    pairs: Array
    values: Array

    def weights(self, size: int) -> Weights:
        odds = min(max(self.partners / max(size - 1, 1), 1e-12), 0.9)
        crossed = min(max(self.exchanged, 1e-4), 0.5)
        return Weights(
            np.log(self.m) - np.log(self.chance),
            float(np.log(1 - crossed)),
            float(np.log(crossed)),
            float(np.log(odds / (1 - odds))),
            self.pairs,
            self.values,
        )


def train(table: Table, judgements: Iterable[Judged] = (), seed: int = 1) -> Model:
    """A model of `table`. `judgements` are (row, row, same person?) and count as pairs that are sure.

    Deterministic for the same table, judgements and seed. Pairs for learning come from blocks of all keys; every column
    needs a key that does without it, or what is learned about it is too kind.
    """
    many, contexts_ = len(table.names), int(contexts(len(table.sources)).max()) + 1
    m = np.tile(np.array(_START), (many, contexts_, 1))
    state = _State(m, np.ones_like(m), 0.02, 0.5, *hash_table([]))
    blocks, ids = table.blocks, table.block_numbers
    judged = list(judgements)
    few = _sample(blocks, ids, SAMPLE)
    for mates in (False, True):
        state.chance = chance(table, _blind(state) if not mates else state.weights(len(table)), seed, mates)
        _rounds(table, state, few, ids, judged)
    names = same_names(table, state.weights(len(table)), *_sample(blocks, ids, LEARN_FROM)[:2])
    if names:
        state.pairs, state.values = hash_table(names)
        state.chance = chance(table, state.weights(len(table)), seed, True)
        _rounds(table, state, few, ids, judged)
    return _model(table, state, names)


def _blind(state: _State) -> Weights:
    """Weights under which everyone is a stranger."""
    return Weights(np.zeros_like(state.m), 0.0, -50.0, -50.0, state.pairs, state.values)


def _sample(blocks: Sequence[Blocks], ids: Array, most: int) -> tuple[Array, Array, float]:
    """Pairs of rows drawn evenly from all candidates, and the share drawn."""
    from .scan import sample_blocks

    total = max(sum(one.pairs for one in blocks), 1)
    below = min(int(most / total * 2**31), 2**31)
    room = min(most, total) + most // 10 + 1000
    left, right = np.empty(room, np.int32), np.empty(room, np.int32)
    found = 0
    for at, one in enumerate(blocks):
        found = sample_blocks(at, one.start, one.order, ids, below, left, right, found)
    return left[:found], right[:found], below / 2**31


def _rounds(table: Table, state: _State, few: tuple[Array, Array, float], ids: Array, judged: list[Judged]) -> None:
    """EM until nothing moves, in place. Which way exchanged names are read is settled anew a few times."""
    from .scan import brought_by, expect

    left, right, share = few
    brought = np.zeros(len(left), np.int64)
    brought_by(left, right, ids, brought)
    free = _free(table)
    known = _judged_counts(table, state, judged)
    settled = False
    for turn in range(ROUNDS):
        weights = state.weights(len(table))
        if turn in _READ_ANEW:
            seen = describe_pairs(table, weights, left, right)
        counts = known.copy()
        total, exchanged = expect(
            seen.levels,
            seen.logs,
            seen.context,
            seen.swapped,
            brought,
            free,
            weights.w,
            weights.straight,
            weights.crossed,
            weights.prior,
            counts,
        )
        settled = _maximise(state, counts, total, exchanged, 2 * total / share / len(table)) and turn > max(_READ_ANEW)
        if settled:
            break


def _maximise(state: _State, counts: Array, total: float, exchanged: float, partners: float) -> bool:
    """The M step, in place: shares by context, each drawn towards all contexts. Says whether nothing moved."""
    pooled = counts.sum(1) + np.array(_START) * BELIEF
    pooled /= pooled.sum(1, keepdims=True)
    m = counts + _PSEUDO * pooled[:, None, :]
    m = np.maximum(m / m.sum(2, keepdims=True), 1e-6)
    moved = float(np.abs(m - state.m).max())
    state.exchanged = (exchanged + 0.02 * BELIEF) / (total + BELIEF)
    state.m, state.partners = m, max(partners, 1e-3)
    return moved < _SETTLED


def _free(table: Table) -> Array:
    """For each column the bits of the keys that do without it; all keys when there is none."""
    made = []
    for name in table.names:
        bits = sum(
            1 << at
            for at, key in enumerate(table.all_keys)
            if name not in {one.rstrip("+") for part in key for one in part.split("|")}
        )
        made.append(bits or (1 << len(table.all_keys)) - 1)
    return np.array(made, np.int64)


def _judged_counts(table: Table, state: _State, judged: list[Judged]) -> Array:
    """The levels of pairs judged to be one person, as counts."""
    counts = np.zeros_like(state.m)
    same = [(min(i, j), max(i, j)) for i, j, one in judged if one]
    if not same:
        return counts
    left, right = (np.array(side, np.int64) for side in zip(*same, strict=True))
    seen = describe_pairs(table, state.weights(len(table)), left, right)
    for column in range(len(table.names)):
        said = seen.levels[:, column] >= 0
        np.add.at(counts[column], (seen.context[said], seen.levels[said, column].astype(np.int64)), 1.0)
    return counts


def _model(table: Table, state: _State, names: list[Same]) -> Model:
    groups = table.vocabulary
    return Model(
        columns=table.names,
        sources=table.sources,
        m=_nested(state.m),
        chance=_nested(state.chance),
        exchanged=round(state.exchanged, 6),
        partners=round(state.partners, 6),
        same=tuple((groups[a], groups[b], round(log, 4)) for a, b, log in names),
    )


def _nested(values: Array) -> tuple[tuple[tuple[float, ...], ...], ...]:
    return tuple(tuple(tuple(float(f"{v:.6g}") for v in row) for row in column) for column in values)
