"""Fitting the weights of the evidence: a logistic model of the whole comparison, weakest pair included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .costs import adam
from .features import Features, forget

Array = np.ndarray[Any, Any]
START = np.array([3.5, -14.0, 0.0, 1.0, -1.0, -3.0, -3.0, -0.5, -0.5, 4.0])
# Not in the labelled data; set by hand and said so in docs/methods/names.md. Ceilings: one, two, more words paired.
MISSING, LIGHT, CEILINGS = -2.5, -0.4, (0.0, 2.0, 3.0)


@dataclass
class Fitted:
    """The learned numbers, in the shape of `tereze.names.weights.Weights`."""

    word: Array
    word_bias: Array
    word_cost: Array
    rest: float
    single: float
    name_bias: Array

    def logits(self, data: Features) -> Array:
        """The logit of every pair."""
        theta = [self.word, self.word_bias, self.word_cost, np.array([self.rest, self.single]), self.name_bias]
        found: Array = _Pass(theta, data, data.word).logit
        return found


def fit(data: Features, rounds: int = 120, seed: int = 11, forgetting: float = 0.3) -> Fitted:
    """Fit to labelled pairs: once as they are and twice with part of the attested names forgotten at random.

    Forgetting keeps the model from leaning on a lexicon that happens to know the labelled names.
    """
    rng = np.random.default_rng(seed)
    entries = sorted({e for both in data.entries for side in both for e in side if e < 1 << 22})
    views = [data.word]
    for _ in range(2):
        views.append(forget(data, frozenset(e for e in entries if rng.random() < forgetting)))
    theta = [START.copy(), np.zeros(21), np.zeros(21), np.array([0.5, 0.0]), np.zeros(10)]
    memory = ([np.zeros_like(x) for x in theta], [np.zeros_like(x) for x in theta])
    pull = (0.5, 20.0, 0.3, 0.5, 20.0)
    for step in range(1, rounds + 1):
        down = [p * (x - (START if x is theta[0] else 0.0)) / len(data.label) for p, x in zip(pull, theta, strict=True)]
        for word in views:
            for at, part in enumerate(_Pass(theta, data, word).gradient()):
                down[at] += part / len(views)
        adam(theta, down, memory, step, (0.15, 0.08, 0.15, 0.03, 0.06))
    return Fitted(theta[0], theta[1], theta[2], float(theta[3][0]), float(theta[3][1]), theta[4])


class _Pass:
    """One look at the data with present numbers: forward at once, backward on demand."""

    def __init__(self, theta: list[Array], data: Features, word: Array) -> None:
        self.theta, self.data, self.word = theta, data, word
        weights, bias, slope, tail, name_bias = theta
        self.learned = np.isnan(data.fixed)
        z = np.where(self.learned, word @ weights + bias[data.kinds] + slope[data.kinds] * word[:, 1], data.fixed)
        starts = np.flatnonzero(np.append(True, data.owner[1:] != data.owner[:-1]))
        self.count = np.diff(np.append(starts, len(z)))
        weakest = np.minimum.reduceat(z, starts)
        total = np.add.reduceat(z, starts)
        self.worst = self._first(z == weakest[data.owner], starts)
        self.rest = np.where(self.count > 1, (total - weakest) / np.maximum(self.count - 1, 1), weakest)
        self.logit = weakest + tail[0] * self.rest + tail[1] * (self.count == 1) + name_bias[data.scripts]
        self.logit = self.logit + MISSING * data.missing + LIGHT * data.light

    def _first(self, weakest: Array, starts: Array) -> Array:
        """Of equals only the first counts as the weakest."""
        at = np.where(weakest, np.arange(len(weakest)), len(weakest))
        found: Array = np.arange(len(weakest)) == np.minimum.reduceat(at, starts)[self.data.owner]
        return found

    def gradient(self) -> list[Array]:
        """Of the mean logistic loss, in the order of theta."""
        data, tail = self.data, self.theta[3]
        error = (1.0 / (1.0 + np.exp(-np.clip(self.logit, -30, 30))) - data.label) / len(data.label)
        count = self.count[data.owner]
        others = tail[0] / np.maximum(count - 1, 1)
        share = np.where(self.worst, np.where(count > 1, 1.0, 1.0 + tail[0]), others) * error[data.owner] * self.learned
        return [
            share @ self.word,
            np.bincount(data.kinds, share, 21),
            np.bincount(data.kinds, share * self.word[:, 1], 21),
            np.array([float(error @ self.rest), float(error @ (self.count == 1))]),
            np.bincount(data.scripts, error, 10),
        ]
