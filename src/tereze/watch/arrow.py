"""Linear algebra of exchangeable channels: each has a block of its own, and all share the same pull towards their mean.

The posterior precision is a block for each channel, plus one matrix `common` between every pair of channels, plus a
border for the one parameter they have together. Its inverse follows from the inverses of the blocks (Woodbury), so
that six channels cost six small inversions, not one of a matrix six times as wide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


class Arrow(NamedTuple):
    """blocks (channels, width, width), common (width, width), border (channels, width), corner."""

    blocks: Array
    common: Array
    border: Array
    corner: float


class Inverse(NamedTuple):
    """What the fit needs of the inverse: the solution, and the covariance summed over channels in two ways.

    own: the channels' own blocks, summed; total: all blocks, those between two channels too, summed
    """

    solution: Array  # (channels, width)
    slope: float
    own: Array
    total: Array


def solved(arrow: Arrow, right: Array, right_slope: float) -> Inverse:
    """The solution for one right-hand side, and the sums of the inverse's blocks."""
    import numpy as np

    inverses = np.linalg.inv(arrow.blocks)
    inverses = (inverses + np.swapaxes(inverses, 1, 2)) / 2
    summed = inverses.sum(axis=0)
    between = arrow.common @ np.linalg.inv(np.eye(len(summed)) + summed @ arrow.common)
    between = (between + between.T) / 2

    def applied(vector: Array) -> Array:
        alone = np.einsum("aij,aj->ai", inverses, vector)
        return np.asarray(alone - np.einsum("aij,j->ai", inverses, between @ alone.sum(axis=0)))

    aside = applied(arrow.border)
    left = arrow.corner - float((arrow.border * aside).sum())
    slope = (right_slope - float((aside * right).sum())) / left
    own = summed - np.einsum("aij,ajk->ik", inverses @ between, inverses, optimize=True) + aside.T @ aside / left
    together = aside.sum(axis=0)
    total = summed - summed @ between @ summed + np.outer(together, together) / left
    return Inverse(applied(right) - aside * slope, slope, own, total)


def dense(arrow: Arrow) -> Array:
    """The whole precision, the channels outermost and the shared parameter last."""
    import numpy as np

    channels, width = arrow.border.shape
    whole = np.empty((channels * width + 1, channels * width + 1))
    whole[:-1, :-1] = np.kron(np.ones((channels, channels)), arrow.common)
    for channel, block in enumerate(arrow.blocks):
        at = slice(channel * width, (channel + 1) * width)
        whole[at, at] += block
    whole[-1, :-1] = whole[:-1, -1] = arrow.border.ravel()
    whole[-1, -1] = arrow.corner
    return whole
