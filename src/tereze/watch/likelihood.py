"""The likelihood of a reporting triangle: negative-binomial counts about intensity times a drifting delay hazard.

log mean(c, t, d) = eta(c, t) + log h(c, t, d) + sum over k < d of log(1 - h(c, t, k)),
logit h(c, t, d) = gamma(c, d) + delta(c, t + d) + slope * backlog(t + d).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


class Cells(NamedTuple):
    """The cells of a triangle that could have been seen. `y` is (channels, cells); t, d are (cells,)."""

    y: Array
    t: Array
    d: Array
    months: int
    delays: int
    backlog: Array  # (months,), centred; zeros where nobody kept it

    @property
    def channels(self) -> int:
        """How many channels."""
        return int(self.y.shape[0])

    @property
    def width(self) -> int:
        """Parameters of one channel: eta, gamma, delta."""
        return 2 * self.months + self.delays


def cells(counts: Array, backlog: Array | None) -> Cells:
    """counts: (channels, months, delays), of which t + d < months was seen; backlog: (months,) sizes of the inbox."""
    import numpy as np

    _, months, delays = counts.shape
    t, d = np.nonzero(np.add.outer(np.arange(months), np.arange(delays)) < months)
    inbox = np.zeros(months)
    if backlog is not None:
        inbox = np.log1p(np.maximum(backlog, 0.0))
        inbox = inbox - inbox.mean()
    return Cells(np.asarray(counts[:, t, d], dtype=float), t, d, months, delays, inbox)


def hazards(gamma: Array, delta: Array, slope: float | Array, inbox: Array) -> Array:
    """(…, months, delays) hazards; delta and inbox may be longer than the months seen. Beyond them the last holds."""
    import numpy as np

    months, delays = inbox.shape[-1], gamma.shape[-1]
    report = np.minimum(np.add.outer(np.arange(months), np.arange(delays)), months - 1)
    extra = np.asarray(slope)[..., None, None] * inbox[report]
    z = gamma[..., None, :] + delta[..., report] + extra
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(z, -12.0, 12.0))))


def log_share(hazard: Array) -> Array:
    """Log of the share told after each delay: log h(d) plus the logs of not having been told before."""
    import numpy as np

    survived = np.cumsum(np.log1p(-hazard), axis=-1)
    before = np.concatenate([np.zeros_like(survived[..., :1]), survived[..., :-1]], axis=-1)
    return np.asarray(np.log(hazard) + before)


def mean_and_jacobian(data: Cells, eta: Array, gamma: Array, delta: Array, slope: float) -> tuple[Array, Array, Array]:
    """mean (channels, cells); its log's derivatives: by a channel's own parameters, and by the slope of the inbox."""
    import numpy as np

    hazard = hazards(gamma, delta, slope, data.backlog)
    log_mean = eta[:, data.t] + log_share(hazard)[:, data.t, data.d]
    reach = np.arange(data.delays)
    own = hazard[:, data.t, :]
    inner = np.where(reach == data.d[:, None], 1.0 - own, np.where(reach < data.d[:, None], -own, 0.0))
    jacobian = np.zeros((data.channels, len(data.t), data.width))
    row = np.arange(len(data.t))
    jacobian[:, row, data.t] = 1.0
    jacobian[:, :, data.months : data.months + data.delays] = inner
    report = np.minimum(data.t[:, None] + reach, data.months - 1)
    by_report = data.months + data.delays + report
    for k in range(data.delays):  # the last month may stand for several clipped delays, whose entries are zero
        jacobian[:, row, by_report[:, k]] += inner[:, :, k]
    by_slope = (inner * data.backlog[report]).sum(axis=2)
    return np.exp(np.clip(log_mean, -20.0, 15.0)), jacobian, by_slope


def log_likelihood(y: Array, mean: Array, size: float) -> float:
    """Negative-binomial, up to what depends on y alone."""
    import numpy as np

    return float((y * np.log(mean) - (y + size) * np.log1p(mean / size)).sum() + _rising(y, size))


def best_size(y: Array, mean: Array) -> float:
    """The size that fits best, on a grid from very uneven (0.5) to practically Poisson (500)."""
    import numpy as np

    grid = np.geomspace(0.5, 500.0, 28)
    prior = -(np.log(grid / 20.0) ** 2) / 8.0
    scores = [log_likelihood(y, mean, float(size)) + extra for size, extra in zip(grid, prior, strict=True)]
    return float(grid[int(np.argmax(scores))])


def _rising(y: Array, size: float) -> float:
    """Sum of log Gamma(y + size) - log Gamma(size) - y log size: products of whole steps, no gamma function needed."""
    import numpy as np

    beyond = np.bincount(y.astype(int).ravel())
    more = beyond[::-1].cumsum()[::-1][1:]  # how many counts exceed k = 0, 1, 2 …
    return float((more * np.log1p(np.arange(len(more)) / size)).sum())
