"""Suggestions: pairs of mentions that may be one person, with their score and reasons. A person decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import exp2, log2
from typing import TYPE_CHECKING, Any, NamedTuple

from .candidates import Blocks, pairs
from .facts import MentionFacts
from .frequencies import Frequencies
from .ready import Ready, ready
from .rules import Reason, compare, with_names, without_names
from .sounds import hear

if TYPE_CHECKING:
    from .bounded import Bounds

LEAST_SCORE = 0.05
STRETCH = 500_000
FEW = 20_000
"""So many candidates are judged one by one; of more, those that cannot reach the least score are left out first."""
NAME_ALONE = 0.9
NAME_ALONE_WITH_NAMESAKES = 0.5
Finder = Callable[[Mapping[str, Sequence[Any]]], Iterable[tuple[int, int]]]
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
    find: Finder | None = None,
) -> Iterator[Suggestion]:
    """Suggestions in no fixed order. Pairs whose names are the same words are always suggested, however low.

    `find` finds the candidates among the rows of a table of `columns`, in the place of our own keys.

    `frequencies` come from the whole register when only part of it is compared; `blocks` receives what blocking did.
    """
    prepared = [ready(one) for one in mentions]
    known = frequencies if frequencies is not None else Frequencies(prepared)
    candidates = pairs(prepared, blocks=blocks) if find is None else _found(prepared, find)
    bounds: Bounds | None = None
    while stretch := list(islice(candidates, STRETCH)):
        many = len(stretch) > FEW
        if many:
            from .bounded import Bounds

            bounds = bounds or Bounds(prepared, known)
            stretch = bounds.hopeful(stretch, log2(least / (1.0 - least)) - _prior(known))
        yield from _judge([(prepared[i], prepared[j]) for i, j in stretch], known, least, bounded=many)


def _found(prepared: list[Ready], find: Finder) -> Iterator[tuple[int, int]]:
    """What another engine finds, and pairs that none may miss; each once."""
    from .columns import certain, table_of

    pairs_ = {(min(pair), max(pair)) for pair in find(table_of(prepared))} | set(certain(prepared))
    yield from sorted(pairs_)


def judge_pair(one: Ready, other: Ready, frequencies: Frequencies) -> Suggestion:
    """Score two mentions, however low the score.

    The prior falls with the size of the register: the larger it is, the more namesakes.
    """
    left, right = (one, other) if one.facts.id <= other.facts.id else (other, one)
    return _scored(left, right, compare(left, right, frequencies), frequencies)


def _judge(
    couples: Iterable[tuple[Ready, Ready]], frequencies: Frequencies, least: float, *, bounded: bool = False
) -> Iterator[Suggestion]:
    """Suggestions among many pairs: the cheap rules first; names, all words at once, for those that still may pass.

    `bounded` pairs were found to be hopeful already.
    """
    bits = log2(least / (1.0 - least)) - _prior(frequencies)
    standing: list[tuple[Ready, Ready, tuple[Reason, ...]]] = []
    for one, other in couples:
        left, right = (one, other) if one.facts.id <= other.facts.id else (other, one)
        floor = None if bounded or _same_words(left, right) else bits
        rest = without_names(left, right, frequencies, floor)
        if rest is not None:
            standing.append((left, right, rest))
    hear((left, right) for left, right, _ in standing)
    for left, right, rest in standing:
        found = _scored(left, right, with_names(left, right, frequencies, rest), frequencies)
        if found.score >= least or _same_words(left, right):
            yield found


def _scored(left: Ready, right: Ready, reasons: tuple[Reason, ...], frequencies: Frequencies) -> Suggestion:
    likely = probability(_prior(frequencies) + sum(reason.points for reason in reasons))
    score = min(likely, _cap(left, right, reasons, frequencies))
    return Suggestion(left.facts.id, right.facts.id, round(score, 6), reasons)


def _prior(frequencies: Frequencies) -> float:
    return -log2(frequencies.total + 1)


def probability(bits: float) -> float:
    """Log-odds in bits as a probability; never quite 0 or 1."""
    return 1.0 / (1.0 + exp2(-max(min(bits, 40.0), -40.0)))


def _cap(left: Ready, right: Ready, reasons: tuple[Reason, ...], frequencies: Frequencies) -> float:
    """A name alone never decides, least of all one that others share."""
    if any(reason.points > 0 for reason in reasons if reason.rule not in _ON_NAMES):
        return 1.0
    ours, theirs = ({call.words for call in one.called} for one in (left, right))
    namesakes = any(frequencies.names[words] > 1 + (words in ours & theirs) for words in ours | theirs)
    return NAME_ALONE_WITH_NAMESAKES if namesakes else NAME_ALONE


def _same_words(one: Ready, other: Ready) -> bool:
    return not {call.words for call in one.called if not call.alias}.isdisjoint(
        call.words for call in other.called if not call.alias
    )
