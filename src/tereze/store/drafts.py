"""Drafts in an encrypted database of their own in the register's folder (`drafts.db`); never in a bundle or a replica.

Its key comes from the installation's root key by HKDF, so whoever may open the register may open it, and nobody else.
A file of its own, on PostgreSQL too: a server's database lies there in the clear, and drafts hold what is not yet
sealed. Deleted rows are overwritten (secure_delete), and the write-ahead log is emptied after each deletion.
Lessons (what reviewers changed) lie beside the drafts, by source, so that erasing a source takes them with it.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from tereze.actions.draft_store import WEIGHTS, Draft, DraftHead, Lesson, StaleDraft

from . import connection
from .disk import DISK, LEFTOVER, Disk
from .faults import disk_errors
from .keys import closed_on_error
from .sql import Database, Table

if TYPE_CHECKING:
    from .seal import Roots

FILE = "drafts.db"
DRAFT = Table(
    "draft",
    {"owner": "text", "key": "text", "kind": "text", "version": "int", "saved": "text", "body": "blob"},
    ("owner", "key"),
)
LAST = Table("last", {"id": "int", "version": "int"}, ("id",))
LESSON = Table("lesson", {"id": "text", "source": "text", "at": "text", "body": "blob"}, ("id",))
_PURPOSE = b"tereze/drafts/1"


class Drafts:
    """`tereze.actions.draft_store.DraftStore` in a SQLCipher file, made and opened when first used.

    Several threads and several processes of one machine may use one file.
    """

    def __init__(self, path: Path, key: bytes, disk: Disk = DISK) -> None:
        self._path, self._key, self._disk = path, key, disk
        self._turn = RLock()
        self._open: Database | None = None

    @classmethod
    def of(cls, folder: Path, roots: Roots, disk: Disk = DISK) -> Drafts:
        """The drafts of the register in `folder`."""
        return cls(folder / FILE, derived_key(roots.root), disk)

    def save(self, owner: str, head: DraftHead, body: bytes) -> int:
        """Write a draft over the version `head` names; its new version. Raises `StaleDraft`, MachineFailed."""
        with self._turn, self._database.transaction():
            self._expect(owner, head.key, head.version)
            version = self._next()
            row = (owner, head.key, head.kind, version, head.saved, body)
            conflict = (
                "ON CONFLICT (owner, key) DO UPDATE SET kind = excluded.kind, version = excluded.version, "
                "saved = excluded.saved, body = excluded.body"
            )
            self._database.insert(DRAFT, [row], conflict=conflict)
        return version

    def load(self, owner: str, key: str) -> Draft | None:
        """One draft of a person's own."""
        sql = "SELECT key, kind, version, saved, body FROM draft WHERE owner = ? AND key = ?"
        with self._turn:
            row = self._database.one(sql, (owner, key))
        return None if row is None else Draft(*row)

    def list(self, owner: str, kind: str = "") -> builtins.list[DraftHead]:
        """A person's drafts of a kind, the last saved first."""
        sql = (
            "SELECT key, kind, version, saved FROM draft WHERE owner = ? AND (? = '' OR kind = ?) ORDER BY version DESC"
        )
        with self._turn:
            return [DraftHead(*row) for row in self._database.all(sql, (owner, kind, kind))]

    def drop(self, owner: str, key: str, version: int = 0) -> bool:
        """Remove a draft for good. Raises `StaleDraft` where `version` is given and another is there."""
        with self._turn:
            with self._database.transaction():
                if version:
                    self._expect(owner, key, version)
                gone = self._database.run("DELETE FROM draft WHERE owner = ? AND key = ?", (owner, key)).rowcount
            self._forget()
        return bool(gone)

    def forget(self, about: Callable[[str], bool]) -> int:
        """Remove every draft whose key `about` says yes to, whoever holds it; how many there were."""
        if not self._path.is_file():
            return 0
        with self._turn:
            with self._database.transaction():
                held = self._database.all("SELECT owner, key FROM draft")
                doomed = [(owner, key) for owner, key in held if about(key)]
                for row in doomed:
                    self._database.run("DELETE FROM draft WHERE owner = ? AND key = ?", row)
            if doomed:
                self._forget()
        return len(doomed)

    def learn(self, lessons: Sequence[Lesson]) -> None:
        """Keep lessons."""
        conflict = "ON CONFLICT (id) DO UPDATE SET source = excluded.source, at = excluded.at, body = excluded.body"
        with self._turn:
            self._database.insert(LESSON, lessons, conflict=conflict)

    def lessons(self, after: str = "", limit: int = 1000) -> builtins.list[Lesson]:
        """Lessons in order of their ids."""
        sql = "SELECT id, source, at, body FROM lesson WHERE id > ? ORDER BY id LIMIT ?"
        with self._turn:
            return [Lesson(*row) for row in self._database.all(sql, (after, limit))]

    def unlearn(self, sources: Sequence[str]) -> int:
        """Remove the lessons of these sources for good, and what they taught; how many lessons there were."""
        if not self._path.is_file():
            return 0
        with self._turn:
            with self._database.transaction():
                gone: int = sum(
                    self._database.run("DELETE FROM lesson WHERE source = ?", (source,)).rowcount for source in sources
                )
                if gone:
                    self._database.run("DELETE FROM lesson WHERE source = ?", (WEIGHTS,))
            if gone:
                self._forget()
        return gone

    def check(self) -> builtins.list[str]:
        """What is wrong with the file: empty when all is well, or when nothing was ever drafted."""
        if not self._path.is_file():
            return []
        with self._turn:
            return connection.integrity(self._database)

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            if self._open is not None:
                self._open.close()
                self._open = None

    @property
    def _database(self) -> Database:
        if self._open is None:
            if not self._path.is_file():
                self._make()
            database = connection.open_existing(self._path, self._key)
            with closed_on_error(database):
                database.run("PRAGMA secure_delete = ON")
            self._open = database
        return self._open

    def _make(self) -> None:
        """1 a whole file under another name; 2 its place. What a death in between leaves, the next one removes."""
        part = self._path.with_name(self._path.name + LEFTOVER)
        with disk_errors(part.name):
            self._disk.remove(part)
        database = connection.create(part, self._key)  # 1.
        with closed_on_error(database), database.transaction():
            for table in (DRAFT, LAST, LESSON):
                database.create(table)
            database.run("CREATE INDEX lesson_source ON lesson (source)")
            database.insert(LAST, [(1, 0)])
        database.close()
        with disk_errors(self._path.name):  # 2.
            self._disk.rename(part, self._path)
            self._disk.sync_folder(self._path.parent)

    def _expect(self, owner: str, key: str, version: int) -> None:
        row = self._database.one("SELECT version FROM draft WHERE owner = ? AND key = ?", (owner, key))
        if version != (0 if row is None else row[0]):
            raise StaleDraft

    def _next(self) -> int:
        """A number no draft of this file ever had: a window left open cannot meet it again."""
        self._database.run("UPDATE last SET version = version + 1")
        return int(self._database.one("SELECT version FROM last")[0])

    def _forget(self) -> None:
        """Empty the write-ahead log, where what was deleted would still lie."""
        self._database.run("PRAGMA wal_checkpoint(TRUNCATE)")


def derived_key(root: bytes) -> bytes:
    """The key of `drafts.db`: HKDF-SHA-256 of the root key, for this purpose alone."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(root)
