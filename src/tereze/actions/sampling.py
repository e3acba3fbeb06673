"""Accept a class of suggestions by a sampled rule: draw the sample, then accept with an error bound or be refused."""

from __future__ import annotations

from typing import Any, NamedTuple

from tereze.model import ids
from tereze.model.errors import TerezeError, WrongUse
from tereze.model.judgements import Judgement, Sample
from tereze.resolve import batch

from .batches import pairs_of
from .desk import Desk
from .judging import Judged, NoReason, a_second, append_judgement
from .reading import label_of, reference

# A rule whose true error could be larger than this, with 95 % confidence, is refused.
ERROR_BOUND = 0.05


class TooUncertain(TerezeError):
    """A batch whose sample leaves too much doubt."""

    message = "Refused: with {1} wrong in {0} judged, up to {2:.1%} of the pairs could be wrong (95 % confidence)."
    hint = "Judge a larger sample, or raise --min-score."


class Sampled(NamedTuple):
    """Which suggestions are meant, and what the sample of them showed."""

    sources: tuple[str, ...]
    min_score: str
    judged: int
    wrong: int
    seed: str = "1"


def draw(desk: Desk, sources: tuple[str, ...], min_score: str, size: int, seed: str) -> dict[str, Any]:
    """A random sample of the pairs the rule would accept, for a person to judge. Same seed, same sample."""
    desk.must("judge")
    index = desk.register.index
    pairs = pairs_of(desk, _rule(sources, min_score))
    chosen = batch.sample(pairs, size, seed)
    found = index.mentions(sorted({mention for pair in chosen for mention in pair}))
    scores = {(row.left, row.right): row.score for row in index.suggestions()}
    shown = [
        {
            "mentions": [reference(index, found[left]), reference(index, found[right])],
            "names": [label_of(found[left]), label_of(found[right])],
            "score": scores.get((left, right), 0.0),
        }
        for left, right in chosen
    ]
    return {"tereze": "sample/1", "population": len(pairs), "seed": seed, "pairs": shown}


def accept(desk: Desk, rule: Sampled, reason: str, second: str | None = None) -> Judged:
    """Append the batch judgement. Raises `TooUncertain` when the error bound of the sample is too weak."""
    desk.must("judge")
    if not reason.strip():
        raise NoReason
    if not 0 <= rule.wrong <= rule.judged:
        raise WrongUse(f"{rule.wrong} wrong of {rule.judged} judged cannot be.", hint="Check the two numbers.")
    bound = batch.error_bound(rule.judged, rule.wrong)
    if bound > ERROR_BOUND:
        raise TooUncertain(rule.judged, rule.wrong, bound)
    pairs = pairs_of(desk, _rule(rule.sources, rule.min_score))
    at = desk.now()
    made = Judgement(
        id=ids.judgement_id(desk.register.secret, "batch", at, reason, desk.dice(8).hex()),
        answer="batch", at=at, reason=reason, pairs=tuple(pairs),
        reviewers=(desk.actor.id, *a_second(desk, second)),
        rule={"between": " ".join(rule.sources), "min_score": rule.min_score, "error_bound": f"{bound:.4f}"},
        sample=Sample(judged=rule.judged, wrong=rule.wrong, seed=rule.seed, population=len(pairs)),
    )  # fmt: skip
    return append_judgement(desk, made)


def _rule(sources: tuple[str, ...], min_score: str) -> batch.Rule:
    return batch.read_rule({"between": sources, "min_score": min_score})
