"""The bytes the compiled comparison reads."""

from __future__ import annotations

from tereze.names import prepare
from tereze.names.align import mass
from tereze.names.record import FAMILY, LIGHT, WOMAN, pack


def test_layout_of_a_single_word() -> None:
    ready = prepare("Аманова")
    word = ready.words[0]
    record = ready.record
    assert record[0:2] == bytes((1, 0))
    assert int.from_bytes(record[3:5], "little") == len(record) - 5
    assert record[5] == FAMILY | WOMAN
    reading = word.readings[0]
    assert record.endswith(reading.symbols)
    at = len(record) - len(reading.symbols)
    assert record[at - 1] == len(reading.symbols)
    assert int.from_bytes(record[at - 3 : at - 1], "little") == mass(reading.symbols)


def test_joins_follow_the_words() -> None:
    ready = prepare("Aigul Dana Ermek")
    assert ready.record[0:2] == bytes((3, 2))
    assert pack(ready.words, ready.joins) == ready.record


def test_titles_are_flagged() -> None:
    record = prepare("Haji Ermek").record
    assert record[5] & LIGHT


def test_the_longest_name_fits() -> None:
    """Sizes are two bytes: five words of the greatest length, and their joins, must fit."""
    record = prepare(" ".join(["艾" * 70] * 5)).record
    assert 0 < len(record) < 1 << 16
