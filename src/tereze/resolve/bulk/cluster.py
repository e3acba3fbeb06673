"""Clusters of rows: average linkage over the probabilities, never across a judgement of “different”.

Connected components chain: at a million rows the peers' largest heap held 157,637 people. Here clusters join only while
the mean probability of all pairs between them is high enough. No truth is needed to say how high: joins go on while
they raise the F1 that the probabilities themselves let one expect.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from .link import Links

Array = npt.NDArray[Any]
NEVER = -1e9
LOWEST = 0.2  # no threshold is looked for below: half an F1 of 0.4
_LOOKED = 200_000
_BELIEF = 20.0
Pair = tuple[int, int]


def best_threshold(links: Links) -> float:
    """The mean down to which joining raises the expected F1 of the clusters, from the probabilities alone.

    A join of mean q adds its pairs to those said and q times as many to those expected to be true; it raises F1 while
    q exceeds half of it (for single pairs: Lipton, Elkan & Naryanaswamy 2014). Pairs never scored count with `absent`,
    and the pairs of one person that were never scored with the share that `completeness` finds.
    """
    _, means, taken = _joins(links, (), ())
    return float(means[taken - 1]) if taken else 0.5


def completeness(links: Links) -> float:
    """Which share of the pairs of one person was scored: of rows that both go with a third, how many pairs are there,
    each third row counted by the probabilities (a sample of them, always the same)."""
    left, right = links.left.astype(np.int64), links.right.astype(np.int64)
    with ThreadPoolExecutor(1) as pool:  # sorting leaves the interpreter free
        sorting = pool.submit(np.sort, left * links.rows + right)
        return _found(links, left, right, sorting)


def _found(links: Links, left: Array, right: Array, sorting: Future[Array]) -> float:
    likely = links.probability >= 0.5
    one, other = (np.concatenate([a[likely], b[likely]]) for a, b in ((left, right), (right, left)))
    chance = np.tile(links.probability[likely].astype(np.float64), 2)
    by = np.argsort(one * links.rows + other)
    one, other, chance = one[by], other[by], chance[by]
    first = np.flatnonzero(np.concatenate(([True], one[1:] != one[:-1]))[: len(one)])
    size = np.diff(np.append(first, len(one)))
    first, size = first[size > 1], size[size > 1]
    if not len(first):
        return 1.0
    random = np.random.default_rng(1)
    pairs = size * (size - 1.0)
    at = random.choice(len(first), _LOOKED, p=pairs / pairs.sum())
    x = (random.random(_LOOKED) * size[at]).astype(np.int64)
    y = (x + 1 + (random.random(_LOOKED) * (size[at] - 1)).astype(np.int64)) % size[at]
    x, y = first[at] + x, first[at] + y
    scored = sorting.result()
    code = np.minimum(other[x], other[y]) * links.rows + np.maximum(other[x], other[y])
    there = scored[np.minimum(np.searchsorted(scored, code), len(scored) - 1)] == code
    worth = chance[x] * chance[y] * min(1.0, pairs.sum() / _LOOKED)
    return float(((worth * there).sum() + _BELIEF) / (worth.sum() + _BELIEF))


def absent(links: Links, complete: float | None = None) -> float:
    """What a pair counts that nobody scored, where the two groups would otherwise be as likely one as two: one person's
    rows miss each other in 1 - `completeness` of the pairs (`complete`, where it is known), strangers nearly always."""
    missed = 1.0 - (completeness(links) if complete is None else complete)
    return missed / (1.0 + missed)


def cluster(
    links: Links,
    threshold: float | None = None,
    together: Sequence[Pair] = (),
    apart: Sequence[Pair] = (),
    unscored: float | None = None,
) -> npt.NDArray[np.int64]:
    """For each row the smallest row of its cluster (its own number when it stands alone).

    `together` and `apart` are pairs judged to be one person and two; apart wins. Without `threshold`,
    `best_threshold` is taken; `unscored` is what a pair counts that nobody scored (else `absent`). Same input, same
    clusters; equal means join in the order of their smallest rows.
    """
    from .agglomerate import labels_of
    from .joins import joins

    if threshold is None:
        joined, _, taken = _joins(links, together, apart, unscored)
        return labels_of(links.rows, joined[:taken])
    worth = absent(links) if unscored is None else unscored
    joined, _, _ = joins(links.rows, *judged(links, together, apart), absent=worth, stop=float(threshold))
    return labels_of(links.rows, joined)


def _joins(
    links: Links, together: Iterable[Pair], apart: Iterable[Pair], unscored: float | None = None
) -> tuple[Array, Array, int]:
    """All joins down to `LOWEST`, their means, and how many of them, from the first, give the best expected F1."""
    from .agglomerate import stretches
    from .joins import EACH, joins

    given = links.rows, *judged(links, together, apart)
    with ThreadPoolExecutor(1) as pool:  # nothing joins below `LOWEST`: islands are found meanwhile
        cutting = pool.submit(stretches, *given, LOWEST, EACH)
        complete = completeness(links)
    worth = absent(links, complete) if unscored is None else unscored
    least = max(LOWEST, worth + 0.01)
    joined, means, pairs = joins(*given, absent=worth, stop=least, cut=cutting.result())
    if not len(means):
        return joined, means, 0
    true = float(links.probability.astype(np.float64).sum()) / complete
    expected = 2 * np.cumsum(means * pairs) / (np.cumsum(pairs) + max(true, 1e-9))
    return joined, means, int(expected.argmax()) + 1


def judged(links: Links, together: Iterable[Pair], apart: Iterable[Pair]) -> tuple[Array, Array, Array]:
    """The pairs of `links` with judgements put in their place: a pair judged apart can never be in one cluster, one
    judged together counts as certain however little the rest agrees."""
    said = {(min(pair), max(pair)): 1.0 for pair in together} | {(min(pair), max(pair)): NEVER for pair in apart}
    left, right, score = links.left, links.right, links.probability.astype(np.float64)
    if not said:
        return left, right, score
    codes = left.astype(np.int64) * links.rows + right
    new = np.array([i * links.rows + j for i, j in said], np.int64)
    keep = ~np.isin(codes, new)
    pairs = np.array(list(said), np.int32).reshape(-1, 2)
    values = np.array(list(said.values()))
    return (
        np.concatenate([left[keep], pairs[:, 0]]),
        np.concatenate([right[keep], pairs[:, 1]]),
        np.concatenate([score[keep], values]),
    )
