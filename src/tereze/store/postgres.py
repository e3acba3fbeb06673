"""A register on a PostgreSQL server; its folder holds the vault, its keys stay in a local folder.

PostgreSQL has no encryption of its own: entries are sealed, but the index is readable to whoever can read the
server's disk. It must rest on an encrypted disk (docs/threat-model.md).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from .disk import DISK, Disk
from .embedded import AlreadyThere, begin, create_schema, finish, open_with, unlock
from .faults import explain_sql
from .register import Register, Site
from .sql import POSTGRES, Database


def connect(url: str) -> Database:
    """A connection of our own to the server. Raises `ServerFailed`."""
    import psycopg

    try:
        connection = psycopg.connect(url, autocommit=True, prepare_threshold=5)
    except psycopg.Error as error:
        raise explain_sql(error, "the database server") from error
    return Database(connection, POSTGRES, psycopg.Error, "the register's database")


def create(
    url: str,
    folder: Path,
    keys_folder: Path,
    passphrase: str,
    *,
    demo: bool = False,
    dice: Callable[[int], bytes] = os.urandom,
    disk: Disk = DISK,
) -> Register:
    """Make a register in the database at `url` and open it. Raises what `embedded.create` raises, and ServerFailed."""
    site = Site(folder, keys_folder, dice, disk)
    with ExitStack() as undo:
        database = connect(url)
        undo.callback(database.close)
        if database.one("SELECT to_regclass('entry')") != (None,):
            raise AlreadyThere("The database")
        roots, keys, lock = begin(site, passphrase, undo, demo=demo, roots=None)
        lock.release()
        create_schema(database)
        register = finish("postgres", Register(site, roots, database, keys))
        undo.pop_all()
    return register


def open(  # noqa: A001  # read as postgres.open
    url: str,
    folder: Path,
    keys_folder: Path,
    passphrase: str | None,
    *,
    write: bool = True,
    dice: Callable[[int], bytes] = os.urandom,
    disk: Disk = DISK,
) -> Register:
    """Open a register. Several may write: each unit of work holds the server's write lock."""
    site = Site(folder, keys_folder, dice, disk)
    roots = unlock(site, passphrase, "postgres")
    with ExitStack() as undo:
        database = connect(url)
        undo.callback(database.close)
        register = open_with(site, roots, database, undo, write=write)
        undo.pop_all()
    return register
