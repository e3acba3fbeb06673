"""The nowcast: how many testimonies of each month will have been told in the end, and how the intensity itself moves.

Draws come from the Gaussian at the mode; what is not yet told is drawn cell by cell from the negative binomial, with a
hazard that goes on drifting after today.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tereze.model.errors import BadInput

from .fit import Fit, fit, parted
from .likelihood import Cells, cells, hazards, log_share

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

DRAWS = 500
SOON = 6  # months
FEW_MONTHS, FEW_TOLD = 12, 60


class TooFew(BadInput):
    """There is not enough to nowcast from; the reason is for the page, which then says “cannot tell”."""

    message = "Cannot tell: {0}."
    hint = "The window is assessed from incidents and positions alone until more is known."


class Nowcast(NamedTuple):
    """Draws: totals (draws, channels, months), told and still to come; trend (draws, channels, months) of intensity.

    `reporting` (draws, months) is the share that would be told within three months under each month's hazards, so that
    a slower office can be shown beside an emptier window. `seen` (channels, months) is what has been told. `soon`
    (draws, channels) is how much more about these months will be told within the next `SOON`: it can be checked then.
    `effect` (draws,) is what a push of one does to the log intensity in its first month, zero without incidents.
    """

    totals: Array
    soon: Array
    trend: Array
    reporting: Array
    seen: Array
    fitted: Fit
    effect: Array


def nowcast(
    counts: Array,
    dice: np.random.Generator,
    backlog: Array | None = None,
    *,
    incidents: Array | None = None,
    draws: int = DRAWS,
    drifting: bool = True,
) -> Nowcast:
    """Fit and draw. counts: (channels, months, delays), zero where not yet told. Raises `TooFew` with the reason.

    backlog, incidents: (months,) the size of the inbox, and how hard incidents pressed; see `fit.fit`
    """
    import numpy as np

    if reason := too_few(counts):
        raise TooFew(reason)
    data = cells(counts, backlog)
    found = fit(data, drifting=drifting, incidents=incidents)
    eta, gamma, delta, slope = _draw(found, data, dice, draws)
    coming = _coming(data, found, (eta, gamma, delta, slope), dice)
    totals = np.repeat(data_seen(counts)[None], draws, axis=0)
    totals[..., data.months - coming.shape[2] :] += coming.sum(axis=-1)
    return Nowcast(
        totals, _soon(coming), _trend(found, eta, dice), _reporting(gamma, delta, slope, data),
        data_seen(counts), found, _effect(found, eta, dice),
    )  # fmt: skip


def too_few(counts: Array) -> str:
    """Why nothing can be told, or nothing."""
    channels, months, _ = counts.shape
    told = counts.sum(axis=(1, 2))
    if months < FEW_MONTHS:
        return f"{months} months are too few, it takes {FEW_MONTHS}"
    if told.sum() < FEW_TOLD:
        return f"{int(told.sum())} testimonies are too few, it takes {FEW_TOLD}"
    if (told == 0).any():
        return f"{int((told == 0).sum())} of {channels} channels never said anything"
    return ""


def data_seen(counts: Array) -> Array:
    """(channels, months): what has been told by the last month."""
    import numpy as np

    _, months, delays = counts.shape
    told = np.add.outer(np.arange(months), np.arange(delays)) < months
    return np.asarray((counts * told).sum(axis=2))


def _draw(found: Fit, data: Cells, dice: np.random.Generator, draws: int) -> tuple[Array, Array, Array, Array]:
    import numpy as np

    noise = np.linalg.solve(found.factor.T, dice.standard_normal((len(found.mode), draws)))
    states = (found.mode[:, None] + noise).T
    drawn = parted(data, states[:, :-1].reshape(draws, data.channels, data.width), 0.0)
    return drawn.eta, drawn.gamma, drawn.delta, states[:, -1]


def _coming(data: Cells, found: Fit, drawn: tuple[Array, Array, Array, Array], dice: np.random.Generator) -> Array:
    """(draws, channels, late months, delays): what is still to come of each cell; older months have nothing to come."""
    import numpy as np

    eta, gamma, delta, slope = drawn
    draws, _, t = eta.shape
    d = data.delays
    late = min(d - 1, t)
    ahead = _ahead(found, delta[..., -1], late, dice)
    hazard_z = np.concatenate([delta[..., t - late :], ahead], axis=-1)
    inbox = np.concatenate([data.backlog[t - late :], np.full(late, data.backlog[-1])])
    z = hazard_z + slope[:, None, None] * inbox
    hazard = hazards(gamma, z, np.zeros(draws)[:, None], np.zeros(2 * late))[..., :late, :]
    log_mean = np.minimum(eta[..., t - late :, None] + log_share(hazard), 12.0)
    to_come = np.add.outer(np.arange(late), np.arange(d)) >= late
    mean = np.where(to_come, np.exp(log_mean), 0.0)
    return dice.poisson(mean * dice.gamma(found.size, 1.0 / found.size, mean.shape))


def _soon(coming: Array) -> Array:
    """(draws, channels): of what is to come, what will be told in the next months."""
    import numpy as np

    late, delays = coming.shape[2:]
    report = np.add.outer(np.arange(late), np.arange(delays))
    return np.asarray((coming * (report < late + SOON)).sum(axis=(2, 3)))


def _ahead(found: Fit, last: Array, months: int, dice: np.random.Generator) -> Array:
    """(draws, channels, months): the hazard's drift after today, shared in part between channels."""
    import numpy as np

    draws, c = last.shape
    drift = found.delta.parts[0]
    shared = dice.normal(0.0, np.sqrt(drift.variance * drift.rho), (draws, 1, months))
    own = dice.normal(0.0, np.sqrt(drift.variance * (1 - drift.rho)), (draws, c, months))
    return np.asarray(last[..., None] + np.cumsum(shared + own, axis=-1))


