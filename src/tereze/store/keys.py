"""The key store: data keys by erasure unit, in an encrypted database of its own that is never part of a bundle.

`issue` keeps a key on the disk before it is returned; inside `batch` the keys are kept when the batch ends, which
must be before the entries that need them are committed (see `tereze.store.ledger`).

What `destroy` does: the rows are overwritten and removed with secure_delete on, the write-ahead log is emptied and the
whole file written anew without them. What it cannot do: reach old copies of the file (backups of a key store are to
be destroyed with it), or blocks that a flash disk has set aside; those are ciphertext under the key store's own key,
so they open only for someone who also has `seal.json` and its passphrase.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from . import connection
from .sql import Database, Table

KEY = Table("data_key", {"kid": "blob", "unit": "int", "data": "blob"}, ("kid",), sparse=True)
UNIT = Table("unit", {"id": "int", "name": "text"}, ("id",))
SEEN = Table("seen", {"origin": "text", "size": "int", "root": "blob"}, ("origin",))
PENDING = 20_000
"""How many keys a batch holds in memory before it writes them into the open transaction."""


@contextmanager
def closed_on_error(database: Database) -> Iterator[None]:
    """Close a database when the block fails."""
    try:
        yield
    except BaseException:
        database.close()
        raise


class Seen(NamedTuple):
    """How far a log was known to reach: a register put back to an older state than its keys saw is noticed."""

    origin: str
    size: int
    root: bytes


class Keys:
    """`tereze.ledger.protocol.KeyStore` in a SQLCipher file."""

    def __init__(self, database: Database, dice: Callable[[int], bytes] = os.urandom) -> None:
        self._database = database
        self._dice = dice
        self._turn = RLock()
        self._open = False
        self._pending: dict[bytes, tuple[int, bytes]] = {}

    @classmethod
    def create(cls, path: Path, key: bytes, dice: Callable[[int], bytes] = os.urandom) -> Keys:
        """A new key store. Raises MachineFailed."""
        database = connection.create(path, key)
        with closed_on_error(database):
            database.run("PRAGMA secure_delete = ON")
            with database.transaction():
                for table in (KEY, UNIT, SEEN):
                    database.create(table)
                database.run("CREATE UNIQUE INDEX unit_name ON unit (name)")
                database.run("CREATE INDEX data_key_unit ON data_key (unit)")
        return cls(database, dice)

    @classmethod
    def open(cls, path: Path, key: bytes, dice: Callable[[int], bytes] = os.urandom) -> Keys:
        """A key store that exists. Raises `WrongKey`, `FileMissing`, `DatabaseDamaged`."""
        database = connection.open_existing(path, key)
        with closed_on_error(database):
            database.run("PRAGMA secure_delete = ON")
        return cls(database, dice)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Keys issued inside are on the disk when the block ends, and never were when it fails. Joins an open batch.

        Another thread waits: its keys must not vanish because this batch fails.
        """
        with self._turn:
            if self._open:
                yield
                return
            self._open = True
            try:
                with self._database.transaction():
                    yield
                    self._flush()
            finally:
                self._open = False
                self._pending.clear()

    def issue(self, units: Sequence[str]) -> list[tuple[bytes, bytes]]:
        """A new (kid, key) pair for each erasure unit named, in order; kept when this returns, or with the batch."""
        with self.batch():
            numbers = self._numbers(units)
            random = self._dice(44 * len(units))
            made = [(random[at : at + 12], random[at + 12 : at + 44]) for at in range(0, len(random), 44)]
            self._pending.update((kid, (numbers[unit], key)) for unit, (kid, key) in zip(units, made, strict=True))
            if len(self._pending) >= PENDING:
                self._flush()
        return made

    def get(self, kid: bytes) -> bytes | None:
        """The key, or None."""
        return self.get_many([kid])[0]

    def get_many(self, kids: Sequence[bytes]) -> list[bytes | None]:
        """The keys in the same order; None where one was destroyed or never ours."""
        sql = "SELECT kid, data FROM data_key WHERE kid IN {in}"
        found: dict[bytes, bytes] = dict(self._database.among(sql, sorted(set(kids))))
        if self._pending:
            found.update((kid, self._pending[kid][1]) for kid in kids if kid in self._pending)
        return [found.get(kid) for kid in kids]

    def destroy(self, unit: str) -> int:
        """Destroy every key of one unit for good; how many there were. See the module for what that means."""
        return self.destroy_many([unit])

    def destroy_many(self, units: Sequence[str]) -> int:
        """The same for several units, with one rewriting of the file. Not inside a batch."""
        count = 0
        with self._database.transaction():
            for unit in units:
                row = self._database.one("SELECT id FROM unit WHERE name = ?", (unit,))
                if row is not None:
                    self._database.run("UPDATE data_key SET data = randomblob(32) WHERE unit = ?", row)
                    count += self._database.run("DELETE FROM data_key WHERE unit = ?", row).rowcount
                    self._database.run("DELETE FROM unit WHERE id = ?", row)
        if count:
            self._database.run("PRAGMA wal_checkpoint(TRUNCATE)")
            self._database.run("VACUUM")
            self._database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def units(self) -> Iterator[tuple[str, int]]:
        """(unit, number of keys), sorted by name."""
        sql = (
            "SELECT unit.name, count(*) FROM unit JOIN data_key ON data_key.unit = unit.id "
            "WHERE unit.name > ? GROUP BY unit.name ORDER BY unit.name LIMIT"
        )
        self._flush()
        yield from self._database.pages(sql, ("",), lambda row: (row[0],))

    def rows(self) -> Iterator[tuple[str, bytes, bytes]]:
        """(unit, kid, key) of every key, in order of unit and kid: to be carried to another installation, sealed."""
        sql = (
            "SELECT unit.name, kid, data FROM data_key JOIN unit ON data_key.unit = unit.id "
            "WHERE (unit.name, kid) > (?, ?) ORDER BY unit.name, kid LIMIT"
        )
        self._flush()
        for row in self._database.pages(sql, ("", b""), lambda row: (row[0], row[1])):
            yield str(row[0]), bytes(row[1]), bytes(row[2])

    def adopt(self, rows: Sequence[tuple[str, bytes, bytes]]) -> int:
        """Keep keys of another installation, as (unit, kid, key); those known here stay as they are. How many new."""
        with self.batch():
            self._flush()
            fresh = []
            known = {bytes(row[0]) for row in self._database.among(
                "SELECT kid FROM data_key WHERE kid IN {in}", sorted({kid for _, kid, _ in rows}))}  # fmt: skip
            numbers = self._numbers([unit for unit, kid, _ in rows if kid not in known])
            for unit, kid, key in rows:
                if kid not in known:
                    known.add(kid)
                    fresh.append((kid, numbers[unit], key))
            self._database.insert(KEY, fresh)
        return len(fresh)

    def unit_of(self, kid: bytes) -> str | None:
        """The erasure unit a key belongs to, or None."""
        self._flush()
        row = self._database.one("SELECT name FROM unit JOIN data_key ON data_key.unit = unit.id WHERE kid = ?", (kid,))
        return None if row is None else str(row[0])

    def kids(self, unit: str) -> list[bytes]:
        """The key ids of one erasure unit, sorted: which entries become unreadable when it is destroyed."""
        self._flush()
        sql = "SELECT kid FROM data_key JOIN unit ON data_key.unit = unit.id WHERE unit.name = ? ORDER BY kid"
        return [row[0] for row in self._database.all(sql, (unit,))]

    def remember(self, seen: Seen) -> None:
        """Keep how far a log reaches; kept with the batch that is open."""
        conflict = "ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root"
        with self.batch():
            self._database.insert(SEEN, [seen], conflict=conflict)

    def remembered(self) -> list[Seen]:
        """What was remembered of each log."""
        return [Seen(*row) for row in self._database.all("SELECT origin, size, root FROM seen ORDER BY origin")]

    def check(self) -> list[str]:
        """What is wrong with the file: empty when all is well."""
        return connection.integrity(self._database)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _numbers(self, units: Sequence[str]) -> dict[str, int]:
        """Unit → its number in the file; units that are new get the next numbers."""
        asked = sorted(set(units))
        known: dict[str, int] = dict(self._database.among("SELECT name, id FROM unit WHERE name IN {in}", asked))
        new = [unit for unit in asked if unit not in known]
        if new:
            (last,) = self._database.one("SELECT coalesce(max(id), 0) FROM unit")
            made = {unit: last + at for at, unit in enumerate(new, 1)}
            self._database.insert(UNIT, ((number, unit) for unit, number in made.items()))
            known.update(made)
        return known

    def _flush(self) -> None:
        if self._pending:
            self._database.insert(KEY, ((kid, unit, key) for kid, (unit, key) in sorted(self._pending.items())))
            self._pending.clear()
