"""Check a register against what was signed: ledger, index, keys and vault. Reads every byte.

1. The pages of every encrypted file pass the cipher's and the database's own checks.
2. Every entry hashes to its id, every log leads to every root that was signed for it, no checkpoint is missing.
3. Every second history of a log has a proof of the fork; no log is shorter than the key store remembers it.
4. The index is what a fresh derivation from the ledger gives, row for row.
5. Every sealed file is what its name says and opens; every file that evidence speaks of is there.
The caller still owes: comparing heads with a partner. A whole folder put back to an older state is consistent in
itself; only somebody else who saw the newer head can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from tereze.ledger.check import check_log
from tereze.ledger.identity import bare
from tereze.ledger.merkle import Frontier
from tereze.ledger.replay import replay
from tereze.model.errors import TerezeError
from tereze.model.sources import Evidence

from . import connection
from .index import SqlIndex, create_tables
from .index.tables import DERIVED
from .keys import Seen
from .rebuild import Progress, indexed
from .sql import BULK, Database, Table, chunks
from .vault import Finding

if TYPE_CHECKING:
    from .register import Register, Site

SCRATCH = "verify-"
"""How the names of scratch files begin; one that a death left behind is removed when the register is next opened."""


def verify(register: Register, progress: Progress, *, quick: bool = False) -> list[Finding]:
    """Everything that is wrong, in the order of the steps; `quick` leaves out index and evidence."""
    steps: tuple[tuple[str, Callable[[Register], Iterator[Finding]]], ...] = (
        ("pages", _pages),
        ("ledger", _ledger),
        ("index", _index),
        ("evidence", _evidence),
    )
    steps = steps[:2] if quick else steps
    found: list[Finding] = []
    for done, (name, step) in enumerate(steps):
        progress(f"checking {name}", done, len(steps))
        try:
            for finding in step(register):
                found.append(finding)  # what was found before an error stays found
        except TerezeError as error:
            found.append(Finding(name, error.text))
    return found


def _pages(register: Register) -> Iterator[Finding]:
    """Step 1."""
    if not register.database.is_server:
        yield from (Finding(register.database.name, what) for what in connection.integrity(register.database))
    yield from (Finding("keys.db", what) for what in register.keys.check())
    yield from (Finding("drafts.db", what) for what in register.drafts.check())


def _ledger(register: Register) -> Iterator[Finding]:
    """Steps 2 and 3."""
    logs = register.store.logs()
    if register.origin not in logs and register.store.tip(register.origin).size:
        yield Finding(register.origin, "our own log is missing")
    for log in logs:
        for problem in check_log(register.store, log).problems:
            where = log if problem.idx is None else f"{log}, entry {problem.idx}"
            yield Finding(where, problem.what)
    for seen in register.keys.remembered():
        if seen not in _reached(register, seen):
            yield Finding(seen.origin, f"it is older than these keys saw it, or another: entry {seen.size} is missing")
    proven = {fork.origin for fork in register.store.forks()}
    yield from (
        Finding(log, "a second history without the proof of the fork")
        for log in logs
        if log != bare(log) and bare(log) not in proven
    )


def _reached(register: Register, seen: Seen) -> Iterator[Seen]:
    """The roots that the logs of an origin had at this size. A log that came in a replica need not have been signed
    there; that its ids lead to what was signed is step 2.
    """
    for log in register.store.logs():
        if bare(log) == seen.origin and register.store.tip(log).size >= seen.size:
            tree = Frontier(0, ())
            for stretch in chunks(register.store.ids(log, 0, seen.size), BULK):
                tree.extend(stretch)
            yield Seen(seen.origin, tree.size, tree.root())


def _index(register: Register) -> Iterator[Finding]:
    """Step 4: derive again into a scratch file under a key that is never kept, and compare table by table."""
    path = register.site.folder / f"{SCRATCH}{register.site.dice(8).hex()}.db"
    fresh = connection.create(path, register.site.dice(32))
    try:
        for pragma in ("journal_mode = MEMORY", "synchronous = OFF"):  # it is thrown away in any case
            fresh.run(f"PRAGMA {pragma}")
        create_tables(fresh)
        again = SqlIndex(fresh, register.secret, lambda places: [None] * len(places))
        with fresh.transaction():
            again.apply(indexed(replay(register.ledger, register.keys), 0))
            again.settle()
        for table in DERIVED:
            if digest(register.database, table) != digest(fresh, table):
                yield Finding(f"index, table {table.name}", "it is not what the ledger gives; run `tereze rebuild`")
    finally:
        fresh.close()
        remove_scratch(register.site, path.stem)


def digest(database: Database, table: Table) -> tuple[int, bytes]:
    """(number of rows, SHA-256 over the rows in order of their key): the same on every database."""
    made, count = sha256(), 0
    for row in rows(database, table):
        made.update(msgspec.json.encode(row))
        count += 1
    return count, made.digest()


def rows(database: Database, table: Table) -> Iterator[tuple[object, ...]]:
    """All rows of a table in order of its key, streamed."""
    columns, key = list(table.columns), ", ".join(table.key)
    lowest = {"text": "", "int": -(2**63), "blob": b"", "real": float("-inf")}
    start = [lowest[table.columns[column]] for column in table.key]
    marks = ", ".join("?" * len(start))
    sql = f"SELECT {', '.join(columns)} FROM {table.name} WHERE ({key}) > ({marks}) ORDER BY {key} LIMIT"  # noqa: S608
    places = [columns.index(column) for column in table.key]
    for row in database.pages(sql, start, lambda row: [row[place] for place in places]):
        yield tuple(row)


def _evidence(register: Register) -> Iterator[Finding]:
    """Step 5."""
    yield from register.vault.check()
    for record in register.index.of_kind("evidence"):
        if isinstance(record, Evidence) and not register.vault.path(record.blob).is_file():
            yield Finding(f"evidence {record.id}", f"its file {record.blob} is not in the vault")


def remove_scratch(site: Site, begin: str = SCRATCH) -> None:
    """Remove scratch files whose names begin like this."""
    for path in sorted(site.folder.glob(f"{begin}*")):
        site.disk.remove(path)
