"""Other ways the rows may belong together: counts and estimates can carry the doubt of linkage."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .cluster import Pair, judged
from .link import Links


def draw(
    links: Links, seed: int, together: tuple[Pair, ...] = (), apart: tuple[Pair, ...] = ()
) -> npt.NDArray[np.int64]:
    """One clustering drawn by the probabilities; the same for the same seed.

    Every pair is true or not by its probability, independently; what was drawn is made consistent by average linkage at
    one half (a pair counts 1 or 0), so that no chain of doubtful pairs joins strangers. Over many seeds, how often two
    rows are together follows how likely they are. Judged pairs do not vary.
    """
    from .agglomerate import labels_of
    from .joins import joins

    left, right, score = judged(links, together, apart)
    chance = np.random.default_rng(seed).random(len(score))
    drawn = np.where(score < 0.0, score, (chance < score).astype(np.float64))
    keep = drawn != 0.0
    joined, _, _ = joins(links.rows, left[keep], right[keep], drawn[keep], absent=0.0, stop=0.5)
    return labels_of(links.rows, joined)
