"""The commitment `cm`: it binds an entry to its key and to each statement in it, and lets one be shown alone.

Parts: part 0 is the payload without its statements, part i its i-th statement (canonical JSON each); a payload that
is not a mention is one part. Each part is hashed with a salt of its own; the leaves form an RFC 9162 tree; `cm` hashes
its root with the number of parts and a commitment to the key.

From the data key K: HMAC-SHA-512(K, "tereze/entry/1") = encryption key (32 bytes) ‖ base (32 bytes);
salt i = SHA-256(base ‖ i as 4 bytes); key commitment = SHA-256(base ‖ "key").
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import Annotated, Literal, NamedTuple

import msgspec

from .errors import BadDisclosure, BadProof, NotCanonical
from .merkle import inclusion_ranges, inclusion_root, prove, root_of

KEY_LABEL = b"tereze/entry/1"
CM_LABEL = b"tereze/entry/1/cm"
MAX_PARTS = 100_000
_members = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_items = msgspec.json.Decoder(list[msgspec.Raw]).decode
_encode = msgspec.json.Encoder(order="sorted").encode
_Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class Disclosure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of one entry, with all that is needed to check it against the entry's `cm` and nothing else.

    `part` is the canonical JSON as text; `key` the commitment to the key (not the key).
    """

    count: Annotated[int, msgspec.Meta(ge=1, le=MAX_PARTS)]
    index: Annotated[int, msgspec.Meta(ge=0)]
    key: _Hash
    part: str
    path: tuple[_Hash, ...]
    salt: _Hash
    v: Literal[1] = 1


class Derived(NamedTuple):
    """What a data key is turned into: the key of the AEAD and the base of salts and key commitment, 32 bytes each."""

    aead: bytes
    base: bytes


def derive(key: bytes) -> Derived:
    """The working keys of a 32-byte data key."""
    both = hmac.digest(key, KEY_LABEL, "sha512")
    return Derived(both[:32], both[32:])


def parts_of(payload: bytes) -> list[bytes]:
    """The parts of a canonical payload. Raises `NotCanonical` if it is not a JSON object."""
    try:
        members = _members(payload)
        statements = members.get("statements")
        if statements is None or bytes(members.get("kind", b"")) != b'"mention"' or bytes(statements)[:1] != b"[":
            return [payload]
        del members["statements"]
        return [_encode(members), *map(bytes, _items(statements))]
    except (ValueError, RecursionError) as error:
        raise NotCanonical("it is not a JSON object") from error


def commit(payload: bytes, base: bytes) -> bytes:
    """The 32-byte commitment of a payload under the base of its key."""
    parts = parts_of(payload)
    root = root_of(_leaves(parts, base))
    return _bind(_key_commitment(base), len(parts), root)


def _leaves(parts: list[bytes], base: bytes) -> list[bytes]:
    """Every part after its salt."""
    if len(parts) > MAX_PARTS:
        raise NotCanonical(f"a mention has more than {MAX_PARTS} statements")
    return [sha256(base + index.to_bytes(4, "big")).digest() + part for index, part in enumerate(parts)]


def _key_commitment(base: bytes) -> bytes:
    return sha256(base + b"key").digest()


def _bind(key_commitment: bytes, count: int, root: bytes) -> bytes:
    return sha256(CM_LABEL + key_commitment + count.to_bytes(4, "big") + root).digest()


def disclose(payload: bytes, key: bytes, index: int) -> Disclosure:
    """Show part `index` of an entry's payload: 0 is the mention without statements, i its i-th statement."""
    base = derive(key).base
    leaves = _leaves(parts_of(payload), base)
    try:
        path = prove(inclusion_ranges(index, len(leaves)), lambda low, high: root_of(leaves[low:high]))
    except BadProof as error:
        raise BadDisclosure(f"there is no part {index} in it") from error
    return Disclosure(
        count=len(leaves),
        index=index,
        key=_key_commitment(base),
        part=leaves[index][32:].decode(),
        path=path,
        salt=leaves[index][:32],
    )


def check_disclosure(cm: bytes, shown: Disclosure) -> bytes:
    """The disclosed part, if it really is part of the entry whose commitment is `cm`. Raises `BadDisclosure`."""
    try:
        part = shown.part.encode()
        root = inclusion_root(shown.salt + part, shown.index, shown.count, shown.path)
    except UnicodeEncodeError as error:
        raise BadDisclosure("its part is not text") from error
    except BadProof as error:
        raise BadDisclosure("its proof is malformed") from error
    if _bind(shown.key, shown.count, root) != cm:
        raise BadDisclosure("it leads to another commitment")
    return part


def read_disclosure(raw: bytes) -> Disclosure:
    """Parse a disclosure written by `canonical`. Raises `BadDisclosure`."""
    try:
        shown = msgspec.json.decode(raw, type=Disclosure)
    except (ValueError, RecursionError) as error:
        raise BadDisclosure("it is not of the expected form") from error
    if _encode(shown) != raw:
        raise BadDisclosure("it is not in canonical form")
    return shown
