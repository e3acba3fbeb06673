"""The entry on paper: one spelling, every member checked."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec
import pytest

from tereze.ledger.canonical import canonical
from tereze.ledger.entry import (
    MAX_ENTRY,
    Bound,
    Clear,
    Wrap,
    bound_bytes,
    bound_of,
    check_form,
    is_newer,
    read_clear,
    write_entry,
)
from tereze.ledger.errors import BadEntry, BadGenesis

CLEAR = Clear("alg", "case", bytes(32), b"text", bytes(12), bytes(12), 1)
WRAPPED = Clear("alg", "witness", bytes(32), b"text", bytes(12), bytes(12), 1, (Wrap("x25519", bytes(12), b"w"),))


@pytest.mark.parametrize("clear", [CLEAR, WRAPPED])
def test_an_entry_reads_as_it_was_written(clear: Clear) -> None:
    entry = write_entry(clear)
    assert read_clear(entry.raw) == clear
    assert entry.id == sha256(entry.raw).digest()
    assert canonical(msgspec.json.decode(entry.raw)) == entry.raw


def test_the_bound_members_are_all_but_the_ciphertext() -> None:
    raw = msgspec.json.decode(write_entry(WRAPPED).raw)
    del raw["ct"]
    assert bound_bytes(bound_of(WRAPPED)) == canonical(raw)
    assert isinstance(bound_of(CLEAR), Bound)


def change(**members: Any) -> bytes:
    value = {**msgspec.json.decode(write_entry(CLEAR).raw), **members}
    return canonical({key: item for key, item in value.items() if item is not ...})


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{}", b"[]", b"null", change(v=0), change(v=2), change(v="1"), change(more=1),
        change(alg=...), change(cls="open"),
        change(cm="AAAA"), change(cm="A" * 42 + "B="), change(ct="A"), change(ct="QR=="), change(kid="AAAA"),
        change(n="AAAA"),
        change(n=...), change(cls="genesis"), change(to=[]), change(to=[{"a": "x", "c": "A" * 16, "w": ""}]),
        change(cls="witness"), change(alg=""), change(alg="a" * 65), change(ct=None), b" " + change(), change() + b"\n",
        change(cls="witness", to=[{"a": "x", "c": "A" * 15, "w": ""}]),
        change(cls="witness", to=[{"a": "x", "c": "A" * 16}]),
        change(cls="witness", to=[{"a": "x", "c": "A" * 16, "w": ""}] * 65), change().replace(b'"v":1', b'"v":1.0'),
        change().replace(b'"alg":"alg",', b"").replace(b'"v":1', b'"v":1,"alg":"alg"'), b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_malformed_entry_is_refused(raw: bytes) -> None:
    with pytest.raises(BadEntry):
        read_clear(raw)


def test_an_entry_has_a_largest_size() -> None:
    huge = Clear("alg", "case", bytes(32), bytes(MAX_ENTRY), bytes(12), bytes(12), 1)
    with pytest.raises(BadEntry, match="longer"):
        write_entry(huge)
    with pytest.raises(BadEntry):
        check_form(b'{"cls":"case","v":2}'.ljust(MAX_ENTRY + 1), 1)


def test_a_later_version_is_kept_unread() -> None:
    assert is_newer(b'{"cls":"case","v":2,"what":"ever"}')
    check_form(b'{"cls":"case","v":2,"what":"ever"}', 5)
    assert not is_newer(write_entry(CLEAR).raw)
    assert not is_newer(b"\xff")


def test_the_genesis_stands_first_and_nowhere_else(bench: Any) -> None:
    genesis = bench.installation("one").genesis.raw
    check_form(genesis, 0)
    check_form(write_entry(CLEAR).raw, 1)
    with pytest.raises(BadEntry):
        check_form(genesis, 1)
    with pytest.raises(BadGenesis):
        check_form(write_entry(CLEAR).raw, 0)