def _trend(found: Fit, eta: Array, dice: np.random.Generator) -> Array:
    """Intensity without the yearly wave and the unevenness of single months: level and trend given eta, drawn."""
    import numpy as np

    _, c, t = eta.shape
    together = np.full((c, c), 1.0 / c)
    off = eta - found.centre[:, None]
    noise = dice.standard_normal(eta.shape)
    made = np.zeros_like(eta)
    for shared, projector in ((True, together), (False, np.eye(c) - together)):
        if not shared and c == 1:
            continue
        whole = found.eta.side(shared=shared)
        smooth = sum(one.side(c, shared=shared) for one in (*found.eta.parts[:2], *found.eta.parts[4:]))
        gain = np.linalg.solve(whole, smooth).T
        rest = smooth - gain @ smooth
        root = np.linalg.cholesky((rest + rest.T) / 2 + 1e-6 * np.eye(t))
        made += np.einsum("ab,dbt->dat", projector, off @ gain.T + noise @ root.T)
    return np.asarray(np.exp(made + found.centre[:, None]))


def _effect(found: Fit, eta: Array, dice: np.random.Generator) -> Array:
    """(draws,): the effect of incidents averaged over channels, given eta; zeros where they are no covariate."""
    import numpy as np

    draws, c, _ = eta.shape
    if len(found.eta.parts) < 5:
        return np.zeros(draws)
    felt = found.eta.parts[4]
    pressed, variance = felt.base[:, 0], felt.variance * felt.scale(c, shared=True)
    gain = variance * np.linalg.solve(found.eta.side(shared=True), pressed)
    rest = max(variance * (1.0 - float(gain @ pressed)) / c, 0.0)
    return np.asarray((eta - found.centre[:, None]).mean(axis=1) @ gain + dice.normal(0.0, rest**0.5, draws))


def _reporting(gamma: Array, delta: Array, slope: Array, data: Cells) -> Array:
    """(draws, months): share told within three months if the hazards of that month held, averaged over channels."""
    import numpy as np

    z = gamma[..., None, :3] + delta[..., :, None] + slope[:, None, None, None] * data.backlog[:, None]
    hazard = 1.0 / (1.0 + np.exp(-np.clip(z, -12.0, 12.0)))
    return np.asarray((1.0 - np.prod(1.0 - hazard, axis=-1)).mean(axis=1))
