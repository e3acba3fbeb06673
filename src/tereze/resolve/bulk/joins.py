"""All joins of average linkage, made island by island, two stretches of islands at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Cut = tuple[Array, Array, Array, Array] | tuple[()]
EACH = 50_000  # pairs in a stretch: what is known of its rows stays near the processor


def joins(
    size: int, left: Array, right: Array, score: Array, *, absent: float, stop: float, each: int = EACH, cut: Cut = ()
) -> tuple[Array, Array, Array]:
    """The joins of `agglomerate` (clusters joined, by their smallest rows; means; pairs between), the same to the last
    bit for any `each`: no join crosses from one island to another, and in a stretch rows keep their order. `cut` are
    `stretches` that are known already: made for `stop` or less, where `stop` is more than `absent`."""
    from .agglomerate import agglomerate, stretches

    # where pairs not given count more than `stop`, clusters may join that hang together by any pair
    least = stop if absent < stop else -np.inf
    edges, edge_at, rows, row_at = cut or stretches(size, left, right, score, least, each)
    number = np.zeros(size, np.int32)
    number[rows] = np.arange(len(rows)) - np.repeat(row_at[:-1], np.diff(row_at))

    def one(at: int) -> tuple[Array, Array, Array]:
        some, its = edges[edge_at[at] : edge_at[at + 1]], rows[row_at[at] : row_at[at + 1]]
        ends = number[left[some]], number[right[some]]
        joined, means, sizes = agglomerate(len(its), *ends, score[some], absent, stop)
        return its[joined], means, sizes

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(one, range(len(edge_at) - 1)))
    joined, means, sizes = (np.concatenate([part[side] for part in found]) for side in range(3))
    by = np.argsort(-means, kind="stable")
    return joined[by], means[by], sizes[by]
