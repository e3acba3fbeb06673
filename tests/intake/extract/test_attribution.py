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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who stands behind the verb, with what he is called
        ("“It is so,” said former prison nurse Roza Kenzhe.", [("Roza Kenzhe", "asserts", ())]),
        ("“It is so at last,” wrote one.", [("one", "asserts", ())]),
        ("The boy’s teacher rang a week ago, said the brother-in-law.", [("the brother-in-law", "asserts", ())]),
        # set off by commas in what is told
        ("That list, the ministry said, was old.", [("the ministry", "asserts", ())]),
        # nothing marks the phrase
        ("Verizhe executives have admitted that it was so.", [("Verizhe executives", "asserts", ())]),
        ("Staff for the house committee said the panel has it.", [("Staff for the house committee", "asserts", ())]),
        # an adverb is no name, and a name is no adverb
        ("Kelly said he was tired.", [("Kelly", "asserts", ())]),
        # things that are not said
        ("The report names eight states, all of them in the north.", []),
        ("The deal, announced on Friday, was signed.", []),
        ("He held the disputed ground.", []),
        ("What he calls a hoax is a fact.", []),
        ("Roza Kenzhe maintains a wide garden.", []),
        ("He is said to have promised it.", []),
    ],
)
def test_more_manners_of_saying(text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    found = said(text)
    assert [(one[1], one[2]) for one in found] == [(one[1], one[2]) for one in expected]
    assert all(one[0] in other[0] or other[0] in one[0] for one, other in zip(found, expected, strict=True))


def test_the_inner_one_of_a_quotation_speaks_and_the_outer_one_goes_on() -> None:
    text = "“My aunt told me that a guard sat there,” Roza Kenzhe said. “I have not called again.”"
    assert said(text) == [("My aunt", "asserts", ("Roza Kenzhe",)), ("Roza Kenzhe", "asserts", ())]


def test_told_by_and_learned_from() -> None:
    text = "His wife is at home, Murat Zhaken has been told by a customer of hers."
    assert said(text) == [("a customer", "asserts", ("Murat Zhaken",))]
    text = "He was sent to prison, his father learned from a bus conductor."
    assert said(text) == [("a bus conductor", "asserts", ("his father",))]
    assert said("He has been told by the police to stop it.") == []


def test_who_asks_speaks_on() -> None:
    text = "“So what are they now?” the lawyer, Roza Kenzhe, asked on the steps. “They have no country.”"
    assert said(text) == [("Roza Kenzhe", "asserts", ())]


def test_he_is_the_one_who_spoke_last() -> None:
    text = "A driver told me that Roza Kenzhe was in a school. The kind with a wall, he said."
    assert said(text) == [("A driver", "asserts", ()), ("A driver", "asserts", ())]
    text = "Murat Zhaken said it was late. His cousin Bai Jun had gone. He said the gate was shut."
    assert said(text)[1][0] == "Bai Jun"


def test_according_to_him_and_to_those_whom_nothing_marks() -> None:
    text = "Murat Zhaken called. Eleven people have come home, according to him."
    assert said(text) == [("Murat Zhaken", "asserts", ())]
    text = "Four were freed, according to media sources."
    assert said(text) == [("media sources", "asserts", ())]


def test_a_letter_says() -> None:
    text = "The letter came in May.\n\n“I am well and I earn,” it says."
    assert said(text) == [("The letter", "asserts", ())]


def test_the_end_of_what_is_said_in_marks_is_not_all_of_it() -> None:
    (one,) = read(
        "All of them have been given new collars, Roza Kenzhe said, “so nobody can get lost again”."
    ).statements
    assert not one.quoted
    assert one.begin == 0
