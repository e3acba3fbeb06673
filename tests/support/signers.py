"""A fictional person with a PGP key of his own, made by GnuPG in a folder that goes again."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from typing import Self

IS_THERE = shutil.which("gpg") is not None and shutil.which("gpgv") is not None


class Signer:
    """Signs with a real key. Use it in a `with`."""

    def __init__(self, name: str = "Fictional Camera", algorithm: str = "ed25519") -> None:
        self.name, self.algorithm = name, algorithm

    def __enter__(self) -> Self:
        self._home = tempfile.TemporaryDirectory(prefix="gpg", ignore_cleanup_errors=True)  # short: it holds a socket
        self._environment = {**os.environ, "GNUPGHOME": self._home.name}
        self._gpg(
            "--passphrase", "", "--quick-gen-key", f"{self.name} <one@example.org>", self.algorithm, "sign", "never"
        )
        self.key = self._gpg("--armor", "--export")
        self.plain_key = self._gpg("--export")
        listed = self._gpg("--with-colons", "--fingerprint").decode().splitlines()
        self.fingerprint = next(line.split(":")[9] for line in listed if line.startswith("fpr:"))
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["gpgconf", "--kill", "all"], env=self._environment, check=False, capture_output=True)
        self._home.cleanup()

    def sign(self, data: bytes, *, armoured: bool = True) -> bytes:
        """A detached signature."""
        return self._gpg(*(("--armor",) if armoured else ()), "--detach-sign", data=data)

    def _gpg(self, *words: str, data: bytes = b"") -> bytes:
        command = ["gpg", "--batch", "--quiet", *words]
        return subprocess.run(command, input=data, env=self._environment, check=True, capture_output=True).stdout
