"""Analysing a name once."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.names import explain, prepare, similarity

BAD = ("", "   ", "12345", "٣٤٥", "😀😀", "ΑΒΓ ДЖ"[:3], "सुनील", "민준", "….,;", "\u200b\u202e")


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_zero_with_a_reason(name: str) -> None:
    """Empty, digits, emoji, unknown scripts: 0, never an exception."""
    assert prepare(name).reason
    assert similarity(name, "Aigul Sadyq") == 0.0
    assert explain("Aigul Sadyq", name).reason.startswith("The second name cannot be compared")


def test_ten_megabytes_are_refused_at_once() -> None:
    huge = "Aigul " * 2_000_000
    start = time.perf_counter()
    assert similarity(huge, "Aigul") == 0.0
    assert "longer than" in prepare(huge).reason
    assert time.perf_counter() - start < 0.5


def test_the_longest_names_stay_quick() -> None:
    """Four hundred letters without a space, and two hundred words."""
    start = time.perf_counter()
    similarity("aigul" * 80, "阿" * 399)
    similarity("ab " * 130, "cd " * 130)
    assert time.perf_counter() - start < 2.0


def test_at_most_five_words_count_and_titles_go_first() -> None:
    ready = prepare("Haji Aigul Dana Ermek Farida Gani")
    assert [w.text for w in ready.words] == ["aigul", "dana", "ermek", "farida", "gani"]


def test_a_title_alone_is_a_name() -> None:
    """Haji is also a given name: nothing is set aside when nothing else is left."""
    assert not prepare("Haji").words[0].light


@given(st.text(max_size=120))
@settings(deadline=None)
def test_any_text_can_be_prepared(text: str) -> None:
    ready = prepare(text)
    assert bool(ready.words) != bool(ready.reason)
    assert bool(ready.record) == bool(ready.words)
    assert prepare(text) == ready
