"""Canonical JSON: equal to an independent RFC 8785 encoder inside the profile, refused outside it."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.ledger.canonical import MAX_INTEGER, MAX_PAYLOAD, canonical, check_canonical
from tereze.ledger.errors import NotCanonical

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
keys = st.text(st.characters(max_codepoint=127, exclude_characters="\0"), max_size=8)
leaves = st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | texts
values = st.recursive(leaves, lambda one: st.lists(one, max_size=4) | st.dictionaries(keys, one, max_size=4))


@given(values)
@settings(max_examples=700, deadline=None)
def test_it_equals_rfc_8785(value: Any) -> None:
    raw = canonical(value)
    assert raw == rfc8785.dumps(value)
    assert check_canonical(raw) == value


@given(values, st.sampled_from([1, None]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_other_spelling_is_refused(value: Any, indent: int | None, sort: bool) -> None:
    raw = canonical(value)
    other = json.dumps(value, indent=indent, sort_keys=sort, ensure_ascii=True).encode()
    if other != raw:
        with pytest.raises(NotCanonical):
            check_canonical(other)


@pytest.mark.parametrize(
    "raw",
    [
        b"", b" 1", b"1 ", b"1.0", b"1.5", b"1e3", b"1E400", b"-0", b"-0.0", b"NaN", b"Infinity", b"01", b"+1",
        b"9007199254740992", b"-9007199254740992", b"99999999999999999999999999", b"1e-400",
        b'{"b":1,"a":1}', b'{"a":1,"a":1}', b'{"a":1,"a":2}', b'{"a": 1}', b'{"a":1,}', b"[1,]", b"[1 ,2]",
        b'"\\u0041"', b'"\\/"', b'"\\u000a"', b'"\n"', b'"\\ud800"', b'"\\udc00\\ud800"', b'"\xed\xa0\x80"',
        b'"\xff"', b'"\xc0\x80"', b'"\\u0000"', b'{"\\u0000":1}', '{"ключ":1}'.encode(), b'{"\xc3\xa9":1}',
        b"\xef\xbb\xbf1", b"[" * 33 + b"]" * 33, b"[" * 100_000, b"[" * 100_000 + b"]" * 100_000, b"null null",
        b"\x00", b"'a'", b'{1:2}', b"tru",
    ],
)  # fmt: skip
def test_what_the_profile_excludes_is_refused(raw: bytes) -> None:
    with pytest.raises(NotCanonical):
        check_canonical(raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"9007199254740991", 2**53 - 1),
        (b"-9007199254740991", -(2**53) + 1),
        (b'"\\\\u0000"', "\\u0000"),
        (b'{"\\\\u0000":"\\\\u0000"}', {"\\u0000": "\\u0000"}),
        (b"[" * 32 + b"]" * 32, msgspec.json.decode(b"[" * 32 + b"]" * 32)),
        (b'"\x7f\\u001f\\b\\t\\n\\f\\r\\"\\\\/"', '\x7f\x1f\b\t\n\f\r"\\/'),
        ('"қ😀\u2028"'.encode(), "қ😀\u2028"),
        (b"{}", {}),
    ],
)
def test_the_edges_of_the_profile_are_allowed(raw: bytes, value: Any) -> None:
    assert check_canonical(raw) == value
    assert canonical(value) == raw == rfc8785.dumps(value)


@pytest.mark.parametrize("value", [1.5, 2**53, "\ud800", {"é": 1}, {1: 2}, object(), float("nan"), "a\0b", {"a\0": 1}])
def test_values_outside_the_profile_are_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


def test_a_struct_is_written_with_sorted_keys() -> None:
    class Pair(msgspec.Struct):
        b: int
        a: tuple[str, ...]

    assert canonical(Pair(1, ("x",))) == b'{"a":["x"],"b":1}'


def test_the_depth_of_32_counts_objects_and_arrays() -> None:
    value: Any = 1
    for level in range(32):
        value = [value] if level % 2 else {"a": value}
    canonical(value)
    with pytest.raises(NotCanonical, match="deeper"):
        canonical([value])


def test_a_payload_has_a_largest_size() -> None:
    with pytest.raises(NotCanonical, match="longer"):
        check_canonical(b'"' + b"a" * MAX_PAYLOAD + b'"')


def test_the_error_never_shows_the_text() -> None:
    with pytest.raises(NotCanonical) as caught:
        canonical({"name": "Фиктив\0"})
    assert "Фиктив" not in str(caught.value)
    assert caught.value.exit_code == 3
    assert caught.value.advice
