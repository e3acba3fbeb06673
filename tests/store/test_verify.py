"""Verification finds what was altered, dropped, put back or lost, and says where."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tereze.model.sources import Evidence
from tereze.store import embedded
from tereze.store.index.tables import PERSON, RECORD
from tereze.store.keys import Seen
from tereze.store.register import Register
from tereze.store.vault import Finding
from tereze.store.verify import SCRATCH, digest, rows

People = Callable[..., list[Any]]
Commit = Callable[..., list[bytes]]


@pytest.fixture
def filled(register: Register, people: People, commit: Commit) -> Register:
    """A register with some people and a file."""
    commit(register, people(3))
    kept = register.vault.put(io.BytesIO(b"a photograph"), "s0000000000000001")
    evidence = Evidence(id="e1", source="s0000000000000001", blob=kept.blob, sha256=kept.sha256, size=kept.size)
    commit(register, [evidence])
    return register


def _unguard(register: Register) -> None:
    for (name,) in register.database.all("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        register.database.run(f"DROP TRIGGER {name}")


def test_a_whole_register_passes_and_leaves_no_scratch(filled: Register) -> None:
    told: list[str] = []
    assert filled.verify(lambda what, _done, _of: told.append(what)) == []
    assert told == ["checking pages", "checking ledger", "checking index", "checking evidence"]
    assert not list(filled.site.folder.glob(f"{SCRATCH}*"))
    assert filled.verify(quick=True) == []


def test_an_altered_entry_is_found_by_its_index(filled: Register) -> None:
    _unguard(filled)
    filled.database.run("UPDATE entry SET raw = CAST(replace(CAST(raw AS TEXT), 'case', 'cash') AS BLOB) WHERE idx = 2")
    found = filled.verify(quick=True)
    assert any(finding.where.endswith("entry 2") for finding in found)


def test_a_dropped_entry_is_found(filled: Register) -> None:
    _unguard(filled)
    filled.database.run("DELETE FROM entry WHERE idx = 3")
    assert filled.verify(quick=True)


def test_a_dropped_end_is_found_even_with_its_checkpoint(filled: Register) -> None:
    """An insider with the file cuts the log back to an older checkpoint: tree and signature hold, the keys remember."""
    _unguard(filled)
    with filled.unit():
        pass  # remembers the head as it is
    [(first, _), *_] = filled.ledger.notes(filled.origin)
    filled.database.run("DELETE FROM entry WHERE idx >= ?", (first,))
    filled.database.run("DELETE FROM checkpoint WHERE size > ?", (first,))
    found = [finding.what for finding in filled.verify(quick=True)]
    assert any("older than these keys saw it" in what for what in found)


def test_a_register_put_back_to_an_older_copy_is_noticed(
    filled: Register, tmp_path: Path, passphrase: str, people: People, commit: Commit
) -> None:
    filled.close()
    shutil.copytree(tmp_path / "register", tmp_path / "older")
    with embedded.open(tmp_path / "register", tmp_path / "keys", passphrase) as register:
        for number in range(2, 4):
            commit(register, people(1, f"s000000000000000{number}"))
    with embedded.open(tmp_path / "older", tmp_path / "keys", passphrase) as register:
        assert any("older than these keys saw it" in finding.what for finding in register.verify())
    with embedded.open(tmp_path / "register", tmp_path / "keys", passphrase) as register:
        assert register.verify() == []


def test_another_history_of_the_same_length_is_noticed(filled: Register) -> None:
    filled.keys.remember(Seen(filled.origin, filled.ledger.head(filled.origin).size, bytes(32)))
    assert [finding.where for finding in filled.verify(quick=True)] == [filled.origin]


def test_a_missing_log_is_noticed(filled: Register) -> None:
    _unguard(filled)
    filled.database.run("DELETE FROM entry")
    assert any("missing" in finding.what for finding in filled.verify(quick=True))


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE person SET label = 'Somebody else'", "person"),
        ("UPDATE record SET body = '{}' WHERE kind = 'number'", "record"),
        ("DELETE FROM statement", "statement"),
        ("INSERT INTO person_member VALUES ('m1', 'm2')", "person_member"),
        ("DELETE FROM name_key", "name_key"),
    ],
)
def test_an_index_that_says_something_else_is_found(filled: Register, statement: str, table: str) -> None:
    filled.database.run(statement)
    where = [finding.where for finding in filled.verify() if finding.where.startswith("index")]
    assert where == [f"index, table {table}"]
    filled.rebuild()
    assert filled.verify() == []


def test_a_missing_file_is_found(filled: Register) -> None:
    [blob] = filled.vault.blobs()
    filled.vault.path(blob).unlink()
    assert [str(finding) for finding in filled.verify()] == [f"evidence e1: its file {blob} is not in the vault"]


def test_a_second_history_without_its_proof_is_found(filled: Register) -> None:
    [genesis, *_] = filled.ledger.entries(filled.origin)
    with filled.store.unit():
        filled.store.add(f"{filled.origin}#0123456789abcdef", 0, [genesis])
    assert any("without the proof" in finding.what for finding in filled.verify(quick=True))


def test_damage_in_one_part_does_not_hide_the_others(filled: Register) -> None:
    filled.database.run("DROP TABLE person")
    [blob] = filled.vault.blobs()
    filled.vault.path(blob).write_bytes(b"x")
    found = filled.verify()
    assert {finding.where.partition("/")[0] for finding in found} == {"index", "vault"}


def test_rows_come_in_the_order_of_their_key(filled: Register) -> None:
    entries = [row[0] for row in rows(filled.database, RECORD)]
    assert entries == sorted(entries)
    count, first = digest(filled.database, PERSON)
    assert count == 3
    filled.database.run("UPDATE person SET mentions = 2 WHERE anchor = 'm0010000000000000'")
    assert digest(filled.database, PERSON) != (count, first)


def test_a_finding_reads_as_one_line() -> None:
    assert str(Finding("vault/ab/x", "it is cut off")) == "vault/ab/x: it is cut off"
