"""The ground all value types stand on: frozen, compared by value, written as canonical JSON."""

from __future__ import annotations

import hmac
from typing import Any

import msgspec

from .errors import BadInput


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A frozen value. Subclasses are plain records: fields and nothing else that changes."""


class BadText(BadInput):
    """Text with characters that no store can keep (NUL and other controls, lone surrogates)."""

    message = "{0} holds a character that cannot be kept ({1})."
    hint = "Remove the invisible character, or save the file again as UTF-8."


_KEPT_CONTROLS = {"\t", "\n", "\r"}


def clean(text: str, what: str = "The text") -> str:
    """Return `text` unchanged, or raise `BadText`: NUL passes one database and fails another, so none may hold it."""
    if text.isprintable():
        return text
    for char in text:
        if (char < " " and char not in _KEPT_CONTROLS) or "\ud800" <= char <= "\udfff":
            raise BadText(what, f"U+{ord(char):04X}")
    return text


def encode(value: Any) -> bytes:
    """Canonical JSON (RFC 8785 profile: ASCII keys, no floats): keys sorted, no white space, UTF-8."""
    return msgspec.json.encode(value, order="sorted")


_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(first + second for first in _BASE32 for second in _BASE32)  # ten bits at a time: a register makes many
_SHIFTS = (70, 60, 50, 40, 30, 20, 10, 0)


def opaque(secret: bytes, letter: str, *parts: str) -> str:
    """An id that says nothing: `letter` and 16 base32 characters of HMAC-SHA-256 over the length-prefixed `parts`.

    The same parts under the same register secret give the same id, so importing twice is harmless, and nobody
    without the secret can find out what an id stands for by trying names.
    """
    message = b""
    for part in (letter, *parts):
        raw = part.encode()
        message += len(raw).to_bytes(4, "big") + raw
    number = int.from_bytes(hmac.digest(secret, message, "sha256")[:10], "big")
    return letter + "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])
