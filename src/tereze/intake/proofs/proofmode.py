"""ProofMode bundles: a zip with photographs or films, what the telephone noted at that moment, and signatures.

Checked offline: the digest of each file against the notes, OpenTimestamps proofs, and the PGP signatures of file and
notes against the key in the bundle. Whose key that is cannot be told without asking the person. Answers of device
attestation are kept and not checked: only their maker could.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from typing import NamedTuple

from tereze.intake.proofs import ots, pgp
from tereze.intake.proofs.checked import Checked
from tereze.intake.reading import archive
from tereze.intake.reading.derived import safe_name

_NOTES = (".proof.json", ".proof.csv")
_PROOFS = (*_NOTES, ".asc", ".ots", ".gst", ".attest", ".txt", ".html", ".gsign")
_KEY = "pubkey.asc"
_HASH_FIELDS = ("File Hash SHA256", "FileHashSHA256", "proofHash", "file_hash_sha256")


class Captured(NamedTuple):
    """One file of a bundle and what its proofs say."""

    name: str
    data: bytes
    checked: tuple[Checked, ...]


def is_bundle(names: list[str]) -> bool:
    """Whether a zip with these files is such a bundle."""
    return any(name.endswith(_NOTES) for name in names)


def read(data: bytes) -> Iterator[Captured]:
    """The files with their checks. Raises `BadArchive`, `TooMuch`."""
    with archive.opened(data) as packed:
        files = {name: archive.member(packed, name) or b"" for name in packed.namelist() if not name.endswith("/")}
    for name, content in files.items():
        if not name.endswith(_PROOFS):
            yield Captured(safe_name(name), content, tuple(_checks(content, files)))


def _checks(content: bytes, files: dict[str, bytes]) -> Iterator[Checked]:
    digest = hashlib.sha256(content).hexdigest()
    found = Checked("proofmode", what="the file")
    notes = {name: raw for name, raw in files.items() if name.endswith(_NOTES)}
    mine = {name: fields for name, raw in notes.items() if digest in (fields := _fields(raw)).values()}
    if not mine:
        yield found._replace(problems=("no note in the bundle names the digest of this file",))
        return
    yield found._replace(with_=("sha256",), notes=tuple(_missing(digest, mine, files)))
    yield from _signatures(content, digest, mine, files)
    for name, raw in files.items():
        if name.endswith(".ots") and digest in name:
            yield ots.check(raw, lambda algorithm: {"file": hashlib.new(algorithm, content).hexdigest()}, {})


def _signatures(
    content: bytes, digest: str, notes: dict[str, dict[str, str]], files: dict[str, bytes]
) -> Iterator[Checked]:
    """The signatures of the file and of its notes, each against the one key of the bundle."""
    key = next((raw for name, raw in files.items() if name.rpartition("/")[2] == _KEY), b"")
    for name, raw in files.items():
        if name.endswith(f"{digest}.asc"):
            yield pgp.check(content, raw, key, "the file")
        elif name.removesuffix(".asc") in notes and name.endswith(".asc"):
            yield pgp.check(files[name.removesuffix(".asc")], raw, key, "the notes of the telephone")


def _missing(digest: str, notes: dict[str, dict[str, str]], files: dict[str, bytes]) -> Iterator[str]:
    if not any(name.endswith(f"{digest}.asc") for name in files):
        yield "the PGP signature of the file is missing"
    if not any(f"{name}.asc" in files for name in notes):
        yield "the PGP signature of the notes is missing"
    if any(name.endswith((".gst", ".attest")) for name in files):
        yield "what it says of the device is vouched for by the device's maker, which was not checked"


def _fields(raw: bytes) -> dict[str, str]:
    """The notes of one file, which the apps write as JSON or as a table of one row."""
    text = raw.decode("utf-8", "replace")
    try:
        held = json.loads(text)
        return {str(key): str(value).lower() for key, value in held.items()} if isinstance(held, dict) else {}
    except (ValueError, RecursionError):
        pass
    try:
        rows = list(csv.reader(text.replace("\0", "").splitlines()[:50]))
    except csv.Error:
        return {}
    if len(rows) < 2:
        return {}
    return {key: value.lower() for key, value in zip(rows[0], rows[1], strict=False) if key in _HASH_FIELDS}
