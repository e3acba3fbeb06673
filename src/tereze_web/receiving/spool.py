"""A file on its way to the vault: sealed piece by piece as it arrives, so that no plain byte ever reaches the disk.

A browser sends a file faster than the vault may be asked for (another person may be at the register), so it waits in a
file that has no name in any folder, each piece under a key that lives in this process alone.
"""

from __future__ import annotations

import io
import secrets
import tempfile
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tereze.model.errors import BadInput, MachineFailed

PIECE = 1 << 16
TAG = 16


class TooBig(BadInput):
    """More bytes than one file may have."""

    message = "This file is larger than {0} MB."
    hint = "Cut the recording into parts, or bring it on a stick: `tereze evidence add` takes larger files."


class Lost(MachineFailed):
    """The machine has no room for a file that is arriving, or what it kept is not what was written."""

    message = "The file could not be kept while it arrived."
    hint = "Make room on the disk and send it again. Nothing of it was taken in."


class Spool(io.RawIOBase):
    """Write first, then `rewind`, then read as often as wanted. `most` is the largest size in bytes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._cipher = ChaCha20Poly1305(secrets.token_bytes(32))  # seals nothing else, and is never written
        self._file: BinaryIO | None = None  # made with the first whole piece
        self._waiting = bytearray()
        self._pieces = 0
        self._at = 0
        self.size = 0

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes only
        """Take in some bytes. Raises `TooBig`, `Lost`."""
        self.size += len(data)
        if self.size > self._most:
            raise TooBig(self._most >> 20)
        self._waiting += data
        while len(self._waiting) >= PIECE:
            self._seal(bytes(self._waiting[:PIECE]))
            del self._waiting[:PIECE]
        return len(data)

    def rewind(self) -> None:
        """No more comes: make it readable from its first byte."""
        if self._waiting:
            self._seal(bytes(self._waiting))
            self._waiting.clear()
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        """Some bytes from where the last reading ended; empty at the end."""
        wanted = self.size - self._at if size < 0 else min(size, self.size - self._at)
        found = bytearray()
        while len(found) < wanted:
            number, skip = divmod(self._at, PIECE)
            part = self._open(number)[skip : skip + wanted - len(found)]
            found += part
            self._at += len(part)
        return bytes(found)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a byte, counted from the beginning, from here, or from the end."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = min(max(base + offset, 0), self.size)
        return self._at

    def tell(self) -> int:
        """Where the next reading begins."""
        return self._at

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def close(self) -> None:
        """Forget the key and give the room back."""
        if self._file is not None:
            self._file.close()
        super().close()

    def _seal(self, piece: bytes) -> None:
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed with this object
            self._file.write(self._cipher.encrypt(self._nonce(self._pieces), piece, None))
            self._file.flush()
        except OSError:
            raise Lost from None
        self._pieces += 1

    def _open(self, number: int) -> bytes:
        if self._file is None:
            raise Lost
        try:
            self._file.seek(number * (PIECE + TAG))
            return self._cipher.decrypt(self._nonce(number), self._file.read(PIECE + TAG), None)
        except (OSError, InvalidTag):
            raise Lost from None

    @staticmethod
    def _nonce(number: int) -> bytes:
        return number.to_bytes(12, "big")
