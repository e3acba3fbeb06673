"""Accept a class of suggestions by a sampled rule: draw the sample, then accept with an error bound or be refused."""

from __future__ import annotations

from typing import Any, NamedTuple

from tereze.model import ids
from tereze.model.errors import TerezeError, WrongUse
from tereze.model.judgements import Judgement, Sample
from tereze.resolve import batch
from tereze.resolve.bounds import sample_needed

from .batches import ERROR_BOUND, pairs_of
from .desk import Desk
from .judging import Judged, NoReason, a_second, append_judgement
from .reading import label_of, reference


class TooUncertain(TerezeError):
    """A batch whose sample leaves too much doubt."""

    message = "Refused: with {1} wrong in {0} judged, up to {2:.1%} of the pairs could be wrong (95 % confidence)."
    hint = "Judge {3} pairs in all with no further error, or raise --min-score."

    def __init__(self, judged: int, wrong: int, bound: float) -> None:
        super().__init__(judged, wrong, bound, sample_needed(ERROR_BOUND, wrong))


class NothingTaken(WrongUse):
    """A rule that takes no suggestion."""

    message = "No suggestion between these sources is as sure as {0}, unambiguous, and open still."
    hint = "`tereze list suggestions` shows what waits; look at the names of the sources, or lower --min-score."


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
    """Append the batch judgement. Raises `TooUncertain` when the error bound of the sample is too weak, `NothingTaken`
    for a rule that takes no pair; a sample larger than the class is no sample of it."""
    desk.must("judge")
    if not reason.strip():
        raise NoReason
    if not 0 <= rule.wrong <= rule.judged:
        raise WrongUse(f"{rule.wrong} wrong of {rule.judged} judged cannot be.", hint="Check the two numbers.")
    pairs = pairs_of(desk, _rule(rule.sources, rule.min_score))
    if not pairs:
        raise NothingTaken(rule.min_score)
    if rule.judged > len(pairs):
        raise WrongUse(
            f"{rule.judged} judged of {len(pairs)} pairs cannot be.", hint="Draw with `tereze judge sample`."
        )
    bound = batch.error_bound(rule.judged, rule.wrong, len(pairs))
    if bound > ERROR_BOUND:
        raise TooUncertain(rule.judged, rule.wrong, bound)
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
