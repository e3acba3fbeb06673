"""The encoder: windows that lose no word, labels that fit one another, names in sentences of our own."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.intake.extract import encoder, tagger

needs_weights = pytest.mark.skipif(not encoder.is_installed(), reason="the encoder's weights are not here")
WORDS = st.lists(
    st.sampled_from(["Aiman", "Dosova", "was", "in", "Abdurehimova-Toqtiyev", "‘", "1999", "ÄÖ"]), max_size=90
)


@given(st.lists(WORDS, max_size=6))
@settings(max_examples=60)
def test_windows_hold_every_word_once_and_in_order(sentences: list[list[str]]) -> None:
    made = list(encoder.windows(sentences))
    words = [place for window in made for place in window.words]
    assert words == [(at, word) for at, sentence in enumerate(sentences) for word in range(len(sentence))]
    for window in made:
        assert len(window.pieces) == len(window.marks) <= encoder.WINDOW
        assert len(window.heads) == len(window.words)
        assert window.heads == sorted(set(window.heads))
        assert all(0 < head < len(window.pieces) - 1 for head in window.heads)


def test_a_window_takes_whole_sentences_while_they_fit() -> None:
    made = list(encoder.windows([["one"] * 60, ["two"] * 60, ["three"] * 60]))
    assert [{at for at, _ in window.words} for window in made] == [{0, 1}, {2}]


def test_a_longer_sentence_is_cut_between_words() -> None:
    made = list(encoder.windows([["one"] * 300]))
    assert [len(window.words) for window in made] == [126, 126, 48]


def test_marks_tell_how_a_word_is_written() -> None:
    shapes = {word: encoder.mark(word) >> 4 for word in ["was", "12", "Qorlan", "QORLAN", "Q", "Al-Qorlan", "McQor"]}
    assert shapes == {"was": 0, "12": 1, "Qorlan": 2, "QORLAN": 3, "Q": 4, "Al-Qorlan": 5, "McQor": 5}
    assert encoder.mark("Mary") & 1, "a given name of the lists"
    assert all(0 <= encoder.mark(word) < encoder.MARKS for word in ["X", "ß", "_", "İ", "№"])


@given(st.lists(st.lists(st.floats(-9, 0), min_size=7, max_size=7), min_size=1, max_size=12))
def test_labels_always_fit_one_another(rows: list[list[float]]) -> None:
    found = encoder.best(np.array(rows))
    assert len(found) == len(rows)
    for before, label in zip(["O", *found], found, strict=False):
        assert not label.startswith("I-") or before[2:] == label[2:]


def test_the_likeliest_way_is_taken_as_a_whole() -> None:
    rows = np.full((2, 7), -9.0)
    rows[0, [0, 1]] = [-0.5, -0.9]  # O a little likelier than B-PER
    rows[1, [0, 2]] = [-3.0, -0.1]  # but I-PER follows, and must have a beginning
    assert encoder.best(rows) == ["B-PER", "I-PER"]
    assert encoder.best(rows[:1]) == ["O"]


def read(text: str) -> list[tuple[str, str]]:
    sentences = [re.findall(r"[\w-]+|[^\w\s]", line) for line in text.splitlines()]
    return [
        (name.kind, " ".join(words[name.first : name.last]))
        for words, labels in zip(sentences, encoder.labels(sentences), strict=True)
        for name in tagger.spans(labels)
    ]


@needs_weights
def test_names_are_told_from_places_and_organisations() -> None:
    text = "Aiman Dosova , a teacher from Almaty , told Reuters that Mr Toqtiyev was held in China ."
    assert read(text) == [
        ("PER", "Aiman Dosova"), ("LOC", "Almaty"), ("ORG", "Reuters"), ("PER", "Toqtiyev"), ("LOC", "China"),
    ]  # fmt: skip


@needs_weights
def test_the_same_text_gives_the_same_labels_in_any_company() -> None:
    sentences = [["Aiman", "Dosova", "came", "."], ["He", "met", "Bolat", "Seitov", "."]]
    once = encoder.labels(sentences)
    assert encoder.labels(sentences) == once
    assert encoder.labels([]) == []
    assert encoder.labels([[]]) == [[]]


@needs_weights
def test_a_long_document_is_read_to_its_end() -> None:
    sentences = [["Nothing", "was", "said", "."]] * 400 + [["Aiman", "Dosova", "came", "."]]
    assert encoder.labels(sentences)[-1][:2] == ["B-PER", "I-PER"]
