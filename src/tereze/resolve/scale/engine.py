"""Linking at scale: keys → streamed candidate pairs → Fellegi–Sunter scores → average-linkage groups.

`link` runs it all on one machine, in memory: about 200 bytes a record. The steps are functions of their own, so that
an import can score only what is new.
"""

# ruff: noqa: PLR0917  # arrays that belong together travel together
from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import log2
from typing import Any

from .columns import LEVELS, Records
from .keys import Blocks, Rule, blocks_of, keys_for
from .lexicon import Lexicon, empty, learn_spellings, teaching_pairs
from .spelling import learn_edits, letters_of
from .train import Weights, learn, rarities, starting_weights, strangers

_SAMPLE = 1_000_000  # candidate pairs to learn from
_RANDOM = 1_000_000  # random pairs to count agreement of strangers on
_TEACHERS = 60_000  # pairs that teach letters
_SLACK = 3.0  # bits the lexicon may add to a pair that would otherwise be dropped
_CHUNK = 400_000  # pairs a thread takes at a time


@dataclass(frozen=True)
class Options:
    """largest: blocks above this are left to finer rules; keep: pairs from this log-odds on are kept; join: mean
    log-odds two groups need; floor: the least one pair counts in a mean; most: members of a group."""

    largest: int = 200
    keep: float = -4.0
    join: float = 0.0
    floor: float = -8.0
    most: int = 64
    across_only: bool = False
    lexicon: bool = True
    edits: bool = True
    seed: int = 1


DEFAULT = Options()


@dataclass(frozen=True)
class Linked:
    """left, right (int32, left < right) and log-odds in bits of the pairs kept, best first; groups [N]: for each
    record the smallest record of its group; and what happened on the way."""

    left: Any
    right: Any
    bits: Any
    groups: Any
    weights: Weights | None  # None where no two records share a key
    compared: int
    warnings: tuple[str, ...]

    @property
    def probability(self) -> Any:
        """The estimated probability of each pair kept."""
        import numpy as np

        return 1.0 / (1.0 + np.exp2(-self.bits))


def link(
    records: Records, rules: Sequence[Rule], options: Options = DEFAULT, apart: Sequence[tuple[int, int]] = ()
) -> Linked:
    """Link N records; no group holds a pair of `apart` (record numbers judged different).

    Deterministic for one seed, whatever the number of threads.
    """
    import numpy as np

    from .kernels import group, scores

    keys, usable = keys_for(records, rules)
    blocks = [blocks_of(keys, at, rule, options.largest) for at, rule in enumerate(usable)]
    if not any(each.pairs for each in blocks):
        nobody, alone = np.empty(0, np.int32), np.arange(len(records), dtype=np.int32)
        warnings = tuple(_warnings(records, blocks, rules, usable))
        return Linked(nobody, nobody, np.empty(0, np.float32), alone, None, 0, warnings)
    weights = train(records, keys, blocks, options)
    edits = _edits(records, keys, blocks, weights, options) if options.edits else None
    if edits is not None:
        weights = train(records, keys, blocks, options, edits)
    prior = prior_bits(records, weights, options)
    left, right, bits, compared = candidates(
        model_of(records, weights, options, None, edits), keys, blocks, options.keep - _SLACK - prior
    )
    lexicon = _spellings(records, weights, left, right, bits + prior, options, edits) if options.lexicon else None
    model = model_of(records, weights, options, lexicon, edits)
    bits = scores(model, left, right) + prior if lexicon is not None else bits + prior
    kept = np.flatnonzero(bits >= options.keep)
    kept = kept[_strongest_first(left[kept], right[kept], bits[kept])]
    left, right, bits = left[kept], right[kept], bits[kept]
    groups = group(model, left, right, prior, options.join, options.floor, _codes(apart, len(records)), options.most)
    return Linked(left, right, bits, groups, weights, compared, tuple(_warnings(records, blocks, rules, usable)))


def _edits(records: Records, keys: Any, blocks: Sequence[Blocks], weights: Weights, options: Options) -> Any:
    """What a first pass over the candidates teaches about letters."""
    import numpy as np

    from .kernels import examine, scores

    model, prior = model_of(records, weights, options), prior_bits(records, weights, options)
    thin = sum(each.pairs for each in blocks) // (20 * _TEACHERS) + 1
    left, right, _, _ = candidates(model, keys, blocks, -1e30, thin)
    bits = scores(model, left, right)
    likely = np.flatnonzero(bits >= -prior)
    left, right, bits = left[likely], right[likely], bits[likely]
    some = np.random.default_rng(options.seed).permutation(len(left))[:_TEACHERS]
    left, right, bits = left[some], right[some], bits[some] + prior
    levels, rare = examine(model, left, right)
    one, other, pair, weight = teaching_pairs(records, weights, left, right, levels, rare, bits)
    channels = weights.bits.shape[0]
    return learn_edits(letters_of(records.spellings), records.lengths, one, other, pair, weight, channels)


def _spellings(
    records: Records, weights: Weights, left: Any, right: Any, bits: Any, options: Options, edits: Any
) -> Lexicon:
    """What the pairs found likely so far teach about spellings."""
    import numpy as np

    from .kernels import examine

    likely = np.flatnonzero(bits >= 0.0)
    left, right = left[likely], right[likely]
    levels, rare = examine(model_of(records, weights, options, None, edits), left, right)
    return learn_spellings(records, weights, left, right, levels, rare, bits[likely])


