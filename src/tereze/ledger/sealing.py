"""Sealing a payload into an entry, and opening it again.

payload → check profile → pad → ChaCha20-Poly1305 under a data key of its own → canonical JSON → id = SHA-256.
Keys, key ids and nonces are arguments: the same arguments give the same entry.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from .canonical import check_canonical
from .commitment import commit, derive
from .entry import ALGORITHM, CASE, SENSITIVE, Bound, Clear, Wrap, bound_bytes, bound_of, read_clear, write_entry
from .errors import BadEntry, CannotOpen, NotCanonical
from .padding import pad, unpad
from .protocol import Entry


class DataKey(NamedTuple):
    """What one entry is sealed with: key id (12 bytes), data key (32), nonce (12)."""

    kid: bytes
    key: bytes
    nonce: bytes

    def __repr__(self) -> str:
        return f"DataKey({self.kid.hex()})"  # never the key


def seal(payload: bytes, cls: str, kid: bytes, key: bytes, nonce: bytes) -> Entry:
    """One entry of the case or sensitive tier. `kid` and `nonce` are 12 random bytes, `key` 32, none used before.

    Raises `NotCanonical` if the payload is not canonical JSON with a text member `kind`.
    """
    if cls not in (CASE, SENSITIVE):
        raise BadEntry(f"“{cls}” is not a tier sealed under a key of the key store")
    return seal_with(payload, cls, DataKey(kid, key, nonce), ())


def seal_many(
    payloads: Iterable[bytes], cls: str, keys: Sequence[tuple[bytes, bytes]], nonces: bytes
) -> Iterator[Entry]:
    """Entries for many payloads of one tier: (kid, key) pairs of `KeyStore.issue`, and 12 bytes of nonce for each."""
    for index, (payload, (kid, key)) in enumerate(zip(payloads, keys, strict=True)):
        yield seal(payload, cls, kid, key, nonces[12 * index : 12 * index + 12])


def seal_with(payload: bytes, cls: str, secret: DataKey, to: tuple[Wrap, ...]) -> Entry:
    """The entry of any tier; witness entries come from `custody.seal_witness`."""
    kid, key, nonce = secret
    check_payload(payload)
    if len(kid) != 12 or len(key) != 32 or len(nonce) != 12:
        raise BadEntry("a key id or nonce is not 12 bytes, or a key not 32")
    derived = derive(key)
    cm = commit(payload, derived.base)
    bound = bound_bytes(Bound(ALGORITHM, cls, cm, kid, nonce, 1, to))
    sealed = ChaCha20Poly1305(derived.aead).encrypt(nonce, pad(payload), bound)
    return write_entry(Clear(ALGORITHM, cls, cm, sealed, kid, nonce, 1, to))  # type: ignore[arg-type]


def check_payload(payload: bytes) -> None:
    """Refuse a payload that is not a canonical JSON object with a text member `kind`. Raises `NotCanonical`."""
    value = check_canonical(payload)
    if type(value) is not dict or type(value.get("kind")) is not str:
        raise NotCanonical("it is not an object with a text member “kind”")


def open_entry(raw: bytes, key: bytes) -> bytes:
    """The payload of an entry. Raises `BadEntry` if it is malformed, `CannotOpen` if the key is not its key."""
    return open_clear(read_clear(raw), key)


def open_clear(clear: Clear, key: bytes) -> bytes:
    """The payload of a parsed entry: decrypted, unpadded, and checked against its commitment."""
    if clear.alg != ALGORITHM:
        raise CannotOpen(f"it is sealed with “{clear.alg}”, which this version does not know")
    derived = derive(key)
    try:
        payload = unpad(ChaCha20Poly1305(derived.aead).decrypt(clear.n, clear.ct, bound_bytes(bound_of(clear))))
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("the key does not fit") from error
    try:
        check_payload(payload)
        fits = hmac.compare_digest(commit(payload, derived.base), clear.cm)
    except NotCanonical as error:
        raise BadEntry("its payload is not canonical") from error
    if not fits:
        raise BadEntry("its payload is not the one it commits to")
    return payload


def entry_id(raw: bytes) -> bytes:
    """SHA-256 of the canonical entry: its id, and its leaf in the log."""
    return sha256(raw).digest()
