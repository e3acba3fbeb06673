"""Making and opening a register in a folder, and what can stand in the way."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tereze.store import embedded, seal
from tereze.store.embedded import AlreadyThere, NoRegister, NotThisVersion, OlderIndex, OtherKeys
from tereze.store.faults import Busy, DatabaseDamaged, FileMissing, MachineFailed, NotEncrypted, WrongKey
from tereze.store.register import Register
from tereze.store.seal import EmptyPassphrase, SealDamaged, WrongPassphrase


def test_what_was_committed_is_there_after_opening_again(
    tmp_path: Path, passphrase: str, people: Callable[..., Any], commit: Callable[..., Any]
) -> None:
    with embedded.create(tmp_path / "register", tmp_path / "keys", passphrase) as register:
        commit(register, people(3))
        secret, origin = register.secret, register.origin
    with embedded.open(tmp_path / "register", tmp_path / "keys", passphrase) as register:
        assert (register.secret, register.origin) == (secret, origin)
        assert [row.label for row in register.index.persons()] == [f"Fictional Person {at}" for at in range(3)]
        assert register.verify() == []
        commit(register, people(1, "s0000000000000002"))
        assert register.index.counts()["persons"] == 4


def test_the_folder_holds_what_the_architecture_says(register: Register, tmp_path: Path) -> None:
    assert {path.name for path in (tmp_path / "register").iterdir()} >= {"tereze.json", "register.db", "vault", "lock"}
    assert {path.name for path in (tmp_path / "keys").iterdir()} >= {"seal.json", "keys.db"}
    mark = json.loads((tmp_path / "register" / "tereze.json").read_text())
    assert mark == {"origin": register.origin, "store": "sqlcipher", "tereze": "register/1"}


def test_a_new_register_is_empty_and_verifies(register: Register) -> None:
    assert register.verify() == []
    assert register.index.counts()["persons"] == 0
    assert register.rebuild() == 0
    assert not register.is_demo


def test_a_wrong_passphrase_opens_nothing(register: Register, tmp_path: Path) -> None:
    register.close()
    with pytest.raises(WrongPassphrase) as caught:
        embedded.open(tmp_path / "register", tmp_path / "keys", "something else")
    assert caught.value.exit_code == 7
    with pytest.raises(EmptyPassphrase):
        embedded.open(tmp_path / "register", tmp_path / "keys", None)


def test_a_second_writer_is_refused_and_a_reader_is_not(register: Register, tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(Busy):
        embedded.open(tmp_path / "register", tmp_path / "keys", passphrase)
    with embedded.open(tmp_path / "register", tmp_path / "keys", passphrase, write=False) as reader:
        assert list(reader.index.persons()) == []
        with pytest.raises(Exception, match="opened for reading"), reader.unit():
            pass


def test_a_register_is_never_made_over_another(register: Register, tmp_path: Path, passphrase: str) -> None:
    register.close()
    before = (tmp_path / "keys" / "seal.json").read_bytes()
    for folder, keys in (("register", "other"), ("other", "keys")):
        with pytest.raises(AlreadyThere):
            embedded.create(tmp_path / folder, tmp_path / keys, passphrase)
    assert (tmp_path / "keys" / "seal.json").read_bytes() == before


def test_a_folder_without_a_register_is_told_from_a_damaged_one(
    tmp_path: Path, register: Register, passphrase: str
) -> None:
    register.close()
    with pytest.raises(NoRegister, match="no register in absent"):
        embedded.open(tmp_path / "absent", tmp_path / "keys", passphrase)
    assert not embedded.is_register(tmp_path / "absent")
    mark = tmp_path / "register" / "tereze.json"
    whole = mark.read_text()
    for broken in ("", "{}", whole.replace("register/1", "register/2"), whole.replace("sqlcipher", "postgres")):
        mark.write_text(broken)
        with pytest.raises(NotThisVersion):
            embedded.open(tmp_path / "register", tmp_path / "keys", passphrase)


def test_keys_of_another_register_are_refused(tmp_path: Path, register: Register, passphrase: str) -> None:
    register.close()
    embedded.create(tmp_path / "other", tmp_path / "other.keys", passphrase).close()
    with pytest.raises(OtherKeys):
        embedded.open(tmp_path / "register", tmp_path / "other.keys", passphrase)
    (tmp_path / "other.keys" / "keys.db").replace(tmp_path / "keys" / "keys.db")
    with pytest.raises(WrongKey, match="keys"):
        embedded.open(tmp_path / "register", tmp_path / "keys", passphrase)


@pytest.mark.parametrize("name", ["register/register.db", "keys/keys.db", "keys/seal.json"])
def test_a_missing_file_is_named(tmp_path: Path, register: Register, passphrase: str, name: str) -> None:
    register.close()
    (tmp_path / name).unlink()
    with pytest.raises(FileMissing, match=Path(name).name):
        embedded.open(tmp_path / "register", tmp_path / "keys", passphrase)


@pytest.mark.parametrize("name", ["register/register.db", "keys/keys.db", "keys/seal.json"])
def test_a_file_of_garbage_is_damage_or_a_wrong_key(
    tmp_path: Path, register: Register, passphrase: str, name: str
) -> None:
    register.close()
    (tmp_path / name).write_bytes(b"garbage" * 2000)
    with pytest.raises((WrongKey, DatabaseDamaged, SealDamaged)):
        embedded.open(tmp_path / "register", tmp_path / "keys", passphrase)


def test_a_plain_file_in_its_place_is_refused(tmp_path: Path, register: Register, passphrase: str) -> None:
    register.close()
    (tmp_path / "register" / "register.db").unlink()
    plain = sqlite3.connect(tmp_path / "register" / "register.db")
    plain.execute("CREATE TABLE entry (x)")
    plain.commit()
    plain.close()
    with pytest.raises(NotEncrypted):
        embedded.open(tmp_path / "register", tmp_path / "keys", passphrase)


def test_after_a_failed_opening_the_lock_is_free(tmp_path: Path, register: Register, passphrase: str) -> None:
    register.close()
    database = tmp_path / "register" / "register.db"
    database.rename(database.with_suffix(".away"))
    with pytest.raises(FileMissing):
        embedded.open(tmp_path / "register", tmp_path / "keys", passphrase)
    database.with_suffix(".away").rename(database)
    embedded.open(tmp_path / "register", tmp_path / "keys", passphrase).close()


def test_a_demo_register_opens_for_everyone_and_says_so(tmp_path: Path) -> None:
    embedded.create(tmp_path / "register", tmp_path / "keys", "is not used", demo=True).close()
    with embedded.open(tmp_path / "register", tmp_path / "keys", None) as register:
        assert register.is_demo
    with embedded.open(tmp_path / "register", tmp_path / "keys", seal.DEMO_PASSPHRASE) as register:
        assert register.is_demo


def test_a_folder_that_may_not_be_written_is_a_clear_error(tmp_path: Path, passphrase: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(MachineFailed):
        embedded.create(tmp_path / "file" / "register", tmp_path / "keys", passphrase)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_only_the_owner_may_enter(register: Register, tmp_path: Path) -> None:
    for path in [tmp_path / "register", tmp_path / "keys", *(tmp_path / "keys").iterdir()]:
        assert path.stat().st_mode & 0o077 == 0, path.name


def test_leftovers_of_a_death_are_removed_at_opening(tmp_path: Path, register: Register, passphrase: str) -> None:
    register.close()
    left = [tmp_path / "register" / name for name in ("vault/incoming/left", "verify-0123.db", "verify-0123.db-wal")]
    for path in left:
        path.write_bytes(b"sealed half")
    embedded.open(tmp_path / "register", tmp_path / "keys", passphrase).close()
    assert not any(path.exists() for path in left)


def test_an_index_of_an_earlier_form_is_made_anew_and_loses_nothing_of_the_ledger(
    tmp_path: Path, passphrase: str, people: Callable[..., Any], commit: Callable[..., Any]
) -> None:
    place = tmp_path / "register", tmp_path / "keys", passphrase
    with embedded.create(*place) as register:
        commit(register, people(3))
        with register.database.transaction():
            register.database.run("DROP TABLE judged")
            register.database.run("CREATE TABLE judged (id TEXT PRIMARY KEY)")
            register.database.run("DROP TABLE layout")
    with pytest.raises(OlderIndex):
        embedded.open(*place, write=False)
    with embedded.open(*place) as register:
        assert [row.label for row in register.index.persons()] == [f"Fictional Person {at}" for at in range(3)]
        assert register.verify() == []
    with embedded.open(*place, write=False) as reader:
        assert reader.index.counts()["persons"] == 3


def test_an_index_thought_of_later_is_there_once_the_register_was_opened(
    tmp_path: Path, passphrase: str, people: Callable[..., Any], commit: Callable[..., Any]
) -> None:
    place = tmp_path / "register", tmp_path / "keys", passphrase
    asked = "SELECT 1 FROM sqlite_master WHERE name = 'number_claimed'"
    with embedded.create(*place) as register:
        commit(register, people(3))
        register.database.run("DROP INDEX number_claimed")
    with embedded.open(*place, write=False) as reader:
        assert reader.database.one(asked) is None
    with embedded.open(*place) as register:
        assert register.database.one(asked) is not None
        assert register.verify() == []
