"""Keys for blocking: each rule joins a few columns into one 32-bit number; records that share it are compared.

Rules run in order, and a pair belongs to the first rule that brings it together, so nothing is compared twice and no
list of pairs is kept. A block larger than the bound is left to the rules after it, and counted: nothing is lost in
silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .columns import Records

Rule = tuple[str, ...]  # column names; "name~" is the sound or larger place of a column


@dataclass(frozen=True)
class Blocks:
    """One rule made ready: member indices by block, where blocks start and end, and what was too large."""

    rule: Rule
    members: Any
    starts: Any
    ends: Any
    pairs: int
    skipped_blocks: int
    skipped_pairs: int


def keys_for(records: Records, rules: Sequence[Rule]) -> tuple[Any, tuple[Rule, ...]]:
    """uint32 [N, R] keys, 0 where a part is missing, and the rules whose columns exist (rules without are left out).

    Within a rule the parts of swapped columns are ordered by value, so that exchanged names give one key.
    """
    import numpy as np

    usable = tuple(rule for rule in rules if all(part.rstrip("~") in records.names for part in rule))
    keys = np.zeros((len(records), max(len(usable), 1)), np.uint32)
    for at, rule in enumerate(usable):
        parts = [_part(records, part) for part in rule]
        present = np.logical_and.reduce([part >= 0 for part in parts])
        swapped = [k for k, part in enumerate(rule) if records.names.index(part.rstrip("~")) in records.swapped]
        if len(swapped) == 2:
            one, other = swapped
            parts[one], parts[other] = np.minimum(parts[one], parts[other]), np.maximum(parts[one], parts[other])
        mixed = np.full(len(records), 0x9E3779B97F4A7C15 + at, np.uint64)
        for part in parts:
            mixed = _mix(mixed ^ (part.astype(np.int64).astype(np.uint64) + np.uint64(0x517CC1B7)))
        keys[:, at] = np.where(present, np.maximum(mixed >> np.uint64(32), 1), 0).astype(np.uint32)
    return keys, usable


def blocks_of(keys: Any, at: int, rule: Rule, largest: int) -> Blocks:
    """Group records by key column `at`; keys of blocks above `largest` are cleared in `keys`."""
    import numpy as np

    column = np.ascontiguousarray(keys[:, at])
    order = np.argsort(column, kind="stable").astype(np.int32)
    ordered = column[order]
    edges = np.flatnonzero(np.diff(ordered)) + 1
    starts = np.concatenate(([0], edges)).astype(np.int64)
    ends = np.concatenate((edges, [len(ordered)])).astype(np.int64)
    sizes = ends - starts
    real = (ordered[starts] != 0) & (sizes > 1) if len(ordered) else np.zeros(0, bool)
    large = real & (sizes > largest)
    for start, end in zip(starts[large], ends[large], strict=True):
        keys[order[start:end], at] = 0
    kept = real & ~large
    pairs = sizes * (sizes - 1) // 2
    return Blocks(
        rule, order, starts[kept], ends[kept], int(pairs[kept].sum()), int(large.sum()), int(pairs[large].sum())
    )


def _part(records: Records, part: str) -> Any:
    column = records.names.index(part.rstrip("~"))
    return (records.groups if part.endswith("~") else records.values)[:, column]


def _mix(value: Any) -> Any:
    """The finaliser of SplitMix64 (Steele, Lea & Flood 2014)."""
    import numpy as np

    with np.errstate(over="ignore"):
        value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
