"""Words cut into pieces: as the encoder's own tokenizer cuts them, and never outside the word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.intake.extract import wordpieces

# what the tokenizer that came with the encoder makes of these words
VECTORS = {
    "Ürümqi": ["ur", "##um", "##qi"],
    "O’Brien": ["o", "’", "brien"],
    "Nurgül-Ämet": ["nur", "##gul", "-", "am", "##et"],
    "Abdurehim": ["abd", "##ure", "##him"],
    "naïve": ["naive"],
    "U.S": ["u", ".", "s"],
    "1,200": ["1", ",", "200"],
    "İstanbul": ["istanbul"],
    "A" * 120: ["[UNK]"],
}


@pytest.mark.parametrize(("word", "pieces"), VECTORS.items())
def test_words_are_cut_as_the_encoder_was_taught(word: str, pieces: list[str]) -> None:
    assert wordpieces.cut(word, wordpieces.vocabulary()) == pieces


def test_a_piece_s_number_is_its_line() -> None:
    known = wordpieces.vocabulary()
    assert known[wordpieces.PAD] == 0
    assert sorted(known.values()) == list(range(len(known)))
    assert wordpieces.numbers("naïve") == (known["naive"],)


def test_what_cannot_be_spelled_is_one_unknown_piece() -> None:
    known = {"[UNK]": 0, "ab": 1, "##c": 2}
    assert wordpieces.cut("abc", known) == ["ab", "##c"]
    assert wordpieces.cut("abd", known) == ["[UNK]"]
    assert wordpieces.cut("ab-ab", known) == ["ab", "[UNK]", "ab"]


def test_what_leaves_nothing_is_unknown_too() -> None:
    assert wordpieces.cut("\u200b", wordpieces.vocabulary()) == []
    assert wordpieces.numbers("\u200b") == (wordpieces.vocabulary()["[UNK]"],)


@given(st.text(min_size=1, max_size=40))
def test_every_word_has_pieces_and_they_spell_it(word: str) -> None:
    known = wordpieces.vocabulary()
    assert all(0 <= number < len(known) for number in wordpieces.numbers(word))
    pieces = wordpieces.cut(word, known)
    if word.isascii() and word.isalnum():
        assert "".join(piece.removeprefix("##") for piece in pieces) == word.lower()
