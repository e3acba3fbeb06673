"""The shelf under a ledger, on SQLCipher and PostgreSQL alike: rows of entries, checkpoints, forks and tips.

It decides nothing; hashing, signing and checking are `tereze.ledger.logs`. Triggers in the database refuse to change
or remove an entry, a checkpoint or a fork, whoever asks.

A unit of work is one transaction over ledger and index. Where keys are issued in it, this is the order (`embedded`):

1. begin the register's transaction (the write lock is held from here);
2. begin the key store's; 3. seal, append, apply to the index;
4. commit the key store: keys are on the disk before any entry that needs them;
5. commit the register. A death between 4 and 5 leaves keys that open nothing, never an entry without its key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager

from tereze.ledger.protocol import EMPTY, Entry, ForkProof, Tip

from .faults import GUARD
from .sql import Database, Table

ENTRY = Table("entry", {"origin": "text", "idx": "int", "id": "blob", "raw": "blob"}, ("origin", "idx"))
CHECKPOINT = Table("checkpoint", {"origin": "text", "size": "int", "note": "text"}, ("origin", "size"))
FORK = Table(
    "fork",
    {"origin": "text", "note_a": "text", "note_b": "text", "path": "blob"},
    ("origin", "note_a", "note_b"),
)
TIP = Table("tip", {"origin": "text", "size": "int", "frontier": "blob"}, ("origin",))
GUARDED = (ENTRY, CHECKPOINT, FORK)
_END = 2**62


def create_tables(database: Database) -> None:
    """Create the ledger's tables and their guards where they are not there yet."""
    with database.transaction():
        for table in (*GUARDED, TIP):
            database.create(table)
        for table in GUARDED:
            _guard(database, table)


def _guard(database: Database, table: Table) -> None:
    if not database.is_server:
        for act in ("UPDATE", "DELETE"):
            database.run(
                f"CREATE TRIGGER IF NOT EXISTS {table.name}_no_{act.lower()} BEFORE {act} ON {table.name} "
                f"BEGIN SELECT RAISE(ABORT, '{GUARD}'); END"
            )
        return
    database.run(
        "CREATE OR REPLACE FUNCTION tereze_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{GUARD}'; END $$"
    )
    for name, act, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT")):
        database.run(
            f"CREATE OR REPLACE TRIGGER {table.name}_no_{name} BEFORE {act} ON {table.name} "
            f"FOR EACH {each} EXECUTE FUNCTION tereze_refuse()"
        )


class SqlLogStore:
    """`tereze.ledger.protocol.LogStore` over a database whose tables exist."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unit(self) -> AbstractContextManager[None]:
        """One transaction; joins an open one."""
        return self._database.transaction()

    def logs(self) -> Sequence[str]:
        """Names of all logs, sorted."""
        return [row[0] for row in self._database.all("SELECT DISTINCT origin FROM entry ORDER BY origin")]

    def tip(self, log: str) -> Tip:
        """The kept tip, or `EMPTY`."""
        row = self._database.one("SELECT size, frontier FROM tip WHERE origin = ?", (log,))
        if row is None:
            return EMPTY
        raw = bytes(row[1])
        return Tip(row[0], tuple(raw[at : at + 32] for at in range(0, len(raw), 32)))

    def set_tip(self, log: str, tip: Tip) -> None:
        """Replace the kept tip."""
        self._database.run(
            "INSERT INTO tip (origin, size, frontier) VALUES (?, ?, ?) "
            "ON CONFLICT (origin) DO UPDATE SET size = excluded.size, frontier = excluded.frontier",
            (log, tip.size, b"".join(tip.frontier)),
        )

    def add(self, log: str, start: int, entries: Sequence[Entry]) -> None:
        """Insert entries from index `start`. Raises `DatabaseDamaged` if an index is taken."""
        self._database.insert(ENTRY, ((log, start + at, entry.id, entry.raw) for at, entry in enumerate(entries)))

    def entries(self, log: str, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """Entries by index, streamed."""
        sql = "SELECT idx, id, raw FROM entry WHERE origin = ? AND idx >= ? AND idx < ? ORDER BY idx LIMIT"
        end = _END if stop is None else stop
        for _, name, raw in self._database.pages(sql, (log, start, end), lambda row: (log, row[0] + 1, end)):
            yield Entry(name, raw)

    def at(self, log: str, places: Sequence[int]) -> Iterator[tuple[bytes, bytes]]:
        """(id, raw) of the entries at some indexes, in no order."""
        sql = "SELECT id, raw FROM entry WHERE idx IN {in} AND origin = ?"
        yield from self._database.among(sql, sorted(set(places)), log)

    def ids(self, log: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Ids by index, streamed."""
        sql = "SELECT idx, id FROM entry WHERE origin = ? AND idx >= ? AND idx < ? ORDER BY idx LIMIT"
        end = _END if stop is None else stop
        for row in self._database.pages(sql, (log, start, end), lambda row: (log, row[0] + 1, end)):
            yield row[1]

    def add_note(self, log: str, size: int, note: str) -> None:
        """Keep a checkpoint, unless one of this size is kept."""
        self._database.insert(CHECKPOINT, [(log, size, note)], skip_known=True)

    def notes(self, log: str) -> Iterator[tuple[int, str]]:
        """(size, note) by size, streamed."""
        sql = "SELECT size, note FROM checkpoint WHERE origin = ? AND size > ? ORDER BY size LIMIT"
        yield from self._database.pages(sql, (log, -1), lambda row: (log, row[0]))

    def last_note(self, log: str) -> tuple[int, str] | None:
        """The checkpoint with the largest size."""
        row = self._database.one(
            "SELECT size, note FROM checkpoint WHERE origin = ? ORDER BY size DESC LIMIT 1", (log,)
        )
        return None if row is None else (row[0], row[1])

    def add_fork(self, fork: ForkProof) -> None:
        """Keep a fork proof once."""
        row = (fork.origin, fork.note_a, fork.note_b, b"".join(fork.path))
        self._database.insert(FORK, [row], skip_known=True)

    def forks(self) -> Sequence[ForkProof]:
        """All fork proofs, sorted."""
        rows = self._database.all("SELECT origin, note_a, note_b, path FROM fork ORDER BY origin, note_a, note_b")
        return [
            ForkProof(origin, one, two, tuple(path[at : at + 32] for at in range(0, len(path), 32)))
            for origin, one, two, path in rows
        ]
