"""Rules and the learned reader as one: what each finds alone, what binds both, and whom it is told of."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from spoken import DAY, own

from tereze.intake.extract import custody_joined
from tereze.intake.extract.extraction import extract
from tereze.intake.extract.tellings import Named, See, Telling
from tereze.intake.extract.tokens import Token

Found = list[tuple[str, str, float | None]]


def sees(words: str, status: str, about: dict[str, float], score: float = 0.9) -> See:
    """Something that sees a telling in the words of one sentence."""

    def see(sentences: Sequence[Sequence[Token]], named: Sequence[Named]) -> list[Telling]:
        for at, sentence in enumerate(sentences):
            shown = [token.text for token in sentence]
            wanted = words.split()
            for first in range(len(shown) - len(wanted) + 1):
                if shown[first : first + len(wanted)] == wanted:
                    inside = sentence[first : first + len(wanted)]
                    return [Telling(at, inside[0].begin, inside[-1].end, status, score, about)]
        return []

    return see


def found(text: str, see: See | None) -> Found:
    """Person, status and score of what is found."""
    custody = extract(text, "en", DAY, own(text), see=see).custody
    return [(one.about.text if one.about else "", one.status, one.score) for one in custody]


WHISKED = "Roza Kenzhe was whisked below by the police on Friday."
SEEN = sees("whisked below", "police_custody", {"p1": 0.9, "": 0.1})


def test_words_that_no_rule_knows_are_found_with_their_score_and_place() -> None:
    assert found(WHISKED, None) == []
    assert found(WHISKED, SEEN) == [("Roza Kenzhe", "police_custody", 0.9)]
    [one] = extract(WHISKED, "en", DAY, own(WHISKED), see=SEEN).custody
    assert WHISKED[one.term[0] : one.term[1]] == "whisked below"
    assert (one.begin, one.end) == (0, len(WHISKED))


@pytest.mark.parametrize(
    "text",
    [
        "Roza Kenzhe was never whisked below by the police.",
        "Was Roza Kenzhe whisked below by the police?",
        "If Roza Kenzhe is whisked below, the police must say why.",
        "Roza Kenzhe feared to be whisked below by the police.",
    ],
)
def test_the_guards_of_the_rules_bind_the_learned_reader(text: str) -> None:
    assert found(text, SEEN) == []


def test_what_is_too_unsure_is_left_out() -> None:
    unsure = sees("whisked below", "police_custody", {"p1": 0.9, "": 0.1}, score=custody_joined.SURE - 0.05)
    assert found(WHISKED, unsure) == []


def test_where_the_grammar_gives_another_it_must_be_sure_of_the_person() -> None:
    text = "Murat Zhaken wrote to Almaty. Roza Kenzhe was whisked below by the police."
    other = {"p1": 0.8, "p2": 0.1, "": 0.1}
    assert [name for name, _, _ in found(text, sees("whisked below", "police_custody", other))] == ["Murat Zhaken"]
    unsure = {"p1": custody_joined.WHOM - 0.05, "p2": 0.25, "": 0.2}
    assert found(text, sees("whisked below", "police_custody", unsure)) == []
    same = {"p1": 0.2, "p2": custody_joined.WHOM - 0.05, "": 0.25}
    assert [name for name, _, _ in found(text, sees("whisked below", "police_custody", same))] == ["Roza Kenzhe"]


def test_two_people_may_be_told_of_at_once() -> None:
    text = "Roza Kenzhe and Murat Zhaken were whisked below by the police."
    two = sees("whisked below", "police_custody", {"p1": 0.5, "p2": 0.4, "": 0.1})
    assert [name for name, _, _ in found(text, two)] == ["Roza Kenzhe", "Murat Zhaken"]
    one = sees("whisked below", "police_custody", {"p1": 0.7, "p2": 0.2, "": 0.1})
    assert [name for name, _, _ in found(text, one)] == ["Roza Kenzhe"]


def test_an_authoritys_words_of_somebody_in_particular_count() -> None:
    text = "Roza Kenzhe was whisked below by the police on Friday, the ministry said."
    assert found(text, SEEN) == [("Roza Kenzhe", "police_custody", 0.9)]


def test_nobody_named_is_nobody() -> None:
    see = sees("whisked below", "police_custody", {"p1": 0.02, "": 0.98})
    assert found("Roza Kenzhe told how her uncle was whisked below by the police.", see) == [
        ("", "police_custody", 0.9)
    ]


def test_where_a_rule_speaks_of_the_same_the_rule_is_kept() -> None:
    text = "Roza Kenzhe was arrested on Friday."
    see = sees("arrested", "police_custody", {"p1": 0.9, "": 0.1})
    assert found(text, see) == [("Roza Kenzhe", "police_custody", None)]


def test_without_the_learned_reader_the_rules_read_alone() -> None:
    text = "Roza Kenzhe was arrested on Friday."
    assert found(text, lambda _sentences, _named: None) == [("Roza Kenzhe", "police_custody", None)]


def test_text_without_any_such_word_is_not_looked_at() -> None:
    def see(_sentences: Sequence[Sequence[Token]], _named: Sequence[Named]) -> list[Telling]:
        raise AssertionError

    assert found("Wheat is dear. Roza Kenzhe bakes bread.", see) == []


@pytest.mark.parametrize(("text", "worth"), [("She was remanded.", True), ("Wheat is dear this week.", False)])
def test_what_is_worth_a_look(text: str, worth: bool) -> None:
    assert custody_joined.is_worth_it(text) is worth


def test_what_a_rule_finds_stands_where_the_network_sees_nothing() -> None:
    assert found("Roza Kenzhe was arrested on Friday.", lambda _sentences, _named: []) == [
        ("Roza Kenzhe", "police_custody", None)
    ]


def test_where_the_network_sees_somebody_else_the_rule_is_believed() -> None:
    see = sees("arrested", "police_custody", {"p1": 0.1, "": 0.9})
    assert found("Roza Kenzhe was arrested on Friday.", see) == [("Roza Kenzhe", "police_custody", None)]


def test_where_a_rule_reads_it_of_one_of_two_nobody_else_is_put_beside() -> None:
    text = "Murat Zhaken wrote to Almaty. Roza Kenzhe was arrested on Friday."
    see = sees("arrested", "police_custody", {"p1": 0.85, "p2": 0.15})
    assert found(text, see) == [("Roza Kenzhe", "police_custody", None)]


def test_words_that_a_rule_reads_as_one_status_are_not_read_as_another_too() -> None:
    text = "Roza Kenzhe was arrested on Friday, and was whisked below by the police."
    other = sees("was arrested", "internment", {"p1": 0.9, "": 0.1})
    assert found(text, other) == [("Roza Kenzhe", "police_custody", None)]
    beside = sees("whisked below", "internment", {"p1": 0.9, "": 0.1})
    assert found(text, beside) == [("Roza Kenzhe", "police_custody", None), ("Roza Kenzhe", "internment", 0.9)]
