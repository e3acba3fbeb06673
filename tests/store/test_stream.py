"""The sealed file: what goes in comes out, its size tells little, and no bit of it can change."""

from __future__ import annotations

import io
import os
import random
from hashlib import sha256

import pytest

from tereze.ledger.padding import padme
from tereze.store import stream
from tereze.store.stream import CHUNK, HEAD, LAST, SMALLEST, TAG, BadStream

KID, KEY = bytes(range(12)), bytes(range(32))
SIZES = [0, 1, 100, SMALLEST - 1, SMALLEST, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17, 20 * CHUNK + 1]


def _seal(plain: bytes, piece: int = CHUNK) -> bytes:
    file = io.BytesIO(plain)
    return b"".join(stream.seal(lambda: file.read(piece), KID, KEY))


def _unseal(sealed: bytes, key: bytes = KEY, digest: bytes | None = None) -> bytes:
    file = io.BytesIO(sealed)
    kid = stream.read_head(file)
    return b"".join(stream.unseal(file, kid, key, digest or sha256(sealed).digest()))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("piece", [CHUNK, 1000])
def test_what_goes_in_comes_out(size: int, piece: int) -> None:
    plain = random.Random(size).randbytes(size)
    sealed = _seal(plain, piece)
    assert _unseal(sealed) == plain
    assert stream.read_head(io.BytesIO(sealed)) == KID


@pytest.mark.parametrize("size", SIZES)
def test_the_size_is_padded(size: int) -> None:
    padded = padme(max(size, SMALLEST))
    chunks = -(-padded // CHUNK)
    assert len(_seal(bytes(size))) == HEAD + padded + chunks * TAG + LAST


def test_files_of_nearly_one_size_look_alike() -> None:
    sizes = {len(_seal(bytes(size))) for size in range(200_000, 202_000, 7)}
    assert len(sizes) <= 2


def test_zeros_at_the_end_of_a_file_are_kept() -> None:
    plain = b"x" + bytes(CHUNK)
    assert _unseal(_seal(plain)) == plain


def test_nothing_of_it_is_readable() -> None:
    assert b"canary" not in _seal(b"canary" * 1000)


def test_no_bit_may_change_though_the_name_changed_with_it() -> None:
    sealed = _seal(random.Random(1).randbytes(2 * CHUNK + 5))
    dice = random.Random(2)
    for _ in range(300):
        broken = bytearray(sealed)
        broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
        with pytest.raises(BadStream):
            _unseal(bytes(broken), digest=sha256(broken).digest())


def test_chunks_cannot_be_dropped_swapped_repeated_or_appended() -> None:
    sealed = _seal(random.Random(3).randbytes(4 * CHUNK))
    size = CHUNK + TAG
    head, body, last = sealed[:HEAD], sealed[HEAD:-LAST], sealed[-LAST:]
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    for order in ([0, 1, 2], [1, 0, 2, 3], [0, 0, 2, 3], [0, 1, 2, 3, 3], [], [3, 2, 1, 0]):
        broken = head + b"".join(parts[at] for at in order) + last
        with pytest.raises(BadStream):
            _unseal(broken)
    for broken in (sealed[:-1], sealed[:-LAST], sealed + b"x", sealed[:HEAD], head + last, b"", sealed[:10]):
        with pytest.raises(BadStream):
            _unseal(broken)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(BadStream):
        _unseal(_seal(b"text"), bytes(32))


def test_the_last_piece_waits_for_the_whole_digest() -> None:
    sealed = _seal(random.Random(4).randbytes(3 * CHUNK))
    file = io.BytesIO(sealed)
    kid = stream.read_head(file)
    released = []
    with pytest.raises(BadStream, match="checksum"):  # noqa: PT012
        for piece in stream.unseal(file, kid, KEY, bytes(32)):
            released.append(piece)
    assert len(b"".join(released)) == 2 * CHUNK


def test_the_digest_of_a_file_that_cannot_be_opened_is_compared() -> None:
    sealed = _seal(os.urandom(100_000))
    stream.compare_digest(io.BytesIO(sealed), sha256(sealed).digest())
    with pytest.raises(BadStream):
        stream.compare_digest(io.BytesIO(sealed[:-1]), sha256(sealed).digest())


@pytest.mark.parametrize("size", SIZES)
def test_a_part_is_that_part_of_the_whole(size: int) -> None:
    plain = random.Random(size).randbytes(size)
    sealed = _seal(plain)
    edges = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, size // 2, max(size - 1, 0), size, size + 5}
    for begin in edges:
        for length in (0, 1, 7, CHUNK, 2 * CHUNK + 3):
            file = io.BytesIO(sealed)
            kid = stream.read_head(file)
            assert stream.part(file, kid, KEY, begin, length) == plain[begin : begin + length], (begin, length)


def test_a_part_that_was_changed_moved_or_cut_off_is_refused() -> None:
    plain = random.Random(3).randbytes(3 * CHUNK)
    sealed = _seal(plain)
    two = HEAD + stream.SEALED_CHUNK
    swapped = (
        sealed[:HEAD] + sealed[two : two + stream.SEALED_CHUNK] + sealed[HEAD:two] + sealed[two + stream.SEALED_CHUNK :]
    )
    flipped = bytearray(sealed)
    flipped[HEAD + 10] ^= 1
    for bad in (swapped, bytes(flipped), sealed[:-1], sealed[: HEAD + 40], sealed[: two + LAST]):
        file = io.BytesIO(bad)
        with pytest.raises(BadStream):
            stream.part(file, stream.read_head(file), KEY, 0, 10)


def test_a_change_elsewhere_does_not_reach_a_part() -> None:
    sealed = bytearray(_seal(random.Random(4).randbytes(3 * CHUNK)))
    sealed[HEAD + 10] ^= 1
    file = io.BytesIO(bytes(sealed))
    assert len(stream.part(file, stream.read_head(file), KEY, CHUNK, 50)) == 50
