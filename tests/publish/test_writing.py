"""Direction, script and language of a text."""

from __future__ import annotations

import pytest

from tereze.publish.writing import direction, language, script


@pytest.mark.parametrize(
    ("text", "way", "letters"),
    [
        ("Example Name", "ltr", "latn"),
        ("Мысал Есім", "ltr", "cyrl"),
        ("مىسال ئىسىم", "rtl", "arab"),
        ("例子", "ltr", "hani"),
        ("2018 مىسال", "rtl", "arab"),
        ("“Example”", "ltr", "latn"),
        ("42", "ltr", ""),
        ("", "ltr", ""),
    ],
)
def test_by_the_first_letter(text: str, way: str, letters: str) -> None:
    assert direction(text) == way
    assert script(text) == letters


@pytest.mark.parametrize("tag", ["kk", "kk-Arab", "zh-Hans", "ug-Latn-x-old"])
def test_a_language_tag_passes(tag: str) -> None:
    assert language(tag) in {tag, ""}
    assert language("kk-Arab") == "kk-Arab"


@pytest.mark.parametrize("tag", [None, "", 'kk" onload="x', "<b>", "kazakh language", "1"])
def test_anything_else_does_not_reach_an_attribute(tag: str | None) -> None:
    assert language(tag) == ""
