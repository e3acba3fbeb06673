"""Gradient and expected information of the log likelihood, by the triangle's own shape.

The log mean of a cell depends on its own month's eta (by one), and on the hazards of the delays up to its own. So the
information of a channel is a sum over months of small (delays, delays) products, laid along the diagonal of the report
months: nothing as large as cells times parameters is ever made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .likelihood import Cells

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


class Information(NamedTuple):
    """gradient (channels, width), own (channels, width, width) and cross (channels, width) with the slope; the slope's.

    The width of a channel holds eta (months), gamma (delays) and delta (months), in this order.
    """

    gradient: Array
    own: Array
    cross: Array
    slope_gradient: float
    slope_own: float


def inner(hazard: Array) -> Array:
    """(…, delays, delays): how the log mean of delay d (row) moves with the logit hazard of delay k (column)."""
    import numpy as np

    delays = hazard.shape[-1]
    return np.asarray(np.eye(delays) - np.tril(np.ones((delays, delays))) * hazard[..., None, :])


def information(data: Cells, mean: Array, hazard: Array, size: float) -> Information:
    """At this state: `mean` and `hazard` as `likelihood.means` gives them; `size` of the negative binomial."""
    import numpy as np

    weight = np.where(data.seen, mean / (1.0 + mean / size), 0.0)
    residual = np.where(data.seen, (data.counts - mean) / (1.0 + mean / size), 0.0)
    moves = inner(hazard)
    weighted = moves * weight[..., None]
    pulled = np.einsum("ctd,ctdk->ctk", residual, moves, optimize=True)
    products = np.swapaxes(weighted, -1, -2) @ moves  # (channels, months, delays, delays)
    by_eta = weighted.sum(axis=2)  # (channels, months, delays)
    inbox = _of_report(data.backlog, data.delays)
    felt = np.einsum("ctkl,tl->ctk", products, inbox, optimize=True)
    gradient = np.concatenate([residual.sum(axis=2), pulled.sum(axis=1), _along(pulled)], axis=1)
    cross = np.concatenate([np.einsum("ctk,tk->ct", by_eta, inbox), felt.sum(axis=1), _along(felt)], axis=1)
    return Information(
        gradient, _laid(data, weight.sum(axis=2), by_eta, products), cross,
        float(np.einsum("ctk,tk->", pulled, inbox)), float(np.einsum("ctk,tk->", felt, inbox)),
    )  # fmt: skip


def _of_report(backlog: Array, delays: int) -> Array:
    """(months, delays): the inbox of the month in which it would be told; nothing is told after the last."""
    import numpy as np

    months = len(backlog)
    report = np.minimum(np.add.outer(np.arange(months), np.arange(delays)), months - 1)
    return np.asarray(backlog[report])


def _along(values: Array) -> Array:
    """(channels, months, delays) summed by report month; what would be told after the last month is zero already."""
    import numpy as np

    channels, months, delays = values.shape
    found = np.zeros((channels, months + delays))
    for k in range(delays):
        found[:, k : k + months] += values[:, :, k]
    return found[:, :months]


def _laid(data: Cells, weight: Array, by_eta: Array, products: Array) -> Array:
    """The information of each channel's own parameters."""
    import numpy as np

    channels, months, delays = by_eta.shape
    eta, gamma = slice(0, months), slice(months, months + delays)
    whole = np.zeros((channels, data.width + delays, data.width + delays))  # with room for reports after the last month
    each = np.arange(months)
    whole[:, each, each] = weight
    whole[:, eta, gamma] = by_eta
    whole[:, gamma, gamma] = products.sum(axis=1)
    first = months + delays
    for month in range(months):
        told = slice(first + month, first + month + delays)
        whole[:, month, told] = by_eta[:, month]
        whole[:, gamma, told] += products[:, month]
        whole[:, told, told] += products[:, month]
    found = whole[:, : data.width, : data.width]
    found[:, months:, eta] = np.swapaxes(found[:, eta, months:], 1, 2)
    found[:, first:, gamma] = np.swapaxes(found[:, gamma, first:], 1, 2)
    return found
