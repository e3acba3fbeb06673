"""Judgements (who is who), lineage (who repeats whom) and changes to what was said: human answers, all withdrawable."""

from __future__ import annotations

from .mentions import Statement
from .sources import Head
from .value import Value


class Judgement(Value, frozen=True, tag_field="kind", tag="judgement"):
    """A human answer. `answer` is same, different, unsure, batch, confirm or withdraw.

    `mentions` are the mention ids judged (two or more; all pairs are meant). A `withdraw` names the judgement it takes
    back in `of`; a judgement may also name in `of` an earlier one it supersedes. `reviewers` are the people who stand
    behind it (first, second …), so that merges with two reviewers are applied before those with one.
    A `confirm` is a second person's yes to the judgement in `confirms`: its reviewers then stand behind that one too.
    A `batch` accepted a class of suggestions by `rule` after a sample was judged: its pairs are in `pairs`.
    """

    id: str
    answer: str
    at: str
    reviewers: tuple[str, ...]
    reason: str
    mentions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    of: str | None = None
    confirms: str | None = None
    key: str | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    rule: dict[str, str] | None = None
    sample: Sample | None = None


class Sample(Value, frozen=True):
    """How many pairs of a batch a person really judged, how many were wrong, and the ids of the judgements."""

    judged: int
    wrong: int
    seed: str = ""
    population: int = 0


class Lineage(Value, frozen=True, tag_field="kind", tag="lineage"):
    """This source, or one statement, repeats another: confirmed by a person, or declared by the source itself."""

    id: str
    source: str
    original: str
    statement: str | None = None
    by: str = ""
    at: str = ""
    reason: str = ""


class Change(Value, frozen=True, tag_field="kind", tag="change"):
    """An act on what was said: correct, revise, retract, refute, withdraw_consent or erase.

    `of` is a statement id or a source id; `to` is the new statement of a correction or a revision, `head` what a
    correction of a whole source says of its head. `by` is the person behind the act: a mention id for the witness, a
    reviewer's name otherwise.
    """

    id: str
    act: str
    of: str
    by: str
    at: str
    reason: str = ""
    to: Statement | None = None
    keep_internal: bool = True
    source: str = ""  # the source that `of` belongs to
    head: Head | None = None
