"""`judgements/1` documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tereze.intake.drafts import JudgementsDraft
from tereze.model import ids
from tereze.model.judgements import Judgement, Sample

from .conftest import NOW, SECRET, Read

Reads = Callable[..., Read]
HEAD = "tereze: judgements/1\njudgements:\n"


def mid(reference: str) -> str:
    sheet, _, key = reference.partition("/")
    return ids.mention_id(SECRET, sheet, key)


def drafts(found: Read) -> JudgementsDraft:
    (draft,) = found.parsed
    assert isinstance(draft, JudgementsDraft), draft
    return draft


def test_all_five_answers(read: Reads) -> None:
    draft = drafts(
        read(
            HEAD
            + """\
  - {key: j1, same: [wire-report/teller, interview-17/me], reason: same age, evidence: [interview-17/camp], by: reviewer, at: "2019-04-02", second: other}
  - {different: [a/x, b/y], reason: born ten years apart, by: reviewer, at: "2019-04-02"}
  - {unsure: [a/z, b/y, c/w], reason: same name, by: reviewer, at: "2019-04-02"}
  - {withdraw: j1, reason: another man, by: reviewer, at: "2019-05-01"}
  - {key: b1, batch: {between: [list-a, list-b], min_score: "0.99"}, sample: {judged: 150, wrong: 0}, reason: same, by: reviewer, at: "2019-06-01"}
"""  # noqa: E501
        )
    )
    same, different, unsure, withdraw, batch = draft.records
    assert same == Judgement(
        id=ids.judgement_id(SECRET, "j1"),
        answer="same",
        at="2019-04-02",
        reviewers=("reviewer", "other"),
        reason="same age",
        mentions=(mid("wire-report/teller"), mid("interview-17/me")),
        evidence=(ids.statement_id(SECRET, "interview-17", "camp"),),
        key="j1",
    )
    assert (different.answer, different.mentions) == ("different", (mid("a/x"), mid("b/y")))
    assert (unsure.answer, len(unsure.mentions), unsure.reviewers) == ("unsure", 3, ("reviewer",))
    assert (withdraw.answer, withdraw.of, withdraw.mentions) == ("withdraw", same.id, ())
    assert (batch.answer, batch.rule, batch.sample) == (
        "batch",
        {"between": "list-a list-b", "min_score": "0.99"},
        Sample(judged=150, wrong=0),
    )
    assert not draft.warnings


def test_references_are_left_to_the_importer(read: Reads) -> None:
    draft = drafts(
        read(
            HEAD
            + "  - {same: [a/x, b/y], reason: r, by: p, at: '2019'}\n  - {withdraw: j9, reason: r, by: p, at: '2019'}\n"
        )
    )
    assert [(one.kind, one.written, one.line) for one in draft.references] == [
        ("mention", "a/x", 3),
        ("mention", "b/y", 3),
        ("judgement", "j9", 4),
    ]


def test_a_keyless_judgement_is_named_by_what_it_says(read: Reads) -> None:
    one = "  - {same: [a/x, b/y], reason: r, by: p, at: '2019'}\n"
    first = drafts(read(HEAD + one)).records[0].id
    assert drafts(read(HEAD + "  - {by: p, at: '2019', reason: r, same: [a/x, b/y]}\n")).records[0].id == first
    assert drafts(read(HEAD + one.replace("reason: r", "reason: q"))).records[0].id != first


def test_a_withdrawal_in_another_file_means_the_same_judgement(read: Reads) -> None:
    made = drafts(read(HEAD + "  - {key: j1, same: [a/x, b/y], reason: r, by: p, at: '2019'}\n")).records[0].id
    later = drafts(read(HEAD + "  - {withdraw: j1, reason: r, by: p, at: '2020'}\n", "two.yaml")).records[0]
    assert later.of == made


def test_a_judgement_may_supersede_another(read: Reads) -> None:
    (made,) = drafts(read(HEAD + "  - {different: [a/x, b/y], supersedes: j1, reason: r, by: p, at: '2019'}\n")).records
    assert (made.answer, made.of) == ("different", ids.judgement_id(SECRET, "j1"))


def test_what_is_missing_is_remarked_upon(read: Reads) -> None:
    draft = drafts(read(HEAD + "  - {same: [a/x, b/y], by: p}\n"))
    assert [warning.key for warning in draft.warnings] == ["reason", "at"]
    assert (draft.records[0].at, draft.records[0].reason) == (NOW, "")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("{same: [a/x, b/y], reason: r, at: '2019'}", "by"),
        ("{reason: r, by: p, at: '2019'}", "same"),
        ("{same: [a/x, b/y], different: [a/x, b/y], by: p}", "different"),
        ("{same: [a/x], by: p}", "same"),
        ("{same: [a/x, a/x], by: p}", "same"),
        ("{same: [a/x, me], by: p}", "same"),
        ("{same: a/x, by: p}", "same"),
        ("{sam: [a/x, b/y], by: p}", "sam"),
        ("{same: [a/x, b/y], by: p, at: '2019/2020'}", "at"),
        ("{withdraw: J1, by: p}", "withdraw"),
        ("{batch: all, by: p}", "batch"),
        ("{batch: {between: [A B]}, by: p}", "batch"),
        ("{batch: {min_score: '0.9'}, sample: {judged: 3}, by: p}", "wrong"),
        ("{batch: {min_score: '0.9'}, sample: {judged: 3, wrong: 4}, by: p}", "sample"),
        ("text", "a judgement"),
    ],
)
def test_what_is_refused(read: Reads, text: str, key: str) -> None:
    refusals = read(HEAD + f"  - {text}\n").refusals
    assert (refusals[0].key, refusals[0].line) == (key, 3)


def test_keys_are_unique(read: Reads) -> None:
    line = "  - {key: j1, same: [a/x, b/y], reason: r, by: p, at: '2019'}\n"
    (refusal,) = read(HEAD + line * 2).refusals
    assert (refusal.key, refusal.line) == ("key", 4)


def test_the_document_holds_nothing_else(read: Reads) -> None:
    assert read("tereze: judgements/1\njudgments: []\n").refusals[0].hint == "Did you mean “judgements”?"
    assert "needs a list" in read("tereze: judgements/1\n").refusals[0].error
