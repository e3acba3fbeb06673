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
        return self._derive(anchor.encode(), 16)

    def source(self, source: str) -> str:
        """The public id of a source that is published itself; the same on every page."""
        return "s" + self._derive(b"source\0" + source.encode(), 11)

    def local(self, person: str, kind: str, id_: str) -> str:
        """The id of something on one person's page: on another page the same thing has another id."""
        return kind + self._derive(b"\0".join((b"local", person.encode(), kind.encode(), id_.encode())), 11)

    def _derive(self, message: bytes, length: int) -> str:
        return b32encode(hmac.digest(self._secret, message, "sha256")).decode().lower()[:length]
