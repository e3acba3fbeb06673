"""Values counted among people, not among rows.

One person named by 400 sources makes his own name look common: counted by rows it says little, his rows are not found
to be his, and so nothing ever tells that they are one. A value says the more, the fewer strangers share it. So once
rows are grouped, values are counted with each group counting once, scores and groups are made again, and so on until
they stay. What rows of one person show is not learned again meanwhile, so that a mistake feeds on itself as little as
can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from .blocks import starts
from .cluster import Pair, cluster
from .described import describe_pairs
from .link import LEAST, Links, link
from .model import Model
from .table import Table
from .train import recount

Array = npt.NDArray[Any]
MANY = 20  # rows of one person from which it matters who is counted
ROUNDS = 4
_STAYS = 0.01  # of the groups: no more is gained then
_MOSTLY = 0.1  # of the pairs that share a name: somebody has a third of its rows
_DRAWN, _TURNS, _FIRST = 200, 40, 10.0  # pairs for each name; rounds; pairs that the first guess is worth


@dataclass(frozen=True, slots=True)
class Settled:
    """A table whose values are counted among people, the model for it, its links, and for each row the smallest row of
    its group. `rounds` says how often they were counted anew: nought where nobody has many rows."""

    table: Table
    model: Model
    links: Links
    labels: npt.NDArray[np.int64]
    rounds: int


def settle(
    table: Table,
    model: Model,
    together: Sequence[Pair] = (),
    apart: Sequence[Pair] = (),
    *,
    least: float = LEAST,
    threads: int = 2,
    rounds: int = ROUNDS,
) -> Settled:
    """Link and group the rows; where a group has `MANY` rows or more, count values among the groups and do it again, at
    most `rounds` times. `together` and `apart` are judged pairs, as in `cluster`. Where no group is large the result is
    that of `link` and `cluster`, and costs no more."""
    links = link(table, model, least, threads)
    made = Settled(table, model, links, cluster(links, None, together, apart), 0)
    groups, named = len(table), by_name(table, model)
    while made.rounds < rounds:
        worth = np.minimum(1.0 / np.bincount(made.labels)[made.labels], named)
        before, groups = groups, len(np.unique(made.labels))
        if worth.min(initial=1.0) > 1.0 / MANY or abs(before - groups) < _STAYS * before:
            break
        counted = counting(table, worth)
        again = recount(counted, model)
        links = link(counted, again, least, threads)
        made = Settled(counted, again, links, cluster(links, None, together, apart), made.rounds + 1)
    return made


def among_people(table: Table, labels: Array) -> Table:
    """`table` with its values counted among groups of rows: the rows of a group count together as much as one. Keys,
    blocks and rows stay; later rows (`extend`) are compared by these counts too."""
    return counting(table, 1.0 / np.bincount(labels)[labels])


def counting(table: Table, worth: Array) -> Table:
    """`table` with each row counting what it is worth."""
    made = replace(table, keys=table.all_keys, counted=worth)
    for name in _SHARED:  # they do not hang on what rows count
        if name in table.__dict__:
            made.__dict__[name] = table.__dict__[name]
    return made


def by_name(table: Table, model: Model, seed: int = 1) -> Array:
    """What each row is worth by those that share both its names: one over the rows that its person is likely to have.

    Of `MANY` rows or more with the same two names some pairs are drawn, and which share of them is one person is what
    makes all that they say beside names likeliest (expectation and maximisation, names themselves saying nothing). So
    one person's rows are told from those of namesakes before any group is made. One for all other rows.
    """
    made = np.ones(len(table))
    if not table.names_key:
        return made
    codes, rows = table.leads[table.names_key[0]]
    first = starts(codes)
    size = np.diff(np.append(first, len(codes)))
    first, size = first[size >= MANY], size[size >= MANY]
    block = np.repeat(np.arange(len(first)), _DRAWN)
    random = np.random.default_rng(seed)
    x = random.integers(0, size[block])
    y = (x + random.integers(1, size[block])) % size[block]
    odds = _beside_names(table, model, rows[first[block] + x], rows[first[block] + y])
    share = 1.0 / size
    for _ in range(_TURNS):
        known = 1.0 / (1.0 + np.exp(np.clip(np.log(1.0 / share - 1.0)[block] - odds, -500.0, 500.0)))
        share = (np.bincount(block, known, len(size)) + _FIRST / size) / (_DRAWN + _FIRST)
    at = np.repeat(first, size) + np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    made[rows[at]] = np.repeat(np.where(share >= _MOSTLY, 1.0 / (1.0 + (size - 1.0) * share), 1.0), size)
    return made


def _beside_names(table: Table, model: Model, left: Array, right: Array) -> Array:
    """The log likelihood ratio of what pairs of rows say in all columns but the two names."""
    weights = model.weights(table)
    w = weights.w.copy()
    seen = describe_pairs(table, weights, left, right, exchange=False)
    logs = seen.logs.copy()
    for name in table.swap or ():
        w[table.names.index(name)] = 0.0
        logs[:, table.names.index(name)] = 0.0
    return seen._replace(logs=logs, swapped=np.zeros_like(seen.swapped)).by(
        weights._replace(w=w, prior=0.0, straight=0.0, crossed=0.0)
    )


_SHARED = ("parts", "leads", "hashes", "blocks", "all_blocks", "block_numbers")
