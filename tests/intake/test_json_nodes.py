"""JSON into the same tree as YAML."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.intake import json_nodes
from tereze.intake.nodes import DEPTH, VALUE_BYTES, Scalar, Section, Unreadable, plain

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cc", "Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abк", min_size=1), inner, max_size=4),
    max_leaves=20,
)


def as_text(value: Any) -> Any:
    """What the tree keeps of a JSON value: numbers and truth values as their text."""
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    return value if value is None or isinstance(value, str) else json.dumps(value)


@settings(max_examples=300, deadline=None)
@given(ANY, st.sampled_from([None, 2]), st.booleans())
def test_it_reads_all_json(value: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps({"value": value}, indent=indent, ensure_ascii=ascii_only)
    assert plain(json_nodes.compose(text)) == {"value": as_text(value)}


def test_a_quoted_null_is_a_text() -> None:
    root = json_nodes.compose('{"a": "null", "b": null}')
    assert plain(root) == {"a": "null", "b": None}


def test_numbers_stay_as_they_were_written() -> None:
    assert plain(json_nodes.compose("[15, 1.50, -2e3, true]")) == ["15", "1.50", "-2e3", "true"]


def test_letters_beyond_the_first_plane_are_read() -> None:
    root = json_nodes.compose(r'"\ud83d\ude00"')
    assert isinstance(root, Scalar)
    assert root.value == "😀"


def test_lines_are_counted() -> None:
    root = json_nodes.compose('{\n  "a": 1,\n\n  "b":\n [2]}', first_line=3)
    assert isinstance(root, Section)
    assert (root.items["a"].line, root.items["b"].line) == (4, 6)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1\n "b": 2}', 2),
        ('{"a" 1}', 1),
        ("{a: 1}", 1),
        ('{"a": 1} x', 1),
        ('["a", "b]', 1),
        ("[1, nan]", 1),
        ("", 1),
        ('{"a": 01}', 1),
        (r'["\x"]', 1),
        ("[1,]", 1),
        ('{"a":\n', 2),
    ],
)
def test_what_is_broken_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(Unreadable) as caught:
        json_nodes.compose(text)
    assert caught.value.line == line
    assert "not well-formed JSON" in caught.value.error


@pytest.mark.parametrize("text", ['{"a": 1,\n"a": 2}', r'{"a": "x\u0000"}', r'{"a": "\ud800"}'])
def test_doubled_keys_and_characters_no_store_keeps_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        json_nodes.compose(text)


def test_depth_and_length_are_limited() -> None:
    json_nodes.compose("[" * DEPTH + "]" * DEPTH)
    with pytest.raises(Unreadable, match="deeper"):
        json_nodes.compose("[" * (DEPTH + 1) + "]" * (DEPTH + 1))
    with pytest.raises(Unreadable, match="1 MiB"):
        json_nodes.compose(json.dumps("x" * (VALUE_BYTES + 1)))
