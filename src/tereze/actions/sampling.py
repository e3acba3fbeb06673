"""Accept a class of suggestions by a sampled rule: draw the sample, then accept with an error bound or be refused."""

from __future__ import annotations

from typing import Any, NamedTuple

from tereze.model import ids
from tereze.model.errors import NotFound, TerezeError, WrongUse
from tereze.model.judgements import Judgement, Sample
from tereze.resolve import batch
from tereze.resolve.bounds import sample_needed

from . import auditing, sample_answers
from .batches import ERROR_BOUND, Pair, pairs_of
from .desk import Desk
from .judging import Judged, NoReason, a_second, append_judgement
from .reading import label_of, reference
from .sample_answers import ANSWERED, BY_WORD, Of, Opened


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


class NotAnswered(NotFound):
    """A class of which this person answered no sample, or another class, or another seed."""

    message = "You have answered no sample of these pairs, as they are now, with the seed “{0}”."
    hint = "Answer one: `tereze review --sample` with the same sources, --min-score and --seed."


class Unfinished(WrongUse):
    """A sample of which pairs are open: whoever leaves out the hard ones counts too few wrong."""

    message = "{0} of the {1} pairs of your sample have no answer yet."
    hint = "Go on with `tereze review --sample`; “unsure” is an answer, and counts as wrong."


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
    auditing.looked(desk, "look.matches", part=f"sample {' '.join(sources)} {min_score} {seed}")
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
    """Append the batch judgement on numbers that its author says (`accept_answered` counts them itself).

    Raises `TooUncertain` when the error bound of the sample is too weak, `NothingTaken` for a rule that takes no pair;
    a sample larger than the class is no sample of it."""
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
    return _append(desk, rule, pairs, (len(pairs), BY_WORD), reason=reason, second=second)


def accept_answered(desk: Desk, of: Of, reason: str, second: str | None = None) -> Judged:
    """Append the batch judgement on what this person answered (`sample_answers`): every drawn pair, counted here.

    Pairs answered different or unsure are no part of it. Raises `NotAnswered` without such a sample of this very class
    and seed, `Unfinished`, `TooUncertain`, `NothingTaken`, `NoReason`.
    """
    desk.must("judge")
    if not reason.strip():
        raise NoReason
    opened = answered(desk, of)
    found = sample_answers.verdict(opened.kept)
    pairs = pairs_of(desk, _rule(of.sources, of.min_score))
    if not pairs:
        raise NothingTaken(of.min_score)
    rule = Sampled(of.sources, of.min_score, found.judged, found.wrong, of.seed)
    made = _append(desk, rule, pairs, (opened.kept.population, ANSWERED), reason=reason, second=second)
    sample_answers.drop(desk, opened)
    return made


def class_of(desk: Desk, of: Of) -> list[Pair]:
    """The pairs that a rule would join: those of its class that are still open. Raises `WrongRule`."""
    desk.must("judge")
    return pairs_of(desk, sample_answers.read_rule(of))


def answered(desk: Desk, of: Of) -> Opened:
    """This person's sample of a class, answered from first to last. Raises `NotAnswered`, `Unfinished`."""
    opened = sample_answers.standing(desk, of)
    if opened is None:
        raise NotAnswered(of.seed)
    if opened.kept.open:
        raise Unfinished(len(opened.kept.open), len(opened.kept.drawn))
    return opened


def _append(
    desk: Desk, rule: Sampled, pairs: list[Pair], sampled: tuple[int, str], *, reason: str, second: str | None
) -> Judged:
    """The judgement over `pairs`; `sampled`: how many the class had when the sample was drawn, and who counted it."""
    population, how = sampled
    bound = batch.error_bound(rule.judged, rule.wrong, population)
    if bound > ERROR_BOUND:
        raise TooUncertain(rule.judged, rule.wrong, bound)
    at = desk.now()
    made = Judgement(
        id=ids.judgement_id(desk.register.secret, "batch", at, reason, desk.dice(8).hex()),
        answer="batch", at=at, reason=reason, pairs=tuple(pairs),
        reviewers=(desk.actor.id, *a_second(desk, second)),
        rule={
            "between": " ".join(rule.sources), "min_score": rule.min_score, "error_bound": f"{bound:.4f}",
            "sample": how,
        },
        sample=Sample(judged=rule.judged, wrong=rule.wrong, seed=rule.seed, population=population),
    )  # fmt: skip
    return append_judgement(desk, made)


def _rule(sources: tuple[str, ...], min_score: str) -> batch.Rule:
    return batch.read_rule({"between": sources, "min_score": min_score})
