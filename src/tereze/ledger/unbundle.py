"""Bundles (`.trzb`), reading: verified to the last byte first, taken over second, all of it or nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from .bundle import PartHead
from .entry import check_form
from .errors import BadBundle, BadLedger, BadLog, ForeignBundle, NothingNew
from .forks import check_fork
from .frames import Limits
from .identity import Genesis, read_genesis, register_of, vouched
from .merkle import Frontier
from .notes import Checkpoint, open_note, read_checkpoint
from .packing import opened
from .protocol import Absorbed, ForkProof, Ledger, LogPart
from .reading import Reading

BlobSink = Callable[[bytes, int, Iterator[bytes]], None]
"""Takes a sealed evidence file: its SHA-256, its size, and its bytes in pieces, all already verified."""
Absorb = Callable[[Iterable[LogPart], Iterable[ForkProof]], Sequence[Absorbed]]
LIMITS = Limits()


class Contents(NamedTuple):
    """What a verified bundle holds: sender, date, the geneses by origin, (origin, start, size) of each part, counts."""

    sender: str
    made: str
    geneses: Mapping[str, Genesis]
    parts: tuple[tuple[str, int, int], ...]
    entries: int
    forks: int
    blobs: int


class Imported(NamedTuple):
    """What an import brought: the bundle's contents and what the merge did to each log."""

    contents: Contents
    absorbed: tuple[Absorbed, ...]


def check_bundle(path: Path, identities: Sequence[str] = (), limits: Limits = LIMITS) -> Contents:
    """Verify a bundle by itself, to its last byte: forms, trees, checkpoints, fork proofs, files, sender's signature.

    It says nothing about whom to trust: compare `Contents.geneses` with keys you know. Raises `BadBundle`,
    `HugeBundle`, `NewerBundle`, `LockedBundle`, `MachineFailed`.
    """
    with opened(path, identities, limits) as begin:
        return _check(Reading(begin()))


def import_bundle(
    ledger: Ledger, path: Path, *, identities: Sequence[str] = (), trusted: Collection[str] = (),
    blobs: BlobSink | None = None, limits: Limits = LIMITS, absorb: Absorb | None = None,
) -> Imported:  # fmt: skip
    """Take a bundle over into a ledger.

    1. Verify it whole (`check_bundle`).
    2. Every log in it, and its sender, must belong to this register and be vouched for: its key is among `trusted`
       (vkeys), or it is here already, or one that is so vouched for introduced it.
    3. Hand sealed evidence files to `blobs`, where given; then merge all logs in one unit, through `absorb` where
       given (a register that keeps an index merges through its own), else `ledger.absorb`.

    Raises what `check_bundle` raises, `ForeignBundle`, `GapInLog`, and `NothingNew` when all of it was here already.
    """
    with opened(path, identities, limits) as begin:
        contents = _check(Reading(begin()))
        _check_trust(ledger, contents, trusted)
        if blobs is not None and contents.blobs:
            _hand_over(Reading(begin()), blobs)
        known = len(ledger.forks())
        reading = Reading(begin())
        merge = absorb or ledger.absorb
        absorbed = tuple(merge((part for _, part in reading.parts()), reading.forks()))
    if not any(one.added or one.fork for one in absorbed) and len(ledger.forks()) == known and not contents.blobs:
        raise NothingNew(contents.entries)
    return Imported(contents, absorbed)


def _check_trust(ledger: Ledger, contents: Contents, trusted: Collection[str]) -> None:
    ours = ledger.geneses()
    anchors = {str(genesis.verifier) for genesis in ours.values()} | set(trusted)
    believed = vouched({**contents.geneses, **ours}, anchors) | {ledger.origin}
    for origin in [contents.sender, *(origin for origin, _, _ in contents.parts)]:
        if register_of(origin) != register_of(ledger.origin):
            raise ForeignBundle(f"{origin} belongs to another register")
        if origin not in believed:
            raise ForeignBundle(f"nobody here vouches for {origin}")


def _hand_over(reading: Reading, sink: BlobSink) -> None:
    for _, part in reading.parts():
        deque(part.entries, maxlen=0)
    deque(reading.forks(), maxlen=0)
    for head, pieces in reading.blobs():
        sink(head.sha256, head.size, pieces)


def _check(reading: Reading) -> Contents:
    """The whole of a bundle, verified."""
    try:
        geneses = {reading.header.sender: _genesis(reading.header.genesis, reading.header.sender)}
        parts, entries = [], 0
        for head, part in reading.parts():
            geneses[head.origin] = _genesis(head.genesis, head.origin)
            _check_part(head, part, geneses[head.origin])
            parts.append((head.origin, head.start, head.size))
            entries += head.size - head.start
        forks = list(reading.forks())
        for fork in forks:
            _check_fork(fork, geneses)
        blobs = [deque(pieces, maxlen=0) for _, pieces in reading.blobs()]
        reading.end(geneses[reading.header.sender])
    except BadBundle:
        raise
    except BadLedger as error:
        raise BadBundle(error.text) from error
    header = reading.header
    return Contents(header.sender, header.made, geneses, tuple(parts), entries, len(forks), len(blobs))


def _genesis(raw: bytes, origin: str) -> Genesis:
    genesis = read_genesis(raw)
    if genesis.origin != origin:
        raise BadBundle("a first entry belongs to another log")
    return genesis


def _check_part(head: PartHead, part: LogPart, genesis: Genesis) -> None:
    tree, entries = Frontier(head.start, head.frontier), iter(part.entries)
    while chunk := list(islice(entries, 1000)):
        if tree.size == 0 and chunk[0] != head.genesis:
            raise BadBundle("a log does not begin with its first entry")
        for index, raw in enumerate(chunk, tree.size):
            check_form(raw, index)
        tree.extend([sha256(raw).digest() for raw in chunk])
    signed = read_checkpoint(open_note(head.note, genesis.verifier))
    if signed != Checkpoint(head.origin, tree.size, tree.root()):
        raise BadLog(head.origin, "its entries do not lead to the root that was signed")


def _check_fork(fork: ForkProof, geneses: Mapping[str, Genesis]) -> None:
    if fork.origin not in geneses:
        raise BadBundle("a fork proof is about a log that is not in it")
    check_fork(fork, geneses[fork.origin].verifier)
