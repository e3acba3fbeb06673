"""A file on its way to the vault: readable again, and never in the clear on the disk."""

from __future__ import annotations

import io
import tempfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze_web.receiving.spool import PIECE, Lost, Spool, TooBig


def _filled(data: bytes, most: int = 1 << 22) -> Spool:
    made = Spool(most)
    for at in range(0, len(data), 5000):
        made.write(data[at : at + 5000])
    made.rewind()
    return made


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7])
def test_it_gives_back_what_came(size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    with _filled(data) as made:
        assert made.size == size
        assert made.read() == data
        assert made.read(10) == b""


@given(st.integers(0, 200_000), st.integers(0, 100_000))
def test_any_part_can_be_read(at: int, size: int) -> None:
    data = bytes(number % 251 for number in range(150_000))
    with _filled(data) as made:
        made.seek(at)
        assert made.read(size) == data[at : at + size]


def test_it_can_be_read_twice() -> None:
    with _filled(b"abc") as made:
        assert made.read(2) == b"ab"
        assert made.tell() == 2
        made.seek(0)
        assert made.read() == b"abc"
        made.seek(-1, io.SEEK_END)
        assert made.read() == b"c"
        assert made.readable()
        assert made.seekable()


def test_no_plain_byte_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    files: list[Any] = []
    original = tempfile.TemporaryFile

    def kept() -> Any:
        files.append(original())
        return files[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", kept)
    made = _filled(b"in the clear" * 20_000)
    files[0].seek(0)
    held = files[0].read()
    assert len(held) > 200_000
    assert b"in the clear" not in held
    made.close()
    assert files[0].closed


def test_too_large_is_refused() -> None:
    made = Spool(10)
    made.write(b"12345")
    with pytest.raises(TooBig):
        made.write(b"678901")
    made.close()


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with pytest.raises(Lost), Spool(1 << 20) as made:
        made.write(b"x" * PIECE)


def test_a_changed_piece_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _filled(b"abc" * 30_000)
    assert made._file is not None
    made._file.seek(5)
    made._file.write(b"\0\1\2")
    with pytest.raises(Lost):
        made.read()
    made.close()
