"""What can go wrong under a register, in words for the person at the keyboard; drivers' own exceptions end here."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from tereze.model.errors import Damaged, KeyProblem, MachineFailed, TerezeError, WrongUse, why


class DiskFull(MachineFailed):
    """No room left for what had to be written."""

    message = "The disk is full: {0} could not be written."
    hint = "Nothing that was accepted is lost. Free some space and run the same command again."


class NoPermission(MachineFailed):
    """The file exists but this user may not use it so."""

    message = "{0} may not be read or written by this user."
    hint = "Check the owner and the permissions of the folder, and whether the disk is mounted read-only."


class FileMissing(MachineFailed):
    """A file that belongs to the register is not there."""

    message = "{0} is missing."
    hint = "Is the disk with the register mounted? If it was moved, give its new place; otherwise restore it."


class DiskFailed(MachineFailed):
    """The machine reported an error while reading or writing."""

    message = "The machine could not read or write {0} ({1})."
    hint = "Check the disk and its cable. Nothing that was accepted is lost; run `tereze verify` afterwards."


class Busy(MachineFailed):
    """Somebody else writes to the register."""

    message = "Another program is writing to this register ({0})."
    hint = "Close the other Tereze window, or wait until it has finished."


class ServerFailed(MachineFailed):
    """The database server did not answer, or answered with an error of its own."""

    message = "The database server failed ({0})."
    hint = "Is the server running, and is its address right?"


class WrongKey(KeyProblem):
    """The key does not open this database."""

    message = "{0} cannot be opened with this key: the key is another one, or the file is damaged."
    hint = "Check that register and key folder belong together. If they do, restore the file from a copy."


class NotEncrypted(Damaged):
    """A register file that lies there in the clear."""

    message = "{0} is not encrypted: {1}."
    hint = "Do not put anything into it. A register is made by `tereze init`; this file was made by something else."


class DatabaseDamaged(Damaged):
    """The database is not what was written."""

    message = "{0} is damaged ({1})."
    hint = "Run `tereze verify`; the index can be rebuilt, entries come back from a partner's copy."


class HistoryGuarded(WrongUse):
    """Somebody tried to change or remove what is only ever added to."""

    message = "Entries are never changed or removed ({0})."
    hint = "Say what is wrong as a new entry: correct, revise, retract or refute."


GUARD = "entries are never changed"
"""What the triggers of guarded tables say."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_SQLITE = {
    "SQLITE_FULL": DiskFull,
    "SQLITE_NOTADB": WrongKey,
    "SQLITE_READONLY": NoPermission,
    "SQLITE_PERM": NoPermission,
    "SQLITE_CANTOPEN": FileMissing,
    "SQLITE_BUSY": Busy,
    "SQLITE_LOCKED": Busy,
}


def explain_os(error: OSError, what: str) -> TerezeError:
    """The TerezeError for an operating system error about the file or folder `what`."""
    if error.errno in _FULL:
        return DiskFull(what)
    if error.errno in _FORBIDDEN:
        return NoPermission(what)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return FileMissing(what)
    return DiskFailed(what, why(error))


def explain_sql(error: Exception, what: str) -> TerezeError:
    """The TerezeError for an exception of a database driver; its text, which may hold data, is not passed on."""
    name = getattr(error, "sqlite_errorname", None)
    if name is None:
        state = getattr(error, "sqlstate", None)
        return _explain_server(state or "no connection", what)
    family = "_".join(name.split("_")[:2])
    if family in _SQLITE:
        return _SQLITE[family](what)
    if family == "SQLITE_IOERR":
        return DiskFailed(what, name)
    if family == "SQLITE_CONSTRAINT" and str(error) == GUARD:
        return HistoryGuarded(what)
    return DatabaseDamaged(what, name)


def _explain_server(state: str, what: str) -> TerezeError:
    if state in {"53100", "53200"}:
        return DiskFull(what)
    if state == "P0001":  # raised by our own triggers
        return HistoryGuarded(what)
    if state in {"55P03", "40P01", "40001"}:
        return Busy(what)
    if state[:2] in {"XX", "23"}:
        return DatabaseDamaged(what, f"SQLSTATE {state}")
    return ServerFailed(f"SQLSTATE {state}" if state != "no connection" else state)


@contextmanager
def disk_errors(what: str) -> Iterator[None]:
    """Turn OSError inside the block into the TerezeError that fits."""
    try:
        yield
    except OSError as error:
        raise explain_os(error, what) from error
