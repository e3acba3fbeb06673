"""Change points on the nowcast: Bayesian online detection (Adams and MacKay 2007), never on raw counts.

The months' expected totals are stabilised first (inverse hyperbolic sine for a negative binomial: Anscombe 1948), so
that unevenness is not taken for change; each month enters with the nowcast's own uncertainty added to the noise, so
that months of which little is known yet can prove little.
"""

from __future__ import annotations

from math import asinh, exp, log, pi, sqrt
from statistics import median

from tereze.model.value import Value

RISK = 1 / 60  # chance of a change in any month, before looking
WIDE = 25.0  # prior variance of a level on the stabilised scale, where the noise of one month is one


class Change(Value, frozen=True):
    """A month from which the level is another, with the probability that a change came within two months of it."""

    month: int
    probability: float
    before: float
    after: float


def stabilised(mean: float, size: float) -> float:
    """A scale on which a negative binomial of this size has a spread of about one."""
    return 2 * sqrt(size) * asinh(sqrt(max(mean, 0.0) / size))


def run_lengths(values: list[float], spreads: list[float], risk: float = RISK) -> list[float]:
    """Probabilities, after the last month, that the current run holds the last 0, 1, 2 … months."""
    prior = (median(values), WIDE)
    runs = [(1.0, *prior)]  # probability, mean and variance of the level
    for value, spread in zip(values, spreads, strict=True):
        noise = 1.0 + spread**2
        told = [(p * _normal(value, mean, var + noise), mean, var) for p, mean, var in runs]
        grown = [(p * (1 - risk), *_learn(mean, var, value, noise)) for p, mean, var in told]
        runs = [(risk * sum(p for p, _, _ in told), *prior), *grown]
        whole = sum(p for p, _, _ in runs)
        runs = [(p / whole, mean, var) for p, mean, var in runs]
    return [p for p, _, _ in runs]


def changes(means: list[float], spreads: list[float], size: float, at_least: float = 0.5) -> tuple[Change, ...]:
    """Months in which the level changed, by expected totals and their log-scale spreads (posterior sd of the log)."""
    values = [stabilised(mean, size) for mean in means]
    slopes = [sqrt(size * max(mean, 0.0) / (size + max(mean, 0.0))) for mean in means]
    return _marked(run_lengths(values, [a * b for a, b in zip(slopes, spreads, strict=True)]), means, at_least)


def _marked(lengths: list[float], means: list[float], at_least: float) -> tuple[Change, ...]:
    """The latest change, if the run that still lasts surely began inside the series."""
    months = len(means)
    by_start = {months - length: p for length, p in enumerate(lengths) if 0 < months - length < months}
    best = max(by_start, key=lambda month: (by_start[month], month), default=None)
    near = sum(p for month, p in by_start.items() if best is not None and abs(month - best) <= 2)
    if best is None or near < at_least:
        return ()
    before, after = means[max(best - 6, 0) : best], means[best:]
    return (Change(month=best, probability=near, before=sum(before) / len(before), after=sum(after) / len(after)),)


def _learn(mean: float, var: float, value: float, noise: float) -> tuple[float, float]:
    gain = var / (var + noise)
    return mean + gain * (value - mean), var * (1 - gain)


def _normal(value: float, mean: float, var: float) -> float:
    return exp(-0.5 * (value - mean) ** 2 / var - 0.5 * log(2 * pi * var))
