"""The levels of agreement, and what was learned about them, as the compiled core takes it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

LEVELS = 6
DIFFERENT, DISTANT, ALIKE, GROUP, SAME, LEARNED = range(6)
VERY_ALIKE, RATHER_ALIKE = 0.85, 0.7


class Weights(NamedTuple):
    """What was learned, for the compiled core; see `Model`. `pairs` and `values` are a hash table of sound groups that
    are one name (`learned`), with the log likelihood ratio of each; all logs are natural."""

    w: npt.NDArray[np.float64]
    straight: float
    crossed: float
    prior: float
    pairs: npt.NDArray[np.int64]
    values: npt.NDArray[np.float64]
