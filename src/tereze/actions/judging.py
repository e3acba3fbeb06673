"""Judgements as verbs: same, different, unsure, batch and withdrawal, each with its reason, appended and undoable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from tereze.intake.drafts import JudgementsDraft
from tereze.model import ids
from tereze.model.errors import BadInput, NotFound, WrongUse
from tereze.model.judgements import Judgement
from tereze.model.records import Record
from tereze.resolve.judgements import named

from . import batches
from .append import append, note
from .desk import Desk
from .find import mention_of
from .report import ImportReport
from .tiers import Part


class NoReason(WrongUse):
    """A judgement without a reason."""

    message = "A judgement needs a reason."
    hint = "Say in a few words why: --reason “same age, husband and factory”."


class OneMention(WrongUse):
    """A judgement about one mention alone."""

    message = "A judgement is about two different mentions."
    hint = "Name them as SHEET/MENTION."


class Judged(NamedTuple):
    """What a judgement did: its id, the persons it touches now, and the disputes it caused."""

    id: str
    persons: tuple[str, ...]
    disputes: tuple[str, ...]


def judge(desk: Desk, answer: str, people: Sequence[str], reason: str, second: str | None = None) -> Judged:
    """Append a judgement about the mentions that `people` refer to. Raises `NoReason`, `NotFound`, `WrongUse`."""
    desk.must("judge")
    if not reason.strip():
        raise NoReason
    return judge_mentions(desk, answer, mentions_of(desk, people), reason, second)


def mentions_of(desk: Desk, people: Sequence[str]) -> list[str]:
    """The ids of the mentions that `people` refer to, two at least. Raises `NotFound`, `WrongUse`."""
    desk.must("judge")
    mentions = [mention_of(desk, person) for person in people]
    if len(set(mentions)) < 2:
        raise OneMention
    return mentions


def judge_mentions(desk: Desk, answer: str, mentions: Sequence[str], reason: str, second: str | None = None) -> Judged:
    """Append a judgement about mentions given by their ids, which are known to be here."""
    desk.must("judge")
    if not reason.strip():
        raise NoReason
    if len(set(mentions)) < 2:
        raise OneMention
    at = desk.now()
    reviewers = (desk.actor.id, *a_second(desk, second))
    made = ids.judgement_id(desk.register.secret, answer, at, reason, *mentions, desk.dice(8).hex())
    return append_judgement(
        desk, Judgement(id=made, answer=answer, at=at, reviewers=reviewers, reason=reason, mentions=tuple(mentions))
    )


def a_second(desk: Desk, second: str | None) -> tuple[str, ...]:
    """The second reviewer who sat at the same desk, if there was one. Raises `WrongUse` for the same person."""
    if not second or not second.strip():
        return ()
    if named([second]) == named([desk.actor.id]):
        raise WrongUse("The second reviewer must be another person.", hint="Leave --second out if you judged alone.")
    return (second,)


def withdraw(desk: Desk, judgement: str, reason: str) -> Judged:
    """Take a judgement back; the register follows. `judgement` is its id or the key it had in a file."""
    desk.must("judge")
    if not reason.strip():
        raise NoReason
    of = find_judgement(desk, judgement)
    at = desk.now()
    made = ids.judgement_id(desk.register.secret, "withdraw", at, reason, of.id, desk.dice(8).hex())
    return append_judgement(
        desk, Judgement(id=made, answer="withdraw", at=at, reviewers=(desk.actor.id,), reason=reason, of=of.id), of
    )


def find_judgement(desk: Desk, asked: str) -> Judgement:
    """The judgement with this id, or with this key in the file it came from. Raises `NotFound`."""
    index = desk.register.index
    for made in (asked, ids.judgement_id(desk.register.secret, asked)):
        found = index.get(made)
        if isinstance(found, Judgement):
            return found
    raise NotFound(asked, hint="`tereze list judgements` lists them with their ids.")


def take_in(desk: Desk, draft: JudgementsDraft, report: ImportReport) -> None:
    """Append the judgements of a file whose mentions are all in the register; refuse the others, one by one."""
    desk.must("judge")
    index = desk.register.index
    lines = {reference.id: reference for reference in draft.references}
    good: dict[str, Judgement] = {}
    refused = len(report.refused)
    for record in draft.records:
        known = index.get(record.id)
        if known is not None:
            if not _same(known, record):
                report.refuse(
                    draft.file, draft.line, record.key or record.answer,
                    f"the register already has another judgement with the key “{record.key}”",
                    "Choose another key; to take the old one back, withdraw it.",
                )  # fmt: skip
            continue  # what it speaks of may have been erased since
        absent = _absent(desk, record, good)
        if absent is not None:
            reference = lines.get(absent)
            line, written = (reference.line, reference.written) if reference else (draft.line, record.key or "")
            report.refuse(
                draft.file, line, written, "this judgement speaks of something that is not in the register",
                "Import the sheets first, or correct the reference.",
            )  # fmt: skip
            continue
        try:
            good[record.id] = batches.fill(desk, record, report, draft.file, draft.line)
        except (WrongUse, BadInput) as error:  # a rule that cannot be read keeps itself out, not the others
            report.refuse(draft.file, draft.line, record.key or record.answer, error.text, error.advice)
    if good:
        with desk.register.unit() as unit:
            parts = [Part("case", record.id, record) for record in good.values()]
            report.entries += append(desk, unit, [*parts, note(desk, "judge", "", len(good))])
            index.settle()
    if len(report.refused) - refused < len(draft.records):
        report.accept_document(draft.ref)


def _same(known: Record, record: Judgement) -> bool:
    """Whether a judgement says what the one in the register says; the pairs of a batch were filled in at its import."""
    return isinstance(known, Judgement) and msgspec.structs.replace(known, pairs=()) == msgspec.structs.replace(
        record, pairs=()
    )


def _absent(desk: Desk, record: Judgement, same_file: Mapping[str, Judgement]) -> str | None:
    """The id of what a judgement speaks of and the register does not hold, or None."""
    known = desk.register.index.mentions(record.mentions)
    for mention in record.mentions:
        if mention not in known:
            return mention
    for of in (record.of, record.confirms):
        if of and of not in same_file and desk.register.index.get(of) is None:
            return of
    return None


def append_judgement(desk: Desk, made: Judgement, of: Judgement | None = None) -> Judged:
    """Append one judgement and say what it changed; `of` is the judgement it takes back."""
    index = desk.register.index
    with desk.register.unit() as unit:
        append(desk, unit, [Part("case", made.id, made), note(desk, "judge", made.id)])
        index.settle()
    mentions = made.mentions or (of.mentions if of else ())  # of a batch none: it touches too many to list
    anchors = dict.fromkeys(index.person_of(list(mentions)).values())
    numbers = index.number_of(list(anchors))
    disputes = tuple(reason for judgement, reason in index.disputes() if judgement == made.id)
    return Judged(made.id, tuple(numbers.get(anchor, anchor) for anchor in anchors), disputes)
