"""Derive the index anew from the ledger: streamed, in one transaction, so a death leaves the old index as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tereze.actions.index import Indexed
from tereze.ledger.protocol import KeyStore, Ledger
from tereze.ledger.replay import Replayed, replay
from tereze.model.records import from_payload

from .index import SqlIndex
from .sql import Database

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""
EVERY = 2000


def quiet(_what: str, _done: int, _of: int) -> None:
    """A progress that says nothing."""


def rebuild(database: Database, ledger: Ledger, keys: KeyStore, index: SqlIndex, progress: Progress = quiet) -> int:
    """Empty the index and fill it from the ledger; how many records it holds.

    1. Begin; empty the tables.  2. Apply every entry that opens, in ledger order.  3. Settle.  4. Commit.
    Stopped anywhere before 4, nothing has changed: start it again.
    """
    total = sum(head.size for head in ledger.heads())
    count = 0

    def counted(rows: Iterable[Indexed]) -> Iterator[Indexed]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    with database.transaction():  # 1.
        index.clear_replayed()
        index.apply(counted(indexed(replay(ledger, keys), total, progress)))  # 2.
        progress("settling persons", 0, 1)
        index.settle()  # 3.
    return count


def indexed(entries: Iterable[Replayed], total: int, progress: Progress = quiet) -> Iterator[Indexed]:
    """The records among replayed entries that this version can read."""
    for done, entry in enumerate(entries):
        if done % EVERY == 0:
            progress("reading entries", done, total)
        if entry.payload is not None:
            record = from_payload(entry.payload)
            if record is not None:
                yield Indexed(entry.id, entry.origin, entry.idx, entry.tier, record)
