"""Padding: exact, tight, and only one way to write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.ledger.errors import BadEntry
from tereze.ledger.padding import BUCKETS_UP_TO, pad, padded_size, padme, unpad


@given(st.binary(max_size=9000))
def test_what_was_padded_is_unpadded(payload: bytes) -> None:
    padded = pad(payload)
    assert unpad(padded) == payload
    assert len(padded) == padded_size(len(payload) + 4)


def test_small_sizes_are_whole_buckets() -> None:
    assert {padded_size(size) for size in range(1, 257)} == {256}
    assert padded_size(257) == 512
    assert padded_size(BUCKETS_UP_TO) == BUCKETS_UP_TO
    assert all(padded_size(size) % 256 == 0 for size in range(1, BUCKETS_UP_TO))


def test_large_sizes_are_padme_sizes() -> None:
    # Worked by hand from the paper: 5,000 has exponent 12 (4 bits), so the low 8 bits are rounded up.
    assert padme(5000) == 5120
    assert padme(1_000_000) == 1_015_808
    assert padme(9) == 10


@given(st.integers(BUCKETS_UP_TO + 1, 2**40))
def test_padme_adds_little_and_is_stable(size: int) -> None:
    assert size <= padme(size) <= size * 1.12
    assert padme(padme(size)) == padme(size)


def test_few_sizes_remain() -> None:
    assert len({padded_size(size) for size in range(1, 100_001)}) <= 120


@pytest.mark.parametrize(
    "padded",
    [
        b"", b"\0\0\0", bytes(4), bytes(255), bytes(512), pad(b"a")[:-1], pad(b"a") + b"\0", pad(b"a")[:-1] + b"\1",
        b"\0\0\0\2a" + bytes(250) + b"\7", b"\xff" * 256, b"\0\0\1\0" + bytes(252), pad(b"x" * 300)[:256],
    ],
)  # fmt: skip
def test_any_other_padding_is_refused(padded: bytes) -> None:
    with pytest.raises(BadEntry, match="padding"):
        unpad(padded)
