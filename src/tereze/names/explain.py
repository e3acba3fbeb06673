"""A comparison in words a reviewer understands."""

from __future__ import annotations

from dataclasses import dataclass

from .evidence import Evidence
from .prepare import Prepared
from .score import best_pairing, ready, similarity


@dataclass(frozen=True, slots=True)
class Line:
    """Two words set against each other (one of them empty when it has no partner), with the finding in words."""

    left: str
    right: str
    score: float
    note: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two names scored as they did. `reason` is filled when the score is 0 because a name cannot be read."""

    score: float
    lines: tuple[Line, ...]
    reason: str = ""

    def sentences(self) -> tuple[str, ...]:
        """The explanation, one sentence per pair of words."""
        if self.reason:
            return (self.reason,)
        return tuple(f"{line.left or '—'} ~ {line.right or '—'}: {line.note}" for line in self.lines)


def explain(a: str | Prepared, b: str | Prepared) -> Explanation:
    """The score of `similarity(a, b)` with the words that were paired and what was found about each pair."""
    left, right = ready(a), ready(b)
    for side, name in (("first", left), ("second", right)):
        if name.reason:
            return Explanation(0.0, (), f"The {side} name cannot be compared: {name.reason}.")
    found = best_pairing(left, right)
    lines = [Line(one.text, other.text, max(0.0, 1.0 - e.cost), note(e)) for one, other, e in found.pairs]
    lines += [Line(word.text, "", 0.0, _left_over(word.light)) for word in found.left_over]
    lines += [Line("", word.text, 0.0, _left_over(word.light)) for word in found.right_over]
    return Explanation(similarity(left, right), tuple(lines))


def note(evidence: Evidence) -> str:
    """The finding about two words, in plain words."""
    said = _sound(evidence.cost)
    if evidence.relation > 0:
        said += "; both are known spellings of one name"
    elif evidence.relation < 0:
        said += "; they are known spellings of different names"
    if evidence.clash:
        said += "; one is a man's form, the other a woman's"
    if "pinyin" in evidence.kinds:
        said += "; read as identity-card pinyin"
    return said


def _sound(cost: float) -> str:
    if cost < 0.03:
        return "the same sound"
    if cost < 0.15:
        return "sounds that often stand for each other"
    if cost < 0.35:
        return "similar, with real differences"
    return "different sounds"


def _left_over(light: bool) -> str:
    return "a title, kinship word or patronymic the other name leaves out" if light else "has no partner"
