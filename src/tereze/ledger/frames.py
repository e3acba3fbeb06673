"""The inside of a bundle: a magic line, then records of one type byte, four bytes of length (big-endian) and a body.

Every byte read is hashed and counted, so the signed last record can vouch for all before it, and no record or stream
can grow past its limit.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple, Protocol

from .errors import BadBundle, HugeBundle, NewerBundle

MAGIC = b"tereze/bundle/1\n"
HEADER, LOG, ENTRY, FORK, BLOB, CHUNK, END = b"H", b"L", b"E", b"K", b"B", b"C", b"Z"
MAX_BODY = {
    HEADER: 64 * 1024, LOG: 64 * 1024, ENTRY: 8 * 1024 * 1024, FORK: 64 * 1024, BLOB: 256,
    CHUNK: 1024 * 1024, END: 16 * 1024,
}  # fmt: skip


class Limits(NamedTuple):
    """How much a bundle may hold: bytes of the file, bytes inside, and how many times larger inside than outside."""

    file: int = 64 * 2**30
    inside: int = 128 * 2**30
    ratio: int = 100


class Source(Protocol):
    """Bytes to read from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


class FrameWriter:
    """Writes records through `put` and remembers count, length and digest of what it wrote."""

    def __init__(self, put: Callable[[bytes], object]) -> None:
        self._put = put
        self._digest = sha256()
        self.records = self.length = 0
        self._write(MAGIC)

    def _write(self, data: bytes) -> None:
        self._put(data)
        self._digest.update(data)
        self.length += len(data)

    def record(self, kind: bytes, body: bytes) -> None:
        """One record."""
        if len(body) > MAX_BODY[kind]:
            raise BadBundle(f"a record of type {kind.decode()} is too long to be written")
        self._write(kind + len(body).to_bytes(4, "big") + body)
        self.records += 1

    def digest(self) -> bytes:
        """SHA-256 of everything so far."""
        return self._digest.digest()


class FrameReader:
    """Reads records from a source, within limits. `packed` is the size of the file the bytes come from."""

    def __init__(self, source: Source, limits: Limits, packed: int) -> None:
        self._source = source
        self._most = min(limits.inside, limits.ratio * packed + 2**20)
        self._digest = sha256()
        self.records = self.length = 0
        magic = self._read(len(MAGIC))
        if magic != MAGIC and magic.startswith(b"tereze/bundle/"):
            raise NewerBundle("another version of the format")
        if magic != MAGIC:
            raise BadBundle("it is not a bundle")

    def _read(self, size: int) -> bytes:
        if self.length + size > self._most:
            raise HugeBundle(f"more than {self._most} bytes inside")
        pieces, missing = [], size
        while missing:
            piece = self._source.read(missing)
            if not piece:
                raise BadBundle("it ends too early")
            pieces.append(piece)
            missing -= len(piece)
        data = b"".join(pieces)
        self._digest.update(data)
        self.length += size
        return data

    def record(self) -> tuple[bytes, bytes]:
        """(type, body) of the next record."""
        head = self._read(5)
        kind, size = head[:1], int.from_bytes(head[1:], "big")
        most = MAX_BODY.get(kind)
        if most is None:
            raise NewerBundle(f"a record of type {kind!r}")
        if size > most:
            raise HugeBundle(f"a record of {size} bytes")
        body = self._read(size)
        self.records += 1
        return kind, body

    def digest(self) -> bytes:
        """SHA-256 of everything so far."""
        return self._digest.digest()

    def expect_end(self) -> None:
        """Refuse bytes after the last record."""
        if self._source.read(1):
            raise BadBundle("there are bytes after its end")
