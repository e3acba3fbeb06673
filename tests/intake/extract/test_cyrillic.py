"""Russian and Kazakh: what lists and endings add to the tagger."""

from __future__ import annotations

from tereze.intake.extract import cyrillic
from tereze.intake.extract.cues import load


def _persons(text: str, lang: str) -> list[str]:
    cues = load(lang)
    assert cues is not None
    return sorted(text[begin:end] for begin, end, kind in cyrillic.find(text, cues, ()) if kind == "PER")


def test_a_family_name_is_found_again_in_other_cases() -> None:
    assert _persons("Приехал Марат Оспанов. Мы ждали Оспанова.", "ru") == ["Марат Оспанов", "Оспанова"]


def test_kazakh_case_endings_stay_in_the_span() -> None:
    assert "Серік Болаттың" in _persons("Кеше Серік Болаттың үйіне бардық.", "kk")
