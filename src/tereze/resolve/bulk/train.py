"""Learning without labels: expectation and maximisation over candidate pairs (Winkler 1988), improved by judgements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from .beside import choose_beside
from .blocks import SMALL, Blocks
from .chance import Strangers, chance, dependence, learn_spellings, strangers
from .described import Described, crossing, describe_pairs, in_threads, with_spellings
from .judged import Judged, judged_counts, judged_shift
from .levels import SILENT, STANDS, Weights, turns
from .link import walk
from .model import Model, hash_table
from .same import LEAST, Same, same_names
from .table import Table, contexts

Array = npt.NDArray[Any]
SAMPLE = 200_000
LEARN_FROM, LEARN_FROM_LARGE = 5_000_000, 2_000_000
ROUNDS, FIRST_ROUNDS = 12, 6  # what goes together is seen before all has settled
_START = (0.08, 0.04, 0.04, 0.2, 0.64, 1e-4)
_SETTLED = 0.003
BELIEF = 50.0  # sure pairs that the first guess is worth: where nobody is twice, it must not drift
_PSEUDO = 20.0
_READ_ANEW = (0, 3)
_RECOUNTS = 3


class _Lesson(NamedTuple):
    """What is learned from: sampled pairs, described, with the share they are of all; the keys that brought them, as
    bits; those whose names may be exchanged (`crossing`); judgements."""

    left: Array
    right: Array
    share: float
    seen: Described
    brought: Array
    crossing: Array
    judged: list[Judged]

    def read_anew(self, table: Table, weights: Weights) -> None:
        """Settle in place which way exchanged names are read."""
        at = self.crossing
        mine: tuple[Array, ...] = self.seen
        for into, made in zip(mine, describe_pairs(table, weights, self.left[at], self.right[at]), strict=True):
            into[at] = made


@dataclass(slots=True)
class _State:
    m: Array
    chance: Array
    beside: npt.NDArray[np.int64]
    exchanged: float
    partners: float
    pairs: Array
    values: Array

    def weights(self, size: int) -> Weights:
        odds = min(max(self.partners / max(size - 1, 1), 1e-12), 0.9)
        crossed = min(max(self.exchanged, 1e-4), 0.5)
        return Weights(
            np.log(self.m) - np.log(self.chance),
            self.beside,
            turns(self.beside),
            float(np.log(1 - crossed)),
            float(np.log(crossed)),
            float(np.log(odds / (1 - odds))),
            self.pairs,
            self.values,
        )


def train(table: Table, judgements: Iterable[Judged] = (), seed: int = 1) -> Model:
    """A model of `table`. `judgements` are (row, row, same person?): pairs judged the same count as pairs that are
    sure, and both kinds shift the prior where the model is too sure or too shy.

    Deterministic for the same table, judgements and seed. Pairs for learning come from blocks of all keys; every column
    needs a key that does without it, or what is learned about it is too kind. Which columns go together among strangers
    is looked for by the first guess, so that nothing said twice makes strangers look sure, and again as more is known.
    """
    many, contexts_ = len(table.names), int(contexts(len(table.sources)).max()) + 1
    m = np.tile(np.array(_START), (many, STANDS, contexts_, 1))
    state = _State(m, np.ones_like(m), np.full(many, -1, np.int64), 0.02, 0.5, *hash_table([]))
    first = state.weights(len(table))
    _ = table.packed  # made once, before threads ask for it
    with ThreadPoolExecutor(1) as pool:  # strangers need no blocks: they are drawn meanwhile
        drawing = pool.submit(strangers, table, first, seed)
        lesson, drawn = _lesson(table, first, list(judgements)), drawing.result()
    state.chance = chance(drawn, _blind(state))
    _read_beside(table, state, drawn)
    _rounds(table, state, lesson, drawn, FIRST_ROUNDS)
    _read_beside(table, state, drawn)
    _rounds(table, state, lesson, drawn, FIRST_ROUNDS)
    names = _names(table, state, table.blocks)
    if names:
        state.pairs, state.values = hash_table(names)
        learn_spellings(drawn, state.weights(len(table)))
        with_spellings(table, lesson.seen, state.weights(len(table)), lesson.left, lesson.right)
    _read_beside(table, state, drawn)
    _rounds(table, state, lesson, drawn)
    return _model(table, state, names, judged_shift(table, state.weights(len(table)), lesson.judged))


def recount(table: Table, model: Model, seed: int = 1) -> Model:
    """`model` with what strangers show counted anew in `table`, whose rows may count for less than one (`counted`).
    What rows of one person show stays as it is."""
    weights = model.weights(table)
    state = _State(
        np.array(model.m),
        np.array(model.chance),
        weights.beside,
        model.exchanged,
        model.partners,
        weights.pairs,
        weights.values,
    )
    drawn = strangers(table, weights, seed)
    for _ in range(_RECOUNTS):
        state.chance = chance(drawn, state.weights(len(table)))
    return msgspec.structs.replace(model, chance=_nested(state.chance))


def _names(table: Table, state: _State, blocks: Sequence[Blocks]) -> list[Same]:
    """Spellings of one name, learned from a share of all candidate pairs."""
    pairs = LEARN_FROM if len(table) <= SMALL else LEARN_FROM_LARGE
    share = min(1.0, pairs / max(sum(one.pairs for one in blocks), 1))
    weights = state.weights(len(table))
    left, right, odds, _ = walk(table, weights, blocks, float(np.log(LEAST / (1 - LEAST))), share=share)
    return same_names(table, weights, left, right, odds)


def _read_beside(table: Table, state: _State, drawn: Strangers) -> None:
    """Choose what is read beside what, in place; the levels of rows of one person start from those of all."""
    weights = state.weights(len(table))
    state.beside = choose_beside(dependence(drawn, weights, state.m))
    state.m = np.repeat(state.m[:, SILENT : SILENT + 1], STANDS, axis=1)
    blank = weights._replace(beside=state.beside, turn=turns(state.beside))
    state.chance = chance(drawn, blank)


def _blind(state: _State) -> Weights:
    """Weights under which everyone is a stranger."""
    return state.weights(2)._replace(w=np.zeros_like(state.m), straight=0.0, crossed=-50.0, prior=-50.0)


def _lesson(table: Table, weights: Weights, judged: list[Judged]) -> _Lesson:
    from .scan import brought_by

    left, right, share = _sample(table.blocks, table.block_numbers, SAMPLE)
    brought = np.zeros(len(left), np.int64)
    brought_by(left, right, table.block_numbers, brought)
    seen = describe_pairs(table, weights, left, right)
    return _Lesson(left, right, share, seen, brought, crossing(table, left, right), judged)


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


def _rounds(table: Table, state: _State, lesson: _Lesson, drawn: Strangers, most: int = ROUNDS) -> None:
    """EM until nothing moves, in place. Which way exchanged names are read is settled anew a few times."""
    free = _free(table)
    known = judged_counts(table, state.weights(len(table)), lesson.judged)
    for turn in range(most):
        weights = state.weights(len(table))
        if turn in _READ_ANEW:
            lesson.read_anew(table, weights)
        counts, total, exchanged = _expected(lesson, weights, free)
        settled = _maximise(state, known + counts, total, exchanged, 2 * total / lesson.share / len(table))
        if turn % 3 == 1:
            state.chance = chance(drawn, state.weights(len(table)))
        if settled and turn > max(_READ_ANEW):
            break


def _expected(lesson: _Lesson, weights: Weights, free: Array) -> tuple[Array, float, float]:
    """The E step in stretches, their sums added in order: the same for any number of threads."""
    from .scan import expect

    seen, found = lesson.seen, {}

    def one(part: slice) -> None:
        counts = np.zeros_like(weights.w)
        levels, logs, context, swapped = (side[part] for side in (seen.levels, seen.logs, seen.context, seen.swapped))
        sums = expect(levels, logs, context, swapped, lesson.brought[part], free, weights, counts)
        found[part.start] = (counts, *sums)

    in_threads(one, len(lesson.left))
    counts, total, exchanged = (sum(found[at][side] for at in sorted(found)) for side in range(3))
    return np.asarray(counts), float(total), float(exchanged)


def _maximise(state: _State, counts: Array, total: float, exchanged: float, partners: float) -> bool:
    """The M step, in place: shares by stand and context, each drawn towards all contexts, and those towards all
    stands. Says whether nothing moved."""
    every = counts.sum(1)
    pooled = every.sum(1) + np.array(_START) * BELIEF
    pooled /= pooled.sum(1, keepdims=True)
    m = np.empty_like(counts)
    for stand in range(STANDS):
        some = every if stand == SILENT else counts[:, stand]
        shares = some.sum(1) + BELIEF * pooled
        shares /= shares.sum(1, keepdims=True)
        m[:, stand] = some + _PSEUDO * shares[:, None, :]
    m = np.maximum(m / m.sum(3, keepdims=True), 1e-6)
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


def _model(table: Table, state: _State, names: list[Same], shift: float) -> Model:
    groups = table.vocabulary
    return Model(
        columns=table.names,
        sources=table.sources,
        beside=tuple(table.names[at] if at >= 0 else "" for at in state.beside),
        m=_nested(state.m),
        chance=_nested(state.chance),
        exchanged=round(state.exchanged, 6),
        partners=round(state.partners, 6),
        shift=round(shift, 6),
        same=tuple((groups[a], groups[b], round(log, 4)) for a, b, log in names),
    )


def _nested(values: Array) -> Any:
    """Nested tuples of numbers of six digits."""
    if values.ndim == 1:
        return tuple(float(f"{value:.6g}") for value in values)
    return tuple(_nested(part) for part in values)
