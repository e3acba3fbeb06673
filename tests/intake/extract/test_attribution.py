"""English sentences: speakers, those who pass on, quotations."""

from __future__ import annotations

import pytest
from spoken import read, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Relatives told her that he had died, Roza Kenzhe wrote.",
            [("Relatives", "asserts", ("Roza Kenzhe",))],
        ),
        (
            "Saltanat Ermek told Example Wire that officials had said he was at school.",
            [("officials", "asserts", ("Saltanat Ermek", "Example Wire"))],
        ),
        (
            "Roza Kenzhe said that she had told the police about it.",
            [("Roza Kenzhe", "asserts", ())],
        ),
        (
            "“We could not leave,” said Roza Kenzhe, “but we sang.”",
            [("Roza Kenzhe", "asserts", ())],
        ),
        (
            "“The number is falling,” the head of the delegation, Bai Jun, was quoted as saying by the Example Daily.",
            [("Bai Jun", "asserts", ("Example Daily",))],
        ),
        (
            "The claim was disputed by Roza Kenzhe, a scholar.",
            [("Roza Kenzhe", "denies", ())],
        ),
    ],
)
def test_who_says_it_and_who_passes_it_on(text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert said(text) == expected


def test_a_part_of_a_sentence_in_marks_is_no_statement_of_its_own() -> None:
    text = 'Roza Kenzhe said that the pupils had "achieved a stable life" in town.'
    [one] = read(text).statements
    assert text[one.begin : one.end] == text


def test_two_sayings_of_one_speaker_have_their_own_parts() -> None:
    text = "Roza Kenzhe said the house was empty, and she said the dog was gone."
    found = [text[one.begin : one.end] for one in read(text).statements]
    assert len(found) == 2
    assert "empty" in found[0]
    assert "dog" in found[1]


def test_what_goes_on_after_a_denial_belongs_to_it() -> None:
    assert said("Bai Jun denied that anyone was held and promised a visit.") == [("Bai Jun", "denies", ())]


def test_a_question_says_nothing() -> None:
    assert said("“Where is he?” Roza Kenzhe asked.") == []


def test_one_who_is_only_described_speaks_on_through_a_pronoun() -> None:
    text = "Saltanat Ermek came. A woman from Emin stood by the gate. “I am waiting,” she said."
    assert [one[0] for one in said(text)] == ["A woman"]
