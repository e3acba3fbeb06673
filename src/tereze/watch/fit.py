"""The posterior of the nowcast: Newton steps to the mode, the Gaussian there (Laplace), variances from the data.

Fisher scoring on the joint log posterior; after each step every prior variance is moved by the fixed point of its
marginal likelihood (MacKay 1992; see `tuning.py`). The size of the negative binomial is the one that fits best at the
current mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .arrow import Arrow, Inverse, dense, solved
from .information import Information, information
from .likelihood import Cells, State, best_size, log_likelihood, means, rising
from .prior import LEVEL, PERSISTENCE, Field, part, season, walk
from .tuning import USUAL, retuned

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

STEPS, CLOSE = 40, 0.02
FIRST = {"trend": 0.2, "drift": 0.3}  # wide at first: from a stiff start the search does not find a break
OFTEN = -1.0  # prior mean of gamma: a hazard of about a quarter a month
SLOPE = 0.5  # prior sd of the inbox's slope
FELT = 0.15  # prior sd of what one of the gravest incidents does to the log intensity in its first month


class Fit(NamedTuple):
    """Mode and precision (its lower Cholesky factor), the fitted priors.

    mode: for each channel eta, gamma, delta, one channel after the other; the inbox's slope last
    """

    mode: Array
    factor: Array
    eta: Field
    gamma: Field
    delta: Field
    centre: Array  # prior mean of eta by channel
    size: float
    steps: int
    converged: bool


class Prior(NamedTuple):
    """Precisions of one channel's parameters (width, width): apart, and what every pair of channels adds; the mean."""

    apart: Array
    common: Array
    mean: Array  # (channels, width)
    sides: tuple[tuple[Array, Array], ...]  # of each field: the inverses of both sides


def fit(data: Cells, *, drifting: bool = True, incidents: Array | None = None) -> Fit:
    """Fit the model to a triangle; needs a count or more in every channel (the caller sees to that).

    drifting: without it the delay hazard is the same in every month, as in most nowcasts: for comparison only
    incidents: (months,) how hard it pressed (`pressing.pressure`); without it incidents are no covariate
    """
    import numpy as np

    centre, state, slope = _start(data)
    fields = _fields(data, drifting=drifting, incidents=incidents)
    size, done, taken = 10.0, False, 0
    seen = data.y
    more = rising(seen)
    arrow = Arrow(np.eye(1)[None], np.eye(1), np.ones((1, 1)), 1.0)
    while taken < STEPS and not done:
        taken += 1
        prior = _prior(data, fields, centre)
        state, slope, change, arrow, inverse, mean = _newton(data, (state, slope), prior, size, more)
        size = best_size(seen, mean[:, data.seen])
        fields, moved = retuned(fields, prior.sides, state - prior.mean, inverse)
        done = max(change, moved) < CLOSE
    whole = np.append(state.ravel(), slope)
    return Fit(whole, np.linalg.cholesky(dense(arrow)), *fields, centre, size, taken, done)


def parted(data: Cells, state: Array, slope: float) -> State:
    """(…, channels, width) parameters by their names."""
    first, then = data.months, data.months + data.delays
    return State(state[..., :first], state[..., first:then], state[..., then:], slope)


def _start(data: Cells) -> tuple[Array, Array, float]:
    """Prior means of eta by channel, a first guess at all parameters, and at the slope."""
    import numpy as np

    totals = data.counts.sum(axis=2)
    old = max(data.months - data.delays, data.months // 2)
    usual = totals[:, :old].mean(axis=1, keepdims=True)
    centre = np.log(usual[:, 0] + 0.5)
    blend = np.maximum(np.log((usual + totals + 1.0) / 2), centre[:, None] - 0.7)
    shape = (data.channels, data.delays)
    return centre, np.concatenate([blend, np.full(shape, OFTEN), np.zeros_like(totals)], axis=1), 0.0


def _fields(data: Cells, *, drifting: bool, incidents: Array | None) -> tuple[Field, Field, Field]:
    import numpy as np

    months, delays = data.months, data.delays
    level = part(np.ones((months, 1)), LEVEL, 0.0)
    trend = part(walk(months, PERSISTENCE), FIRST["trend"], 0.5, jumps=True)
    waves = part(season(months), USUAL["season"], 0.5)
    uneven = part(np.eye(months), USUAL["uneven"], 0.0)
    felt = () if incidents is None else (part(incidents[:, None], FELT, 0.8),)
    shape = part(walk(delays), USUAL["shape"], 0.7)
    offset = part(np.ones((delays, 1)), 2.0, 0.8)
    drift = part(walk(months), FIRST["drift"] if drifting else 1e-4, 0.8, jumps=drifting)
    return (
        Field(data.channels, (level, trend, waves, uneven, *felt)),
        Field(data.channels, (offset, shape)),
        Field(data.channels, (drift,)),
    )


def _prior(data: Cells, fields: tuple[Field, Field, Field], centre: Array) -> Prior:
    import numpy as np

    sides = tuple(field.sides() for field in fields)
    shared, apart = _diagonal([one for one, _ in sides]), _diagonal([two for _, two in sides])
    c = data.channels
    own = apart if c > 1 else shared
    mean = np.concatenate(
        [np.repeat(centre[:, None], data.months, axis=1), np.full((c, data.delays), OFTEN), np.zeros((c, data.months))],
        axis=1,
    )
    return Prior(own, (shared - own) / c, mean, sides)


def _diagonal(blocks: list[Array]) -> Array:
    import numpy as np

    widths = [len(one) for one in blocks]
    whole, at = np.zeros((sum(widths), sum(widths))), 0
    for one, width in zip(blocks, widths, strict=True):
        whole[at : at + width, at : at + width] = one
        at += width
    return whole


def _newton(
    data: Cells, now: tuple[Array, float], prior: Prior, size: float, more: Array
) -> tuple[Array, float, float, Arrow, Inverse, Array]:
    """One step, halved until the log posterior rises: the state, slope, largest change, precision, inverse, means."""
    import numpy as np

    state, slope = now
    mean, hazard = means(data, parted(data, state, slope))
    found = information(data, mean, hazard, size)
    arrow = _posterior(found, prior)
    off = state - prior.mean
    pull = found.gradient - off @ prior.apart - off.sum(axis=0) @ prior.common
    inverse = solved(arrow, pull, found.slope_gradient - slope / SLOPE**2)
    before = _log_prior(now, prior) + log_likelihood(data.y, mean[:, data.seen], size, more)
    scale = 1.0
    for _ in range(8):
        there = state + scale * inverse.solution, slope + scale * inverse.slope
        moved, _ = means(data, parted(data, *there))
        if _log_prior(there, prior) + log_likelihood(data.y, moved[:, data.seen], size, more) >= before - 1e-9:
            change = scale * max(float(np.abs(inverse.solution).max()), abs(inverse.slope))
            return *there, change, arrow, inverse, mean
        scale /= 2
    return state, slope, 0.0, arrow, inverse, mean


def _posterior(found: Information, prior: Prior) -> Arrow:
    return Arrow(found.own + prior.apart, prior.common, found.cross, found.slope_own + 1 / SLOPE**2)


def _log_prior(now: tuple[Array, float], prior: Prior) -> float:
    state, slope = now
    off = state - prior.mean
    together = off.sum(axis=0)
    apart = float(((off @ prior.apart) * off).sum()) + float(together @ prior.common @ together)
    return -0.5 * (apart + slope**2 / SLOPE**2)
