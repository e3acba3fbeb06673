"""The grammar of a bundle."""

from __future__ import annotations

import io
from collections import deque
from hashlib import sha256
from typing import Any

import pytest

from tereze.ledger.bundle import BlobHead, ForkRecord, Header, PartHead
from tereze.ledger.canonical import canonical
from tereze.ledger.errors import BadBundle
from tereze.ledger.frames import BLOB, CHUNK, END, ENTRY, FORK, HEADER, LOG, FrameReader, FrameWriter, Limits
from tereze.ledger.reading import Reading

HEAD = (HEADER, canonical(Header("me", b"genesis", "2026")))
PART = (LOG, canonical(PartHead((), b"genesis", "note", "me", 2, 0)))
BODY = (ENTRY, b"one")
LAST = (END, b"end")


def reading(*records: tuple[bytes, bytes]) -> Reading:
    out = io.BytesIO()
    writer = FrameWriter(out.write)
    for kind, body in records:
        writer.record(kind, body)
    return Reading(FrameReader(io.BytesIO(out.getvalue()), Limits(), out.tell()))


def test_parts_come_with_their_entries() -> None:
    pages = reading(HEAD, PART, BODY, (ENTRY, b"two"), PART, BODY, BODY, LAST)
    assert pages.header == Header("me", b"genesis", "2026")
    assert [(head.size, list(part.entries)) for head, part in pages.parts()] == [
        (2, [b"one", b"two"]),
        (2, [b"one"] * 2),
    ]


def test_forks_and_files_follow() -> None:
    fork = ForkRecord("a", "b", "me", (bytes(32),))
    blob = BlobHead(sha256(b"abcd").digest(), 4)
    pages = reading(HEAD, (FORK, canonical(fork)), (BLOB, canonical(blob)), (CHUNK, b"ab"), (CHUNK, b"cd"), LAST)
    assert list(pages.parts()) == []
    assert [found.path for found in pages.forks()] == [(bytes(32),)]
    assert [b"".join(pieces) for _, pieces in pages.blobs()] == [b"abcd"]


@pytest.mark.parametrize(
    "records",
    [
        [LAST], [PART, HEAD], [HEAD, PART, BODY, LAST], [HEAD, PART, BODY, BODY, BODY, LAST], [(HEADER, b"{}"), LAST],
        [HEAD, (LOG, canonical(PartHead((), b"", "", "me", 0, 0))), LAST], [(HEADER, HEAD[1] + b" "), LAST],
        [HEAD, (LOG, canonical(PartHead((), b"", "", "me", 1, 2))), LAST], [HEAD, (LOG, b"null"), LAST],
        [HEAD, (BLOB, canonical(BlobHead(bytes(32), 2))), (CHUNK, b"ab"), LAST],
        [HEAD, (BLOB, canonical(BlobHead(bytes(32), 2))), (CHUNK, b"abc"), LAST],
        [HEAD, (BLOB, canonical(BlobHead(sha256(b"ab").digest(), 2))), (CHUNK, b"ab"), (CHUNK, b"c"), LAST],
        [HEAD, (BLOB, canonical(BlobHead(bytes(32), 2))), LAST],
        [HEAD, PART, (CHUNK, b"one"), BODY, LAST], [HEAD, PART, BODY, (BLOB, b"two"), LAST],
        [HEAD, (BLOB, canonical(BlobHead(sha256(b"ab").digest(), 2))), (ENTRY, b"ab"), LAST], [(LOG, HEAD[1]), LAST],
    ],
)  # fmt: skip
def test_records_out_of_order_or_out_of_form_are_refused(bench: Any, records: list[tuple[bytes, bytes]]) -> None:
    def read_all() -> None:
        pages = reading(*records)
        for _, part in pages.parts():
            deque(part.entries, maxlen=0)
        deque(pages.forks(), maxlen=0)
        for _, pieces in pages.blobs():
            deque(pieces, maxlen=0)

    with pytest.raises(BadBundle):
        read_all()


def test_the_end_must_come_last(bench: Any) -> None:
    from tereze.ledger.identity import read_genesis

    genesis = read_genesis(bench.installation("me").genesis.raw)
    with pytest.raises(BadBundle, match="order"):
        reading(HEAD, PART, BODY).end(genesis)
