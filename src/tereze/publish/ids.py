"""Public ids: stable within one release line, unlinkable to another line and to the register."""

from __future__ import annotations

import hmac
from base64 import b32encode

from .errors import WeakSecret


class Line:
    """A release line: whoever does not hold its secret cannot say which register entry an id stands for."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) < 32:
            raise WeakSecret(len(secret))
        self._secret = secret

    def person(self, anchor: str) -> str:
        """The public id of a person: base32(HMAC-SHA-256(secret, anchor)), first 16 characters, lower case."""
        return b32encode(self._digest(anchor.encode())).decode().lower()[:16]

    def source(self, source: str) -> str:
        """The public id of a source that is published itself; the same on every page."""
        return "s" + self._digest(b"source\0" + source.encode()).hex()[:14]

    def local(self, person: str, kind: str, id_: str) -> str:
        """The id of something on one person's page: on another page the same thing has another id."""
        return kind + self._digest(f"local\0{person}\0{kind}\0{id_}".encode()).hex()[:14]

    def _digest(self, message: bytes) -> bytes:
        return hmac.digest(self._secret, message, "sha256")
