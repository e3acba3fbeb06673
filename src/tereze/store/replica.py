"""A replica: the whole register, or what a partner lacks of it, in one sealed file; and taking one in.

Keys are never in it. Who holds only the replica can verify everything and read nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tereze.ledger.bundle import Blob, Letter, write_bundle
from tereze.ledger.errors import NothingNew
from tereze.ledger.replay import replay
from tereze.ledger.unbundle import import_bundle

from .rebuild import indexed

if TYPE_CHECKING:
    from .register import Register

PIECE = 1024 * 1024


class Taken(NamedTuple):
    """What a replica brought: its sender's origin, entries added, logs it spoke of, forks it proved."""

    sender: str
    added: int
    logs: int
    forks: int


def write(register: Register, path: Path, made: str, recipients: Sequence[str], *, compressed: bool = True) -> int:
    """Write every log, fork proof and sealed evidence file to `path`; its size in bytes. `made` is the date on it.

    `recipients` are age public keys (`age1…`); without any the file is not sealed a second time.
    """
    letter = Letter(register.installation, made, tuple(recipients), compressed)
    return write_bundle(register.ledger, path, letter, blobs=_blobs(register))


def take(register: Register, path: Path, identities: Sequence[str], trusted: Collection[str]) -> Taken:
    """Merge a replica: verified whole before anything changes; a second time it changes nothing.

    1. Verify, keep sealed evidence, merge the logs.  2. Apply what is new and opens here to the index. Both or neither.
    """
    before = {head.log: head.size for head in register.ledger.heads()}
    try:
        with register.database.transaction():
            done = import_bundle(  # 1.
                register.ledger, path, identities=identities, trusted=trusted,
                blobs=lambda digest, _size, pieces: register.vault.keep(digest.hex(), pieces),
            )  # fmt: skip
            register.index.apply(indexed(replay(register.ledger, register.keys, before), 0))  # 2.
            register.index.settle()
    except NothingNew:
        return Taken("", 0, len(before), 0)
    added = sum(one.added for one in done.absorbed)
    forks = sum(1 for one in done.absorbed if one.fork is not None)
    return Taken(done.contents.sender, added, len(done.absorbed), forks)


def _blobs(register: Register) -> Iterator[Blob]:
    for name in register.vault.blobs():
        path = register.vault.path(name)
        yield Blob(bytes.fromhex(name), path.stat().st_size, _pieces(path))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
