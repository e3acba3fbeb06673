"""Frozen values, canonical bytes, opaque ids."""

from __future__ import annotations

import re

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tereze.model.mentions import Name
from tereze.model.value import BadText, clean, encode, opaque

SECRET = bytes(range(32))


def test_a_value_cannot_be_changed() -> None:
    name = Name(text="Мысал Есім")
    with pytest.raises(AttributeError):
        name.text = "other"  # type: ignore[misc]


KEYS = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
VALUES = st.one_of(st.text(), st.integers(-(2**53) + 1, 2**53 - 1))


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_canonical_bytes_equal_the_reference_encoder(document: dict[str, object]) -> None:
    assert encode(document) == rfc8785.dumps(document)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["a\x00b", "a\x1b[31m", "\ud800"])
def test_characters_no_store_can_keep_are_refused(text: str) -> None:
    with pytest.raises(BadText, match=r"U\+"):
        clean(text)


@pytest.mark.parametrize("text", ["", "two\nlines\tand a tab", "古孜拉·阿瓦尔汗", "گۈلزىرا", "a\u200db"])
def test_ordinary_text_passes_unchanged(text: str) -> None:
    assert clean(text) == text


def test_an_opaque_id_is_stable_and_says_nothing() -> None:
    made = opaque(SECRET, "m", "interview-17", "me")
    assert made == opaque(SECRET, "m", "interview-17", "me")
    assert re.fullmatch(r"m[a-z2-7]{16}", made)
    assert "interview" not in made


def test_another_secret_gives_another_id() -> None:
    assert opaque(SECRET, "m", "a", "b") != opaque(bytes(32), "m", "a", "b")


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_parts_cannot_be_shifted_between_fields(left: list[str], right: list[str]) -> None:
    assert (opaque(SECRET, "m", *left) == opaque(SECRET, "m", *right)) == (left == right)
