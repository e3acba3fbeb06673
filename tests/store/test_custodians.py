"""Custodians' key pairs: made at the desk, kept elsewhere, never replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tereze.ledger.custody import open_witness, seal_witness
from tereze.model.errors import MachineFailed
from tereze.store import custodians, seal
from tereze.store.custodians import BadCustodianName
from tereze.store.seal import SealDamaged, WrongPassphrase


def test_what_is_sealed_to_a_custodian_opens_with_the_file_and_its_passphrase(tmp_path: Path) -> None:
    key = custodians.create_custodian(tmp_path, "amina", "her own words", os.urandom)
    payload = b'{"kind":"mention"}'
    entry = seal_witness(payload, os.urandom(12), os.urandom(32), os.urandom(12), [key])
    secret = custodians.open_custodian(custodians.custodian_file(tmp_path, "amina"), "her own words")
    assert open_witness(entry.raw, secret) == payload
    assert secret.public() == key


def test_the_file_does_not_hold_the_key_in_the_clear(tmp_path: Path) -> None:
    custodians.create_custodian(tmp_path, "amina", "p", os.urandom)
    path = tmp_path / "custodian-amina.json"
    secret = custodians.open_custodian(path, "p")
    assert secret.raw not in path.read_bytes()
    with pytest.raises(WrongPassphrase, match="custodian-amina"):
        custodians.open_custodian(path, "q")


def test_a_custodians_key_is_never_replaced(tmp_path: Path) -> None:
    custodians.create_custodian(tmp_path, "amina", "p", os.urandom)
    before = (tmp_path / "custodian-amina.json").read_bytes()
    with pytest.raises(MachineFailed) as caught:
        custodians.create_custodian(tmp_path, "amina", "p", os.urandom)
    assert "already" in caught.value.advice
    assert (tmp_path / "custodian-amina.json").read_bytes() == before


@pytest.mark.parametrize("name", ["", "../x", "Amina", "a b", "ä", "x" * 41])
def test_a_name_must_fit_every_file_system(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadCustodianName):
        custodians.create_custodian(tmp_path, name, "p", os.urandom)
    assert list(tmp_path.iterdir()) == []


def test_a_key_of_the_wrong_length_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "custodian-a.json"
    path.write_bytes(seal.seal_small(b"short", custodians.PURPOSE, "p", os.urandom))
    with pytest.raises(SealDamaged):
        custodians.open_custodian(path, "p")


def test_public_keys_survive_being_written_down(tmp_path: Path) -> None:
    keys = [custodians.create_custodian(tmp_path, name, "p", os.urandom) for name in ("a", "b")]
    assert custodians.read_all(tuple(map(str, keys))) == tuple(keys)
