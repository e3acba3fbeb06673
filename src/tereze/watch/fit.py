"""The posterior of the nowcast: Newton steps to the mode, the Gaussian there (Laplace), variances from the data.

Fisher scoring on the joint log posterior; after each step every prior variance is moved by the fixed point of its
marginal likelihood (MacKay 1992): variance times (what the posterior shows of the part) over (what the prior expects),
with a few imagined months of a usual size so that no variance runs to zero. The size of the negative binomial is the
one that fits best at the current mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .likelihood import Cells, best_size, hazards, log_likelihood, log_share, mean_and_jacobian
from .prior import LEVEL, PERSISTENCE, Field, Part, part, season, walk

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

STEPS, CLOSE = 18, 0.02
USUAL = {"trend": 0.15, "uneven": 0.15, "season": 0.1, "drift": 0.08, "shape": 0.15}  # sds the imagined months have
FIXED = 1e-6  # a variance so small was set to nothing on purpose
HURRY = 1.7  # the fixed point is slow: each move goes further than asked
TAIL = 1.5  # degrees of freedom of the innovations that may jump
FIRST = {"trend": 0.2, "drift": 0.3}  # wide at first: from a stiff start the search does not find a break
IMAGINED = 4.0  # how many months' worth of information the usual sizes are given


class Fit(NamedTuple):
    """mode and precision (its lower Cholesky factor) of [eta | gamma | delta | slope], and the fitted priors."""

    mode: Array
    factor: Array
    eta: Field
    gamma: Field
    delta: Field
    centre: Array  # prior mean of eta by channel
    size: float
    steps: int
    converged: bool


def fit(data: Cells, *, drifting: bool = True) -> Fit:
    """Fit the model to a triangle; needs a count or more in every channel (the caller sees to that).

    drifting: without it the delay hazard is the same in every month, as in most nowcasts: for comparison only.
    """
    import numpy as np

    centre, state = _start(data)
    fields = _fields(data, drifting=drifting)
    size, done, taken = 10.0, False, 0
    posterior = np.eye(1)
    while taken < STEPS and not done:
        taken += 1
        precision, sides = _precision(fields)
        state, change, posterior, covariance, mean = _newton(data, state, centre, precision, size)
        size = best_size(data.y, mean)
        fields, moved = _retuned(fields, sides, state - _middle(data, centre), covariance)
        done = max(change, moved) < CLOSE
    return Fit(state, np.linalg.cholesky(posterior), *fields, centre, size, taken, done)


def _start(data: Cells) -> tuple[Array, Array]:
    """Prior means of eta by channel, and a first guess at all parameters."""
    import numpy as np

    totals = np.zeros((data.channels, data.months))
    for channel in range(data.channels):
        totals[channel] = np.bincount(data.t, data.y[channel], data.months)
    old = max(data.months - data.delays, data.months // 2)
    centre = np.log(totals[:, :old].mean(axis=1) + 0.5)
    blend = np.log((totals[:, :old].mean(axis=1, keepdims=True) + totals + 1.0) / 2)
    state = np.concatenate([
        np.maximum(blend, centre[:, None] - 0.7).ravel(), np.full(data.channels * data.delays, -1.0),
        np.zeros(data.channels * data.months), [0.0],
    ])  # fmt: skip
    return centre, state


def _fields(data: Cells, *, drifting: bool) -> tuple[Field, Field, Field]:
    import numpy as np

    months, delays = data.months, data.delays
    level = part(np.ones((months, 1)), LEVEL, 0.0)
    trend = part(walk(months, PERSISTENCE), FIRST["trend"], 0.5, jumps=True)
    waves = part(season(months), USUAL["season"], 0.5)
    uneven = part(np.eye(months), USUAL["uneven"], 0.0)
    shape = part(walk(delays), USUAL["shape"], 0.7)
    offset = part(np.ones((delays, 1)), 2.0, 0.8)
    drift = part(walk(months), FIRST["drift"] if drifting else 1e-4, 0.8, jumps=drifting)
    return (
        Field(data.channels, (level, trend, waves, uneven)),
        Field(data.channels, (offset, shape)),
        Field(data.channels, (drift,)),
    )


_TUNED = (("", "trend", "season", "uneven"), ("", "shape"), ("drift",))  # parts whose variance is estimated


def _precision(fields: tuple[Field, Field, Field]) -> tuple[Array, list[tuple[Array, Array]]]:
    import numpy as np

    found = [field.precision() for field in fields]
    widths = [len(one) for one, _ in found]
    whole = np.zeros((sum(widths) + 1, sum(widths) + 1))
    at = 0
    for (one, _), width in zip(found, widths, strict=True):
        whole[at : at + width, at : at + width] = one
        at += width
    whole[-1, -1] = 1 / 0.5**2
    return whole, [sides for _, sides in found]


def _parts(data: Cells, state: Array) -> tuple[Array, Array, Array, Array, Array, Array]:
    """eta, gamma, delta by channel; mean, jacobian and its slope column at this state."""
    c, t, d = data.channels, data.months, data.delays
    eta = state[: c * t].reshape(c, t)
    gamma = state[c * t : c * (t + d)].reshape(c, d)
    delta = state[c * (t + d) : -1].reshape(c, t)
    mean, jacobian, by_slope = mean_and_jacobian(data, eta, gamma, delta, float(state[-1]))
    return eta, gamma, delta, mean, jacobian, by_slope


def _newton(
    data: Cells, state: Array, centre: Array, prior: Array, size: float
) -> tuple[Array, float, Array, Array, Array]:
    """One step, halved until the log posterior rises; the largest change, posterior precision, covariance, means."""
    import numpy as np

    middle = _middle(data, centre)
    *_, mean, jacobian, by_slope = _parts(data, state)
    gradient, information = _information(data, mean, jacobian, by_slope, size)
    posterior = information + prior
    covariance = np.linalg.inv(posterior)
    step = covariance @ (gradient - prior @ (state - middle))
    before = _log_posterior(data, state, middle, prior, size)
    scale = 1.0
    for _ in range(8):
        candidate = state + scale * step
        if _log_posterior(data, candidate, middle, prior, size) >= before - 1e-9:
            return candidate, float(np.abs(scale * step).max()), posterior, covariance, mean
        scale /= 2
    return state, 0.0, posterior, covariance, mean


def _information(data: Cells, mean: Array, jacobian: Array, by_slope: Array, size: float) -> tuple[Array, Array]:
    """Gradient and expected information of the log likelihood, in the order of the state."""
    import numpy as np

    c, t, d, width = data.channels, data.months, data.delays, data.width
    weight = mean / (1.0 + mean / size)
    residual = (data.y - mean) / (1.0 + mean / size)
    gradient, information = np.zeros(c * width + 1), np.zeros((c * width + 1, c * width + 1))
    local = np.arange(width)
    for channel in range(c):
        at = np.where(local < t, channel * t + local, np.where(
            local < t + d, c * t + channel * d + local - t, c * (t + d) + channel * t + local - t - d))  # fmt: skip
        weighted = jacobian[channel] * weight[channel][:, None]
        gradient[at] = jacobian[channel].T @ residual[channel]
        information[np.ix_(at, at)] = weighted.T @ jacobian[channel]
        cross = weighted.T @ by_slope[channel]
        information[at, -1], information[-1, at] = cross, cross
    gradient[-1] = (by_slope * residual).sum()
    information[-1, -1] = (by_slope**2 * weight).sum()
    return gradient, information


def _middle(data: Cells, centre: Array) -> Array:
    """The prior mean of the state."""
    import numpy as np

    c = data.channels
    return np.concatenate(
        [np.repeat(centre, data.months), np.full(c * data.delays, -1.0), np.zeros(c * data.months + 1)]
    )


def _log_posterior(data: Cells, state: Array, middle: Array, prior: Array, size: float) -> float:
    import numpy as np

    c, t, d = data.channels, data.months, data.delays
    eta = state[: c * t].reshape(c, t)
    gamma = state[c * t : c * (t + d)].reshape(c, d)
    delta = state[c * (t + d) : -1].reshape(c, t)
    share = log_share(hazards(gamma, delta, float(state[-1]), data.backlog))
    mean = np.exp(np.clip(eta[:, data.t] + share[:, data.t, data.d], -20.0, 15.0))
    off = state - middle
    return log_likelihood(data.y, mean, size) - 0.5 * float(off @ prior @ off)


def _retuned(
    fields: tuple[Field, Field, Field], sides: list[tuple[Array, Array]], off: Array, covariance: Array
) -> tuple[tuple[Field, Field, Field], float]:
    """Each variance at its fixed point; the largest change of a log variance. off: the state about its prior mean."""
    import numpy as np

    at, moved, made = 0, 0.0, []
    for field, inverses, names in zip(fields, sides, _TUNED, strict=True):
        n = len(field.parts[0].base)
        width = field.channels * n
        mean = off[at : at + width].reshape(field.channels, n)
        spread = covariance[at : at + width, at : at + width].reshape(field.channels, n, field.channels, n)
        seconds = _seconds(mean, spread)
        parts = [
            _tuned(field, one, inverses, seconds, USUAL[name]) if name and one.variance > FIXED else one
            for one, name in zip(field.parts, names, strict=True)
        ]
        moved = max(
            [moved, *(abs(float(np.log(b.variance / a.variance))) for a, b in zip(field.parts, parts, strict=True))]
        )
        made.append(Field(field.channels, tuple(parts)))
        at += width
    return (made[0], made[1], made[2]), moved


def _seconds(mean: Array, spread: Array) -> tuple[Array, Array]:
    """Posterior second moments (n, n), summed over the directions of each side: the channels' mean, and the rest."""
    import numpy as np

    c = len(mean)
    own = np.einsum("akal->kl", spread) + mean.T @ mean
    total = spread.sum(axis=(0, 2)) / c + np.outer(mean.sum(axis=0), mean.sum(axis=0)) / c
    return total, own - total


