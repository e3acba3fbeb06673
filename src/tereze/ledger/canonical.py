"""Canonical JSON: the one way to write a payload as bytes (RFC 8785, narrowed to what needs no number formatting).

The profile: keys are ASCII; numbers are integers with |n| < 2^53; no NUL and no lone surrogate in any text; objects
and arrays nest at most 32 deep. Inside it, sorted keys and compact JSON are RFC 8785 exactly.
"""

from __future__ import annotations

from typing import Any

import msgspec

from .errors import NotCanonical

MAX_DEPTH = 32
MAX_INTEGER = 2**53 - 1
MAX_PAYLOAD = 4 * 1024 * 1024
"""Bytes; longer texts are evidence, kept as files."""

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder(order="sorted").encode


def canonical(value: Any) -> bytes:
    """The canonical bytes of a JSON value or a msgspec struct. Raises `NotCanonical` for what the profile excludes."""
    try:
        raw = _encode(value)
    except (TypeError, ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise NotCanonical("it is not JSON of this profile") from error
    check_canonical(raw)
    return raw


def check_canonical(raw: bytes) -> Any:
    """The value that `raw` is the canonical form of. Raises `NotCanonical` unless written back it gives `raw` again."""
    if len(raw) > MAX_PAYLOAD:
        raise NotCanonical(f"it is longer than {MAX_PAYLOAD} bytes")
    try:
        value = _decode(raw)
        again = _encode(value)
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise NotCanonical("it is not JSON") from error
    if again != raw:
        raise NotCanonical("keys out of order, doubled, or written in another way than the canonical one")
    _check(value, 0, b"\\u0000" in raw)
    return value


def _check(value: Any, depth: int, nul: bool) -> None:
    """Refuse what JSON allows and the profile does not; `nul` says whether a NUL may hide in a text."""
    kind = type(value)
    if kind is str:
        if nul and "\0" in value:
            raise NotCanonical("a text holds NUL")
    elif kind is dict:
        _check_depth(depth)
        for key, item in value.items():
            if not key.isascii() or (nul and "\0" in key):
                raise NotCanonical("a key is not ASCII")
            _check(item, depth + 1, nul)
    elif kind is list:
        _check_depth(depth)
        for item in value:
            _check(item, depth + 1, nul)
    elif kind is int:
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise NotCanonical("a number is not below 2^53")
    elif kind is float:
        raise NotCanonical("a number is not a whole number")


def _check_depth(depth: int) -> None:
    if depth >= MAX_DEPTH:
        raise NotCanonical(f"it is nested deeper than {MAX_DEPTH}")
