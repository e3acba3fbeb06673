"""The interface in five languages."""

from __future__ import annotations

import re

import pytest

from tereze.model.vocabulary import facets, words
from tereze.publish.errors import NoSuchLanguage
from tereze.publish.locale import LANGUAGES, Catalogue, catalogue

_PLURAL = re.compile(r"\.(one|few|many|other)$")
_HOLE = re.compile(r"\{(\w*)\}")


def stems(t: Catalogue) -> set[str]:
    return {_PLURAL.sub("", key) for key in t.keys()}  # noqa: SIM118  # a catalogue is no dictionary


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_every_text_and_none_of_its_own(code: str) -> None:
    assert stems(catalogue(code)) == stems(catalogue("en"))
    assert all(catalogue(code)(key).strip() for key in catalogue(code).keys())  # noqa: SIM118


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_asks_for_a_value_that_nobody_gives(code: str) -> None:
    english = catalogue("en")
    for key in catalogue(code).keys() & english.keys():
        holes = set(_HOLE.findall(catalogue(code)(key)))
        allowed = set(_HOLE.findall(english(key))) | ({"m", "month"} if key.startswith("date.") else set())
        assert holes <= allowed, key


@pytest.mark.parametrize("code", LANGUAGES)
def test_twelve_months_and_four_seasons(code: str) -> None:
    t = catalogue(code)
    assert [len(t.items(f"date.{key}")) for key in ("months", "months_of", "seasons")] == [12, 12, 4]


def test_machine_made_languages_say_so_and_english_does_not() -> None:
    assert {code for code in LANGUAGES if catalogue(code).needs_review} == {"kk", "ru", "ug", "zh"}


def test_direction_and_tag() -> None:
    assert {code: catalogue(code).dir for code in LANGUAGES}["ug"] == "rtl"
    assert {catalogue(code).dir for code in LANGUAGES if code != "ug"} == {"ltr"}
    assert catalogue("zh").tag == "zh-Hans"


@pytest.mark.parametrize(
    ("group", "vocabulary"),
    [
        ("basis", words("basis")),
        ("role", words("role")),
        ("source_kind", words("source_kind")),
        ("stance", words("position_stance")),
        ("direction", words("direction")),
        ("incident", words("incident_kind")),
        ("status", frozenset(facets())),
        ("facet", frozenset(facets().values())),
    ],
)
def test_every_word_of_a_vocabulary_has_a_text(group: str, vocabulary: frozenset[str]) -> None:
    assert [word for word in vocabulary if f"{group}.{word}" not in catalogue("en").keys()] == []  # noqa: SIM118


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", {1: "1 witness", 2: "2 independent witnesses"}),
        ("ru", {1: "1 свидетель", 2: "2 независимых свидетеля", 5: "5 независимых свидетелей",
                11: "11 независимых свидетелей", 21: "21 свидетель", 22: "22 независимых свидетеля"}),
        ("zh", {1: "1名证人", 2: "2名互相独立的证人"}),
    ],
)  # fmt: skip
def test_numbers_are_said_as_the_language_says_them(code: str, said: dict[int, str]) -> None:
    assert {n: catalogue(code).many("support.witnesses", n) for n in said} == said


def test_a_word_nobody_translated_stays_readable() -> None:
    assert catalogue("kk").word("property", "shoe_size") == "shoe size"
    assert catalogue("kk")("no.such.key") == "no.such.key"


def test_a_language_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(NoSuchLanguage, match="xx") as refused:
        Catalogue("xx")
    assert "kk" in refused.value.advice
