"""Encoder, perceptron and lessons together: who is believed when."""

from __future__ import annotations

import pytest

from tereze.intake.extract import encoder, english_tagger, english_words, lessons, tagger

SENTENCE = ["Later", "Qorlan", "Bektas", "left", "the", "Oak", "House", "."]


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """An encoder that sees nothing, whether or not the weights are here."""
    monkeypatch.setattr(encoder, "is_installed", lambda: True)
    monkeypatch.setattr(encoder, "labels", lambda sentences: [["O"] * len(words) for words in sentences])


def test_without_the_encoder_the_perceptron_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "is_installed", lambda: False)
    words = ["Mary", "Smith", "met", "him", "."]
    assert english_tagger.labels([words]) == [tagger.labels(words, tagger.shipped("en"), english_words.more)]
    assert english_tagger.tag([words]) == [[tagger.Tagged("PER", 0, 2)]]


@pytest.mark.usefixtures("blind")
def test_the_encoder_is_believed_where_nothing_was_taught() -> None:
    assert english_tagger.tag([["Mary", "Smith", "met", "him", "."]]) == [[]]


@pytest.mark.usefixtures("blind")
def test_lessons_correct_the_encoder_and_nothing_else() -> None:
    text = "Later Qorlan Bektas left the Oak House."
    taught = lessons.teach("en", [lessons.Named(text, ((6, 19),), ())])
    assert taught.after == taught.decided > taught.before
    with tagger.taught({"en": taught.weights}):
        assert english_tagger.tag([SENTENCE]) == [[tagger.Tagged("PER", 1, 3)]]
        assert english_tagger.tag([["Mary", "Smith", "met", "him", "."]]) == [[]]


def test_a_refused_name_is_no_name_even_where_only_the_encoder_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = ["O", "O", "O", "O", "O", "B-PER", "I-PER", "O"]
    monkeypatch.setattr(encoder, "is_installed", lambda: True)
    monkeypatch.setattr(encoder, "labels", lambda sentences: [list(seen) for _ in sentences])
    text = "Later Qorlan Bektas left the Oak House."
    taught = lessons.teach("en", [lessons.Named(text, (), ((29, 38),))])
    assert english_tagger.TRUST + "oak" in taught.weights
    with tagger.taught({"en": taught.weights}):
        kinds = {name.kind for name in english_tagger.tag([SENTENCE])[0] if name.first >= 5}
    assert "PER" not in kinds


def test_of_a_name_taken_apart_no_rest_remains() -> None:
    assert english_tagger.whole(["O", "I-PER", "B-ORG", "I-ORG", "I-PER"]) == ["O", "O", "B-ORG", "I-ORG", "O"]
