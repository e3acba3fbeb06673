"""A register in a folder: one encrypted file, a vault, and a key folder beside it. No services."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import msgspec

from tereze.model.errors import Damaged, KeyProblem, WrongUse

from . import connection, ledger, seal
from .disk import DISK, Disk, read_whole, write_whole
from .faults import FileMissing, disk_errors
from .index import add_indexes, create_tables, is_current
from .keys import Keys
from .lock import WriterLock
from .register import KEYS, SEAL, Register, Site
from .sql import Database
from .verify import remove_scratch

MARK = "tereze.json"
DATABASE = "register.db"
LOCK = "lock"
Dice = Callable[[int], bytes]


class AlreadyThere(WrongUse):
    """A register, or keys, where a new register was to be made."""

    message = "{0} holds a register or its keys already."
    hint = "Choose another folder. If making a register was interrupted here, remove both folders and start again."


class NoRegister(FileMissing):
    """The folder is not a register."""

    message = "There is no register in {0}."
    hint = "`tereze init` makes one; `--register` names the folder of another."


class NotThisVersion(Damaged):
    """A register in a format this version does not know."""

    message = "The register in {0} is in a format this Tereze does not know."
    hint = "Update Tereze; nothing was changed."


class OlderIndex(WrongUse):
    """An index in the form of an earlier version, opened for reading only."""

    message = "The index of {0} was made by an earlier Tereze."
    hint = "Open the register once for writing (any command that writes does), or run `tereze rebuild`."


class OtherKeys(KeyProblem):
    """A key folder that belongs to another register."""

    message = "These keys belong to another register."
    hint = "Name the key folder of this register with --keys."


class Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`tereze.json`: format version, whose log is written here, and which store. Nothing else."""

    origin: str
    store: str
    tereze: str = "register/1"


def create(
    folder: Path,
    keys_folder: Path,
    passphrase: str,
    *,
    demo: bool = False,
    roots: seal.Roots | None = None,
    dice: Dice = os.urandom,
    disk: Disk = DISK,
) -> Register:
    """Make a register and open it. `demo` uses the passphrase everybody knows, and marks the register for ever.

    1 the sealed keys; 2 the key store; 3 the database; 4 the vault; 5 `tereze.json`, which makes it a register.
    Raises `AlreadyThere`, `EmptyPassphrase`, MachineFailed.
    """
    site = Site(folder, keys_folder, dice, disk)
    with ExitStack() as undo:
        made, keys, lock = begin(site, passphrase, undo, demo=demo, roots=roots)
        database = connection.create(folder / DATABASE, made.database)  # 3.
        undo.callback(database.close)
        create_schema(database)
        register = finish("sqlcipher", Register(site, made, database, keys, lock=lock))
        undo.pop_all()
    return register


def open(  # noqa: A001  # read as embedded.open
    folder: Path,
    keys_folder: Path,
    passphrase: str | None,
    *,
    write: bool = True,
    dice: Dice = os.urandom,
    disk: Disk = DISK,
) -> Register:
    """Open a register; without a passphrase only a demo register opens. With `write` no other writer may have it open.

    Raises `NoRegister`, `WrongPassphrase`, `WrongKey`, `OtherKeys`, `Busy`, Damaged, MachineFailed.
    """
    site = Site(folder, keys_folder, dice, disk)
    roots = unlock(site, passphrase, "sqlcipher")
    with ExitStack() as undo:
        lock = WriterLock(folder / LOCK) if write else None
        if lock is not None:
            undo.callback(lock.release)
        database = connection.open_existing(folder / DATABASE, roots.database)
        undo.callback(database.close)
        register = open_with(site, roots, database, undo, write=write, lock=lock)
        undo.pop_all()
    return register


def open_with(
    site: Site, roots: seal.Roots, database: Database, undo: ExitStack, *, write: bool, lock: WriterLock | None = None
) -> Register:
    """The last steps of opening, the same for every store; `undo` closes what was opened when something fails."""
    keys = Keys.open(site.keys / KEYS, roots.keystore, site.dice)
    undo.callback(keys.close)
    register = Register(site, roots, database, keys, lock=lock, write=write)
    if write:
        register.vault.prepare()
        remove_scratch(site)
    if not is_current(database):
        if not write:
            raise OlderIndex(database.name)
        register.renew_index()
    elif write:
        add_indexes(database)
    return register


def is_register(folder: Path) -> bool:
    """Whether a folder holds a register."""
    return (folder / MARK).is_file()


def begin(
    site: Site, passphrase: str, undo: ExitStack, *, demo: bool, roots: seal.Roots | None
) -> tuple[seal.Roots, Keys, WriterLock]:
    """Steps 1 and 2 of making a register, the same for every store; `undo` closes what was opened when one fails."""
    folder, keys_folder, dice, disk = site
    for path in (folder / MARK, folder / DATABASE, keys_folder / SEAL, keys_folder / KEYS):
        if path.exists():
            raise AlreadyThere(path.parent.name)
    with disk_errors(folder.name):
        disk.make_folder(folder)
        disk.make_folder(keys_folder)
    made = roots or seal.new_roots(dice, demo=demo)
    lock = WriterLock(folder / LOCK)
    undo.callback(lock.release)
    seal.write_seal(keys_folder / SEAL, made, seal.DEMO_PASSPHRASE if demo else passphrase, dice, disk)  # 1.
    keys = Keys.create(keys_folder / KEYS, made.keystore, dice)  # 2.
    undo.callback(keys.close)
    return made, keys, lock


def finish(store: str, register: Register) -> Register:
    """Steps 4 and 5."""
    register.vault.prepare()  # 4.
    mark = msgspec.json.encode(Mark(origin=register.origin, store=store))
    write_whole(register.site.folder / MARK, msgspec.json.format(mark, indent=2) + b"\n", register.site.disk)  # 5.
    return register


def unlock(site: Site, passphrase: str | None, store: str) -> seal.Roots:
    """The roots of a register of the kind `store`, checked to be this register's."""
    if not is_register(site.folder):
        raise NoRegister(site.folder.name)
    try:
        mark = msgspec.json.decode(read_whole(site.folder / MARK), type=Mark)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotThisVersion(site.folder.name) from error
    if mark.tereze != "register/1" or mark.store != store:
        raise NotThisVersion(site.folder.name)
    sealed = site.keys / SEAL
    if passphrase is None and sealed.is_file() and seal.is_demo(sealed):
        passphrase = seal.DEMO_PASSPHRASE
    roots = seal.read_seal(sealed, passphrase or "")
    if roots.installation().origin != mark.origin:
        raise OtherKeys
    return roots


def create_schema(database: Database) -> None:
    """The tables of ledger and index, where they are not there yet."""
    with database.transaction():
        ledger.create_tables(database)
        create_tables(database)
