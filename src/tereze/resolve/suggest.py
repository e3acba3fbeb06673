"""Suggestions: pairs of mentions that may be one person, with their score and reasons. A person decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import exp2, log2
from typing import NamedTuple

from .candidates import Blocks, pairs
from .facts import MentionFacts
from .frequencies import Frequencies
from .ready import Ready, ready
from .rules import Reason, compare

LEAST_SCORE = 0.05
NAME_ALONE = 0.9
NAME_ALONE_WITH_NAMESAKES = 0.5
_ON_NAMES = {"names", "sex", "one_source"}


class Suggestion(NamedTuple):
    """Two mention ids (left < right), the estimated probability that they are one person, and why."""

    left: str
    right: str
    score: float
    reasons: tuple[Reason, ...]


def suggest(
    mentions: Iterable[MentionFacts],
    *,
    least: float = LEAST_SCORE,
    frequencies: Frequencies | None = None,
    blocks: Blocks | None = None,
) -> Iterator[Suggestion]:
    """Suggestions in no fixed order. Pairs whose names are the same words are always suggested, however low.

    `frequencies` come from the whole register when only part of it is compared; `blocks` receives what blocking did.
    """
    prepared = [ready(one) for one in mentions]
    known = frequencies if frequencies is not None else Frequencies(prepared)
    for i, j in pairs(prepared, blocks=blocks):
        floor = 0.0 if _same_words(prepared[i], prepared[j]) else least
        found = judge_pair(prepared[i], prepared[j], known, floor)
        if found is not None:
            yield found


def judge_pair(one: Ready, other: Ready, frequencies: Frequencies, least: float = 0.0) -> Suggestion | None:
    """Score two mentions; None when the score is below `least` (0: never).

    The prior falls with the size of the register: the larger it is, the more namesakes.
    """
    left, right = (one, other) if one.facts.id <= other.facts.id else (other, one)
    prior = -log2(frequencies.total + 1)
    reasons = compare(left, right, frequencies, log2(least / (1.0 - least)) - prior if least else None)
    if reasons is None:
        return None
    score = min(probability(prior + sum(reason.points for reason in reasons)), _cap(left, right, reasons, frequencies))
    return Suggestion(left.facts.id, right.facts.id, round(score, 6), reasons) if score >= least else None


def probability(bits: float) -> float:
    """Log-odds in bits as a probability; never quite 0 or 1."""
    return 1.0 / (1.0 + exp2(-max(min(bits, 40.0), -40.0)))


def _cap(left: Ready, right: Ready, reasons: tuple[Reason, ...], frequencies: Frequencies) -> float:
    """A name alone never decides, least of all one that others share."""
    if any(reason.points > 0 for reason in reasons if reason.rule not in _ON_NAMES):
        return 1.0
    namesakes = max((frequencies.others_called(call) for call in (*left.called, *right.called)), default=0)
    return NAME_ALONE_WITH_NAMESAKES if namesakes else NAME_ALONE


def _same_words(one: Ready, other: Ready) -> bool:
    return not {call.words for call in one.called if not call.alias}.isdisjoint(
        call.words for call in other.called if not call.alias
    )
