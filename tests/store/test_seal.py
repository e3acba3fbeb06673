"""Root keys under a passphrase: what opens them, what does not, and what shows that somebody altered the file."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tereze.ledger.identity import new_installation, read_genesis
from tereze.store import seal
from tereze.store.faults import FileMissing
from tereze.store.seal import EmptyPassphrase, SealDamaged, WrongPassphrase


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the seal is."""
    return tmp_path / "seal.json"


def test_the_passphrase_gives_back_the_roots(path: Path) -> None:
    roots = seal.new_roots(os.urandom)
    seal.write_seal(path, roots, "жеті кездейсоқ сөз", os.urandom)
    assert seal.read_seal(path, "жеті кездейсоқ сөз") == roots
    assert len({roots.root, roots.database, roots.keystore, roots.ids, roots.signing}) == 5


def test_no_key_stands_in_the_file(path: Path) -> None:
    from base64 import b64encode

    roots = seal.new_roots(os.urandom)
    seal.write_seal(path, roots, "p", os.urandom)
    raw = path.read_bytes()
    for key in (roots.root, roots.database, roots.keystore, roots.ids, roots.signing):
        assert key not in raw
        assert b64encode(key)[:40] not in raw
        assert key.hex().encode() not in raw
    assert "Roots(…)" in repr(roots)


def test_a_wrong_or_empty_passphrase_is_told_apart_from_damage(path: Path) -> None:
    seal.write_seal(path, seal.new_roots(os.urandom), "right", os.urandom)
    with pytest.raises(WrongPassphrase, match="does not open seal"):
        seal.read_seal(path, "Right")
    with pytest.raises(EmptyPassphrase):
        seal.read_seal(path, "")
    with pytest.raises(EmptyPassphrase):
        seal.write_seal(path, seal.new_roots(os.urandom), "", os.urandom)
    with pytest.raises(FileMissing):
        seal.read_seal(path.with_name("absent.json"), "right")


def test_a_new_passphrase_replaces_the_old_one(path: Path) -> None:
    roots = seal.new_roots(os.urandom)
    seal.write_seal(path, roots, "old", os.urandom)
    seal.write_seal(path, roots, "new", os.urandom)
    assert seal.read_seal(path, "new") == roots
    with pytest.raises(WrongPassphrase):
        seal.read_seal(path, "old")


def test_a_custodian_is_added_without_the_passphrase(path: Path) -> None:
    roots = seal.new_roots(os.urandom)
    seal.write_seal(path, roots, "p", os.urandom)
    seal.rewrite_keys(path, roots._replace(custodians=("one",)), os.urandom)
    assert seal.read_seal(path, "p").custodians == ("one",)


@pytest.mark.parametrize("field", ["demo", "custodians", "kdf", "root", "keys", "tereze"])
def test_nothing_that_can_be_read_can_be_exchanged(path: Path, field: str) -> None:
    mine, other = seal.new_roots(os.urandom), seal.new_roots(os.urandom, demo=True)._replace(custodians=("evil",))
    seal.write_seal(path.with_name("other.json"), other, "p", os.urandom)
    seal.write_seal(path, mine, "p", os.urandom)
    altered = json.loads(path.read_text()) | {field: json.loads(path.with_name("other.json").read_text())[field]}
    if field == "tereze":
        altered[field] = "seal/2"
    path.write_text(json.dumps(altered, indent=2) + "\n")
    with pytest.raises((SealDamaged, WrongPassphrase)):
        seal.read_seal(path, "p")


def test_every_flipped_bit_is_noticed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "MEMORY_KIB", 16)
    roots = seal.new_roots(os.urandom)
    seal.write_seal(path, roots, "p", os.urandom)
    raw = path.read_bytes()
    for at in range(0, 8 * len(raw), 23):
        flipped = bytearray(raw)
        flipped[at // 8] ^= 1 << at % 8
        path.write_bytes(flipped)
        with pytest.raises((SealDamaged, WrongPassphrase)):
            seal.read_seal(path, "p")


def test_costs_that_would_exhaust_the_machine_are_refused(path: Path) -> None:
    seal.write_seal(path, seal.new_roots(os.urandom), "p", os.urandom)
    text = path.read_text()
    for name, value in (("memory_kib", 2**40), ("passes", 10**9), ("lanes", 10**6)):
        broken = json.loads(text)
        broken["kdf"][name] = value
        path.write_text(json.dumps(broken, indent=2) + "\n")
        with pytest.raises(SealDamaged):
            seal.read_seal(path, "p")


def test_the_demo_mark_is_kept(path: Path) -> None:
    seal.write_seal(path, seal.new_roots(os.urandom, demo=True), seal.DEMO_PASSPHRASE, os.urandom)
    assert seal.is_demo(path)
    assert seal.read_seal(path, seal.DEMO_PASSPHRASE).demo
    seal.write_seal(path, seal.new_roots(os.urandom), "p", os.urandom)
    assert not seal.is_demo(path)


def test_the_installation_signs_the_log_it_names() -> None:
    roots = seal.new_roots(os.urandom)
    installation = roots.installation()
    assert read_genesis(roots.genesis).origin == installation.origin
    assert installation.verifier.name == installation.origin


def test_an_installation_of_a_known_register_keeps_its_ids() -> None:
    first = seal.new_roots(os.urandom)
    register = bytes(16)
    second = seal.new_roots(
        os.urandom, ids=first.ids, genesis=lambda seed: new_installation(register, seed).genesis.raw
    )
    assert second.ids == first.ids
    assert second.signing != first.signing
    assert second.installation().origin.startswith("tereze/aaaaaaaaaaaaaaaaaaaaaaaaaa/")


def test_a_small_sealed_file_opens_for_its_purpose_only() -> None:
    raw = seal.seal_small(b"secret", "custodian/1", "p", os.urandom)
    assert b"secret" not in raw
    assert seal.open_small(raw, "custodian/1", "p", "a.json") == b"secret"
    with pytest.raises(WrongPassphrase):
        seal.open_small(raw, "custodian/1", "q", "a.json")
    with pytest.raises(WrongPassphrase):
        seal.open_small(raw, "something/1", "p", "a.json")
    for broken in (b"", b"[]", b"{}", raw[:-5], raw.replace(b"argon2id", b"argon2xx")):
        with pytest.raises(SealDamaged):
            seal.open_small(broken, "custodian/1", "p", "a.json")


def test_a_fingerprint_can_be_read_out() -> None:
    assert len(seal.fingerprint("tereze-custodian/x25519/AAAA")) == 16
    assert seal.fingerprint("a") != seal.fingerprint("b")
