"""What is sent to be stamped: not the file's own digest, which a stranger could compare with files he knows.

A claim is a small text of three lines, `tereze/stamp/1`, `salt <64 hex>`, `sha256 <64 hex>`. Its digest is stamped; the
claim is kept sealed beside the token, and shown with it: whoever has both checks with any tool that the claim was
stamped, and that it names the file.
"""

from __future__ import annotations

import re

MEDIA_TYPE = "application/vnd.tereze.stamp"
_FORM = re.compile(rb"tereze/stamp/1\nsalt [0-9a-f]{64}\nsha256 ([0-9a-f]{64})\n")


def write(sha256: str, salt: bytes) -> bytes:
    """The claim that a file with this SHA-256 was here; `salt` are 32 random bytes."""
    return f"tereze/stamp/1\nsalt {salt.hex()}\nsha256 {sha256}\n".encode()


def names(claim: bytes) -> str:
    """The SHA-256 that a claim names; empty where it is no claim."""
    found = _FORM.fullmatch(claim)
    return found[1].decode() if found else ""
