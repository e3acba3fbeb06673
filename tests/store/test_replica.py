"""A replica holds everything and no key; taking it in is all or nothing."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tereze.ledger.identity import Installation, new_installation
from tereze.model.errors import TerezeError
from tereze.store import embedded, replica, seal
from tereze.store.register import Register

People = Callable[..., list[Any]]
Commit = Callable[..., list[bytes]]
REGISTER_ID = bytes(16)


def _roots(ids: bytes) -> seal.Roots:
    return seal.new_roots(os.urandom, ids=ids, genesis=lambda seed: new_installation(REGISTER_ID, seed).genesis.raw)


@pytest.fixture
def two(tmp_path: Path, passphrase: str, people: People, commit: Commit) -> Iterator[tuple[Register, Register]]:
    """Two installations of one register; the first holds people and a file."""
    made = [
        embedded.create(tmp_path / name, tmp_path / f"{name}.keys", passphrase, roots=_roots(bytes(32)))
        for name in ("one", "two")
    ]
    commit(made[0], people(3))
    made[0].vault.put(io.BytesIO(b"a photograph"), "s0000000000000001")
    yield made[0], made[1]
    for register in made:
        register.close()


def _vkey(register: Register) -> str:
    installation: Installation = register.installation
    return str(installation.verifier)


def test_a_replica_brings_entries_and_files_and_nothing_readable(
    two: tuple[Register, Register], tmp_path: Path
) -> None:
    one, other = two
    size = replica.write(one, tmp_path / "a.trzb", "2020-01-01", ())
    assert size == (tmp_path / "a.trzb").stat().st_size
    taken = replica.take(other, tmp_path / "a.trzb", (), [_vkey(one)])
    assert taken.added == len(list(one.ledger.entries(one.origin)))
    assert list(other.ledger.entries(one.origin)) == list(one.ledger.entries(one.origin))
    assert list(other.vault.blobs()) == list(one.vault.blobs())
    assert other.index.counts()["persons"] == 0
    assert other.verify() == []
    assert replica.take(other, tmp_path / "a.trzb", (), [_vkey(one)]).added == 0


def test_with_the_keys_at_hand_the_index_follows(
    tmp_path: Path, passphrase: str, people: People, commit: Commit
) -> None:
    """An older copy of a register and its keys is brought up to date by a replica, as far as its keys reach."""
    with embedded.create(tmp_path / "r", tmp_path / "k", passphrase) as register:
        commit(register, people(1))
    shutil.copytree(tmp_path / "r", tmp_path / "older")
    with embedded.open(tmp_path / "r", tmp_path / "k", passphrase) as register:
        commit(register, people(2, "s0000000000000002"))
        replica.write(register, tmp_path / "a.trzb", "2020-01-01", ())
        counts = register.index.counts()
    with embedded.open(tmp_path / "older", tmp_path / "k", passphrase) as register:
        replica.take(register, tmp_path / "a.trzb", (), ())
        assert register.index.counts() == counts
        assert register.verify() == []


@pytest.mark.parametrize("left", [0.1, 0.5, 0.95, 0.999])
def test_a_cut_off_replica_changes_nothing(two: tuple[Register, Register], tmp_path: Path, left: float) -> None:
    one, other = two
    replica.write(one, tmp_path / "a.trzb", "2020-01-01", (), compressed=False)
    whole = (tmp_path / "a.trzb").read_bytes()
    (tmp_path / "a.trzb").write_bytes(whole[: int(len(whole) * left)])
    with pytest.raises(TerezeError):
        replica.take(other, tmp_path / "a.trzb", (), [_vkey(one)])
    assert list(other.ledger.heads()) == []
    assert list(other.vault.blobs()) == []
    assert other.index.counts() == {"persons": 0, "suggestions": 0, "disputes": 0}


def test_a_stranger_is_not_taken_in(two: tuple[Register, Register], tmp_path: Path) -> None:
    one, other = two
    replica.write(one, tmp_path / "a.trzb", "2020-01-01", ())
    with pytest.raises(TerezeError, match="not ours to take"):
        replica.take(other, tmp_path / "a.trzb", (), ())
    assert list(other.ledger.heads()) == []


def test_a_sealed_file_that_is_not_what_its_name_says_is_refused(
    two: tuple[Register, Register], tmp_path: Path
) -> None:
    one, other = two
    [blob] = one.vault.blobs()
    raw = one.vault.path(blob).read_bytes()
    with pytest.raises(TerezeError, match="damaged"):
        other.vault.keep(blob, [raw[:-1], b"x"])
    assert list(other.vault.blobs()) == []
    for _ in range(2):
        other.vault.keep(blob, [raw[:100], raw[100:]])
    assert list(other.vault.blobs()) == [blob]
    assert not any((tmp_path / "two" / "vault" / "incoming").iterdir())
