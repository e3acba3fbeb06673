"""One word: titles, patronymics, initials, neighbours written together."""

from __future__ import annotations

import pytest

from tereze.names.scripts import CYRILLIC, HAN, LATIN
from tereze.names.words import analyse_word, join


@pytest.mark.parametrize(
    ("script", "text", "light"),
    [
        (LATIN, "haji", True),
        (LATIN, "qarim", False),
        (LATIN, "qari", True),
        (CYRILLIC, "ахун", True),
        (HAN, "阿吉", True),
        (CYRILLIC, "маратович", True),
        (LATIN, "maratovna", True),
        (LATIN, "aigul", False),
    ],
)
def test_titles_and_patronymics_are_light(script: str, text: str, light: bool) -> None:
    assert analyse_word(script, text).light is light


def test_a_single_letter_is_an_initial() -> None:
    assert analyse_word(LATIN, "n").initial
    assert analyse_word(HAN, "黎").initial
    assert not analyse_word(LATIN, "nur").initial


def test_neighbours_joined_sound_like_one_word() -> None:
    joined = join(analyse_word(LATIN, "nur"), analyse_word(LATIN, "memet"))
    assert joined.readings[0].symbols == analyse_word(LATIN, "nurmemet").readings[0].symbols
    assert joined.known.entries == analyse_word(LATIN, "nurmemet").known.entries


def test_a_word_no_one_can_read_has_no_readings() -> None:
    assert analyse_word(HAN, "\u3400").readings == ()
