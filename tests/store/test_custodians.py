"""Custodians' key pairs: made at the desk, kept elsewhere, never replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tereze.ledger.custody import open_witness, seal_witness
from tereze.model.errors import MachineFailed
from tereze.store import custodians, seal
from tereze.store.custodians import BadCustodianName, NotACustodiansKey, NotAPublicKey, WrongCustodianPassphrase
from tereze.store.seal import SealDamaged


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
    with pytest.raises(WrongCustodianPassphrase, match="custodian-amina"):
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


def test_the_public_key_travels_in_a_file_of_its_own(tmp_path: Path) -> None:
    key = custodians.create_custodian(tmp_path, "amina", "p", os.urandom)
    file = custodians.write_public(tmp_path, "amina", key)
    assert file.name == "custodian-amina.pub"
    assert custodians.read_public(file) == key
    secret = custodians.open_custodian(tmp_path / "custodian-amina.json", "p")
    assert secret.raw not in file.read_bytes()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"tereze-custodian/x25519/AAAA", b"ssh-ed25519 AAAA", b"{}"])
def test_a_file_that_is_no_public_key_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.pub").write_bytes(content)
    with pytest.raises(NotAPublicKey, match=r"x\.pub"):
        custodians.read_public(tmp_path / "x.pub")


def test_a_private_key_file_is_no_public_key(tmp_path: Path) -> None:
    custodians.create_custodian(tmp_path, "amina", "p", os.urandom)
    with pytest.raises(NotAPublicKey):
        custodians.read_public(tmp_path / "custodian-amina.json")


def test_the_ceremony_is_due_within_seven_days_of_the_oldest_file(tmp_path: Path) -> None:
    assert custodians.ceremony_due(tmp_path, "2026-01-10") is None
    for name, day in (("b", "2026-01-04"), ("a", "2026-01-02")):
        custodians.create_custodian(tmp_path, name, "p", os.urandom, day)
    files = ("custodian-a.json", "custodian-b.json")
    assert custodians.ceremony_due(tmp_path, "2026-01-02T23:59:59Z") == (files, "2026-01-02", 7)
    assert custodians.ceremony_due(tmp_path, "2026-01-10") == (files, "2026-01-02", -1)
    (tmp_path / "custodian-a.json").unlink()
    due = custodians.ceremony_due(tmp_path, "2026-01-10")
    assert due is not None
    assert (due.made, due.days_left) == ("2026-01-04", 1)


@pytest.mark.parametrize("content", [None, b"{}", b'{"made": "soon"}', b'{"made": 3}', b"\xff", b"[]"])
def test_a_file_without_a_readable_day_counts_from_the_day_it_was_written(
    tmp_path: Path, content: bytes | None
) -> None:
    custodians.create_custodian(tmp_path, "a", "p", os.urandom)
    path = tmp_path / "custodian-a.json"
    if content is not None:
        path.write_bytes(content)
    os.utime(path, (1_767_312_000, 1_767_312_000))  # 2026-01-02
    due = custodians.ceremony_due(tmp_path, "2026-01-03")
    assert due is not None
    assert (due.made, due.days_left) == ("2026-01-02", 6)


def test_the_day_changes_nothing_of_what_the_passphrase_opens(tmp_path: Path) -> None:
    key = custodians.create_custodian(tmp_path, "a", "p", os.urandom, "2026-01-02")
    assert b'"made": "2026-01-02"' in (tmp_path / "custodian-a.json").read_bytes()
    assert custodians.open_custodian(tmp_path / "custodian-a.json", "p").public() == key


@pytest.mark.parametrize("raw", [b"", b"tereze: source/1\n", b"{}", b'{"tereze": "card/1"}', b"\xff\x00"])
def test_a_file_that_is_no_custodians_key_is_not_called_damaged(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "file").write_bytes(raw)
    with pytest.raises(NotACustodiansKey, match="file is not a custodian's key"):
        custodians.open_custodian(tmp_path / "file", "p")
