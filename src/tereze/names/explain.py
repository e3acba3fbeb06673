"""A comparison in words a reviewer understands."""

from __future__ import annotations

from dataclasses import dataclass

from .prepare import Prepared, prepare
from .score import best_pairing, similarity, word_cost


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two words set against each other (one of them empty when it has no partner), with the finding in words."""

    left: str
    right: str
    score: float
    note: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two names scored as they did. `reason` is filled when the score is 0 because a name cannot be read."""

    score: float
    pairings: tuple[Pairing, ...]
    reason: str = ""

    def lines(self) -> tuple[str, ...]:
        """The explanation as sentences."""
        if self.reason:
            return (self.reason,)
        return tuple(f"{p.left or '—'} ~ {p.right or '—'}: {p.note}" for p in self.pairings)


def explain(a: str | Prepared, b: str | Prepared) -> Explanation:
    """The score of `similarity(a, b)` with the words that were paired and what was found about each pair."""
    left = a if isinstance(a, Prepared) else prepare(a)
    right = b if isinstance(b, Prepared) else prepare(b)
    for side, ready in (("first", left), ("second", right)):
        if ready.reason:
            return Explanation(0.0, (), f"The {side} name cannot be compared: {ready.reason}.")
    swapped = len(left.words) > len(right.words)
    few, many = (right, left) if swapped else (left, right)
    _, order = best_pairing(few.words, many.words)
    found = []
    for one, at in zip(few.words, order, strict=True):
        other = many.words[at]
        cost = word_cost(one, other)
        pair = (other.text, one.text) if swapped else (one.text, other.text)
        found.append(Pairing(*pair, score=max(0.0, 1.0 - cost), note=_note(cost)))
    for at, word in enumerate(many.words):
        if at not in order:
            pair = (word.text, "") if swapped else ("", word.text)
            found.append(Pairing(*pair, score=0.0, note="has no partner in the other name"))
    return Explanation(similarity(left, right), tuple(found))


def _note(cost: float) -> str:
    if cost < 0.03:
        return "the same sound"
    if cost < 0.2:
        return "sounds that often stand for each other"
    if cost < 0.4:
        return "similar, with real differences"
    return "different"
