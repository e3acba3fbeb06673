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
        plain = msgspec.to_builtins(value)
        _check(plain, True)  # before encoding: an encoder may write NaN as null
        raw = _encode(plain)
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
    _check(value, b"\\u0000" in raw)
    return value


def _check(value: Any, nul: bool) -> None:
    """Refuse what JSON allows and the profile does not, level by level; `nul` says whether a NUL may hide in a text."""
    level: list[Any] = [[value]]
    for _ in range(MAX_DEPTH + 1):
        deeper: list[Any] = []
        for container in level:
            items = container
            if type(container) is dict:
                keys = "".join(container)
                if not keys.isascii() or (nul and "\0" in keys):
                    raise NotCanonical("a key is not ASCII")
                items = container.values()
            for item in items:
                kind = type(item)
                if kind is str:
                    if nul and "\0" in item:
                        raise NotCanonical("a text holds NUL")
                elif kind is dict or kind is list:
                    deeper.append(item)
                else:
                    _check_number(item)
        if not deeper:
            return
        level = deeper
    raise NotCanonical(f"it is nested deeper than {MAX_DEPTH}")


def _check_number(item: Any) -> None:
    if type(item) is float:
        raise NotCanonical("a number is not a whole number")
    if type(item) is int and not -MAX_INTEGER <= item <= MAX_INTEGER:
        raise NotCanonical("a number is not below 2^53")
