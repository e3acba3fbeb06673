"""Comparing whole columns of names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .prepare import Prepared
from .score import similarity

if TYPE_CHECKING:
    import numpy as np


def compare_many(lefts: Sequence[str | Prepared], rights: Sequence[str | Prepared]) -> np.ndarray[Any, Any]:
    """`similarity` of each pair (lefts[i], rights[i]) as a float64 array. Both columns must have the same length."""
    import numpy as np

    return np.fromiter(
        (similarity(a, b) for a, b in zip(lefts, rights, strict=True)), dtype=np.float64, count=len(lefts)
    )


def forget() -> None:
    """Drop what was derived from the tables, so that changed tables take effect in this process."""
