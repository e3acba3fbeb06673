"""Bundles (`.trzb`), writing: some or all of a ledger in one file for somebody else. Never a key in it.

Records: header; for each log its part (head with the newest checkpoint, then entries); fork proofs; sealed evidence
files; and a last record in which the sender signs the digest of everything before it.
"""

from __future__ import annotations

import os
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Annotated, Literal, NamedTuple

import msgspec

from .canonical import canonical
from .frames import BLOB, CHUNK, END, ENTRY, FORK, HEADER, LOG, FrameWriter
from .identity import Installation, bare
from .merkle import Frontier
from .packing import compress, encrypt, failures
from .protocol import ForkProof, Head, Ledger

CHUNK_SIZE = 1024 * 1024
_Count = Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
_Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sender": "from"}):
    """Who made a bundle: origin, first entry of the own log, and the date by the sender's clock, for people only."""

    sender: str
    genesis: bytes
    made: Annotated[str, msgspec.Meta(max_length=64)]
    v: Literal[1] = 1


class PartHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The stretch of a log that follows: entries `start` to `size`, where `note` signs the root.

    `frontier` is the one at `start`, `genesis` the first entry of the log, so that a part can be verified by itself.
    """

    frontier: tuple[_Hash, ...]
    genesis: bytes
    note: str
    origin: str
    size: _Count
    start: _Count


class ForkRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fork proof."""

    note_a: str
    note_b: str
    origin: str
    path: tuple[_Hash, ...]


class BlobHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sealed evidence file that follows in chunks: SHA-256 of its bytes (base64), and their number."""

    sha256: _Hash
    size: _Count


class Blob(NamedTuple):
    """A sealed evidence file to send: its SHA-256, its size in bytes, and its bytes in pieces of any size."""

    digest: bytes
    size: int
    pieces: Iterable[bytes]


class Letter(NamedTuple):
    """What goes on a bundle: who signs it, the date written on it, and the age recipients (none: not sealed)."""

    writer: Installation
    made: str
    recipients: Sequence[str] = ()
    compressed: bool = True


def write_bundle(
    ledger: Ledger, path: Path, letter: Letter, *, have: Mapping[str, int] | None = None, blobs: Iterable[Blob] = ()
) -> int:
    """Write a bundle to `path`, which appears whole or not at all; its size in bytes.

    `have` gives, by log name, how many entries the receiver has already; those are left out. A sealed bundle is always
    compressed. Raises `BadRecipient`, `MachineFailed`.
    """

    def fill(put: Callable[[bytes], object]) -> None:
        _records(FrameWriter(put), ledger, letter, have or {}, blobs)

    with failures(), tempfile.NamedTemporaryFile(dir=path.parent, prefix=".trzb-", delete=False) as out:
        try:
            _pack(fill, out, letter)
            out.flush()
            os.fsync(out.fileno())
            size = out.seek(0, os.SEEK_END)
            Path(out.name).replace(path)
        except BaseException:
            Path(out.name).unlink(missing_ok=True)
            raise
    return size


def _pack(fill: Callable[[Callable[[bytes], object]], None], out: IO[bytes], letter: Letter) -> None:
    if letter.recipients:
        with tempfile.TemporaryFile() as plain:
            compress(fill, plain, padded=True)
            encrypt(plain, out, letter.recipients)
    elif letter.compressed:
        compress(fill, out, padded=False)
    else:
        fill(out.write)


def _records(
    frames: FrameWriter, ledger: Ledger, letter: Letter, have: Mapping[str, int], blobs: Iterable[Blob]
) -> None:
    frames.record(HEADER, canonical(Header(letter.writer.origin, letter.writer.genesis.raw, letter.made)))
    for head in ledger.heads():
        _write_log(frames, ledger, head, have.get(head.log, 0))
    for fork in ledger.forks():
        frames.record(FORK, canonical(_fork_record(fork)))
    for blob in blobs:
        _write_blob(frames, blob)
    digest = b64encode(frames.digest()).decode()
    text = f"tereze/bundle/1\n{frames.records}\n{frames.length}\n{digest}\n"
    frames.record(END, letter.writer.sign(text).encode())


def _write_log(frames: FrameWriter, ledger: Ledger, head: Head, have: int) -> None:
    origin = bare(head.log)
    start = min(have, head.size) if head.log == origin else 0  # a second history always travels whole
    before = Frontier()
    before.extend(entry.id for entry in ledger.entries(head.log, 0, start))
    genesis = next(ledger.entries(head.log, 0, 1)).raw
    frames.record(LOG, canonical(PartHead(before.nodes, genesis, head.note, origin, head.size, start)))
    for entry in ledger.entries(head.log, start, head.size):
        frames.record(ENTRY, entry.raw)


def _fork_record(fork: ForkProof) -> ForkRecord:
    return ForkRecord(fork.note_a, fork.note_b, fork.origin, fork.path)


def _write_blob(frames: FrameWriter, blob: Blob) -> None:
    frames.record(BLOB, canonical(BlobHead(blob.digest, blob.size)))
    waiting = b""
    for piece in blob.pieces:
        waiting += piece
        while len(waiting) >= CHUNK_SIZE:
            frames.record(CHUNK, waiting[:CHUNK_SIZE])
            waiting = waiting[CHUNK_SIZE:]
    if waiting:
        frames.record(CHUNK, waiting)
