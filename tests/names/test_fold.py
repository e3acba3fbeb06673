"""One spelling for what looks and means the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.names import fold


@pytest.mark.parametrize(
    ("messy", "plain"),
    [
        ("  AIGUL   Sadyq ", "aigul sadyq"),
        ("Ai\u200bgul\u00ad", "aigul"),
        ("\u202bئايگۈل\u202c", "ئايگۈل"),
        ("Oʻtkir", "o'tkir"),
        ("O’tkir", "o'tkir"),
        ("阿依古丽·托合提", "阿依古丽 托合提"),
        ("阿依古丽・托合提", "阿依古丽 托合提"),
        ("Бек\u2013Сұлтан", "бек-сұлтан"),
        ("ﺍﻳﮕﯜﻝ", "ايگۈل"),
        ("İLHAM", "ilham"),
    ],
)
def test_examples(messy: str, plain: str) -> None:
    assert fold(messy) == plain


@given(st.text(max_size=80))
@settings(deadline=None)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="äöüñşÁéЙйЁёїاآؤئ ", max_size=30))
@settings(deadline=None)
def test_composed_and_decomposed_letters_are_one(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_letters_keep_their_script() -> None:
    """Folding is not romanising: another script stays another string."""
    assert fold("Айгүл") == "айгүл"
