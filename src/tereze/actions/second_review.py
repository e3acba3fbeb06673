"""The second person behind a merge: inside the register one is enough, a release shows only what two stand behind.

A confirmation is an entry of its own that names the judgement; nothing is overwritten. Withdrawing either takes the
merge out of the next release. Nobody confirms what they judged themselves.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from tereze.model import ids
from tereze.model.errors import WrongUse
from tereze.model.judgements import Judgement, Sample
from tereze.model.value import encode
from tereze.resolve import batch
from tereze.resolve.judgements import TO_PUBLISH, named

from . import auditing, sample_answers
from .batches import ERROR_BOUND
from .desk import Desk
from .judging import Judged, NoReason, append_judgement, find_judgement
from .reading import label_of, reference
from .sample_answers import ANSWERED, BY_WORD, Of
from .sampling import TooUncertain, answered

CONFIRMED = ("same", "different", "batch")


class SamePerson(WrongUse):
    """A second reviewer who is the first."""

    message = "You stand behind this judgement already; the second reviewer must be somebody else."
    hint = "Ask a colleague to look at it: `tereze review --second`."


class NotToConfirm(WrongUse):
    """A judgement that cannot be confirmed."""

    message = "Judgement {0} cannot be confirmed: {1}."
    hint = "`tereze review --second --json` lists what waits for a second reviewer."


class Changed(WrongUse):
    """What a reviewer saw is not what is there now."""

    message = "This judgement, or one of its people, changed while you were looking. Nothing was decided."
    hint = "Look at it again, then answer."


class OwnSample(NamedTuple):
    """The pairs of a batch that the second reviewer judged; `how` says who counted them (`sample_answers`)."""

    judged: int
    wrong: int
    seed: str = "2"
    how: str = BY_WORD


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A merge with one person behind it. `people` are (reference, label) of up to a page of its mentions; `count` how
    many mentions it has, or pairs of a batch; `seen` sums up what is shown."""

    judgement: Judgement
    reviewers: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    count: int
    seen: str


SHOWN, A_PAGE = 12, 500


def waiting(desk: Desk, limit: int, offset: int = 0) -> list[ToConfirm]:
    """Merges that wait for a second reviewer, oldest first, those included that this person cannot confirm."""
    desk.must("browse")
    auditing.looked(desk, "look.matches", part=f"second {offset}")
    return [to_confirm(desk, name) for name in desk.register.index.unconfirmed(limit, offset)]


def next_for_me(desk: Desk, passed: Collection[str] = ()) -> ToConfirm | None:
    """The oldest merge this person may confirm and has not `passed` over; None where there is none."""
    desk.must("browse")
    index, me, offset = desk.register.index, named([desk.actor.id]), 0
    auditing.looked(desk, "look.matches", part="second")
    while page := index.unconfirmed(A_PAGE, offset):
        offset += len(page)
        behind = index.judged(page)
        for name in page:
            if name not in passed and not me & set(behind[name].reviewers):
                return to_confirm(desk, name)
    return None


def to_confirm(desk: Desk, judgement: str) -> ToConfirm:
    """One judgement as its second reviewer sees it. Raises `NotFound`."""
    desk.must("browse")
    index = desk.register.index
    made = find_judgement(desk, judgement)
    auditing.looked(desk, "look.judgement", made.id)
    pairs = made.pairs
    mentions = list(dict.fromkeys([*made.mentions, *(side for pair in pairs[: SHOWN // 2] for side in pair)]))[:SHOWN]
    found = index.mentions(mentions)
    people = tuple((reference(index, found[one]), label_of(found[one])) for one in mentions if one in found)
    standing = index.judged([made.id]).get(made.id)
    reviewers = standing.reviewers if standing else ()
    persons = index.person_of(list(made.mentions))
    shown = [made.id, bool(standing and standing.stands), list(reviewers), sorted(persons.items())]
    shown += [list(index.members(anchor)) for anchor in sorted(set(persons.values()))]
    seen = hashlib.sha256(encode(shown)).hexdigest()
    light = Judgement(**{name: getattr(made, name) for name in made.__struct_fields__ if name != "pairs"})
    return ToConfirm(light, reviewers, people, len(pairs) or len(set(made.mentions)), seen)


def confirm(
    desk: Desk, judgement: str, reason: str, sample: OwnSample | None = None, seen: str | None = None
) -> Judged:
    """Stand behind a judgement that another person made. A batch needs a sample of one's own.

    Raises `NoReason`, `NotFound`, `NotToConfirm`, `SamePerson`, `TooUncertain`, and `Changed` where it is not `seen`.
    """
    desk.must("judge")
    if not reason.strip():
        raise NoReason
    of = confirmable(desk, judgement)
    if seen is not None and not hmac.compare_digest(to_confirm(desk, of.id).seen, seen):
        raise Changed
    kept = _own_sample(of, sample)
    at = desk.now()
    made = Judgement(
        id=ids.judgement_id(desk.register.secret, "confirm", at, reason, of.id, desk.dice(8).hex()),
        answer="confirm", at=at, reviewers=(desk.actor.id,), reason=reason, confirms=of.id, sample=kept,
        rule={"sample": sample.how} if sample and kept else None,
    )  # fmt: skip
    return append_judgement(desk, made, of)


def confirm_answered(desk: Desk, batch_: str, seed: str, reason: str) -> Judged:
    """Stand behind a batch on what this person answered to a sample of its own pairs (`sample_answers`).

    Raises what `confirm` does, and `NotAnswered`, `Unfinished`.
    """
    desk.must("judge")
    if not reason.strip():
        raise NoReason
    of = confirmable(desk, batch_)
    opened = answered(desk, Of(batch=of.id, seed=seed))
    found = sample_answers.verdict(opened.kept)
    made = confirm(desk, of.id, reason, OwnSample(found.judged, found.wrong, seed, ANSWERED))
    sample_answers.drop(desk, opened)
    return made


def may_confirm(desk: Desk, one: ToConfirm) -> bool:
    """Whether this person may be the second behind it."""
    return not named([desk.actor.id]) & set(one.reviewers) and len(one.reviewers) < TO_PUBLISH


def confirmable(desk: Desk, judgement: str) -> Judgement:
    """The judgement, if this person may be the second behind it. Raises `NotFound`, `NotToConfirm`, `SamePerson`."""
    of = find_judgement(desk, judgement)
    standing = desk.register.index.judged([of.id]).get(of.id)
    if of.answer not in CONFIRMED:
        raise NotToConfirm(of.key or of.id, f"its answer is “{of.answer}”")
    if standing is None or not standing.stands:
        raise NotToConfirm(of.key or of.id, "it was taken back or replaced")
    if named([desk.actor.id]) & set(standing.reviewers):
        raise SamePerson
    return of


def _own_sample(of: Judgement, sample: OwnSample | None) -> Sample | None:
    if of.answer != "batch":
        return None
    if sample is None or sample.judged < 1:
        raise NotToConfirm(
            of.key or of.id, "a batch is confirmed by a sample of your own",
            hint=f"Answer one: `tereze review --second --sample {of.key or of.id}`.",
        )  # fmt: skip
    if sample.wrong > sample.judged:
        raise WrongUse(f"{sample.wrong} wrong of {sample.judged} judged cannot be.", hint="Check the two numbers.")
    bound = batch.error_bound(sample.judged, sample.wrong, len(of.pairs))
    if bound > ERROR_BOUND:
        raise TooUncertain(sample.judged, sample.wrong, bound)
    return Sample(judged=sample.judged, wrong=sample.wrong, seed=sample.seed, population=len(of.pairs))
