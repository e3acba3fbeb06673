"""The levels of agreement, and what was learned about them, as the compiled core takes it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

LEVELS = 6
DIFFERENT, DISTANT, ALIKE, GROUP, SAME, LEARNED = range(6)
VERY_ALIKE, RATHER_ALIKE = 0.85, 0.7

STANDS = 3
OTHERWISE, AGREES, SILENT = range(STANDS)
"""How the column stands that another is read beside: it does not agree, it agrees (the same sound, number within one
step, larger place, or better), it says nothing."""


class Weights(NamedTuple):
    """What was learned, for the compiled core; see `Model`.

    `w[column, stand, context, level]`; `beside[column]` is the column it is read beside (-1: none), `turn` the columns
    in an order in which that one comes first. `pairs` and `values` are a hash table of sound groups that are one name
    (`learned`), with the log likelihood ratio of each; all logs are natural.
    """

    w: npt.NDArray[np.float64]
    beside: npt.NDArray[np.int64]
    turn: npt.NDArray[np.int64]
    straight: float
    crossed: float
    prior: float
    pairs: npt.NDArray[np.int64]
    values: npt.NDArray[np.float64]


def turns(beside: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The columns, each after the one it is read beside."""
    made: list[int] = []
    while len(made) < len(beside):
        made += [c for c, up in enumerate(beside.tolist()) if c not in made and (up < 0 or up in made)]
    return np.array(made, np.int64)


def stands(levels: npt.NDArray[np.int8], beside: int) -> npt.NDArray[np.int64]:
    """For described pairs (rows of `levels`), how column `beside` stands."""
    if beside < 0:
        return np.full(len(levels), SILENT, np.int64)
    level = levels[:, beside]
    return np.where(level < 0, SILENT, np.where(level >= GROUP, AGREES, OTHERWISE)).astype(np.int64)
