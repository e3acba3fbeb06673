"""The entry on paper: its clear members, its canonical bytes and its id.

`{"alg","cls","cm","ct","kid","n","v":1}`, for the witness class also `"to"`. Byte strings are standard base64 with
padding. The associated data of the AEAD is the same object without `ct`, so no member can be changed, and nothing
in it depends on the log the entry lies in.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Literal

import msgspec

from .errors import BadEntry
from .identity import read_genesis
from .protocol import Entry

CASE, SENSITIVE, WITNESS, GENESIS = "case", "sensitive", "witness", "genesis"
TIERS = (CASE, SENSITIVE, WITNESS)
ALGORITHM = "chacha20poly1305-sha256"
"""AEAD of the payload; salts, key commitment and tree of `cm` by HMAC-SHA-256 and SHA-256."""
MAX_ENTRY = 8 * 1024 * 1024
"""Bytes of canonical JSON."""
MAX_CUSTODIANS = 64

_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
_Bytes12 = Annotated[bytes, msgspec.Meta(min_length=12, max_length=12)]
_Bytes32 = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
_Cls = Literal["case", "sensitive", "witness"]


class Wrap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data key of a witness entry sealed to one custodian: key agreement `a`, custodian id `c`, sealed key `w`."""

    a: _Name
    c: _Bytes12
    w: bytes


_Wraps = Annotated[tuple[Wrap, ...], msgspec.Meta(max_length=MAX_CUSTODIANS)]


class Bound(msgspec.Struct, frozen=True, omit_defaults=True):
    """The members that the ciphertext is bound to (all but `ct`)."""

    alg: str
    cls: str
    cm: bytes
    kid: bytes
    n: bytes
    v: int
    to: tuple[Wrap, ...] = ()


class Clear(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What anybody can see of a sealed entry of format 1."""

    alg: _Name
    cls: _Cls
    cm: _Bytes32
    ct: bytes
    kid: _Bytes12
    n: _Bytes12
    v: Literal[1]
    to: _Wraps = ()


class Kind(msgspec.Struct, frozen=True):
    """The two members that every entry of every version has."""

    cls: str
    v: Annotated[int, msgspec.Meta(ge=1, lt=2**53)]


_encode = msgspec.json.Encoder(order="sorted").encode
_read_clear = msgspec.json.Decoder(Clear).decode
read_kind = msgspec.json.Decoder(Kind).decode


def bound_of(clear: Clear) -> Bound:
    """An entry's members without `ct`."""
    return Bound(clear.alg, clear.cls, clear.cm, clear.kid, clear.n, clear.v, clear.to)


def bound_bytes(bound: Bound) -> bytes:
    """The associated data of an entry: its canonical JSON without `ct`."""
    return _encode(bound)


def write_entry(clear: Clear) -> Entry:
    """The canonical bytes with their id."""
    raw = _encode(clear)
    if len(raw) > MAX_ENTRY:
        raise BadEntry(f"it is longer than {MAX_ENTRY} bytes")
    return Entry(sha256(raw).digest(), raw)


def read_clear(raw: bytes) -> Clear:
    """Parse a sealed entry of format 1. Raises `BadEntry` unless it is well formed and canonical."""
    try:
        clear = _read_clear(raw)
    except (ValueError, RecursionError) as error:
        raise BadEntry("it is not of the expected form") from error
    if _encode(clear) != raw or len(raw) > MAX_ENTRY:
        raise BadEntry("it is not in canonical form, or too long")
    if bool(clear.to) is not (clear.cls == WITNESS):
        raise BadEntry("a witness entry names its custodians, and only such an entry does")
    return clear


def is_newer(raw: bytes) -> bool:
    """Whether an entry was written in a later version of the format: such entries are kept and passed on unread."""
    try:
        return read_kind(raw).v > 1
    except (ValueError, RecursionError):
        return False


def check_form(raw: bytes, index: int) -> None:
    """Refuse an entry that may not stand at this index of a log: a genesis at 0, a sealed entry elsewhere."""
    if len(raw) > MAX_ENTRY:
        raise BadEntry(f"it is longer than {MAX_ENTRY} bytes")
    if index == 0:
        read_genesis(raw)
    elif not is_newer(raw):
        read_clear(raw)
