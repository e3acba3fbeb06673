"""References between files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tereze.intake import references
from tereze.intake.nodes import Node
from tereze.intake.page import Page, Wrong
from tereze.model import ids

from .conftest import SECRET

Make = Callable[[str], Node]


def test_a_sheet(page: Page, node: Make) -> None:
    assert references.source(page, node("interview-17"), "k") == ids.source_id(SECRET, "interview-17")
    assert references.source(page, node("list-a@2"), "k") == ids.source_id(SECRET, "list-a@2")
    assert [one.kind for one in page.references] == ["source", "source"]


def test_a_mention(page: Page, node: Make) -> None:
    assert references.mention(page, node("wire-report/teller"), "same") == ids.mention_id(
        SECRET, "wire-report", "teller"
    )
    assert references.mention(page, node("ruvte@3/5389"), "same") == ids.mention_id(SECRET, "ruvte@3", "5389")
    assert [(one.kind, one.written) for one in page.references] == [
        ("mention", "wire-report/teller"),
        ("mention", "ruvte@3/5389"),
    ]


@pytest.mark.parametrize("text", ["wire-report", "a/b/c", "A/b", "a/", "/b", "a b/c", "a@0/b"])
def test_no_mention(page: Page, node: Make, text: str) -> None:
    with pytest.raises(Wrong) as caught:
        references.mention(page, node(text), "same")
    assert "sheet/mention" in caught.value.hint


def test_a_statement_or_the_mention_of_that_name(page: Page, node: Make) -> None:
    assert references.said(page, node("interview-17/camp"), "retract") == (
        ids.statement_id(SECRET, "interview-17", "camp"),
        "interview-17",
        "camp",
    )
    assert page.references[0].otherwise == ids.mention_id(SECRET, "interview-17", "camp")


def test_an_attribute(page: Page, node: Make) -> None:
    made, sheet, name = references.said(page, node("interview-17/me/birthDate"), "correct")
    assert made == ids.statement_id(SECRET, "interview-17", "me/birthDate")
    assert (sheet, name, page.references[0].otherwise) == ("interview-17", "me/birthDate", "")
    assert references.said(page, node("s/me/citizenship/2"), "correct")[2] == "me/citizenship/2"


def test_a_whole_sheet(page: Page, node: Make) -> None:
    assert references.said(page, node("interview-17"), "erase") == (
        ids.source_id(SECRET, "interview-17"),
        "interview-17",
        "",
    )


@pytest.mark.parametrize("text", ["a/b c", "a/B", "a//b", "a/me/birthDate/0", "a/me/1"])
def test_nothing_at_all(page: Page, node: Make, text: str) -> None:
    with pytest.raises(Wrong):
        references.said(page, node(text), "retract")


def test_what_a_judgement_rests_on(page: Page, node: Make) -> None:
    assert references.evidence(page, node("a/camp"), "evidence") == ids.statement_id(SECRET, "a", "camp")
    assert references.evidence(page, node("a photograph seen by both"), "evidence") == "a photograph seen by both"
