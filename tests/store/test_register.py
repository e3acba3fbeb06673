"""One unit of work over keys, ledger and index; custodians; erasure; borrowed connections."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tereze.ledger.custody import custodian_secret
from tereze.model.mentions import Mention
from tereze.store import embedded, seal
from tereze.store.register import Register
from tereze.store.seal import WrongPassphrase

People = Callable[..., list[Any]]
Commit = Callable[..., list[bytes]]


def test_a_unit_that_fails_leaves_no_entry_no_row_and_no_key(
    register: Register, people: People, commit: Commit
) -> None:
    commit(register, people(1))
    before = (register.ledger.heads(), register.index.counts(), list(register.keys.units()))
    with pytest.raises(RuntimeError), register.unit():  # noqa: PT012
        commit(register, people(2, "s0000000000000002"))
        raise RuntimeError
    assert (register.ledger.heads(), register.index.counts(), list(register.keys.units())) == before
    commit(register, people(2, "s0000000000000003"))
    assert register.verify() == []


def test_units_join(register: Register, people: People, commit: Commit) -> None:
    with register.unit():
        commit(register, people(1))
        commit(register, people(1, "s0000000000000002"))
    assert len(list(register.ledger.notes(register.origin))) == 1
    assert register.verify() == []


def test_keys_are_on_the_disk_before_the_entries_that_need_them(
    register: Register, people: People, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the register's commit fails, keys that open nothing are left, never an entry without its key."""
    run = register.database.run

    def failing(sql: str, values: Any = ()) -> Any:
        if sql == "COMMIT":
            raise RuntimeError
        return run(sql, values)

    monkeypatch.setattr(register.database, "run", failing)
    with pytest.raises(RuntimeError):
        commit(register, people(1))
    monkeypatch.setattr(register.database, "run", run)
    assert list(register.keys.units()) != []
    assert list(register.ledger.heads()) == []
    commit(register, people(2))
    assert register.verify() == []


def test_sensitive_words_are_not_kept_in_the_index_but_shown(
    register: Register, people: People, commit: Commit
) -> None:
    records = people(3)
    commit(register, records)
    bodies = b"".join(row[0] for row in register.database.all("SELECT body FROM record"))
    assert b"prison" in bodies
    assert b"health of" not in bodies
    mention = next(record for record in records if isinstance(record, Mention))
    shown = register.index.mentions([mention.id])[mention.id]
    assert [said.value for said in shown.statements] == ["prison", "health of 0"]


def test_erasing_a_unit_makes_its_entries_unreadable_and_nothing_else(
    register: Register, people: People, commit: Commit
) -> None:
    entries = commit(register, people(2))
    first = "m0010000000000000"
    unit = f"s0000000000000001/{first}"
    doomed = register.entries_of([unit])
    assert sorted(doomed) == sorted(entries[1:3])
    with register.unit():
        register.index.forget(doomed)
        register.index.settle()
    assert register.keys.destroy(unit) == 2
    assert register.index.mentions([first]) == {}
    assert register.index.counts()["mention"] == 1
    assert register.verify() == []
    assert register.rebuild() == len(entries) - 2
    assert register.index.mentions([first]) == {}


def test_what_was_forgotten_is_in_no_page_of_the_index(
    register: Register, people: People, commit: Commit, tmp_path: Path, decrypted: Callable[[Path, bytes], bytes]
) -> None:
    commit(register, people(40))
    doomed = [f"s0000000000000001/m001000000000{at:04d}" for at in range(0, 40, 2)]
    with register.unit():
        register.index.forget(register.entries_of(doomed))
        register.index.settle()
    register.keys.destroy_many(doomed)
    key = register._roots.database
    register.close()
    plain = decrypted(tmp_path / "register" / "register.db", key)
    assert b'Fictional Person 1"' in plain
    assert not [at for at in range(0, 40, 2) if b'Fictional Person %d"' % at in plain]


def test_what_is_kept_of_an_erased_mention_stays_under_a_unit_of_its_own(
    register: Register, people: People, commit: Commit
) -> None:
    records = people(1)
    commit(register, records)
    register.keys.issue(["s0000000000000001/m0010000000000000#h1"])
    assert len(register.entries_of(["s0000000000000001/m0010000000000000"])) == 2
    assert register.entries_of(["s0000000000000001/m0010000000000000#h1"]) == []
    assert len(register.entries_of(["s0000000000000001", "s0000000000000001/m0010000000000000"])) == len(records) - 1


def test_custodians_are_kept_by_their_public_key(register: Register, tmp_path: Path, passphrase: str) -> None:
    first = register.create_custodian("first", "her own words")
    other = custodian_secret(bytes(96)).public()
    register.add_custodian(other)
    register.add_custodian(other)
    assert register.custodians == (first, other)
    register.close()
    with embedded.open(tmp_path / "register", tmp_path / "keys", passphrase) as again:
        assert again.custodians == (first, other)


def test_the_passphrase_can_be_changed(register: Register, tmp_path: Path, passphrase: str) -> None:
    register.change_passphrase("seven other words")
    register.close()
    with pytest.raises(WrongPassphrase):
        embedded.open(tmp_path / "register", tmp_path / "keys", passphrase)
    embedded.open(tmp_path / "register", tmp_path / "keys", "seven other words").close()


def test_over_a_borrowed_connection_the_owner_decides(register: Register, people: People, commit: Commit) -> None:
    owner = register.database.connection
    borrowed = register.over(owner)
    owner.execute("BEGIN IMMEDIATE")
    commit(borrowed, people(1))
    assert borrowed.index.counts()["persons"] == 1
    owner.execute("ROLLBACK")
    assert register.index.counts()["persons"] == 0
    owner.execute("BEGIN IMMEDIATE")
    commit(borrowed, people(1, "s0000000000000002"))
    owner.execute("COMMIT")
    assert register.index.counts()["persons"] == 1
    assert register.verify() == []


def test_evidence_is_sealed_under_its_source(register: Register) -> None:
    kept = register.vault.put(io.BytesIO(b"a photograph"), "s1")
    assert b"".join(register.vault.open(kept.blob)) == b"a photograph"
    assert list(register.keys.units()) == [("s1", 1)]


def test_nothing_secret_shows_in_a_traceback(register: Register) -> None:
    assert register.secret.hex() not in repr(register)
    assert register.secret.hex() not in repr(vars(register))
    assert repr(register.secret) not in repr(vars(register))
    assert isinstance(register._roots, seal.Roots)


def test_a_retired_custodian_is_not_sealed_to_any_more(register: Register, passphrase: str) -> None:
    first, other = (register.create_custodian(name, "her own words") for name in ("first", "other"))
    register.retire_custodian(first)
    assert register.custodians == (other,)
    register.retire_custodian(first)  # nothing to forget
    assert seal.read_seal(register.site.keys / "seal.json", passphrase).custodians == (str(other),)


def test_a_new_root_key_opens_with_the_same_passphrase_and_changes_nothing_else(
    register: Register, passphrase: str
) -> None:
    before = register.roots
    register.change_root(passphrase)
    after = seal.read_seal(register.site.keys / "seal.json", passphrase)
    assert after == register.roots
    assert after.root != before.root
    assert after._replace(root=before.root) == before


def test_a_new_root_key_is_not_sealed_under_a_passphrase_that_is_not_the_registers(
    register: Register, passphrase: str
) -> None:
    before = (register.site.keys / "seal.json").read_bytes()
    with pytest.raises(seal.WrongPassphrase):
        register.change_root("something else entirely")
    assert (register.site.keys / "seal.json").read_bytes() == before
