"""A person view in the words of the office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions import find, views
from tereze_web.casework.telling import OfficeTeller
from tereze_web.office import Office
from tereze_web.words import words


@pytest.fixture
def tell(office: Office) -> Callable[..., OfficeTeller]:
    def make(reference: str, language: str = "en") -> OfficeTeller:
        with office.desk(office.owner) as desk:
            return OfficeTeller(views.case(desk, find.find_person(desk, reference)), words(language))

    return make


def test_every_fact_carries_the_sentences_that_explain_it(tell: Callable[..., Any]) -> None:
    facts = [fact for _, group in tell("interview-1/husband").groups() for fact in group]
    assert facts
    assert all(fact.sentences for fact in facts)


def test_a_voice_leads_to_its_person_and_a_source_to_its_page(tell: Callable[..., Any]) -> None:
    teller = tell("interview-1/husband")
    chains = [chain for _, group in teller.groups() for fact in group for chain in fact.chains]
    hrefs = {step.href for chain in chains for step in chain.steps}
    assert any(href.startswith("/people/T-") for href in hrefs)
    assert {chain.source.href for chain in chains} == {"/sources/interview-1/"}


def test_a_sealed_voice_is_called_protected(tell: Callable[..., Any]) -> None:
    teller = tell("interview-2/man")
    steps = [
        step.text for _, group in teller.groups() for fact in group for chain in fact.chains for step in chain.steps
    ]
    assert any("a protected person" in step for step in steps)


def test_someone_without_a_name_is_called_by_number(tell: Callable[..., Any]) -> None:
    teller = tell("interview-2/neighbour")
    assert teller.title().text == teller.view.number


def test_sources_are_listed_once_with_their_kind(tell: Callable[..., Any]) -> None:
    lines = list(tell("interview-1/husband").source_lines())
    assert [(way.text, kind, title) for way, kind, title in lines] == [
        ("interview-1", "interview", "A fictional interview")
    ]


@pytest.mark.parametrize("language", ["kk", "ru", "ug", "zh"])
def test_values_are_said_in_the_language_of_the_screen(tell: Callable[..., Any], language: str) -> None:
    groups = tell("interview-1/husband", language).groups()
    said = {fact.value.text for _, group in groups for fact in group}
    assert words(language).word("status", "internment") in said
    assert "internment" not in said


def test_an_id_is_never_shown_as_the_user_of_a_term(tell: Callable[..., Any]) -> None:
    notes = [note.text for _, group in tell("interview-1/husband").groups() for fact in group for note in fact.notes]
    assert not [note for note in notes if " by m" in note]
