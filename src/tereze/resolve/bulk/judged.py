"""What people judged, as evidence for training: pairs of one person teach, and both kinds move the prior."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .described import describe_pairs
from .levels import Weights, stands
from .table import Table

Array = npt.NDArray[Any]
Judged = tuple[int, int, bool]
_SPREAD = 1.0  # nats: how far off the prior may be before anybody judged
_FARTHEST = 30.0


def judged_counts(table: Table, weights: Weights, judged: Sequence[Judged]) -> Array:
    """The levels of pairs judged to be one person, as counts [column, stand, context, level]."""
    counts = np.zeros_like(weights.w)
    same = [(min(i, j), max(i, j)) for i, j, one in judged if one]
    if not same:
        return counts
    left, right = (np.array(side, np.int64) for side in zip(*same, strict=True))
    seen = describe_pairs(table, weights, left, right)
    for column, beside in enumerate(weights.beside.tolist()):
        said = seen.levels[:, column] >= 0
        at = stands(seen.levels, beside)[said], seen.context[said], seen.levels[said, column].astype(np.int64)
        np.add.at(counts[column], at, 1.0)
    return counts


def judged_shift(table: Table, weights: Weights, judged: Sequence[Judged]) -> float:
    """By how much the log-odds of judged pairs are too low (above nought) or too high, in nats.

    The likeliest shift under a logistic model with a normal prior around nought: a few judgements move it little, and
    pairs that were clear anyway not at all. Pairs may be chosen by score: the shift takes it as given.
    """
    if not judged:
        return 0.0
    pairs = np.array([(min(i, j), max(i, j)) for i, j, _ in judged], np.int64)
    said = np.array([one for _, _, one in judged], np.float64)
    odds = np.clip(describe_pairs(table, weights, pairs[:, 0], pairs[:, 1]).odds, -_FARTHEST, _FARTHEST)
    shift = 0.0
    for _ in range(50):
        probability = 1.0 / (1.0 + np.exp(-(odds + shift)))
        slope = float((said - probability).sum()) - shift / _SPREAD**2
        curve = float((probability * (1 - probability)).sum()) + 1.0 / _SPREAD**2
        shift += max(min(slope / curve, 1.0), -1.0)
    return shift
