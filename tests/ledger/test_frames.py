"""Records: length-prefixed, hashed, limited."""

from __future__ import annotations

import io
from hashlib import sha256

import pytest

from tereze.ledger.errors import BadBundle, HugeBundle, NewerBundle
from tereze.ledger.frames import BLOB, CHUNK, ENTRY, HEADER, MAGIC, MAX_BODY, FrameReader, FrameWriter, Limits

LIMITS = Limits()


def reader(data: bytes, limits: Limits = LIMITS, packed: int | None = None) -> FrameReader:
    return FrameReader(io.BytesIO(data), limits, len(data) if packed is None else packed)


def written(*records: tuple[bytes, bytes]) -> bytes:
    out = io.BytesIO()
    writer = FrameWriter(out.write)
    for kind, body in records:
        writer.record(kind, body)
    assert writer.length == len(out.getvalue())
    assert writer.digest() == sha256(out.getvalue()).digest()
    assert writer.records == len(records)
    return out.getvalue()


def test_records_are_read_as_written() -> None:
    data = written((HEADER, b"one"), (ENTRY, b""), (CHUNK, bytes(70_000)))
    frames = reader(data)
    assert [frames.record() for _ in range(3)] == [(HEADER, b"one"), (ENTRY, b""), (CHUNK, bytes(70_000))]
    assert (frames.records, frames.length, frames.digest()) == (3, len(data), sha256(data).digest())
    frames.expect_end()


def test_it_is_laid_out_as_documented() -> None:
    assert written((HEADER, b"one")) == b"tereze/bundle/1\nH\x00\x00\x00\x03one"


def test_a_source_may_give_few_bytes_at_a_time() -> None:
    class Drip(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 2))

    frames = FrameReader(Drip(written((HEADER, b"some text"))), LIMITS, 30)
    assert frames.record() == (HEADER, b"some text")


def test_every_truncation_is_found() -> None:
    data = written((HEADER, b"one"), (ENTRY, b"two"))
    for size in range(len(data)):

        def read_all(size: int = size) -> None:
            frames = reader(data[:size])
            frames.record()
            frames.record()

        with pytest.raises(BadBundle, match="too early"):
            read_all()


def test_bytes_after_the_end_are_found() -> None:
    frames = reader(written((HEADER, b"one")) + b"x")
    frames.record()
    with pytest.raises(BadBundle, match="after its end"):
        frames.expect_end()


def test_other_files_and_later_formats_are_told_apart() -> None:
    with pytest.raises(BadBundle, match="not a bundle"):
        reader(b"PK\x03\x04 a zip file, perhaps")
    with pytest.raises(NewerBundle, match="another version"):
        reader(MAGIC.replace(b"1", b"2") + b"anything")
    with pytest.raises(NewerBundle, match="a record of type"):
        reader(MAGIC + b"q\0\0\0\0").record()


def test_a_record_has_a_largest_size() -> None:
    for kind, most in MAX_BODY.items():
        with pytest.raises(HugeBundle):
            reader(MAGIC + kind + (most + 1).to_bytes(4, "big")).record()
    with pytest.raises(HugeBundle):
        reader(MAGIC + b"E\xff\xff\xff\xff").record()
    with pytest.raises(BadBundle):
        FrameWriter(io.BytesIO().write).record(BLOB, bytes(257))


def test_the_inside_is_limited_by_bytes_and_by_ratio() -> None:
    data = written(*[(CHUNK, bytes(1000))] * 3000)

    def read_all(limits: Limits, packed: int) -> None:
        frames = reader(data, limits, packed)
        for _ in range(3000):
            frames.record()

    read_all(LIMITS, len(data))
    with pytest.raises(HugeBundle, match="more than"):
        read_all(Limits(inside=1_000_000), len(data))
    with pytest.raises(HugeBundle, match="more than"):
        read_all(LIMITS, 1000)
