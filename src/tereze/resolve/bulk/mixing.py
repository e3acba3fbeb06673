"""Mixing codes into 64-bit numbers: splitmix64's finaliser (Steele, Lea & Flood 2014), on whole arrays."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint64]
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_ADDED = np.uint64(0x7F4A7C15F39CC060)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def mix(codes: Codes, values: npt.NDArray[np.int64]) -> Codes:
    """Each code with one more value mixed in; different inputs share a result once in 2**64."""
    mixed = (codes * _GOLDEN) ^ (values.astype(np.uint64) + _ADDED)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    made: Codes = mixed ^ (mixed >> np.uint64(31))
    return made


def row_hashes(rows: npt.NDArray[np.int32]) -> Codes:
    """One number for the content of each row of codes."""
    mixed = np.zeros(len(rows), np.uint64)
    for at in range(rows.shape[1]):
        mixed = mix(mixed, rows[:, at].astype(np.int64))
    return mixed
