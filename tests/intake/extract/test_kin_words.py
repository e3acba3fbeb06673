"""The words for kin: each language has its table, and each relation is one that the office offers."""

from __future__ import annotations

import pytest

from tereze.intake.extract import kin_words
from tereze.intake.extract.cues import LANGUAGES

RELATIONS = {
    "husband", "wife", "son", "daughter", "father", "mother", "brother", "sister", "uncle", "aunt", "nephew", "niece",
    "cousin", "grandmother", "grandfather", "grandson", "granddaughter", "relative",
}  # fmt: skip


def found(lang: str, text: str) -> list[str]:
    words = kin_words.words(lang)
    assert words is not None
    return [match.lastgroup or "" for match in words.kin.finditer(text)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_names_relations_of_the_vocabulary(lang: str) -> None:
    words = kin_words.words(lang)
    assert words is not None
    groups = {name.removeprefix("many_").removeprefix("mine_") for name in words.kin.groupindex}
    assert groups <= RELATIONS
    assert {"husband", "wife", "son", "daughter", "father", "mother", "brother", "sister"} <= groups


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "brother brothers brother-in-law", ["brother", "many_brother", "relative"]),
        ("en", "grandson son sons", ["grandson", "son", "many_son"]),
        ("en", "brotherhood wifely person stepson sonata ex-husband", []),
        ("ru", "брата сестрой двоюродного брата женат матрос сына", ["brother", "sister", "cousin", "son"]),
        ("kk", "ағасы менің ағам қызы қызыл", ["brother", "mine_brother", "daughter"]),
        ("ky", "чоң атасы атасы иниси", ["grandfather", "father", "brother"]),
        ("ug", "ئاكىسى مېنىڭ قىزىم", ["brother", "mine_daughter"]),
        ("zh", "丈夫和外甥女、女儿、表妹", ["husband", "niece", "daughter", "cousin"]),
    ],
)  # fmt: skip
def test_words_are_read_whole(lang: str, text: str, expected: list[str]) -> None:
    assert found(lang, text) == expected


def test_who_stands_before_is_told_apart() -> None:
    words = kin_words.words("en")
    assert words is not None
    kinds = [match.lastgroup for text in ("his ", "Her ", "my ", "whose ") if (match := words.whose.search(text))]
    assert kinds == ["his", "her", "my", "whose"]
    assert words.whose.search("this ") is None


def test_a_language_without_words_has_none() -> None:
    assert kin_words.words("de") is None
    assert kin_words.words("kk-Arab") is None


@pytest.mark.parametrize(("relation", "sex"), [("husband", "h"), ("niece", "s"), ("cousin", ""), ("relative", "")])
def test_sex_only_where_the_word_tells_it(relation: str, sex: str) -> None:
    assert kin_words.sex(relation) == sex
