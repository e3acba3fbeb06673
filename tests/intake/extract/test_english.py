"""English runs of capitals: titles, possessives, initials, shouting."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("King Edward Smith IV met General Suleiman al-Amr.", ["Edward Smith IV", "Suleiman al-Amr"]),
        ("It is the Johnson Space Center, run by Mary Jones.", ["Mary Jones"]),
        ("The People's Party's James Carter spoke. Carter left.", ["James Carter", "Carter"]),
        ("We met Wong Pik-wan of the Labour Party there.", ["Wong Pik-wan"]),
        ("Nazira Bolatova, 34, was there. Later Bolatova left.", ["Nazira Bolatova", "Bolatova"]),
        ("Her husband, Temir Kali, left. Outside, Zauresh Kali wept.", ["Temir Kali", "Zauresh Kali"]),
        ("Almaty is large. Kazakhstan is larger. On Monday the Ministry said so.", []),
    ],
)
def test_names_by_what_stands_beside_them(text: str, expected: list[str]) -> None:
    assert sorted(_persons(text)) == sorted(expected)


def test_organisations_by_their_words() -> None:
    cues = load("en")
    assert cues is not None
    text = "He told the newspaper Steppe Lantern and the Example Observer about it."
    found = [text[begin:end] for begin, end, kind in english.find(text, cues, ()) if kind == "ORG"]
    assert sorted(found) == ["Example Observer", "Steppe Lantern"]


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="Mary Smith’s .,\nK-al", max_size=80))
def test_any_text_is_read_and_no_name_overlaps_another(text: str) -> None:
    cues = load("en")
    assert cues is not None
    spans = sorted(english.find(text, cues, ()))
    assert all(0 <= begin < end <= len(text) for begin, end, _ in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ALMATY — Saltanat Ermek left.", ["Saltanat Ermek"]),
        ("(Almaty, February 11, 2020) The court met.", []),
        ("The signing was witnessed by Han Zhiqiang, the ambassador.", ["Han Zhiqiang"]),
        ("The road from Hong Kong was closed.", []),
        ("We met Oralbek Sultan in May.", ["Oralbek Sultan"]),
        ("The Sultan came.", []),
    ],
)
def test_datelines_families_and_titles(text: str, expected: list[str]) -> None:
    assert _persons(text) == expected


def test_an_outlet_named_by_its_kind_takes_what_it_is_called_by() -> None:
    text = "Later Example Wire reported it."
    cues = load("en")
    assert cues is not None
    assert "Example Wire" in [text[begin:end] for begin, end, kind in english.find(text, cues, ()) if kind == "ORG"]
