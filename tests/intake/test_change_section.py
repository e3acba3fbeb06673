"""`change/1` documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tereze.intake.drafts import ChangesDraft
from tereze.model import ids
from tereze.model.mentions import Link

from .conftest import NOW, SECRET, Read

Reads = Callable[..., Read]
HEAD = "tereze: change/1\nchanges:\n"
TO = "{about: me, property: birthDate, value: '1980', said_by: [{voice: me, role: knows, basis: own_experience}]}"


def drafts(found: Read) -> ChangesDraft:
    (draft,) = found.parsed
    assert isinstance(draft, ChangesDraft), draft
    return draft


def test_all_six_acts(read: Reads) -> None:
    draft = drafts(
        read(
            HEAD
            + f"""\
  - {{correct: interview-17/born, to: {TO}, by: reviewer-one, at: "2019-06-01", reason: misread}}
  - {{revise: interview-17/camp, to: {TO}, by: me, at: "2019-06-01", reason: she remembers better}}
  - {{retract: interview-17/camp, by: me, at: "2019-06-01", reason: she now fears for her son}}
  - {{refute: interview-17/me/birthDate, by: reviewer-one, at: "2019-06-01", reason: passport seen}}
  - {{withdraw_consent: interview-17, by: me, at: "2019-06-02", reason: null, keep_internal: false}}
  - {{erase: interview-17, by: me, at: "2019-06-03", reason: at her wish}}
"""
        )
    )
    assert [one.act for one in draft.records] == ["correct", "revise", "retract", "refute", "withdraw_consent", "erase"]
    assert {one.source for one in draft.records} == {ids.source_id(SECRET, "interview-17")}
    correct, _, retract, refute, withdraw, _ = draft.records
    assert retract.of == ids.statement_id(SECRET, "interview-17", "camp")
    assert refute.of == ids.statement_id(SECRET, "interview-17", "me/birthDate")
    assert (withdraw.of, withdraw.keep_internal, withdraw.reason) == (ids.source_id(SECRET, "interview-17"), False, "")
    assert correct.keep_internal is True
    assert not draft.warnings


def test_the_new_statement_speaks_inside_its_sheet(read: Reads) -> None:
    (change,) = drafts(read(HEAD + f"  - {{correct: interview-17/born, to: {TO}, by: r, at: '2019'}}\n")).records
    me = ids.mention_id(SECRET, "interview-17", "me")
    assert change.to is not None
    assert (change.to.about, change.to.value, change.to.source) == (me, "1980", ids.source_id(SECRET, "interview-17"))
    assert change.to.chain == (Link(voice=me, role="knows", basis="own_experience"),)
    assert change.to.id not in {change.of, change.id}


def test_who_stands_behind_a_change_is_left_to_the_importer(read: Reads) -> None:
    draft = drafts(
        read(HEAD + "  - {retract: s/camp, by: me, at: '2019'}\n  - {retract: s/x, by: Dr Who, at: '2019'}\n")
    )
    first, second = draft.records
    assert draft.speakers == {first.id: ids.mention_id(SECRET, "s", "me")}
    assert (first.by, second.by) == ("me", "Dr Who")
    assert [(one.kind, one.written) for one in draft.references] == [("statement", "s/camp"), ("statement", "s/x")]


def test_ids_depend_on_what_is_said_and_on_nothing_else(read: Reads) -> None:
    line = "  - {retract: s/camp, by: me, at: '2019', reason: r}\n"
    first = drafts(read(HEAD + line)).records[0].id
    assert drafts(read(HEAD + "  - {reason: r, at: '2019', by: me, retract: s/camp}\n")).records[0].id == first
    assert drafts(read(HEAD + line.replace("reason: r", "reason: q"))).records[0].id != first


def test_the_long_form_is_the_same_change(read: Reads) -> None:
    short = drafts(read(HEAD + "  - {retract: s/camp, by: me, at: '2019'}\n")).records
    assert drafts(read(HEAD + "  - {act: retract, of: s/camp, by: me, at: '2019'}\n")).records == short
    assert read(HEAD + "  - {act: retrct, of: s/camp, by: me}\n").refusals[0].key == "retrct"
    assert read(HEAD + "  - {act: retract, by: me}\n").refusals[0].key == "act"


def test_a_change_without_a_date_is_remarked_upon(read: Reads) -> None:
    draft = drafts(read(HEAD + "  - {retract: s/camp, by: me}\n"))
    assert draft.records[0].at == NOW
    assert [warning.key for warning in draft.warnings] == ["at"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("{retract: s/camp, at: '2019'}", "by"),
        ("{by: me}", "retract"),
        ("{retract: s/camp, refute: s/camp, by: me}", "retract"),
        ("{retrct: s/camp, by: me}", "retrct"),
        ("{retract: S camp, by: me}", "retract"),
        ("{correct: s/born, by: me}", "to"),
        ("{correct: s, to: {about: me, property: work, value: a}, by: me}", "correct"),
        ("{retract: s/camp, to: {about: me, property: work, value: a}, by: me}", "to"),
        ("{correct: s/born, to: {about: me, property: work}, by: me}", "value"),
        ("{correct: s/born, to: {about: me, property: custody, value: gone}, by: me}", "value"),
        ("{withdraw_consent: s/camp, by: me}", "withdraw_consent"),
        ("{retract: s/camp, by: me, at: soon}", "at"),
        ("text", "a change"),
    ],
)
def test_what_is_refused(read: Reads, text: str, key: str) -> None:
    refusals = read(HEAD + f"  - {text}\n").refusals
    assert (key, 3) in [(one.key, one.line) for one in refusals]


def test_the_document_holds_nothing_else(read: Reads) -> None:
    assert read("tereze: change/1\nchange: []\n").refusals[0].hint == "Did you mean “changes”?"
    assert "needs a list" in read("tereze: change/1\nchanges: {}\n").refusals[0].error
