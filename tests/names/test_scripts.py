"""Cutting a name into words and knowing their script."""

from __future__ import annotations

import pytest

from tereze.names.fold import fold
from tereze.names.scripts import ARABIC, CYRILLIC, HAN, LATIN, words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sadyq Aigul", [(LATIN, "sadyq"), (LATIN, "aigul")]),
        ("阿依古丽·托合提", [(HAN, "阿依古丽"), (HAN, "托合提")]),
        ("ئايگۈل توختى", [(ARABIC, "ئايگۈل"), (ARABIC, "توختى")]),
        ("Айгүл Тоқтықызы", [(CYRILLIC, "айгүл"), (CYRILLIC, "тоқтықызы")]),
        ("Qasym-Jomart", [(LATIN, "qasym"), (LATIN, "jomart")]),
        ("Aigul 阿依古丽", [(LATIN, "aigul"), (HAN, "阿依古丽")]),
        ("O'tkir", [(LATIN, "o'tkir")]),
        ("No. 17 / 2018", [(LATIN, "no")]),
        ("12345 😀", []),
    ],
)
def test_words(name: str, expected: list[tuple[str, str]]) -> None:
    assert words(fold(name)) == expected


def test_a_latin_letter_in_a_cyrillic_word_is_put_right() -> None:
    """Typed "Aйгyл" with Latin A and y: the word is Cyrillic, so are its letters."""
    assert words(fold("Aйгyлим")) == [(CYRILLIC, "айгулим")]


def test_a_cyrillic_letter_in_a_latin_word_is_put_right() -> None:
    assert words(fold("Аigul")) == [(LATIN, "aigul")]
