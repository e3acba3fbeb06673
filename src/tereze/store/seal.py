"""`seal.json`: the root keys of an installation, sealed under a passphrase (docs/formats/keystore.md).

Two steps: the passphrase (Argon2id) opens a random root key, the root key opens the named keys. A new passphrase
seals the root key anew and touches nothing else. Everything readable in the file is bound to what is sealed in it, so
neither the demo mark nor a custodian's public key can be exchanged without the root key.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tereze.ledger.identity import Installation, new_installation, read_genesis
from tereze.ledger.protocol import Entry
from tereze.model.errors import Damaged, KeyProblem

from .disk import DISK, Disk, read_whole, write_whole

DEMO_PASSPHRASE = "demo: this register protects nobody"  # noqa: S105  # that is the point
"""Known to everyone. A register made with it is marked as a demo for ever."""
MEMORY_KIB = 131_072
PASSES = 2
LANES = 2
"""Argon2id costs measured by `benchmarks/store.py`: about a quarter of a second on an old laptop."""
MAX_MEMORY_KIB = 4 * 1024 * 1024
KEYS = ("database", "keystore", "ids", "signing")
Dice = Callable[[int], bytes]
_Size = Annotated[int, msgspec.Meta(ge=1, le=MAX_MEMORY_KIB)]


class WrongPassphrase(KeyProblem):
    """The passphrase does not open the seal."""

    message = "The passphrase does not open {0}."
    hint = "Check the keyboard layout and capital letters. Without the passphrase nobody can open this register."


class EmptyPassphrase(KeyProblem):
    """No passphrase at all."""

    message = "The passphrase is empty."
    hint = "Use at least seven random words."


class SealDamaged(Damaged):
    """The file with the sealed keys is not what was written."""

    message = "{0} is damaged or was altered: {1}."
    hint = "Restore it from its copy. Without it the register cannot be opened."


class Kdf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Argon2id (RFC 9106) and its costs; `salt` is 16 random bytes."""

    lanes: Annotated[int, msgspec.Meta(ge=1, le=64)]
    memory_kib: _Size
    passes: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    salt: bytes
    name: Literal["argon2id"] = "argon2id"


class Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """ChaCha20-Poly1305: nonce (12 bytes) and ciphertext with its tag."""

    ct: bytes
    nonce: bytes


