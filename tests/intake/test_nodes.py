"""The tree that YAML and JSON are read into."""

from __future__ import annotations

import pytest

from tereze.intake.nodes import VALUE_BYTES, Scalar, Section, Series, Unreadable, is_null, plain, put, too_long


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_only_plain_nothing_is_absent(text: str) -> None:
    assert is_null(Scalar(text, 1, plain=True))
    assert not is_null(Scalar(text, 1, plain=False))


@pytest.mark.parametrize("text", ["Null", "NULL", "no", "none"])
def test_a_surname_that_looks_like_nothing_is_a_name(text: str) -> None:
    assert not is_null(Scalar(text, 1, plain=True))


def test_a_value_takes_the_line_of_its_key() -> None:
    section, value = Section(1), Scalar("x", 7, plain=True)
    put(section, "key", value, 6)
    assert section.items["key"].line == 6


def test_a_doubled_key_is_refused_with_its_line() -> None:
    section = Section(1)
    put(section, "key", Scalar("x", 2, plain=True), 2)
    with pytest.raises(Unreadable) as caught:
        put(section, "key", Scalar("y", 3, plain=True), 3)
    assert (caught.value.line, caught.value.key) == (3, "key")


def test_the_limit_of_a_value_counts_bytes_not_letters() -> None:
    assert not too_long("a" * VALUE_BYTES)
    assert too_long("a" * (VALUE_BYTES + 1))
    assert too_long("қ" * (VALUE_BYTES // 2 + 1))
    assert not too_long("қ" * (VALUE_BYTES // 2))


def test_plain_gives_bare_values() -> None:
    series, section = Series(1), Section(1)
    series.items = [Scalar("a", 1, plain=True), Scalar("null", 1, plain=True)]
    put(section, "list", series, 1)
    assert plain(section) == {"list": ["a", None]}
