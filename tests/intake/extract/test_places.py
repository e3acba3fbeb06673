"""Places of the gazetteer in every script; ordinary words are left alone."""

from __future__ import annotations

import pytest

from tereze.intake.extract import places


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("en", "She crossed from Emin county to Almaty.", ["654221", "geonames:1526384"]),
        ("ru", "Его увезли в Кашгар, потом в Урумчи.", ["6531", "6501"]),
        ("ru", "Его держат в Эминском уезде, потом в Кульджинском районе.", ["654221", "654002"]),
        ("ru", "Она из Алматинской области.", ["geonames:1526384"]),
        ("kk", "Үрімжіде тұрды, Алматыға келді.", ["6501", "geonames:1526384"]),
        ("ug", "ئۇ غۇلجا شەھىرىدە، كېيىن ئالمۇتادا تۇردى.", ["654002", "geonames:1526384"]),
        ("zh", "她在额敏县出生，后来住在塔城市。", ["654221", "6542"]),
        ("zh", "新疆各地", ["650000"]),
    ],
)
def test_finds_places_with_their_codes(lang: str, text: str, codes: list[str]) -> None:
    assert [one.code for one in places.find(text, lang)] == codes


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Bay was open, a Shop too."),
        ("zh", "大家团结起来，争取胜利。"),
        ("ru", "Он ушёл."),
        ("ru", "Это было в сельском районе."),
    ],
)
def test_leaves_ordinary_words_alone(lang: str, text: str) -> None:
    assert places.find(text, lang) == ()


def test_townships_of_xinjiang_are_known_by_their_full_name() -> None:
    found = places.find("燕儿窝街道", "zh")
    assert [(one.code, one.kind) for one in found] == [("650102002", "township")]


def test_unknown_places_stay_text() -> None:
    assert places.find("They lived in Nowhereville.", "en") == ()


def test_spans_hold_the_words() -> None:
    text = "from Emin county"
    one = places.find(text, "en")[0]
    assert text[one.begin : one.end] == "Emin"
