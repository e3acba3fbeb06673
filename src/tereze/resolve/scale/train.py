"""Learning the weights without labels: Fellegi–Sunter by expectation–maximisation.

u, how often strangers agree, is counted on random pairs. m, how often records of one person agree, is found by EM on
a thinned sample of the candidate pairs, each pair's probability taken under all columns and the rarity of its values.
Both are kept per pair of channels (kinds of source): two Chinese lists agree on a year of birth far oftener than a
list and a testimony.
"""

# ruff: noqa: PLR0917  # arrays that belong together travel together
from __future__ import annotations

from typing import Any, NamedTuple

from .columns import LEVELS, NUMBER, TEXT, Records

ROUNDS = 25
_PRIOR_M = {
    TEXT: (0, 0.45, 0.12, 0.12, 0.08, 0.06, 0.05, 0.12, 0, 0),
    NUMBER: (0, 0.7, 0.12, 0.06, 0.04, 0.08, 0, 0, 0, 0),
}
_PRIOR_PLAIN = (0, 0.8, 0.08, 0, 0, 0.12, 0, 0, 0, 0)
_STRENGTH = 50.0  # pseudo-counts that pull a pair of channels towards all channels together
_MOST = 3_000_000


class Weights(NamedTuple):
    """bits [G, G, F, L], m and u of the same shape, the expected number of matching pairs, the price of crossing."""

    bits: Any
    m: Any
    u: Any
    matches: float
    price: float


def rarities(records: Records) -> tuple[Any, Any, Any, Any]:
    """Per column and value (or sound, or larger place): bits that agreeing on it is worth beyond the average; flat
    arrays with the offsets of columns."""
    import numpy as np

    by_value: list[Any] = []
    by_group: list[Any] = []
    at_value: list[int] = []
    at_group: list[int] = []
    for c in range(len(records.names)):
        for source, flat, at in ((records.values, by_value, at_value), (records.groups, by_group, at_group)):
            at.append(sum(map(len, flat)))
            flat.append(_rarity(source[:, c], c, records, source is records.groups))
    join = np.concatenate
    return join(by_value), join(by_group), np.array(at_value), np.array(at_group)


def _rarity(codes: Any, column: int, records: Records, grouped: bool) -> Any:
    import numpy as np

    kind = records.kinds[column]
    texts = (records.groups if grouped else records.values)[:, records.kinds == TEXT]
    size = int((texts if kind == TEXT and texts.size else codes).max(initial=0)) + 1
    known = codes[codes >= 0]
    if not len(known) or (kind == NUMBER and size > 10 * len(codes)):
        return np.zeros(size, np.float32)
    share = np.bincount(known, minlength=size) / len(known)
    average = float((share**2).sum())
    return np.log2(average / np.maximum(share, 0.5 / len(known))).astype(np.float32)


def starting_weights(records: Records, u: Any) -> Weights:
    """Weights from u and cautious m, to begin with."""
    import numpy as np

    m = np.zeros_like(u)
    for c, kind in enumerate(records.kinds):
        m[:, :, c] = _PRIOR_M.get(int(kind), _PRIOR_PLAIN)
    return Weights(_bits(m, u), m, u, len(records) / 2, 3.3)


def strangers(levels: Any, pair: Any, channels: int) -> Any:
    """u [G, G, F, L] from the levels of random pairs; `pair` is g * G + h of each."""
    import numpy as np

    columns = levels.shape[1] - 2
    counts = np.zeros((channels, channels, columns, LEVELS))
    for c in range(columns):
        flat = np.bincount(pair * LEVELS + levels[:, c], minlength=channels * channels * LEVELS)
        counts[:, :, c] = flat.reshape(channels, channels, LEVELS)
    return _shares(counts, 0.5)


def learn(
    start: Weights, levels: Any, rare: Any, pair: Any, swapped: tuple[int, int], scale: float, pairs: float
) -> Weights:
    """EM. levels, rare: examine() of a sample of candidates, one in `scale`; `pairs`: all pairs there are."""
    import numpy as np

    channels, columns = start.u.shape[0], levels.shape[1] - 2
    now, sound = start, start.matches
    for _ in range(ROUNDS):
        bits, crossed = _total(now, levels, rare, pair, swapped)
        probability = 1.0 / (1.0 + np.exp2(np.clip(np.log2(pairs / now.matches) - bits, -60, 60)))
        m = np.zeros_like(now.m)
        for c in range(columns):
            seen = (
                levels[:, c]
                if c not in swapped
                else np.where(crossed, levels[:, columns + swapped.index(c)], levels[:, c])
            )
            flat = np.bincount(pair * LEVELS + seen, weights=probability, minlength=channels**2 * LEVELS)
            m[:, :, c] = flat.reshape(channels, channels, LEVELS)
        share = float((probability * crossed).sum() / max(probability.sum(), 1e-9))
        share = min(max(share, 0.002), 0.3)
        m = _shares(m, 0.1)
        sound = max(float(probability.sum()) * scale, 1.0)
        now = Weights(_bits(m, now.u), m, now.u, sound, float(np.log2((1 - share) / share)))
    return now


def _total(now: Weights, levels: Any, rare: Any, pair: Any, swapped: tuple[int, int]) -> tuple[Any, Any]:
    import numpy as np

    channels, columns = now.u.shape[0], levels.shape[1] - 2
    flat = now.bits.reshape(channels * channels, columns, LEVELS)

    def bits(c: int, at: int) -> Any:
        return np.where(levels[:, at] > 0, flat[pair, c, levels[:, at]] + rare[:, at], 0.0)

    total = np.zeros(len(levels))
    for c in range(columns):
        if c not in swapped:
            total += bits(c, c)
    if swapped[0] < 0:
        return total, np.zeros(len(levels), bool)
    a, b = swapped
    straight, across = bits(a, a) + bits(b, b), bits(a, columns) + bits(b, columns + 1) - now.price
    return total + np.maximum(straight, across), across > straight


def _shares(counts: Any, least: float) -> Any:
    """Shares of levels among pairs where both sides have a value, each pair of channels pulled towards all, and the
    two orders of a pair of channels together."""
    import numpy as np

    counts = counts + counts.transpose(1, 0, 2, 3)
    counts[..., 0] = 0
    overall = counts.sum((0, 1)) + least
    overall[..., 0] = 0
    overall /= overall.sum(-1, keepdims=True)
    pulled = counts + _STRENGTH * overall
    return pulled / np.maximum(pulled.sum(-1, keepdims=True), 1e-12)


def _bits(m: Any, u: Any) -> Any:
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        bits = np.log2(np.maximum(m, 1e-5) / np.maximum(u, 1e-7))
    bits[..., 0] = 0.0
    return bits
