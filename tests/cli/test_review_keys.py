"""Keys of the review: the Latin letter that lies in a key's place, arrows, what ends the reading."""

from __future__ import annotations

import io

import pytest

from tereze.cli.match_keys import END
from tereze.cli.review_keys import AMBIGUOUS, LATIN, ReviewKeys


def read(monkeypatch: pytest.MonkeyPatch, typed: str) -> list[str]:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    with ReviewKeys() as keys:
        return [keys.key() for _ in range(len(typed) + 1)]


def test_latin_letters_are_themselves_in_lower_case(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, "aC? ") == ["a", "c", "?", " ", END]


def test_a_keyboard_set_to_cyrillic_or_uyghur_presses_the_key_in_that_place(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, "фскгыйн") == [*"acrusqy", END]
    assert read(monkeypatch, "ھغرۇسچي") == [*"acrusqy", END]


def test_the_letter_that_could_be_two_keys_is_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, "аА") == [AMBIGUOUS, AMBIGUOUS, END]
    assert AMBIGUOUS not in LATIN


def test_a_letter_of_no_such_keyboard_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, "是") == ["是", END]
