"""The prior variances of the nowcast, moved by the fixed point of their marginal likelihood (MacKay 1992).

Variance times (what the posterior shows of the part) over (what the prior expects), with a few imagined months of a
usual size so that no variance runs to zero. Where a walk may jump, each of its innovations has a weight of its own,
moved the same way (Student innovations as scale mixtures).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .arrow import Inverse
from .prior import Field, Part

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

USUAL = {"trend": 0.15, "uneven": 0.15, "season": 0.1, "drift": 0.08, "shape": 0.15}  # sds the imagined months have
FIXED = 1e-6  # a variance so small was set to nothing on purpose
HURRY = 1.7  # the fixed point is slow: each move goes further than asked
TAIL = 1.5  # degrees of freedom of the innovations that may jump
IMAGINED = 4.0  # how many months' worth of information the usual sizes are given
TUNED = (("", "trend", "season", "uneven"), ("", "shape"), ("drift",))  # parts whose variance is estimated; others not


def retuned(
    fields: tuple[Field, Field, Field], sides: Sequence[tuple[Array, Array]], off: Array, inverse: Inverse
) -> tuple[tuple[Field, Field, Field], float]:
    """Each variance at its fixed point; the largest change of a log variance.

    sides: of each field the inverses of both sides; off: (channels, width), the state about its prior mean
    """
    import numpy as np

    at, moved, made = 0, 0.0, []
    for field, inverses, names in zip(fields, sides, TUNED, strict=True):
        width = len(field.parts[0].base)
        here = slice(at, at + width)
        seconds = _seconds(off[:, here], inverse.own[here, here], inverse.total[here, here])
        tuned = [
            _tuned(field, one, inverses, seconds, USUAL[name]) if name and one.variance > FIXED else one
            for one, name in zip(field.parts, names, strict=False)  # what comes after the named parts stays as it is
        ]
        parts = (*tuned, *field.parts[len(tuned) :])
        moved = max(
            [moved, *(abs(float(np.log(b.variance / a.variance))) for a, b in zip(field.parts, parts, strict=True))]
        )
        made.append(Field(field.channels, parts))
        at += width
    return (made[0], made[1], made[2]), moved


def _seconds(mean: Array, own: Array, total: Array) -> tuple[Array, Array]:
    """Posterior second moments (n, n), summed over the directions of each side: the channels' mean, and the rest."""
    import numpy as np

    c = len(mean)
    together = mean.sum(axis=0)
    shared = (total + np.outer(together, together)) / c
    return shared, own + mean.T @ mean - shared


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
        found = np.einsum("in,in->i", reach @ second, reach) * prior
        shown += float(found.sum())
        expected += times * float(explained.sum())
        if one.jumps:
            moment = times * (1.0 - explained) + found  # E[innovation²] over its prior variance, summed over directions
            weights[place] = weights[place] * (TAIL / weights[place] + moment) / (TAIL + times)
    factor = ((shown + IMAGINED * usual**2 / one.variance) / (expected + IMAGINED)) ** HURRY
    variance = one.variance * float(np.clip(factor, 0.25, 4.0))
    return one._replace(variance=variance, shared=weights[0], apart=weights[1])
