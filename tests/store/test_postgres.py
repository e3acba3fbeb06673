"""The same register on a server."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tereze.model.errors import MachineFailed
from tereze.store import embedded, postgres
from tereze.store.embedded import AlreadyThere, NotThisVersion
from tereze.store.faults import ServerFailed


def test_what_was_committed_is_there_after_opening_again(
    postgres_url: str, tmp_path: Path, passphrase: str, people: Callable[..., Any], commit: Callable[..., Any]
) -> None:
    with postgres.create(postgres_url, tmp_path / "register", tmp_path / "keys", passphrase) as register:
        commit(register, people(3))
        kept = register.vault.put(io.BytesIO(b"a letter"), "s1")
    with postgres.open(postgres_url, tmp_path / "register", tmp_path / "keys", passphrase) as register:
        assert [row.label for row in register.index.persons()] == [f"Fictional Person {at}" for at in range(3)]
        mention = register.index.mentions(["m0010000000000000"])["m0010000000000000"]
        assert [said.value for said in mention.statements] == ["prison", "health of 0"]
        assert b"".join(register.vault.open(kept.blob)) == b"a letter"
        assert register.verify() == []
        assert register.rebuild() == 10
        assert register.verify() == []
        doomed = register.entries_of(["s0000000000000001/m0010000000000000"])
        with register.unit():
            register.index.forget(doomed)
            register.index.settle()
        assert register.keys.destroy("s0000000000000001/m0010000000000000") == 2
        assert register.verify() == []


def test_several_may_have_it_open_and_write_in_turn(
    postgres_url: str, tmp_path: Path, passphrase: str, people: Callable[..., Any], commit: Callable[..., Any]
) -> None:
    first = postgres.create(postgres_url, tmp_path / "register", tmp_path / "keys", passphrase)
    second = postgres.open(postgres_url, tmp_path / "register", tmp_path / "keys", passphrase)
    for number in range(1, 5):
        commit((first, second)[number % 2], people(1, f"s000000000000000{number}"))
    assert first.index.counts()["persons"] == 4
    assert first.verify() == []
    first.close()
    second.close()


def test_an_altered_row_is_found(
    postgres_url: str, tmp_path: Path, passphrase: str, people: Callable[..., Any], commit: Callable[..., Any]
) -> None:
    with postgres.create(postgres_url, tmp_path / "register", tmp_path / "keys", passphrase) as register:
        commit(register, people(2))
        register.database.run("UPDATE person SET label = 'Somebody else'")
        [finding] = register.verify()
        assert finding.where == "index, table person"
        register.rebuild()
        register.database.run("ALTER TABLE entry DISABLE TRIGGER USER")
        register.database.run("UPDATE entry SET raw = raw || 'x'::bytea WHERE idx = 2")
        assert any("entry 2" in finding.where for finding in register.verify())


def test_a_register_is_never_made_over_another(postgres_url: str, tmp_path: Path, passphrase: str) -> None:
    postgres.create(postgres_url, tmp_path / "one", tmp_path / "one.keys", passphrase).close()
    with pytest.raises(AlreadyThere):
        postgres.create(postgres_url, tmp_path / "two", tmp_path / "two.keys", passphrase)
    assert not (tmp_path / "two.keys").exists()


def test_a_server_that_is_not_there_is_a_clear_error(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(ServerFailed, match="no connection") as caught:
        postgres.create(f"postgresql://postgres@/x?host={tmp_path}", tmp_path / "r", tmp_path / "k", passphrase)
    assert isinstance(caught.value, MachineFailed)
    assert not (tmp_path / "r").exists()


def test_a_register_in_a_file_is_not_taken_for_one_on_a_server(
    postgres_url: str, tmp_path: Path, passphrase: str
) -> None:
    embedded.create(tmp_path / "register", tmp_path / "keys", passphrase).close()
    with pytest.raises(NotThisVersion):
        postgres.open(postgres_url, tmp_path / "register", tmp_path / "keys", passphrase)
