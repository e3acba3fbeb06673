"""Open and create encrypted databases (SQLCipher), and make sure that they are encrypted.

Keys are raw 256-bit keys, never passphrases: opening costs a millisecond, and nothing is derived from anything a person
could guess. A database without a key, or opened through the plain driver, would silently lie there in the clear; so
after opening, the cipher must answer and the file must not begin like a plain one.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from tereze.model.errors import Damaged

from .faults import DatabaseDamaged, FileMissing, NoPermission, NotEncrypted, WrongKey, disk_errors, explain_sql
from .sql import SQLITE, Database

PLAIN_HEADER = b"SQLite format 3\x00"
PAGE = 4096
CACHE_KIB = 65536
WAIT_MS = 10_000


def create(path: Path, key: bytes) -> Database:
    """A new encrypted database. Raises `NoPermission` if the file is there already."""
    with disk_errors(path.name):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return _connect(path, key, new=True)


def open_existing(path: Path, key: bytes) -> Database:
    """An encrypted database that exists. Raises `FileMissing`, `NotEncrypted` or `WrongKey`."""
    if not path.is_file():
        raise FileMissing(path.name)
    return _connect(path, key, new=False)


def check_header(path: Path) -> None:
    """Raise `NotEncrypted` when the file begins like a plain SQLite database, `DatabaseDamaged` when it is cut off."""
    with disk_errors(path.name), path.open("rb") as file:
        head = file.read(len(PLAIN_HEADER))
    if head == PLAIN_HEADER:
        raise NotEncrypted(path.name, "it begins like a plain SQLite file")
    if len(head) < len(PLAIN_HEADER):
        raise DatabaseDamaged(path.name, "it is empty or cut off")


def _connect(path: Path, key: bytes, *, new: bool) -> Database:
    if len(key) != 32:
        raise WrongKey(path.name)
    if not new:
        check_header(path)  # before the driver is allowed to write to it
    try:
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    except dbapi2.Error as error:
        raise explain_sql(error, path.name) from error
    try:
        _prepare(connection, path, key)
        if new:
            connection.execute("PRAGMA user_version = 1")
        check_header(path)
        _check_version(connection, path)
    except dbapi2.Error as error:
        connection.close()
        raise explain_sql(error, path.name) from error
    except Exception:
        connection.close()
        raise
    return Database(connection, SQLITE, dbapi2.Error, path.name)


def _prepare(connection: Any, path: Path, key: bytes) -> None:
    def ask(pragma: str) -> Any:
        row = connection.execute(f"PRAGMA {pragma}").fetchone()
        return row[0] if row else None

    if ask("cipher_version") is None:
        raise NotEncrypted(path.name, "this Python's SQLite has no cipher")
    ask("cipher_log_level = NONE")  # its messages go to stderr past every log setting
    ask(f"key = \"x'{key.hex()}'\"")
    ask(f"cipher_page_size = {PAGE}")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first read tells whether the key fits
    if ask("cipher_status") != "1":
        raise NotEncrypted(path.name, "the cipher is not active")
    for pragma in (
        "synchronous = FULL",
        "secure_delete = FAST",
        "foreign_keys = ON",
        f"busy_timeout = {WAIT_MS}",
        "temp_store = MEMORY",
    ):
        ask(pragma)
    ask(f"cache_size = -{CACHE_KIB}")
    if ask("journal_mode = WAL") != "wal":
        raise NoPermission(path.name)


def _check_version(connection: Any, path: Path) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] != 1:
        raise DatabaseDamaged(path.name, "it was never finished, or is of another version")


def integrity(database: Database) -> list[str]:
    """What the cipher and the database say of their own pages: empty when all is well. Reads every page.

    A replayed old page passes both checks; only the ledger's signed tree shows it (`tereze.store.verify`).
    """
    found = []
    for pragma in ("cipher_integrity_check", "integrity_check"):
        try:
            rows = database.all(f"PRAGMA {pragma}")
        except Damaged as error:
            rows = [(error.text,)]
        found += [f"{pragma}: {row[0]}" for row in rows if row[0] != "ok"]
    return found
