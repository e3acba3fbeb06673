"""The witness tier: entries that the desk can write and cannot read back.

The data key of such an entry is made on the spot, sealed by HPKE (RFC 9180) to the public keys of the custodians,
put into the entry and forgotten. What a custodian can open stays openable until that custodian destroys the private
key: the desk cannot shred it alone.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Literal, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from .entry import MAX_CUSTODIANS, WITNESS, Wrap, read_clear
from .errors import BadCustodianKey, BadEntry, BadNote, CannotOpen
from .notes import strict_base64
from .protocol import Entry
from .sealing import DataKey, open_clear, seal_with

X25519, HYBRID = "x25519", "mlkem768x25519"
Agreement = Literal["x25519", "mlkem768x25519"]
_PREFIX = "tereze-custodian/"
_PUBLIC_SIZE = {X25519: 32, HYBRID: 1184 + 32}
_PRIVATE_SIZE = {X25519: 32, HYBRID: 64 + 32}
_KEMS = {X25519: KEM.X25519, HYBRID: KEM.MLKEM768_X25519}


class CustodianKey(NamedTuple):
    """A custodian's public key: the agreement and its raw bytes (for the hybrid ML-KEM-768 first, then X25519)."""

    agreement: str
    raw: bytes

    @property
    def id(self) -> bytes:
        """12 bytes by which an entry names the custodian."""
        return sha256(b"tereze/custodian/1\n" + self.agreement.encode() + b"\n" + self.raw).digest()[:12]

    def __str__(self) -> str:
        return f"{_PREFIX}{self.agreement}/{b64encode(self.raw).decode()}"


class CustodianSecret(NamedTuple):
    """A custodian's private key: 32 bytes of X25519; for the hybrid the 64-byte ML-KEM-768 seed before them."""

    agreement: str
    raw: bytes

    def __repr__(self) -> str:
        return f"CustodianSecret({self.agreement})"  # never the key

    def public(self) -> CustodianKey:
        """The public key to hand to the desk."""
        if self.agreement == HYBRID:
            kem = MLKEM768PrivateKey.from_seed_bytes(self.raw[:64]).public_key().public_bytes_raw()
            return CustodianKey(HYBRID, kem + _x25519(self.raw[64:]).public_key().public_bytes_raw())
        return CustodianKey(X25519, _x25519(self.raw).public_key().public_bytes_raw())


def custodian_secret(seed: bytes) -> CustodianSecret:
    """The private key from 96 random bytes (hybrid, the default) or 32 (X25519 alone, for hardware with no other)."""
    for agreement, size in _PRIVATE_SIZE.items():
        if len(seed) == size:
            return CustodianSecret(agreement, seed)
    raise BadCustodianKey("a private key has 96 bytes, or 32")


def read_custodian_key(text: str) -> CustodianKey:
    """Parse a public key as `str(CustodianKey)` writes it. Raises `BadCustodianKey`."""
    agreement, _, encoded = text.removeprefix(_PREFIX).partition("/")
    if not text.startswith(_PREFIX) or agreement not in _PUBLIC_SIZE:
        raise BadCustodianKey("it does not name a key agreement that is known here")
    try:
        raw = strict_base64(encoded, "it")
    except BadNote as error:
        raise BadCustodianKey("it is not base64") from error
    if len(raw) != _PUBLIC_SIZE[agreement]:
        raise BadCustodianKey("it has the wrong length")
    return CustodianKey(agreement, raw)


def seal_witness(payload: bytes, kid: bytes, key: bytes, nonce: bytes, custodians: Sequence[CustodianKey]) -> Entry:
    """An entry only the custodians can open. `key` is 32 random bytes that the caller forgets at once.

    HPKE draws randomness of its own, so the same arguments give another entry each time.
    """
    if not 0 < len(custodians) <= MAX_CUSTODIANS:
        raise BadEntry(f"a witness entry needs 1 to {MAX_CUSTODIANS} custodians")
    to = tuple(Wrap(one.agreement, one.id, _wrap(one, kid, key)) for one in sorted(custodians, key=lambda one: one.id))
    return seal_with(payload, WITNESS, DataKey(kid, key, nonce), to)


def open_witness(raw: bytes, custodian: CustodianSecret) -> bytes:
    """The payload of a witness entry, opened by one of its custodians. Raises `CannotOpen` for anybody else."""
    clear, me = read_clear(raw), custodian.public()
    for wrap in clear.to:
        if wrap.c == me.id and wrap.a == me.agreement:
            return open_clear(clear, _unwrap(custodian, me, clear.kid, wrap.w))
    raise CannotOpen("it is not sealed to this custodian")


def wrap_for(one: CustodianKey, kid: bytes, key: bytes) -> bytes:
    """A 32-byte key sealed to the holder of a public key, bound to `kid` (12 bytes). Also for keys that travel."""
    return _wrap(one, kid, key)


def unwrap_for(secret: CustodianSecret, kid: bytes, sealed: bytes) -> bytes:
    """The key sealed by `wrap_for`. Raises `CannotOpen` for anybody else."""
    return _unwrap(secret, secret.public(), kid, sealed)


def _suite(agreement: str) -> Suite:
    return Suite(_KEMS[agreement], KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _info(kid: bytes, custodian: bytes) -> bytes:
    return b"tereze/entry/1/wrap" + kid + custodian


def _wrap(one: CustodianKey, kid: bytes, key: bytes) -> bytes:
    public: X25519PublicKey | MLKEM768X25519PublicKey
    try:
        if one.agreement == HYBRID:
            kem = MLKEM768PublicKey.from_public_bytes(one.raw[:1184])
            public = MLKEM768X25519PublicKey(kem, X25519PublicKey.from_public_bytes(one.raw[1184:]))
        else:
            public = X25519PublicKey.from_public_bytes(one.raw)
        return _suite(one.agreement).encrypt(key, public, _info(kid, one.id))
    except ValueError as error:
        raise BadCustodianKey("it is not a point or lattice key") from error


def _unwrap(secret: CustodianSecret, me: CustodianKey, kid: bytes, sealed: bytes) -> bytes:
    private: X25519PrivateKey | MLKEM768X25519PrivateKey
    if secret.agreement == HYBRID:
        private = MLKEM768X25519PrivateKey(
            MLKEM768PrivateKey.from_seed_bytes(secret.raw[:64]), _x25519(secret.raw[64:])
        )
    else:
        private = _x25519(secret.raw)
    try:
        key = _suite(secret.agreement).decrypt(sealed, private, _info(kid, me.id))
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("the key sealed to this custodian was altered") from error
    if len(key) != 32:
        raise BadEntry("the key sealed to this custodian is not a data key")
    return key


def _x25519(raw: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(raw)
