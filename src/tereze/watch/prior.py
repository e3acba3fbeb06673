"""What the nowcast believes before it sees a count: covariances in time, shared in part between channels.

Every smooth quantity is a Gaussian process given by a covariance matrix. Channels are exchangeable: the correlation of
two channels is `rho`. Such a covariance has two eigenvalues over the channels, one for their mean and one for what
sets each apart, so that two small inverses give the precision of all channels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

LEVEL = 2.5  # prior sd of a channel's log level about the mean of its counts
PERSISTENCE = 0.8  # of the monthly change of log intensity: what falls goes on falling


def walk(months: int, persistence: float = 0.0) -> Array:
    """(months, months - 1): a walk from zero by its innovations; a step keeps `persistence` of the one before."""
    import numpy as np

    lag = np.subtract.outer(np.arange(months - 1), np.arange(months - 1))
    steps = np.where(lag >= 0, float(persistence) ** np.maximum(lag, 0), 0.0)
    return np.asarray(np.vstack([np.zeros((1, months - 1)), np.cumsum(steps, axis=0)]))


def season(months: int) -> Array:
    """(months, 4): a yearly wave of unknown phase, and half as much of a half-yearly one."""
    import numpy as np

    angle = 2 * np.pi * np.arange(months) / 12
    return np.stack([np.cos(angle), np.sin(angle), 0.5 * np.cos(2 * angle), 0.5 * np.sin(2 * angle)], axis=1)


class Part(NamedTuple):
    """One component: how it follows from unit innovations, their variance, and the correlation between channels.

    Innovations may have weights of their own, one set for what channels share and one for what sets them apart: with
    them a walk may jump in one month and be smooth in all others (Student innovations as scale mixtures).
    """

    base: Array  # (n, innovations)
    variance: float
    rho: float
    shared: Array  # (innovations,) weights
    apart: Array
    jumps: bool = False

    def scale(self, channels: int, *, shared: bool) -> float:
        """The eigenvalue over channels of this side."""
        return 1 + (channels - 1) * self.rho if shared else 1 - self.rho

    def side(self, channels: int, *, shared: bool) -> Array:
        """(n, n) covariance of one side."""
        weights = self.shared if shared else self.apart
        return (self.base * (weights * self.variance * self.scale(channels, shared=shared))) @ self.base.T


def part(base: Array, sd: float, rho: float, *, jumps: bool = False) -> Part:
    """A part whose innovations all weigh the same."""
    import numpy as np

    ones = np.ones(base.shape[1])
    return Part(base, sd**2, rho, ones, ones, jumps)


class Field(NamedTuple):
    """A sum of parts over channels and months (or delays), about a mean of zero."""

    channels: int
    parts: tuple[Part, ...]

    def side(self, *, shared: bool) -> Array:
        """Covariance of the channels' mean direction, or of every direction that sets channels apart."""
        return _lift(sum(one.side(self.channels, shared=shared) for one in self.parts))

    def sides(self) -> tuple[Array, Array]:
        """The inverses (n, n) of both sides: of the channels' mean direction, and of what sets them apart."""
        import numpy as np

        shared = np.linalg.inv(self.side(shared=True))
        return shared, np.linalg.inv(self.side(shared=False)) if self.channels > 1 else np.zeros_like(shared)


def _lift(covariance: Array | int) -> Array:
    """A little on the diagonal, so that the inverse exists where a walk starts at zero."""
    import numpy as np

    found = np.asarray(covariance, dtype=float)
    return found + 1e-4 * np.eye(len(found))
