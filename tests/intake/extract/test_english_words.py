"""What lists know of an English word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.intake.extract import english_words


@pytest.mark.parametrize(
    ("word", "marks"),
    [
        ("house", "x"),
        ("James", "Cfg"),
        ("London", "Cp"),
        ("House", "Co"),
        ("K", "I"),
        (",", ","),
        ("2018", "#"),
        ("’s", "’s"),
    ],
)
def test_marks(word: str, marks: str) -> None:
    found = english_words.marks(word)
    assert found[0] == marks[0]
    assert set(marks) <= set(found)


def test_small_words_are_ordinary_and_names_are_listed() -> None:
    assert "house" in english_words.ordinary()
    assert "g" in english_words.listed()["mary"]
    assert "f" in english_words.listed()["smith"]
    assert "p" in english_words.listed()["kazakhstan"]


@given(st.lists(st.sampled_from(["James", "said", ".", "Almaty", "K", "2018", "’s"]), max_size=8))
def test_every_word_has_the_same_number_of_features(words: list[str]) -> None:
    found = english_words.more(words)
    assert len(found) == len(words)
    assert len({len(one) for one in found}) <= 1


def test_chinese_names_as_english_writes_them() -> None:
    assert english_words.is_chinese("Gao", "Lin")
    assert english_words.is_chinese("Han", "Zhiqiang")
    assert english_words.is_chinese("Wong", "Pik-wan")
    assert not english_words.is_chinese("Hong", "Kong")
    assert not english_words.is_chinese("Smith", "Lin")
    assert not english_words.is_chinese("Li", "Oxford")
