"""The examples in vectors/ open as the format pages say, also for a reader written from the page alone."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from hashlib import sha256, shake_256
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tereze.ledger.identity import read_genesis
from tereze.store import carried, seal, shares, stream


@pytest.fixture
def blob(repo: Path) -> dict[str, Any]:
    """vectors/vault/blob.json."""
    return dict(json.loads((repo / "vectors" / "vault" / "blob.json").read_text("utf-8")))


@pytest.fixture
def sealed(repo: Path) -> dict[str, Any]:
    """vectors/keystore/seal.json."""
    return dict(json.loads((repo / "vectors" / "keystore" / "seal.json").read_text("utf-8")))


def test_the_sealed_file_opens(blob: dict[str, Any]) -> None:
    file = BytesIO(b64decode(blob["sealed"]))
    kid = stream.read_head(file)
    assert kid.hex() == blob["kid"]
    plain = b"".join(stream.unseal(file, kid, bytes.fromhex(blob["key"]), bytes.fromhex(blob["name"])))
    assert (len(plain), sha256(plain).hexdigest()) == (blob["size"], blob["plain_sha256"])


def test_the_sealed_file_opens_by_the_page_alone(blob: dict[str, Any]) -> None:
    raw, key = b64decode(blob["sealed"]), bytes.fromhex(blob["key"])
    head, body, last = raw[:26], raw[26:-24], raw[-24:]
    assert head[:14] == b"tereze/blob/1\n"
    plain = ChaCha20Poly1305(key).decrypt(bytes(12), body, head)
    size = int.from_bytes(ChaCha20Poly1305(key).decrypt(bytes(10) + b"\x01\x01", last, head), "big")
    assert sha256(plain[:size]).hexdigest() == blob["plain_sha256"]
    assert set(plain[size:]) <= {0}


def test_the_seal_opens(sealed: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "seal.json").write_text(sealed["file"], "utf-8")
    roots = seal.read_seal(tmp_path / "seal.json", sealed["passphrase"])
    assert {name: getattr(roots, name).hex() for name in sealed["keys"]} == sealed["keys"]


def test_the_seal_opens_by_the_page_alone(sealed: dict[str, Any]) -> None:
    file = json.loads(sealed["file"])
    kdf = file["kdf"]
    argon = Argon2id(
        salt=b64decode(kdf["salt"]),
        length=32,
        iterations=kdf["passes"],
        lanes=kdf["lanes"],
        memory_cost=kdf["memory_kib"],
    )
    root = _open(argon.derive(sealed["passphrase"].encode()), file["root"], ["tereze/seal/1/root", kdf, file["demo"]])
    assert root.hex() == sealed["keys"]["root"]
    keys = json.loads(_open(root, file["keys"], ["tereze/seal/1/keys", file["demo"], file["custodians"]]))
    assert {name: b64decode(key).hex() for name, key in keys.items()} == {
        name: key for name, key in sealed["keys"].items() if name != "root"
    }


def _open(key: bytes, part: dict[str, str], bound: list[Any]) -> bytes:
    data = json.dumps(bound, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return ChaCha20Poly1305(key).decrypt(b64decode(part["nonce"]), b64decode(part["ct"]), data)


# --- keys on their way -------------------------------------------------------------------------------------------


@pytest.fixture
def copy(repo: Path) -> dict[str, Any]:
    """vectors/keystore/copy.json."""
    return dict(json.loads((repo / "vectors" / "keystore" / "copy.json").read_text("utf-8")))


@pytest.fixture
def letter(repo: Path) -> dict[str, Any]:
    """vectors/keystore/letter.json."""
    return dict(json.loads((repo / "vectors" / "keystore" / "letter.json").read_text("utf-8")))


def test_the_shares_give_the_root_key_and_the_copy_opens(copy: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "c").write_bytes(b64decode(copy["file"]))
    root = shares.combine(copy["shares"][1:])
    assert root.hex() == copy["root"]
    found = carried.open_copy(tmp_path / "c", root)
    assert [[unit, kid.hex(), key.hex()] for unit, kid, key in found.keys] == copy["keys"]
    assert (found.ids.hex(), found.signing.hex(), found.origin) == (copy["ids"], copy["signing"], copy["origin"])


def test_the_copy_opens_by_the_page_alone(copy: dict[str, Any]) -> None:
    first, line, sealed = b64decode(copy["file"]).split(b"\n", 2)
    root, head = bytes.fromhex(copy["root"]), json.loads(line)
    assert first == b"tereze/keycopy/1"
    assert head["fingerprint"] == copy["fingerprint"] == sha256(b"tereze/shares/1\n" + root).hexdigest()[:16]
    key = hmac.digest(root, first, "sha256")
    plain = ChaCha20Poly1305(key).decrypt(b64decode(head["nonce"]), sealed, first + b"\n" + line)
    content = msgspec.msgpack.decode(plain)
    assert [[unit, kid.hex(), key.hex()] for unit, kid, key in content["keys"]] == copy["keys"]
    assert content["signing"].hex() == copy["signing"]


def test_the_letter_opens_for_its_receiver_and_is_the_senders(letter: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "l").write_bytes(b64decode(letter["file"]))
    opened = carried.open_letter(tmp_path / "l", bytes.fromhex(letter["receiver_root"]))
    genesis = read_genesis(opened.carried.genesis)
    carried.check_sender(opened, genesis, letter["receiver"], "l")
    assert str(genesis.verifier) == letter["sender_vkey"]
    assert carried.letters(letter["sender_vkey"]) == letter["sender_letters"]
    assert [[unit, kid.hex(), key.hex()] for unit, kid, key in opened.carried.keys] == letter["keys"]


def test_the_letter_opens_by_the_page_alone(letter: dict[str, Any]) -> None:
    first, line, sealed = b64decode(letter["file"]).split(b"\n", 2)
    head = json.loads(line)
    seed = shake_256(b"tereze/receive/1\n" + bytes.fromhex(letter["receiver_root"])).digest(96)
    kem = MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(seed[:64]), X25519PrivateKey.from_private_bytes(seed[64:])
    )
    public = MLKEM768PrivateKey.from_seed_bytes(seed[:64]).public_key().public_bytes_raw()
    public += X25519PrivateKey.from_private_bytes(seed[64:]).public_key().public_bytes_raw()
    custodian = sha256(b"tereze/custodian/1\nmlkem768x25519\n" + public).digest()[:12]
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    info = b"tereze/entry/1/wrap" + b64decode(head["kid"]) + custodian
    key = suite.decrypt(b64decode(head["wrapped"]), kem, info)
    plain = ChaCha20Poly1305(key).decrypt(b64decode(head["nonce"]), sealed, first + b"\n" + line)
    signed = msgspec.msgpack.decode(plain)
    digest = b64encode(sha256(signed["carried"]).digest()).decode()
    text = f"tereze/keyletter/1\n{letter['origin']}\n{letter['receiver']}\n{head['made']}\n{digest}\n"
    assert signed["note"].startswith(text + "\n— ")
    raw = b64decode(signed["note"].rpartition(" ")[2])[4:]
    vkey = b64decode(letter["sender_vkey"].rpartition("+")[2])[1:]
    Ed25519PublicKey.from_public_bytes(vkey).verify(raw, text.encode())
