"""The list of all files of a release with their digests, and the signature over it (docs/formats/release.md)."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tereze.ledger.notes import sign_note
from tereze.model.value import encode

FORMAT = "tereze/release/1"
MANIFEST, SIGNATURE = "release.json", "release.json.sig"


def manifest(folder: Path, *, day: str, languages: Sequence[str], persons: int, approvals: int) -> bytes:
    """The canonical bytes of `release.json` for every file now in `folder`."""
    files: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if path.is_file() and relative not in {MANIFEST, SIGNATURE}:
            raw = path.read_bytes()
            files[relative] = {"sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw)}
    return encode({
        "tereze": "release/1",
        "at": day,
        "languages": list(languages),
        "persons": persons,
        "approvals": approvals,
        "files": files,
    })  # fmt: skip


def note_text(raw: bytes) -> str:
    """The three signed lines for a manifest."""
    return f"{FORMAT}\n{len(raw)}\n{b64encode(hashlib.sha256(raw).digest()).decode()}\n"


def signature(raw: bytes, name: str, seed: bytes) -> bytes:
    """`release.json.sig`: a signed note by the key with this 32-byte `seed`, under the publisher's key name."""
    return sign_note(note_text(raw), name, seed).encode()