def _tuned(field: Field, one: Part, inverses: tuple[Array, Array], seconds: tuple[Array, Array], usual: float) -> Part:
    """The part with the variance, and where it may jump the weights, that the posterior speaks for."""
    import numpy as np

    c = field.channels
    shown = expected = 0.0
    weights = [one.shared, one.apart]
    for place, (inverse, second, times) in enumerate(zip(inverses, seconds, (1, c - 1), strict=True)):
        if times == 0:
            continue
        prior = one.variance * one.scale(c, shared=place == 0) * weights[place]
        reach = one.base.T @ inverse  # innovations from values, up to their prior variance
        explained = np.einsum("in,in->i", reach, one.base.T) * prior  # share of each innovation the values tell
        found = np.einsum("in,nm,im->i", reach, second, reach, optimize=True) * prior
        shown += float(found.sum())
        expected += times * float(explained.sum())
        if one.jumps:
            moment = times * (1.0 - explained) + found  # E[innovation²] over its prior variance, summed over directions
            weights[place] = weights[place] * (TAIL / weights[place] + moment) / (TAIL + times)
    factor = ((shown + IMAGINED * usual**2 / one.variance) / (expected + IMAGINED)) ** HURRY
    variance = one.variance * float(np.clip(factor, 0.25, 4.0))
    return one._replace(variance=variance, shared=weights[0], apart=weights[1])
