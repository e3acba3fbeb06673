"""Pages of a TIFF: counted, measured, and each by itself."""

from __future__ import annotations

import struct

import pytest
from tests.intake.reading import makers

from tereze.intake.reading import mending
from tereze.intake.reading.tiff_pages import directories, single

THREE = makers.tiff(4, 2, b"a" * 8, b"b" * 8, b"c" * 8)


def _begins(data: bytes) -> bytes:
    """The first pixel of the first page."""
    (at,) = struct.unpack("<I", data[4:8])
    (count,) = struct.unpack("<H", data[at : at + 2])
    rows = {data[at + 2 + 12 * n :][:2]: data[at + 10 + 12 * n :][:4] for n in range(count)}
    (strip,) = struct.unpack("<I", rows[struct.pack("<H", 273)])
    return data[strip : strip + 1]


def test_each_page_is_counted_and_measured() -> None:
    assert [one.size for one in directories(THREE)] == [(4, 2)] * 3


def test_each_page_by_itself_is_one_page_and_that_one() -> None:
    alone = [single(THREE, number) for number in (1, 2, 3)]
    assert [_begins(one) for one in alone] == [b"a", b"b", b"c"]
    assert [len(directories(one)) for one in alone] == [1, 1, 1]
    assert not any(mending.is_bundle(one) for one in alone)
    assert all(len(one) == len(THREE) for one in alone)


def test_a_page_that_is_not_there() -> None:
    with pytest.raises(IndexError):
        single(THREE, 4)


def test_a_chain_that_bites_its_tail_ends() -> None:
    made = bytearray(THREE)
    last = directories(THREE)[2].link
    struct.pack_into("<I", made, last, directories(THREE)[0].at)
    assert len(directories(bytes(made))) == 3


def test_a_cut_chain_says_so() -> None:
    with pytest.raises(struct.error):
        directories(THREE[:-20])
