"""The tagger: its labels, its spans, its models."""

from __future__ import annotations

import pytest

from tereze.intake.extract import tagger


@pytest.mark.parametrize("lang", tagger.LANGUAGES)
def test_models_have_a_weight_for_every_label(lang: str) -> None:
    model = tagger.weights(lang)
    assert len(model) > 1000
    assert {len(row) for row in model.values()} == {len(tagger.LABELS)}


def test_labels_become_spans() -> None:
    assert tagger.spans(["O", "B-PER", "I-PER", "B-PER", "O", "I-LOC"]) == [
        tagger.Tagged("PER", 1, 3),
        tagger.Tagged("PER", 3, 4),
        tagger.Tagged("LOC", 5, 6),
    ]


def test_an_inside_label_never_follows_another_kind() -> None:
    model = {"w=b": (0, 0, 9, 0, 0, 0, 0)}  # would like to say I-PER at once
    assert tagger.labels(["a", "b"], model) == ["O", "O"]


def test_no_words_no_names() -> None:
    assert tagger.tag([], {}) == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Дом", "Xx"), ("дом", "x"), ("ООН", "X"), ("А", "I"), ("2018", "d4"), ("«", "«"), ("Жан-Поль", "Xx-")],
)
def test_shapes(word: str, expected: str) -> None:
    assert tagger.shape(word) == expected


def test_given_names_in_any_case_and_family_endings() -> None:
    assert tagger._given("Марату")
    assert not tagger._given("Вчера")
    assert tagger._family("Оспанову") == "ov"
    assert tagger._family("стол") == ""