class Seal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `seal.json`."""

    custodians: tuple[str, ...]
    demo: bool
    kdf: Kdf
    keys: Sealed
    root: Sealed
    tereze: Literal["seal/1"] = "seal/1"


class Roots(NamedTuple):
    """The keys of an installation in memory: never written anywhere but into `seal.json`, never printed.

    `genesis` is the first entry of our log, which `signing` (an Ed25519 seed) signs; `custodians` are public keys.
    """

    root: bytes
    genesis: bytes
    database: bytes
    keystore: bytes
    ids: bytes
    signing: bytes
    demo: bool
    custodians: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Roots(…)"

    def installation(self) -> Installation:
        """The writer of our own log."""
        entry = Entry(sha256(self.genesis).digest(), self.genesis)
        return Installation(read_genesis(self.genesis).origin, entry, self.signing)


def new_roots(
    dice: Dice,
    *,
    demo: bool = False,
    ids: bytes | None = None,
    genesis: Callable[[bytes], bytes] | None = None,
) -> Roots:
    """Fresh root keys; `dice(n)` gives n random bytes.

    A new register by default. An installation of a register that exists elsewhere is given its id secret `ids` and
    `genesis`: from the signing seed to the first entry of the new log (see `ledger.identity.new_installation`).
    """
    signing = dice(32)
    raw = genesis(signing) if genesis else new_installation(dice(16), signing).genesis.raw
    return Roots(dice(32), raw, dice(32), dice(32), ids or dice(32), signing, demo)


def write_seal(path: Path, roots: Roots, passphrase: str, dice: Dice, disk: Disk = DISK) -> None:
    """Seal the roots under a passphrase, replacing the file as a whole. Raises MachineFailed."""
    kdf = Kdf(LANES, MEMORY_KIB, PASSES, dice(16))
    wrapping = _stretch(passphrase, kdf)
    root = _seal(wrapping, roots.root, _root_bound(kdf, roots.demo), dice)
    write_whole(path, _document(roots, kdf, root, dice), disk)


def rewrite_keys(path: Path, roots: Roots, dice: Dice, disk: Disk = DISK) -> None:
    """Write changed roots (a new custodian, say) without the passphrase: the sealed root key stays as it is."""
    old = _read(path)
    write_whole(path, _document(roots, old.kdf, old.root, dice), disk)


def read_seal(path: Path, passphrase: str) -> Roots:
    """The roots. Raises `WrongPassphrase`, `SealDamaged` or MachineFailed."""
    seal = _read(path)
    root = _open(_stretch(passphrase, seal.kdf), seal.root, _root_bound(seal.kdf, seal.demo))
    if root is None:
        raise WrongPassphrase(path.name)
    plain = _open(root, seal.keys, _keys_bound(seal.demo, seal.custodians))
    if plain is None:
        raise SealDamaged(path.name, "what it says in the clear is not what was sealed")
    keys = msgspec.json.decode(plain, type=dict[str, bytes])
    return Roots(root, **keys, demo=seal.demo, custodians=seal.custodians)


def is_demo(path: Path) -> bool:
    """Whether the file says that it belongs to a demo register (to be announced loudly)."""
    return _read(path).demo


def seal_small(secret: bytes, purpose: str, passphrase: str, dice: Dice) -> bytes:
    """Seal one secret under a passphrase of its own: the JSON of a small sealed file."""
    kdf = Kdf(LANES, MEMORY_KIB, PASSES, dice(16))
    sealed = _seal(_stretch(passphrase, kdf), secret, _bound(purpose, kdf), dice)
    return msgspec.json.format(msgspec.json.encode({"kdf": kdf, "sealed": sealed, "tereze": purpose}), indent=2)


def open_small(raw: bytes, purpose: str, passphrase: str, name: str) -> bytes:
    """The secret in a small sealed file. Raises `WrongPassphrase` or `SealDamaged`."""
    try:
        found = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        kdf = msgspec.json.decode(found["kdf"], type=Kdf)
        sealed = msgspec.json.decode(found["sealed"], type=Sealed)
    except (msgspec.DecodeError, KeyError) as error:
        raise SealDamaged(name, "it cannot be read") from error
    secret = _open(_stretch(passphrase, kdf), sealed, _bound(purpose, kdf))
    if secret is None:
        raise WrongPassphrase(name)
    return secret


def _document(roots: Roots, kdf: Kdf, root: Sealed, dice: Dice) -> bytes:
    keys = {name: getattr(roots, name) for name in ("genesis", *KEYS)}
    plain = msgspec.json.encode(keys, order="sorted")
    sealed = _seal(roots.root, plain, _keys_bound(roots.demo, roots.custodians), dice)
    seal = Seal(custodians=roots.custodians, demo=roots.demo, kdf=kdf, keys=sealed, root=root)
    return _written(seal)


def _read(path: Path) -> Seal:
    raw = read_whole(path)
    try:
        seal = msgspec.json.decode(raw, type=Seal)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SealDamaged(path.name, "it cannot be read") from error
    if _written(seal) != raw:
        raise SealDamaged(path.name, "it is not in the form in which it was written")
    return seal


def _written(seal: Seal) -> bytes:
    return msgspec.json.format(msgspec.json.encode(seal), indent=2) + b"\n"


def _stretch(passphrase: str, kdf: Kdf) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    if not passphrase:
        raise EmptyPassphrase
    try:
        argon = Argon2id(salt=kdf.salt, length=32, iterations=kdf.passes, lanes=kdf.lanes, memory_cost=kdf.memory_kib)
        return argon.derive(passphrase.encode())
    except (ValueError, MemoryError) as error:
        raise SealDamaged("The sealed file", "its Argon2id costs cannot be met here") from error


def _root_bound(kdf: Kdf, demo: bool) -> bytes:
    return _bound("seal/1/root", kdf, demo)


def _keys_bound(demo: bool, custodians: tuple[str, ...]) -> bytes:
    return _bound("seal/1/keys", demo, custodians)


def _bound(purpose: str, *values: object) -> bytes:
    plain = [json.loads(msgspec.json.encode(value)) for value in values]
    return msgspec.json.encode([f"tereze/{purpose}", *plain], order="sorted")


def _seal(key: bytes, plain: bytes, bound: bytes, dice: Dice) -> Sealed:
    nonce = dice(12)
    return Sealed(ChaCha20Poly1305(key).encrypt(nonce, plain, bound), nonce)


def _open(key: bytes, sealed: Sealed, bound: bytes) -> bytes | None:
    try:
        return ChaCha20Poly1305(key).decrypt(sealed.nonce, sealed.ct, bound)
    except (InvalidTag, ValueError):
        return None


def fingerprint(key: str) -> str:
    """A custodian's public key as 16 letters to read out on the telephone."""
    return b64encode(sha256(key.encode()).digest()[:12]).decode()
