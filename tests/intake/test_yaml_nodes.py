"""YAML without magic: every scalar a string, and everything clever refused with its line."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.intake import yaml_nodes
from tereze.intake.nodes import DEPTH, VALUE_BYTES, Section, Unreadable, plain


def bare(text: str) -> Any:
    root = yaml_nodes.compose(text.encode())
    assert root is not None
    return plain(root)


def refused(text: str | bytes, first_line: int = 1) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        yaml_nodes.compose(text if isinstance(text, bytes) else text.encode(), first_line)
    return caught.value


def test_nothing_is_a_date_a_number_or_norwegian() -> None:
    assert bare("a: 2018-03-05\nb: no\nc: 1_000\nd: 0x1F\ne: 12:30:00\nf: 1e3") == {
        "a": "2018-03-05",
        "b": "no",
        "c": "1_000",
        "d": "0x1F",
        "e": "12:30:00",
        "f": "1e3",
    }


def test_lines_are_those_of_the_file() -> None:
    root = yaml_nodes.compose(b"a: 1\nb:\n  c: 2\n  d:\n    - x\n    - y\n", first_line=10)
    assert isinstance(root, Section)
    inner = root.items["b"]
    assert isinstance(inner, Section)
    assert (root.items["a"].line, inner.line, inner.items["c"].line, inner.items["d"].line) == (10, 11, 12, 13)


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: &x 1\nb: *x", 1, "anchor"),
        ("a: 1\nb: *x", 2, "alias"),
        ("a: 1\nb: !!int 3", 2, "tag"),
        ("a: !own {b: c}", 1, "tag"),
        ("a: 1\na: 2", 2, "twice"),
        ("a: {b: 1, b: 2}", 1, "twice"),
        ("? [a, b]\n: c", 1, "where a key belongs"),
        ("a: [1, 2\nb: 3", 2, "not well-formed"),
        ('a: "unclosed', 1, "not well-formed"),
    ],
)
def test_what_is_clever_or_broken_is_refused(text: str, line: int, word: str) -> None:
    problem = refused(text)
    assert word in problem.error
    assert problem.hint
    assert abs(problem.line - line) <= 1


def test_a_merge_key_is_an_ordinary_key() -> None:
    assert bare("<<: {a: b}") == {"<<": {"a": "b"}}


def test_a_date_set_without_quotes_gets_its_quoted_form_as_hint() -> None:
    assert '"[2017-06..2017-08]/2018-10"' in refused("when: [2017-06..2017-08]/2018-10\nb: c").hint


def test_depth_is_limited() -> None:
    assert bare("[" * (DEPTH - 1) + "]" * (DEPTH - 1)) is not None
    assert "deeper" in refused("[" * (DEPTH + 1) + "]" * (DEPTH + 1)).error


def test_a_value_is_limited() -> None:
    assert "1 MiB" in refused("a: " + "x" * (VALUE_BYTES + 1)).error


def test_bytes_that_are_not_utf8_are_refused_with_their_line() -> None:
    problem = refused(b"a: 1\nb: " + "Имя".encode("cp1251"), first_line=5)
    assert (problem.line, "UTF-8" in problem.error) == (6, True)


def test_an_invisible_character_is_refused_with_its_line() -> None:
    problem = refused(b"a: 1\nb: x\x00y")
    assert problem.line == 2
    assert "U+0000" in problem.error


def test_nothing_is_none() -> None:
    assert yaml_nodes.compose(b"---\n") is None or plain(yaml_nodes.compose(b"---\n") or Section(1)) in (None, {})


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcк_", min_size=1), inner, max_size=4),
        max_leaves=20,
    )
)
def test_it_reads_what_the_base_loader_reads(value: Any) -> None:
    text = yaml.safe_dump({"value": value}, allow_unicode=True, default_style='"')
    if "\x85" not in text and "&" not in text and "*" not in text:
        assert bare(text.replace("!!str ", "")) == yaml.load(text.replace("!!str ", ""), Loader=yaml.BaseLoader)  # noqa: S506


@pytest.mark.parametrize("text", [r'a: "x\x07y"', r'a: "x\0y"', r'"k\x01": y'])
def test_a_control_character_written_as_an_escape_is_refused_too(text: str) -> None:
    assert "cannot be kept" in refused(text).error


def test_a_tab_that_indents_is_named() -> None:
    assert "tab" in refused("a:\n\tb: c").hint


def test_a_key_without_a_colon_is_remembered() -> None:
    root = yaml_nodes.compose("{a: ең бірінші, екінші сөз, b: , c: }".encode())
    assert isinstance(root, Section)
    assert root.alone == {"екінші сөз"}
