"""A register's database is encrypted, or it is not opened."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tereze.store import connection
from tereze.store.faults import DatabaseDamaged, FileMissing, MachineFailed, NotEncrypted, WrongKey
from tereze.store.sql import Database, Table

KEY = bytes(range(32))
NOTE = Table("note", {"id": "int", "text": "text"}, ("id",))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with a canary in it."""
    made = connection.create(tmp_path / "a.db", KEY)
    with made.transaction():
        made.create(NOTE)
        made.insert(NOTE, ((at, f"canary {at}") for at in range(2000)))
    made.close()
    return tmp_path / "a.db"


def _pragma(database: Database, name: str) -> object:
    return database.one(f"PRAGMA {name}")[0]


def test_it_opens_with_its_key_and_keeps_what_was_written(path: Path) -> None:
    database = connection.open_existing(path, KEY)
    assert database.one("SELECT count(*) FROM note") == (2000,)
    database.close()


def test_it_waits_for_the_disk_and_keeps_a_log_of_writes(path: Path) -> None:
    database = connection.open_existing(path, KEY)
    assert _pragma(database, "journal_mode") == "wal"
    assert _pragma(database, "synchronous") == 2
    assert _pragma(database, "foreign_keys") == 1
    assert _pragma(database, "busy_timeout") == connection.WAIT_MS
    assert _pragma(database, "cipher_page_size") == "4096"
    assert _pragma(database, "temp_store") == 2
    database.close()


def test_nothing_of_it_is_readable(path: Path) -> None:
    database = connection.open_existing(path, KEY)
    database.run("UPDATE note SET text = 'another canary' WHERE id = 1")
    for suffix in ("", "-wal", "-shm"):
        raw = path.with_name(path.name + suffix).read_bytes()
        assert b"canary" not in raw
        assert b"SQLite format" not in raw
        assert b"CREATE TABLE" not in raw
    database.close()


def test_a_wrong_key_says_so(path: Path) -> None:
    with pytest.raises(WrongKey, match=r"a\.db cannot be opened with this key"):
        connection.open_existing(path, bytes(32))
    with pytest.raises(WrongKey):
        connection.open_existing(path, b"short")


def test_a_wrong_key_prints_nothing_of_its_own(path: Path) -> None:
    code = (
        "import sys, pathlib; from tereze.store import connection; from tereze.model.errors import TerezeError\n"
        "try: connection.open_existing(pathlib.Path(sys.argv[1]), bytes(32))\n"
        "except TerezeError: pass"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=True)
    assert done.stdout + done.stderr == b""


def test_a_plain_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE t (x)")
    plain.commit()
    plain.close()
    before = (tmp_path / "plain.db").read_bytes()
    with pytest.raises(NotEncrypted, match="not encrypted"):
        connection.open_existing(tmp_path / "plain.db", KEY)
    assert (tmp_path / "plain.db").read_bytes() == before


def test_the_plain_driver_cannot_read_it(path: Path) -> None:
    plain = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()


def test_a_driver_without_a_cipher_makes_no_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plain driver ignores keys: what it makes would lie there in the clear."""

    def plain(path: str, **_more: object) -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None)

    monkeypatch.setattr(connection.dbapi2, "connect", plain)
    with pytest.raises(NotEncrypted, match="no cipher"):
        connection.create(tmp_path / "a.db", KEY)
    assert (tmp_path / "a.db").read_bytes() == b""


def test_missing_empty_and_cut_off_files_are_told_apart(path: Path, tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        connection.open_existing(tmp_path / "absent.db", KEY)
    (tmp_path / "empty.db").touch()
    with pytest.raises(DatabaseDamaged, match="empty or cut off"):
        connection.open_existing(tmp_path / "empty.db", KEY)
    (tmp_path / "half.db").write_bytes(path.read_bytes()[:3000])
    with pytest.raises((WrongKey, DatabaseDamaged)):
        connection.open_existing(tmp_path / "half.db", KEY)


def test_an_unfinished_database_is_not_taken_for_a_register(tmp_path: Path) -> None:
    made = connection.create(tmp_path / "a.db", KEY)
    made.run("PRAGMA user_version = 0")
    made.close()
    with pytest.raises(DatabaseDamaged, match="never finished"):
        connection.open_existing(tmp_path / "a.db", KEY)


def test_creating_never_replaces_a_file(path: Path) -> None:
    with pytest.raises(MachineFailed):
        connection.create(path, KEY)
    connection.open_existing(path, KEY).close()


def test_a_folder_that_may_not_be_written_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(MachineFailed):
        connection.create(tmp_path / "absent" / "a.db", KEY)


def test_integrity_finds_a_flipped_bit(path: Path) -> None:
    database = connection.open_existing(path, KEY)
    assert connection.integrity(database) == []
    database.close()
    raw = bytearray(path.read_bytes())
    raw[4096 * 5 + 1000] ^= 4
    path.write_bytes(raw)
    database = connection.open_existing(path, KEY)
    found = connection.integrity(database)
    assert any("page 6" in line for line in found)
    database.close()


def test_the_file_is_for_its_owner_only(path: Path) -> None:
    if os.name != "nt":
        assert path.stat().st_mode & 0o077 == 0
