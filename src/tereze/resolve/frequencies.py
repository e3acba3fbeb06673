"""How common each value is among the mentions: agreement on a rare value says more (Fellegi & Sunter 1969, Winkler)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log2

from .ready import Called, Ready

MOST_BITS = 24.0


class Frequencies:
    """Counts over a collection of mentions, all of shape value → number of mentions that have it."""

    def __init__(self, mentions: Iterable[Ready]) -> None:
        self.total = 0
        self.words: Counter[str] = Counter()
        self.bones: Counter[str] = Counter()
        self.names: Counter[frozenset[str]] = Counter()
        self.places: Counter[str] = Counter()
        self.occupations: Counter[str] = Counter()
        for mention in mentions:
            self.total += 1
            self.words.update({word for call in mention.called for word in call.words})
            self.bones.update({bone for call in mention.called for bone in call.bones})
            self.names.update({call.words for call in mention.called})
            self.places.update(mention.places | mention.birthplaces | {word for _, at in mention.stays for word in at})
            self.occupations.update(mention.occupations)

    def others_called(self, one: Called, other: Called | None = None) -> int:
        """How many mentions beside the two compared carry exactly these words as a name; where the two are written in
        different words, or in two scripts, the words of either."""
        if other is None or one.words == other.words:
            return max(self.names[one.words] - 2, 0)
        return max(self.names[one.words] - 1, 0) + max(self.names[other.words] - 1, 0)

    def bits(self, count: int) -> float:
        """The surprise of meeting a value that `count` mentions have, in bits."""
        return log2((self.total + 1) / max(count, 1)) if count < self.total else 0.0

    def rarest_place(self, words: frozenset[str]) -> float:
        """Bits of the rarest of `words` as places; 0 for none."""
        return max((self.bits(self.places[word]) for word in words), default=0.0)
