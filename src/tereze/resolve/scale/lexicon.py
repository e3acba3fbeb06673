"""Which spellings stand for one name: learnt from the register's own confident links, without labels.

Two spellings that turn up together in records which *other* columns show to be one person are spellings of one name,
however they look; two that look alike and never do are two names. For spellings a and b with n(ab) joint occurrences
where n(a)·n(b)/n were expected of strangers, and r0 the ratio the levels of likeness give, the ratio used is
(n(ab) + k) / (n(a)·n(b)/n + k / r0): a gamma–Poisson shrinkage that starts from r0 and follows the evidence.
"""

# ruff: noqa: PLR0917  # arrays that belong together travel together
from __future__ import annotations

from typing import Any, NamedTuple

from .columns import LEVELS, TEXT, Records
from .train import Weights

CONFIDENT = 0.5  # what the other columns must say before a pair teaches spellings


class Lexicon(NamedTuple):
    """An open-addressed table of joint counts: keys int64 [H] (0: free), counts float32 [H]; occurrences [V]."""

    keys: Any
    counts: Any
    occurrences: Any
    total: float


def empty(records: Records) -> Lexicon:
    """A lexicon that knows nothing and changes nothing."""
    import numpy as np

    return Lexicon(np.zeros(2, np.int64), np.zeros(2, np.float32), np.zeros(len(records.lengths), np.float32), 0.0)


def learn_spellings(
    records: Records, weights: Weights, left: Any, right: Any, levels: Any, rare: Any, bits: Any
) -> Lexicon:
    """Count spellings in pairs that the columns other than the name itself make likely. `bits` are log-odds, prior
    included, of the pairs (left, right); levels and rare are from `kernels.examine`."""
    import numpy as np

    from .kernels import fill_table

    one, other, _, weight = teaching_pairs(records, weights, left, right, levels, rare, bits)
    size = len(records.lengths)
    codes = np.minimum(one, other).astype(np.int64) * size + np.maximum(one, other) + 1
    found, at = np.unique(codes, return_inverse=True)
    joint = np.bincount(at, weights=weight, minlength=len(found)).astype(np.float32)
    occurrences = np.bincount(one, weights=weight, minlength=size) + np.bincount(other, weights=weight, minlength=size)
    room = 1 << max(int(len(found) * 2.5).bit_length(), 1)
    keys, counts = np.zeros(room, np.int64), np.zeros(room, np.float32)
    fill_table(keys, counts, found, joint)
    return Lexicon(keys, counts, (occurrences / 2).astype(np.float32), float(weight.sum()))


def teaching_pairs(
    records: Records, weights: Weights, left: Any, right: Any, levels: Any, rare: Any, bits: Any
) -> tuple[Any, Any, Any, Any]:
    """Pairs of spellings of columns that the other columns show to be one person's: (one, other, channels g * G + h,
    how likely)."""
    import numpy as np

    channels = weights.bits.shape[0]
    pair = records.channels[left].astype(np.int64) * channels + records.channels[right]
    flat = weights.bits.reshape(channels * channels, -1, LEVELS)
    found: list[tuple[Any, Any, Any, Any]] = []
    for c in np.flatnonzero(records.kinds == TEXT):
        own = np.where(levels[:, c] > 0, flat[pair, c, levels[:, c]] + rare[:, c], 0.0)
        without = 1.0 / (1.0 + np.exp2(-np.clip(bits - own, -60, 60)))
        use = (levels[:, c] > 0) & (without >= CONFIDENT)
        found.append((records.values[left[use], c], records.values[right[use], c], pair[use], without[use]))
    one, other, pairs, sure = (np.concatenate([each[k] for each in found]) for k in range(4))
    return one, other, pairs, sure.astype(np.float32)
