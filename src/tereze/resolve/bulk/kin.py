"""Family evidence: two rows whose relatives are likely one person support each other (collective resolution).

Bhattacharya & Getoor (2007) resolve people by the people around them; here it is one likelihood ratio more. How often
the relatives of one person's rows meet, and how often those of strangers that were candidates all the same, is learned
from the probabilities themselves. So namesakes of one family, who share relatives, lower what such a meeting says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt

from .errors import BadTable
from .link import Links

Array = npt.NDArray[Any]
_BELIEF = 10.0  # pairs that the first guess is worth
_MEET, _CHANCE = 0.5, 0.05
_SETTLE = 10
_MOST = 200  # relatives of one row beyond which they are no family
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Family:
    """What relatives said: `meet` is how often a relative of one row is a relative of the other where both rows are one
    person, `chance` where they are two; `before` the links without family, `relatives` of each row that has any."""

    before: Links
    relatives: dict[int, tuple[int, ...]]
    meet: float
    chance: float
    likely: dict[Pair, float]

    def support(self, i: int, j: int) -> tuple[float, Pair | None]:
        """The bits that the relatives of two rows add, and the pair of relatives likeliest to be one person. Nought
        where a row has no relatives in the table, as nothing was said then."""
        best = self.best(i, j)
        if best is None:
            return 0.0, None
        return log(self.ratio(best[0])) / log(2), best[1]

    def ratio(self, likely: float) -> float:
        """The likelihood ratio for relatives that are one person by that probability."""
        return likely * self.meet / self.chance + (1 - likely) * (1 - self.meet) / (1 - self.chance)

    def best(self, i: int, j: int) -> tuple[float, Pair] | None:
        """The pair of their relatives likeliest to be one person, with that probability."""
        ours, theirs = self.relatives.get(i), self.relatives.get(j)
        if not ours or not theirs:
            return None
        pairs = [(min(a, b), max(a, b)) for a in ours for b in theirs if {a, b} != {i, j}]
        if not pairs:
            return None
        chances = [(1.0 if a == b else self.likely.get((a, b), 0.0), (a, b)) for a, b in sorted(pairs)]
        return max(chances, key=lambda one: one[0])


def with_family(links: Links, kin: Iterable[Pair], rounds: int = 2) -> tuple[Links, Family]:
    """`links` with what relatives add, after one or two rounds. `kin` are pairs of rows said to be relatives.

    Only pairs already in `links` move, and only where both rows have relatives in the table; a row with more than
    `_MOST` relatives is left out. Raises BadTable for a row the table does not have.
    """
    relatives = _relatives(links, kin)
    family = Family(links, relatives, _MEET, _CHANCE, {})
    left, right = links.left.tolist(), links.right.tolist()
    told = np.array([n for n, (i, j) in enumerate(zip(left, right, strict=True)) if i in relatives and j in relatives])
    made = links
    for _ in range(rounds):
        if not len(told):
            break
        family = replace(family, likely=_likely(made, relatives))
        for _ in range(_SETTLE):
            family = _learned(family, made, told)
            made = _moved(family, told)
    return made, family


def _relatives(links: Links, kin: Iterable[Pair]) -> dict[int, tuple[int, ...]]:
    found: dict[int, set[int]] = {}
    for i, j in kin:
        if not (0 <= i < links.rows and 0 <= j < links.rows):
            raise BadTable(f"relatives name row {max(i, j)} of {links.rows}")
        if i != j:
            found.setdefault(i, set()).add(j)
            found.setdefault(j, set()).add(i)
    return {row: tuple(sorted(many)) for row, many in found.items() if len(many) <= _MOST}


def _likely(links: Links, relatives: dict[int, tuple[int, ...]]) -> dict[Pair, float]:
    """The links between relatives, as they stand after the last round."""
    rows = zip(links.left.tolist(), links.right.tolist(), links.probability.tolist(), strict=True)
    return {(i, j): p for i, j, p in rows if i in relatives and j in relatives}


def _learned(family: Family, links: Links, told: Array) -> Family:
    """How often relatives meet, each link by its probability."""
    seen = [family.best(int(links.left[n]), int(links.right[n])) for n in told]
    both = np.array([one is not None for one in seen])
    meets = np.array([one[0] if one else 0.0 for one in seen])
    chance = links.probability[told].astype(np.float64)
    same, apart = chance[both], 1.0 - chance[both]
    meet = (float((same * meets[both]).sum()) + _BELIEF * _MEET) / (float(same.sum()) + _BELIEF)
    stranger = (float((apart * meets[both]).sum()) + _BELIEF * _CHANCE) / (float(apart.sum()) + _BELIEF)
    return replace(family, meet=max(meet, stranger), chance=stranger)


def _moved(family: Family, told: Array) -> Links:
    """The links before family, moved by what relatives say."""
    before = family.before
    probability = before.probability.astype(np.float64)
    for n in told.tolist():
        bits, _ = family.support(int(before.left[n]), int(before.right[n]))
        p = min(max(probability[n], 1e-9), 1 - 1e-9)
        odds = p / (1 - p) * 2.0**bits
        probability[n] = odds / (1 + odds)
    return replace(before, probability=probability.astype(np.float32))
