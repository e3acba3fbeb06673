"""Family evidence: two mentions whose relatives seem to be one person too support each other, in one round.

Names of relatives are compared by the rule `relatives`; here it is the relatives themselves, with all that is known of
them, that agree (collective resolution: Bhattacharya and Getoor 2007). Only pairs that are suggested already gain, and
only once, so that a mistaken pair cannot feed on itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log2

from .rules import Reason
from .suggest import Suggestion, probability

LIKELY = 0.5
"""Relatives below this are strangers, and strangers support nobody."""
BITS, BITS_OTHERWISE, MOST = 3.0, 1.5, 6.0
"""Bits of a pair of relatives of one kind, of another kind, and of a whole family; times how likely the pair is."""

Kin = Mapping[str, Sequence[tuple[str, str]]]
"""Mention id → (relation, mention id) of the relatives its source names."""


def with_family(suggestions: Iterable[Suggestion], kin: Kin, person: Mapping[str, str]) -> Iterator[Suggestion]:
    """The suggestions, those with relatives in common with a reason more. `person`: mention → anchor, as judged."""
    found = list(suggestions)
    likely = {(one.left, one.right): one.score for one in found}
    for one in found:
        support = list(_support(one, kin, likely, person)) if kin.get(one.left) and kin.get(one.right) else []
        yield _supported(one, support) if support else one


def _support(
    one: Suggestion, kin: Kin, likely: Mapping[tuple[str, str], float], person: Mapping[str, str]
) -> Iterator[tuple[float, str]]:
    """(bits, relation or nothing) for each relative of the one, with the likeliest relative of the other."""
    for relation, mine in kin[one.left]:
        best = (0.0, "")
        for its, other in kin[one.right]:
            if {mine, other} & {one.left, one.right} or mine == other:
                continue
            chance = _chance(mine, other, likely, person)
            bits = chance * (BITS if relation == its else BITS_OTHERWISE)
            if chance >= LIKELY and bits > best[0]:
                best = (bits, relation if relation == its else "")
        if best[0]:
            yield best


def _chance(mine: str, other: str, likely: Mapping[tuple[str, str], float], person: Mapping[str, str]) -> float:
    if person.get(mine, mine) == person.get(other, other):
        return 1.0
    return likely.get((min(mine, other), max(mine, other)), 0.0)


def _supported(one: Suggestion, support: Sequence[tuple[float, str]]) -> Suggestion:
    bits = min(sum(points for points, _ in support), MOST)
    known = sorted({relation.replace("_", " ") for _, relation in support if relation})
    which = f" ({', '.join(known)})" if known else ""
    sentence = f"{len(support)} of their relatives seem{'s' * (len(support) == 1)} to be one person too{which}"
    chance = min(max(one.score, 1e-9), 1 - 1e-9)
    score = probability(log2(chance / (1.0 - chance)) + bits)
    return one._replace(score=round(score, 6), reasons=(*one.reasons, Reason("family", bits, sentence)))
