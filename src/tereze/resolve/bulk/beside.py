"""Which column is read beside which: columns that go together among strangers must not be counted twice.

A postcode says little to those of one town; a father's name says less to namesakes, as names go with peoples. So each
column may be read beside one other, and the dependences kept form a forest (Chow & Liu 1968; Friedman, Geiger &
Goldszmidt 1997 for classes). The strongest are taken first.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
LEAST = 0.05  # nats: weaker dependences change few decisions


def choose_beside(strength: Array) -> npt.NDArray[np.int64]:
    """For each column the one it is read beside, -1 for none; `strength[a, b]` is what reading b beside a is worth."""
    made = np.full(len(strength), -1, np.int64)
    for at in np.argsort(-strength, axis=None, kind="stable").tolist():
        a, b = divmod(at, len(strength))
        if strength[a, b] < LEAST:
            break
        if made[b] < 0 and not _above(made, a, b):
            made[b] = a
    return made


def _above(beside: Array, column: int, other: int) -> bool:
    """Whether `column` is `other`, or read beside it at any remove."""
    while column >= 0:
        if column == other:
            return True
        column = int(beside[column])
    return False
