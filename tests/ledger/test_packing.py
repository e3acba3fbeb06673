"""The outside of a bundle: zstd, padding, digest, age."""

from __future__ import annotations

import io
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pyrage
import pytest
import zstandard

from tereze.ledger.errors import BadBundle, BadRecipient, HugeBundle, LockedBundle
from tereze.ledger.frames import CHUNK, HEADER, FrameWriter, Limits
from tereze.ledger.packing import compress, encrypt, opened
from tereze.ledger.padding import padme
from tereze.model.errors import MachineFailed

LIMITS = Limits()
IDENTITY = pyrage.x25519.Identity.generate()


def fill(put: Callable[[bytes], object]) -> None:
    writer = FrameWriter(put)
    writer.record(HEADER, b"one" * 1000)


def packed(*, padded: bool = False) -> bytes:
    out = io.BytesIO()
    compress(fill, out, padded=padded)
    return out.getvalue()


def read(path: Path, identities: tuple[str, ...] = (), limits: Limits = LIMITS) -> bytes:
    with opened(path, identities, limits) as begin:
        first, second = begin().record()[1], begin().record()[1]
        assert first == second
        return first


def put(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "bundle.trzb"
    path.write_bytes(data)
    return path


def test_compressed_and_plain_files_are_read(tmp_path: Path) -> None:
    assert read(put(tmp_path, packed())) == b"one" * 1000
    plain = io.BytesIO()
    fill(plain.write)
    assert read(put(tmp_path, plain.getvalue())) == b"one" * 1000
    assert len(packed()) < 300


def test_other_zstd_tools_can_read_it() -> None:
    plain = io.BytesIO()
    fill(plain.write)
    stream = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed(padded=True)), read_across_frames=True)
    assert stream.read(10_000) == plain.getvalue()


def test_it_ends_with_the_digest_of_everything_before() -> None:
    data = packed()
    assert data[-32:] == sha256(data[:-40]).digest()


def test_a_sealed_file_is_padded() -> None:
    size = len(packed(padded=True))
    assert size == padme(size) >= len(packed())


def test_an_age_file_opens_with_one_of_its_keys_only(tmp_path: Path) -> None:
    out = io.BytesIO()
    encrypt(io.BytesIO(packed(padded=True)), out, [str(IDENTITY.to_public())])
    path = put(tmp_path, out.getvalue())
    assert read(path, (str(pyrage.x25519.Identity.generate()), str(IDENTITY))) == b"one" * 1000
    with pytest.raises(LockedBundle, match="no key"):
        read(path)
    with pytest.raises(LockedBundle, match="another key"):
        read(path, (str(pyrage.x25519.Identity.generate()),))
    with pytest.raises(LockedBundle, match="not an age private key"):
        read(path, ("AGE-SECRET-KEY-1",))


def test_a_damaged_age_file_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    encrypt(io.BytesIO(packed()), out, [str(IDENTITY.to_public())])
    data = out.getvalue()
    for at in range(0, len(data), 3):
        broken = bytearray(data)
        broken[at] ^= 4
        with pytest.raises((BadBundle, LockedBundle)):
            read(put(tmp_path, bytes(broken)), (str(IDENTITY),))
        with pytest.raises((BadBundle, LockedBundle)):
            read(put(tmp_path, data[:at]), (str(IDENTITY),))


def test_a_recipient_that_is_none_is_refused() -> None:
    with pytest.raises(BadRecipient, match="age1nobody"):
        encrypt(io.BytesIO(), io.BytesIO(), ["age1nobody"])


def test_every_flipped_bit_and_truncation_of_a_compressed_file_is_found(tmp_path: Path) -> None:
    data = packed(padded=True)
    for at in range(len(data)):
        for bit in range(8):
            broken = bytearray(data)
            broken[at] ^= 1 << bit
            with pytest.raises(BadBundle):
                read(put(tmp_path, bytes(broken)))
        with pytest.raises(BadBundle):
            read(put(tmp_path, data[:at]))


def resealed(body: bytes) -> bytes:
    """A stream with a good digest, made by somebody who knows the format."""
    return body + b"\x50\x2a\x4d\x18\x20\0\0\0" + sha256(body).digest()


def test_a_bad_stream_with_a_good_digest_is_refused(tmp_path: Path) -> None:
    for body in (b"\x28\xb5\x2f\xfd" + bytes(40), packed()[:-48][:-9], b"\x28\xb5\x2f\xfd"):
        with pytest.raises(BadBundle):
            read(put(tmp_path, resealed(body)))


def test_a_bomb_is_stopped(tmp_path: Path) -> None:
    def bomb(put: Callable[[bytes], object]) -> None:
        writer = FrameWriter(put)
        for _ in range(200):
            writer.record(CHUNK, bytes(1024 * 1024))

    out = io.BytesIO()
    compress(bomb, out, padded=False)
    path = put(tmp_path, out.getvalue())
    assert path.stat().st_size < 50_000

    def read_all() -> None:
        with opened(path, (), LIMITS) as begin:
            frames = begin()
            for _ in range(200):
                frames.record()

    with pytest.raises(HugeBundle):
        read_all()


def test_a_wide_window_is_refused(tmp_path: Path) -> None:
    wide = zstandard.ZstdCompressionParameters(window_log=27)
    body = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    data = body.compress(b"tereze/bundle/1\n" + bytes(100)) + body.flush()
    with pytest.raises(BadBundle, match="unpacked"):
        read(put(tmp_path, resealed(data)))


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(HugeBundle, match="a file of"):
        read(put(tmp_path, packed()), limits=Limits(file=10))


def test_a_file_that_is_not_there_is_the_machines_failure(tmp_path: Path) -> None:
    with pytest.raises(MachineFailed, match="cannot be read"):
        read(tmp_path / "missing.trzb")
    with pytest.raises(MachineFailed):
        read(tmp_path)
