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
    """A triangle. `counts` is (channels, months, delays), zero where not `seen` (months, delays)."""

    counts: Array
    seen: Array
    backlog: Array  # (months,), centred; zeros where nobody kept it

    @property
    def channels(self) -> int:
        """How many channels."""
        return int(self.counts.shape[0])

    @property
    def months(self) -> int:
        """How many months."""
        return int(self.counts.shape[1])

    @property
    def delays(self) -> int:
        """How many delays."""
        return int(self.counts.shape[2])

    @property
    def width(self) -> int:
        """Parameters of one channel: eta, gamma, delta."""
        return 2 * self.months + self.delays

    @property
    def y(self) -> Array:
        """(channels, cells): the counts of the cells that could have been seen."""
        return self.counts[:, self.seen]


class State(NamedTuple):
    """Parameters by channel: eta (…, months), gamma (…, delays), delta (…, months); one slope of the inbox."""

    eta: Array
    gamma: Array
    delta: Array
    slope: float


def cells(counts: Array, backlog: Array | None) -> Cells:
    """counts: (channels, months, delays), of which t + d < months was seen; backlog: (months,) sizes of the inbox.

    A month whose size nobody kept (not a number) has that of the month before; the first months that of the first kept.
    """
    import numpy as np

    _, months, delays = counts.shape
    seen = np.add.outer(np.arange(months), np.arange(delays)) < months
    return Cells(np.where(seen, counts, 0.0), seen, _inbox(backlog, months))


def _inbox(backlog: Array | None, months: int) -> Array:
    import numpy as np

    if backlog is None or not np.isfinite(backlog).any():
        return np.zeros(months)
    sizes = np.asarray(backlog, dtype=float)
    kept = np.flatnonzero(np.isfinite(sizes))
    before = np.maximum(np.searchsorted(kept, np.arange(months), side="right") - 1, 0)
    inbox = np.log1p(np.maximum(sizes[kept[before]], 0.0))
    return np.asarray(inbox - inbox.mean())


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


def means(data: Cells, state: State) -> tuple[Array, Array]:
    """(channels, months, delays) expected counts, and the hazards they follow from."""
    import numpy as np

    hazard = hazards(state.gamma, state.delta, state.slope, data.backlog)
    log_mean = state.eta[..., None] + log_share(hazard)
    return np.exp(np.clip(log_mean, -20.0, 15.0)), hazard


def rising(y: Array) -> Array:
    """How many counts exceed k = 0, 1, 2 …: what the negative binomial's gamma functions depend on."""
    import numpy as np

    beyond = np.bincount(y.astype(int).ravel())
    return np.asarray(beyond[::-1].cumsum()[::-1][1:])


def log_likelihood(y: Array, mean: Array, size: float, more: Array | None = None) -> float:
    """Negative-binomial, up to what depends on y alone. more: `rising(y)`, where it is known already.

    Gamma(y + size) / (Gamma(size) size**y) is a product of whole steps, so no gamma function is needed.
    """
    import numpy as np

    steps = rising(y) if more is None else more
    climbed = (steps * np.log1p(np.arange(len(steps)) / size)).sum()
    return float((y * np.log(mean) - (y + size) * np.log1p(mean / size)).sum() + climbed)


def best_size(y: Array, mean: Array) -> float:
    """The size that fits best, on a grid from very uneven (0.5) to practically Poisson (500)."""
    import numpy as np

    grid = np.geomspace(0.5, 500.0, 28)
    prior = -(np.log(grid / 20.0) ** 2) / 8.0
    more = rising(y)
    scores = [log_likelihood(y, mean, float(size), more) + extra for size, extra in zip(grid, prior, strict=True)]
    return float(grid[int(np.argmax(scores))])
