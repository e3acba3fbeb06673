"""Clusters of rows: average linkage over the probabilities, never across a judgement of “different”.

Connected components chain: at a million rows the peers' largest heap held 157,637 people. Here clusters join only while
the mean probability of all pairs between them reaches a threshold; a pair nobody scored counts as nought.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .link import Links

Array = npt.NDArray[Any]
ABSENT = 0.0
_NEVER = -1e9
Pair = tuple[int, int]


def best_threshold(links: Links) -> float:
    """The probability from which on linking is expected to give the best F1, from the probabilities alone.

    For calibrated probabilities that is half the best expected F1 (Lipton, Elkan & Naryanaswamy 2014).
    """
    ordered = np.sort(links.probability.astype(np.float64))[::-1]
    if not len(ordered):
        return 0.5
    hits = np.cumsum(ordered)
    expected = 2 * hits / (np.arange(1, len(ordered) + 1) + hits[-1])
    return float(expected.max() / 2)


def cluster(
    links: Links,
    threshold: float | None = None,
    together: Sequence[Pair] = (),
    apart: Sequence[Pair] = (),
) -> npt.NDArray[np.int64]:
    """For each row the smallest row of its cluster (its own number when it stands alone).

    `together` and `apart` are pairs judged to be one person and two; apart wins. Without `threshold`,
    `best_threshold` is taken. Same input, same clusters; equal means join in the order of their smallest rows.
    """
    from .agglomerate import agglomerate

    stop = best_threshold(links) if threshold is None else threshold
    left, right, score = judged(links, together, apart)
    return agglomerate(links.rows, left, right, score, ABSENT, float(stop))


def judged(links: Links, together: Iterable[Pair], apart: Iterable[Pair]) -> tuple[Array, Array, Array]:
    """The pairs of `links` with judgements put in their place: a pair judged apart can never be in one cluster, one
    judged together counts as certain however little the rest agrees."""
    said = {(min(pair), max(pair)): 1.0 for pair in together} | {(min(pair), max(pair)): _NEVER for pair in apart}
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
