"""Uyghur: by names known to the register and by titles, honestly partial."""

from __future__ import annotations

from tereze.intake.extract import uyghur
from tereze.intake.extract.cues import load


def _names(text: str) -> list[str]:
    cues = load("ug")
    assert cues is not None
    return [text[begin:end] for begin, end, _ in uyghur.find(text, cues, ())]


def test_two_known_names_and_a_title() -> None:
    assert _names("پاتىگۈل ئىمىن كەلدى") == ["پاتىگۈل ئىمىن"]
    assert _names("دوكتور ئابلىز كەتتى") == ["ئابلىز"]


def test_ordinary_words_are_no_names() -> None:
    assert _names("بىز تاماق يېدۇق، كىتاب ئوقۇدۇق.") == []
