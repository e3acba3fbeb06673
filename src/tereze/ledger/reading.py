"""The grammar of a bundle: which record may follow which. Everything is parsed strictly; nothing is trusted yet."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import TypeVar

import msgspec

from .bundle import BlobHead, ForkRecord, Header, PartHead
from .errors import BadBundle
from .frames import BLOB, CHUNK, END, ENTRY, FORK, HEADER, LOG, FrameReader
from .identity import Genesis
from .notes import open_note
from .protocol import ForkProof, LogPart

_T = TypeVar("_T", bound=msgspec.Struct)


class Reading:
    """One pass through the records, in order: `header`, then `parts`, `forks`, `blobs`, `end`.

    What `parts` and `blobs` give must be consumed before the next is asked for.
    """

    def __init__(self, frames: FrameReader) -> None:
        self._frames = frames
        self._kind = self._body = b""
        self._advance()
        self.header = self._take(HEADER, Header)

    def _advance(self) -> None:
        self._before = (self._frames.records, self._frames.length, self._frames.digest())
        self._kind, self._body = self._frames.record()

    def _take(self, kind: bytes, shape: type[_T]) -> _T:
        """The record at hand, as `shape`; goes on to the next."""
        if self._kind != kind:
            raise BadBundle("its records are not in order")
        try:
            value = msgspec.json.decode(self._body, type=shape)
        except (ValueError, RecursionError) as error:
            raise BadBundle("a record is not of the expected form") from error
        if msgspec.json.encode(value, order="sorted") != self._body:
            raise BadBundle("a record is not in canonical form")
        self._advance()
        return value

    def parts(self) -> Iterator[tuple[PartHead, LogPart]]:
        """The stretches of logs."""
        while self._kind == LOG:
            head = self._take(LOG, PartHead)
            if head.size < head.start or head.size == 0:
                raise BadBundle("a log ends before it starts")
            yield head, LogPart(head.origin, head.start, head.frontier, self._entries(head), head.note)
            if self._kind == ENTRY:
                raise BadBundle("a log has more entries than it says")

    def _entries(self, head: PartHead) -> Iterator[bytes]:
        for _ in range(head.size - head.start):
            if self._kind != ENTRY:
                raise BadBundle("a log has fewer entries than it says")
            raw = self._body
            self._advance()
            yield raw

    def forks(self) -> Iterator[ForkProof]:
        """The fork proofs."""
        while self._kind == FORK:
            fork = self._take(FORK, ForkRecord)
            yield ForkProof(fork.origin, fork.note_a, fork.note_b, fork.path)

    def blobs(self) -> Iterator[tuple[BlobHead, Iterator[bytes]]]:
        """The sealed evidence files, each as pieces of at most 1 MiB whose digest is checked at their end."""
        while self._kind == BLOB:
            head = self._take(BLOB, BlobHead)
            yield head, self._pieces(head)
            if self._kind == CHUNK:
                raise BadBundle("an evidence file is longer than it says")

    def _pieces(self, head: BlobHead) -> Iterator[bytes]:
        digest, size = sha256(), 0
        while size < head.size:
            if self._kind != CHUNK or not self._body:
                raise BadBundle("an evidence file is shorter than it says")
            piece = self._body
            digest.update(piece)
            size += len(piece)
            self._advance()
            yield piece
        if size != head.size or digest.digest() != head.sha256:
            raise BadBundle("an evidence file is not the one it is named after")

    def end(self, sender: Genesis) -> None:
        """The last record: the sender's signature over everything before it."""
        if self._kind != END:
            raise BadBundle("its records are not in order")
        records, length, digest = self._before
        try:
            note = self._body.decode()
        except UnicodeDecodeError as error:
            raise BadBundle("its last record is not text") from error
        expected = f"tereze/bundle/1\n{records}\n{length}\n{b64encode(digest).decode()}\n"
        if open_note(note, sender.verifier) != expected:
            raise BadBundle("it is not the one its sender signed")
        self._frames.expect_end()
