"""Noun phrases that only their place tells."""

from __future__ import annotations

import pytest

from tereze.intake.extract import clauses


def _words(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[begin:end] for begin, end in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Companies say that it is so.", ["Companies"]),
        ("Executives for Example Foods, which is old, said no.", ["Executives"]),
        ("In the town, documents put online last year list him.", ["documents"]),
        ("He left and immigration police said no.", ["immigration police"]),
        ("Her brother, spent months in a cell.", []),
        ("That makes no apologies for it.", []),
        ("But he needs time for that.", []),
    ],
)
def test_what_opens_a_clause_without_a_word_that_marks_it(text: str, expected: list[str]) -> None:
    assert _words(text, clauses.openings(text, 0, len(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At the consulate in Example a man |said", "a man"),
        ("On Tuesday a ministry spokesman |denied", "a ministry spokesman"),
        ("The head of the border service |told", "The head"),
        ("He had left and the police |said", "the police"),
        ("Roza and Murat |said", "Roza and Murat"),
        ("He was well, the mother |said", "the mother"),
        ("In Example |said", None),
        ("what they |said", None),
    ],
)
def test_the_phrase_right_before_a_verb(text: str, expected: str | None) -> None:
    place, whole = text.index("|"), text.replace("|", "")
    found = clauses.run(whole, 0, place)
    assert (whole[slice(*found)] if found else None) == expected


def test_a_pronoun_right_before_a_verb() -> None:
    assert clauses.pronoun("Wahid, he ") == 7
    assert clauses.pronoun("The ") == -1
    assert clauses.pronoun("") == -1


def test_what_is_set_off_with_its_verb() -> None:
    text = "An officer, the mother said, has told them."
    assert clauses.parenthetical(text, text.index("the mother"), text.index(" said") + 5)
    assert not clauses.parenthetical(text, 0, text.index(" said") + 5)


@pytest.mark.parametrize(
    ("words", "belongs"),
    [
        (" a Jordanian-born scholar", True),
        (" who was held in Example", True),
        (" asked whether anything would change", True),
        (" he says", True),
        (" the police had come", False),
        (" where an officer", False),
        ("", True),
    ],
)
def test_what_may_stand_beside_a_name(words: str, belongs: bool) -> None:
    assert clauses.is_apposition(words) is belongs


def test_what_somebody_is_called_before_the_name() -> None:
    assert clauses.titles(" former adviser ")
    assert clauses.titles(" Vice President ")
    assert not clauses.titles(" that officials ")
    assert not clauses.titles(" the man was ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wrote| one.", "one"),
        ("said| residents of the town.", "residents"),
        ("said| the brother-in-law.", "the brother-in-law"),
        ("said| police had come.", None),
        ("said| it was so.", None),
    ],
)
def test_what_stands_behind_an_inverted_verb(text: str, expected: str | None) -> None:
    place, whole = text.index("|"), text.replace("|", "")
    found = clauses.behind(whole, place, len(whole))
    assert (whole[slice(*found)] if found else None) == expected


def test_what_may_be_a_subject_and_what_is_a_verb() -> None:
    assert clauses.is_phrase("residents")
    assert clauses.is_phrase("the teacher")
    assert not clauses.is_phrase("quickly")
    assert clauses.has_verb("who was there")
    assert not clauses.has_verb("of the town")