def train(records: Records, keys: Any, blocks: Sequence[Blocks], options: Options, edits: Any = None) -> Weights:
    """Weights learnt from random pairs and from a thinned sample of the candidate pairs."""
    import numpy as np

    from .kernels import examine

    blank = model_of(records, None, options, None, edits)
    random = np.random.default_rng(options.seed)
    count = min(_RANDOM, len(records) ** 2)
    one, other = (random.integers(0, max(len(records), 1), count, dtype=np.int32) for _ in range(2))
    differ = one != other
    levels, _ = examine(blank, one[differ], other[differ])
    channels = int(records.channels.max(initial=0)) + 1
    pair = records.channels[one[differ]].astype(np.int64) * channels + records.channels[other[differ]]
    start = starting_weights(records, strangers(levels, pair, channels))
    total = sum(each.pairs for each in blocks)
    thin = total // _SAMPLE + 1
    left, right, _, _ = candidates(blank, keys, blocks, -1e30, thin)
    if not len(left):
        return start
    levels, rare = examine(blank, left, right)
    pair = records.channels[left].astype(np.int64) * channels + records.channels[right]
    return learn(start, levels, rare, pair, records.swapped, float(thin), _pairs(records, options))


def model_of(
    records: Records, weights: Weights | None, options: Options, lexicon: Lexicon | None = None, edits: Any = None
) -> Any:
    """The arrays the kernels work on; without weights only levels mean something."""
    import numpy as np

    from .kernels import Model

    known = lexicon if lexicon is not None else empty(records)
    columns = len(records.names)
    channels = int(records.channels.max(initial=0)) + 1
    by_value, by_group, at_value, at_group = rarities(records)
    bits = weights.bits if weights is not None else np.zeros((channels, channels, columns, LEVELS))
    order = [c for c in range(columns) if c not in records.swapped]
    return Model(
        kinds=records.kinds, nears=records.nears, values=records.values, groups=records.groups,
        spellings=records.spellings, lengths=records.lengths, channels=records.channels,
        weights=np.ascontiguousarray(bits, np.float32), by_value=by_value, by_group=by_group,
        at_value=at_value, at_group=at_group, order=np.array(order, np.int64),
        swap_a=records.swapped[0], swap_b=records.swapped[1], price=weights.price if weights is not None else 0.0,
        across_only=options.across_only, letters=letters_of(records.spellings), learnt_edits=edits is not None,
        edits=edits if edits is not None else np.zeros((channels, channels, 2, 2), np.float32),
        table_keys=known.keys, table_counts=known.counts,
        occurrences=known.occurrences, total=known.total,
    )  # fmt: skip


def candidates(
    model: Any, keys: Any, blocks: Sequence[Blocks], least: float, thin: int = 1
) -> tuple[Any, Any, Any, int]:
    """All candidate pairs with score ≥ least, in a fixed order, and how many were looked at."""
    import numpy as np

    from .kernels import compare_blocks

    def work(job: tuple[int, Blocks, int, int]) -> tuple[Any, Any, Any, int]:
        at, each, low, high = job
        found: tuple[Any, Any, Any, int] = compare_blocks(
            model, keys, at, each.members, each.starts[low:high], each.ends[low:high], least, thin
        )
        return found

    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as threads:
        parts = list(threads.map(work, _jobs(blocks)))
    if not parts:
        return np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.float32), 0
    left, right, bits = (np.concatenate([part[k] for part in parts]) for k in range(3))
    return left, right, bits, sum(part[3] for part in parts)


def prior_bits(records: Records, weights: Weights, options: Options) -> float:
    """Log-odds that two random records are one person: falls as the register grows."""
    return log2(max(weights.matches, 1.0) / _pairs(records, options))


def _pairs(records: Records, options: Options) -> float:
    import numpy as np

    n = len(records)
    same = sum(float(size) ** 2 for size in np.bincount(records.channels)) if options.across_only else float(n)
    return max((float(n) ** 2 - same) / 2, 1.0)


def _jobs(blocks: Sequence[Blocks]) -> Iterator[tuple[int, Blocks, int, int]]:
    import numpy as np

    for at, each in enumerate(blocks):
        sizes = each.ends - each.starts
        done = np.cumsum(sizes * (sizes - 1) // 2)
        last = int(done[-1]) if len(done) else 0
        cuts = np.searchsorted(done, np.arange(_CHUNK, last + _CHUNK, _CHUNK)).tolist()
        low = 0
        for cut in [*cuts, len(done)]:
            high = min(cut + 1, len(done))
            if high > low:
                yield at, each, low, high
                low = high


def _strongest_first(left: Any, right: Any, bits: Any) -> Any:
    import numpy as np

    return np.lexsort((right, left, -bits))


def _length(offsets: Any, flat: Any, column: int) -> int:
    return int((offsets[column + 1] if column + 1 < len(offsets) else len(flat)) - offsets[column])


def _codes(apart: Sequence[tuple[int, int]], size: int) -> Any:
    import numpy as np

    return np.array(sorted(min(pair) * size + max(pair) for pair in apart), np.int64)


def _warnings(
    records: Records, blocks: Sequence[Blocks], rules: Sequence[Rule], usable: Sequence[Rule]
) -> Iterator[str]:
    for name in records.constant:
        yield f"column “{name}” is missing or always the same, and tells nobody apart"
    for rule in rules:
        if rule not in usable:
            yield f"no candidates by {' + '.join(rule)}: a column is missing"
    for each in blocks:
        if each.skipped_blocks:
            yield (
                f"{each.skipped_blocks} blocks by {' + '.join(each.rule)} were too large"
                f" ({each.skipped_pairs} pairs left to the other rules)"
            )
