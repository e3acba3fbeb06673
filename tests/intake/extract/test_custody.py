"""Custody as told of someone, and what is none."""

from __future__ import annotations

import pytest
from spoken import held, read


def test_both_of_two_who_are_named_together() -> None:
    found = held("Her sons, Murat Zhaken and Dauren Qasym, have been missing since 2017.")
    assert found == [("Murat Zhaken", "missing", "2017/.."), ("Dauren Qasym", "missing", "2017/..")]


def test_a_camp_after_months_in_it_and_a_release_in_one_sentence() -> None:
    found = held("Roza Kenzhe was released in January after 14 months in a camp.")
    assert found == [("Roza Kenzhe", "released", "2019-01"), ("Roza Kenzhe", "internment", "")]


def test_the_term_is_the_word_for_the_place() -> None:
    text = "Roza Kenzhe was sent to what they called a transformation centre."
    [one] = read(text).custody
    assert text[one.term[0] : one.term[1]] == "transformation centre"


@pytest.mark.parametrize(
    "text",
    [
        "Roza Kenzhe was never arrested.",
        "The embassy did not deny that Roza Kenzhe had been arrested.",
        "Roza Kenzhe is said to have been released.",
        "Murat Zhaken was arrested, police said.",
        "Roza Kenzhe was given a six-month suspended sentence.",
        "Bai Jun, a spokesman for the ministry, said Roza Kenzhe had been released.",
    ],
)
def test_denials_hearsay_of_nobody_and_authorities_give_none(text: str) -> None:
    assert held(text) == []


def test_words_before_what_an_authority_is_quoted_with_are_not_the_authoritys() -> None:
    text = "Roza Kenzhe, whose brother Murat Zhaken was arrested, said that officials had told her to wait."
    assert ("Murat Zhaken", "police_custody") in [(one[0], one[1]) for one in held(text)]
