"""Counting letters by script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tereze.intake.language import scripts


def test_counts_letters_and_weighs_han() -> None:
    assert scripts.counts("ab, где 水!") == {"Latn": 2, "Cyrl": 3, "Arab": 0, "Hani": 3, "Zzzz": 0}


def test_dominant_script_of_mixed_and_of_no_letters() -> None:
    assert scripts.dominant("Мать Li") == "Cyrl"
    assert scripts.dominant("123 — !") is None
    assert scripts.dominant("日本語のテキストですよね、そうでしょう") == "Zzzz"


def test_words_are_runs_of_letters_and_two_han_characters() -> None:
    assert scripts.words("one два ئۈچ") == 3
    assert scripts.words("我在这里") == 2
    assert scripts.words("") == 0


def test_letters_come_in_lower_case_and_one_script() -> None:
    assert scripts.letters("Ata ДОМ", "Cyrl") == ["дом"]


@given(st.text())
def test_any_text_is_counted(text: str) -> None:
    assert sum(scripts.counts(text).values()) >= 0
    assert scripts.words(text) <= len(text)
