"""Every failure of the machine becomes a sentence with a hint and an exit code."""

from __future__ import annotations

import errno
import inspect

import pytest

from tereze.model.errors import MachineFailed, TerezeError
from tereze.store import faults


class Failed(Exception):
    """Stands for a driver's exception."""

    def __init__(self, **more: str) -> None:
        super().__init__("secret text that must not be passed on")
        self.__dict__.update(more)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, faults.DiskFull),
        (errno.EDQUOT, faults.DiskFull),
        (errno.EACCES, faults.NoPermission),
        (errno.EROFS, faults.NoPermission),
        (errno.ENOENT, faults.FileMissing),
        (errno.EIO, faults.DiskFailed),
        (None, faults.DiskFailed),
    ],
)
def test_operating_system_errors_say_what_to_do(number: int | None, kind: type[TerezeError]) -> None:
    error = faults.explain_os(OSError(number, "x") if number else OSError(), "register.db")
    assert type(error) is kind
    assert "register.db" in error.text
    assert error.advice
    assert error.exit_code == 9


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_FULL", faults.DiskFull),
        ("SQLITE_NOTADB", faults.WrongKey),
        ("SQLITE_BUSY_SNAPSHOT", faults.Busy),
        ("SQLITE_READONLY_DBMOVED", faults.NoPermission),
        ("SQLITE_CANTOPEN", faults.FileMissing),
        ("SQLITE_IOERR_WRITE", faults.DiskFailed),
        ("SQLITE_CORRUPT", faults.DatabaseDamaged),
        ("SQLITE_CONSTRAINT_PRIMARYKEY", faults.DatabaseDamaged),
    ],
)
def test_sqlite_errors_are_told_apart(name: str, kind: type[TerezeError]) -> None:
    error = faults.explain_sql(Failed(sqlite_errorname=name), "register.db")
    assert type(error) is kind
    assert "secret" not in error.text


def test_the_guards_own_words_are_recognised() -> None:
    class Refused(Exception):
        sqlite_errorname = "SQLITE_CONSTRAINT"

    assert type(faults.explain_sql(Refused(faults.GUARD), "a.db")) is faults.HistoryGuarded
    assert type(faults.explain_sql(Refused("UNIQUE constraint failed"), "a.db")) is faults.DatabaseDamaged


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("53100", faults.DiskFull),
        ("P0001", faults.HistoryGuarded),
        ("55P03", faults.Busy),
        ("23505", faults.DatabaseDamaged),
        ("XX001", faults.DatabaseDamaged),
        ("08006", faults.ServerFailed),
    ],
)
def test_server_errors_are_told_apart(state: str, kind: type[TerezeError]) -> None:
    assert type(faults.explain_sql(Failed(sqlstate=state), "the database")) is kind


def test_a_lost_connection_is_a_failed_server() -> None:
    error = faults.explain_sql(Failed(), "the database")
    assert type(error) is faults.ServerFailed
    assert "no connection" in error.text


def test_the_block_passes_other_errors_on() -> None:
    with pytest.raises(faults.FileMissing), faults.disk_errors("seal.json"):
        raise FileNotFoundError(errno.ENOENT, "x")
    with pytest.raises(ValueError, match="other"), faults.disk_errors("seal.json"):
        raise ValueError("other")


def test_every_error_of_this_room_has_a_hint() -> None:
    found = [one for _, one in inspect.getmembers(faults, inspect.isclass) if issubclass(one, TerezeError)]
    ours = [one for one in found if one.__module__ == faults.__name__]
    assert len(ours) >= 10
    assert all(one.hint for one in ours)
    assert all(issubclass(one, TerezeError) for one in ours)
    assert issubclass(faults.Busy, MachineFailed)
