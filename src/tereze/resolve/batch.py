"""Deciding many suggestions at once: a rule draws the class, a person judges a random sample of it, the bound decides.

1 `chosen` draws the class by a rule; 2 `sample` draws pairs to judge, by a seed anyone can repeat; 3 `accept` makes
the judgement, or refuses when the sample leaves too much room for error; 4 `what_changes` says beforehand what it
would join. The judgement keeps rule, sample and seed, and one withdrawal undoes it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from tereze.model.errors import BadInput
from tereze.model.judgements import Judgement, Sample
from tereze.model.value import Value

from .bounds import most_wrong, sample_needed
from .judgements import Settled, settle
from .suggest import Suggestion

LARGEST_ERROR = 0.02
_RIVAL_GAP = 0.25  # a rival within this many points of score makes a match ambiguous


Pair = TypeVar("Pair", bound=tuple[Any, ...])


class BatchRefused(BadInput):
    """The sample does not bear out the rule."""

    message = (
        "The rule is not accepted: with {0} wrong of {1} judged, up to {2} of the class may be wrong (allowed: {3})."
    )
    hint = "Judge more pairs, or choose a stricter rule."


class WrongRule(BadInput):
    """A rule that cannot be read."""

    message = "The rule says “{0}: {1}”, which cannot be."
    hint = "Use between: two source ids, min_score: 0 to 1, unambiguous: true or false."


class Rule(Value, frozen=True):
    """Which suggestions: between which two sources (source ids; empty: any), from which score, whether each must be
    the best match of both its mentions with no rival near."""

    between: tuple[str, ...] = ()
    min_score: float = 0.99
    unambiguous: bool = True

    def as_texts(self) -> dict[str, str]:
        """The rule as the judgement keeps it."""
        return {
            "between": " ".join(self.between),
            "min_score": format(self.min_score, "g"),
            "unambiguous": "true" if self.unambiguous else "false",
        }


def read_rule(texts: Mapping[str, str | Sequence[str]]) -> Rule:
    """A rule from a sheet or a judgement. Raises WrongRule."""
    between = texts.get("between", ())
    sides = tuple(between.split() if isinstance(between, str) else between)
    score = str(texts.get("min_score", "0.99"))
    alone = str(texts.get("unambiguous", "true")).lower()
    if len(sides) not in {0, 2}:
        raise WrongRule("between", " ".join(sides))
    try:
        least = float(score)
    except ValueError:
        raise WrongRule("min_score", score) from None
    if not 0.0 <= least <= 1.0:
        raise WrongRule("min_score", score)
    if alone not in {"true", "false"}:
        raise WrongRule("unambiguous", alone)
    return Rule(between=sides, min_score=least, unambiguous=alone == "true")


def chosen(rule: Rule, suggestions: Iterable[Suggestion], source_of: Mapping[str, str]) -> list[Suggestion]:
    """The suggestions the rule takes, in order of ids. `source_of`: mention id → source id."""
    sides = set(rule.between)
    inside = [one for one in suggestions if not sides or {source_of.get(one.left), source_of.get(one.right)} == sides]
    taken = [one for one in inside if one.score >= rule.min_score]
    if rule.unambiguous:
        rivals = _scores(inside)
        taken = [one for one in taken if _alone(one, rivals)]
    return sorted(taken, key=lambda one: (one.left, one.right))


def sample(pairs: Sequence[Pair], size: int, seed: str) -> list[Pair]:
    """`size` pairs drawn without replacement, given as suggestions or as pairs of mention ids.

    The same class and seed give the same sample, in whatever order the class came.
    """
    ordered = sorted(pairs, key=lambda pair: (pair[0], pair[1]))
    return random.Random(seed).sample(ordered, min(size, len(ordered)))  # noqa: S311  # repeatable, not secret


def accept(
    judgement: str,
    rule: Rule,
    class_: Sequence[Suggestion],
    judged: Sample,
    *,
    by: str,
    at: str,
    reason: str,
    allowed: float = LARGEST_ERROR,
) -> Judgement:
    """The batch judgement, or BatchRefused when more than the share `allowed` of the class may be wrong.

    A sample of the whole class leaves no doubt but its own count of wrong ones.
    """
    bound = error_bound(judged.judged, judged.wrong, len(class_))
    if bound > allowed:
        needed = sample_needed(allowed, judged.wrong)
        hint = f"Judge {needed} pairs in all with no further error, or choose a stricter rule."
        raise BatchRefused(judged.wrong, judged.judged, f"{bound:.1%}", f"{allowed:.1%}", hint=hint)
    return Judgement(
        id=judgement,
        answer="batch",
        at=at,
        reviewers=(by,),
        reason=reason,
        pairs=tuple((one.left, one.right) for one in class_),
        rule={**rule.as_texts(), "error_bound": format(bound, ".4f")},
        sample=judged,
    )


def error_bound(judged: int, wrong: int, population: int | None = None) -> float:
    """The upper bound (95 %) on the share of wrong pairs; exact when the whole class of `population` was judged."""
    if population is not None and judged >= population > 0:
        return wrong / judged
    return most_wrong(judged, wrong)


def _scores(suggestions: Iterable[Suggestion]) -> dict[str, list[float]]:
    """Mention → the two best scores it has with anyone."""
    best: defaultdict[str, list[float]] = defaultdict(list)
    for one in suggestions:
        for mention in (one.left, one.right):
            best[mention] = sorted((*best[mention], one.score), reverse=True)[:2]
    return best


def _alone(one: Suggestion, best: Mapping[str, Sequence[float]]) -> bool:
    """Best match on both sides, and no rival near."""
    for mention in (one.left, one.right):
        first, *rest = best[mention]
        if one.score < first or (rest and rest[0] > one.score - _RIVAL_GAP):
            return False
    return True


class Change(NamedTuple):
    """Persons that a judgement would make into others: anchors before and after."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def what_changes(judgement: Judgement, standing: Iterable[Judgement], settled: Settled) -> tuple[Change, ...]:
    """What the persons of `settled` (made of `standing`) become when `judgement` is added, before anyone says yes."""
    before, after = settled.anchors, settle([*standing, judgement]).anchors
    old_groups, new_groups = _groups(before), _groups(after)
    touched = {mention for group in old_groups ^ new_groups for mention in group}
    near: defaultdict[str, set[str]] = defaultdict(set)
    for mention in touched:
        old, new = "<" + before.get(mention, mention), ">" + after.get(mention, mention)
        near[old].add(new)
        near[new].add(old)
    return tuple(sorted(_changes(near)))


def _groups(anchors: Mapping[str, str]) -> set[frozenset[str]]:
    members: defaultdict[str, set[str]] = defaultdict(set)
    for mention, anchor in anchors.items():
        members[anchor].add(mention)
    return {frozenset(group) for group in members.values()}


def _changes(near: Mapping[str, set[str]]) -> Iterable[Change]:
    seen: set[str] = set()
    for start in near:
        if start in seen:
            continue
        found, frontier = {start}, [start]
        while frontier:
            for other in near[frontier.pop()] - found:
                found.add(other)
                frontier.append(other)
        seen |= found
        before = tuple(sorted(name[1:] for name in found if name[0] == "<"))
        yield Change(before, tuple(sorted(name[1:] for name in found if name[0] == ">")))
