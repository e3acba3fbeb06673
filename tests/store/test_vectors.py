"""The examples in vectors/ open as the format pages say, also for a reader written from the page alone."""

from __future__ import annotations

import json
from base64 import b64decode
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tereze.store import seal, stream


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
