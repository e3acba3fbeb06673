"""English runs of capitals: titles, possessives, initials, shouting."""

from __future__ import annotations

from tereze.intake.extract import english
from tereze.intake.extract.cues import load


def _persons(text: str) -> list[str]:
    cues = load("en")
    assert cues is not None
    return [text[begin:end] for begin, end, kind in english.find(text, cues, ()) if kind == "PER"]


def test_titles_and_possessives_are_cut_off() -> None:
    assert _persons("We saw Dr. Aiman Dosova's house.") == ["Aiman Dosova"]


def test_initials_belong_to_a_name() -> None:
    assert _persons("It was Aiman K. Dosova who came.") == ["Aiman K. Dosova"]


def test_a_shouted_name_counts_only_where_a_word_of_it_is_known() -> None:
    assert _persons("BREAKING NEWS") == []
    assert _persons("MEMET TURSUN was there.") == ["MEMET TURSUN"]


def test_a_single_word_needs_a_cue() -> None:
    assert _persons("Yesterday Window opened.") == []
    assert _persons("It was her son Arman there.") == ["Arman"]
