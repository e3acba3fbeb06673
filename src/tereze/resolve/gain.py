"""What asking about a pair is worth: how likely the answer changes the register, times how much it would settle."""

from __future__ import annotations

from math import log2
from typing import NamedTuple

DOUBT = 0.05
"""What settling one bit of doubt is worth beside a merge: enough to order pairs that would change nothing."""
PUBLISHED = 2.0
"""A person who is in a release counts double: there, the world can see that one is shown as two."""


class Gain(NamedTuple):
    """`value` orders the queue; the rest says why: how likely a merge is, how many mentions it touches, whether one
    of the two is in a release."""

    value: float
    likely: float
    mentions: int
    published: bool

    @property
    def why(self) -> str:
        """One sentence for the reviewer."""
        shown = "; one of them is in the last release" if self.published else ""
        return f"{self.likely:.0%} likely to be one person, {self.mentions} mentions would be settled{shown}"


def expected_gain(likely: float, left: int, right: int, *, published: bool = False) -> Gain:
    """The worth of asking whether two persons of `left` and `right` mentions are one, which is `likely` so.

    value = weight · (likely · (1 + log2(left · right)) + DOUBT · H(likely)), H the entropy of the answer in bits and
    weight 2 where one is published. “Same” changes the register, and the more mentions it joins the more; “different”
    changes nothing but ends the doubt.
    """
    size = 1.0 + log2(max(left, 1) * max(right, 1))
    value = likely * size + DOUBT * _entropy(likely)
    return Gain(value * (PUBLISHED if published else 1.0), likely, left + right, published)


def _entropy(chance: float) -> float:
    if not 0.0 < chance < 1.0:
        return 0.0
    return -chance * log2(chance) - (1.0 - chance) * log2(1.0 - chance)
