"""The tagger taught by decisions: it follows them, and forgets nothing else."""

from __future__ import annotations

import pytest

from tereze.intake.extract import english, lessons, tagger
from tereze.intake.extract.cues import load

PASSAGE = "On that day Qorlan of Emin wrote to us. The Oak House was closed. Later Qorlan of Emin left for good."


def named(text: str, people: list[str], nobody: list[str]) -> lessons.Named:
    def places(words: list[str]) -> tuple[tuple[int, int], ...]:
        return tuple((text.index(word), text.index(word) + len(word)) for word in words)

    return lessons.Named(text, places(people), places(nobody))


def persons(text: str) -> list[str]:
    cues = load("en")
    assert cues is not None
    return [text[begin:end] for begin, end, kind in english.find(text, cues, ()) if kind == "PER"]


def test_what_was_taken_is_found_and_what_was_refused_is_not() -> None:
    taught = lessons.teach("en", [named(PASSAGE, ["Qorlan"], ["Oak House"])] * 3)
    assert taught.decided > 0
    assert taught.after == taught.decided
    with tagger.taught({"en": taught.weights}):
        assert persons(PASSAGE)[:1] == ["Qorlan"]
    assert tagger.weights("en") is not taught.weights


def test_the_rest_is_as_it_was() -> None:
    before = persons("Mary Smith met James Carter in London, said the Ministry of Justice.")
    taught = lessons.teach("en", [named(PASSAGE, ["Qorlan"], ["Oak House"])])
    with tagger.taught({"en": taught.weights}):
        assert persons("Mary Smith met James Carter in London, said the Ministry of Justice.") == before


@pytest.mark.parametrize("lang", ["en", "kk"])
def test_no_lessons_change_nothing(lang: str) -> None:
    taught = lessons.teach(lang, [])
    assert taught.weights == tagger.weights(lang)
    assert (taught.decided, taught.before, taught.after) == (0, 0, 0)


def test_weights_are_kept_and_read_back() -> None:
    taught = lessons.teach("kk", [])
    assert tagger.unpacked(lessons.packed(taught.weights)) == taught.weights
