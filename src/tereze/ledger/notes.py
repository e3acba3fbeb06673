"""Signed notes and checkpoints (C2SP signed-note and tlog-checkpoint), with Ed25519.

A note is text, an empty line, and signature lines `— <name> <base64(key hash ‖ signature)>`. The name is the origin of
the signing installation. Lines by keys we do not know are passed over, so that a log can add a second algorithm.
"""

from __future__ import annotations

import binascii
from base64 import b64encode
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .errors import BadNote

MAX_NOTE = 16 * 1024
ED25519 = b"\x01"
"""The C2SP signature type byte; 0x06 is set aside there for ML-DSA-44."""
_DASH = "\u2014 "


class Verifier(NamedTuple):
    """A public key and the name it signs under. Written as a C2SP vkey: `<name>+<key hash>+<base64 key>`."""

    name: str
    key: bytes

    @property
    def hash(self) -> bytes:
        """The 4-byte key hash that marks this key's signature lines."""
        return key_hash(self.name, self.key)

    def __str__(self) -> str:
        return f"{self.name}+{self.hash.hex()}+{b64encode(ED25519 + self.key).decode()}"


class Checkpoint(NamedTuple):
    """What a log says of itself: its origin, how many entries, and the Merkle root over their ids."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def key_hash(name: str, key: bytes) -> bytes:
    """First 4 bytes of SHA-256(name ‖ newline ‖ type byte ‖ key)."""
    return sha256(name.encode() + b"\n" + ED25519 + key).digest()[:4]


def read_vkey(text: str) -> Verifier:
    """Parse a vkey. Raises `BadNote`."""
    name, _, rest = text.partition("+")
    hashed, _, encoded = rest.partition("+")
    key = strict_base64(encoded, "a key")
    if len(key) != 33 or key[:1] != ED25519:
        raise BadNote("its key is not Ed25519")
    verifier = Verifier(name, key[1:])
    if str(verifier) != text or verifier.hash.hex() != hashed or not name:
        raise BadNote("its key does not fit its name")
    return verifier


def public_of(name: str, seed: bytes) -> Verifier:
    """What verifies the notes that `sign_note` makes with this name and seed."""
    return Verifier(name, Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())


def sign_note(text: str, name: str, seed: bytes) -> str:
    """The note with one signature line. `text` ends in a newline; `seed` is the 32-byte Ed25519 private key."""
    marked = public_of(name, seed).hash + Ed25519PrivateKey.from_private_bytes(seed).sign(text.encode())
    return f"{text}\n{_DASH}{name} {b64encode(marked).decode()}\n"


def open_note(note: str, verifier: Verifier) -> str:
    """The text of a note signed by this key. Raises `BadNote` when malformed, unsigned or wrongly signed by it."""
    text, signatures = split_note(note)
    mine = [mark[4:] for name, mark in signatures if name == verifier.name and mark[:4] == verifier.hash]
    if not mine:
        raise BadNote(f"it is not signed by {verifier.name}")
    public = Ed25519PublicKey.from_public_bytes(verifier.key)
    try:
        for signature in mine:
            public.verify(signature, text.encode())
    except InvalidSignature as error:
        raise BadNote(f"the signature of {verifier.name} is wrong") from error
    return text


def split_note(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """(text, [(name, key hash ‖ signature)]) of a note, unverified. Raises `BadNote` when malformed."""
    if len(note) > MAX_NOTE or any(char < " " and char != "\n" for char in note) or not note.endswith("\n"):
        raise BadNote("it is not text of the expected form")
    body, gap, tail = note.rpartition("\n\n")
    if not gap or not body:
        raise BadNote("it has no signature")
    return body + "\n", [_signature(line) for line in tail[:-1].split("\n")]


def _signature(line: str) -> tuple[str, bytes]:
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not name or not space:
        raise BadNote("a signature line is malformed")
    mark = strict_base64(encoded, "a signature")
    if len(mark) < 5:
        raise BadNote("a signature is too short")
    return name, mark


def strict_base64(text: str, what: str) -> bytes:
    """Decode standard base64 with padding; only the one canonical spelling is accepted. Raises `BadNote`."""
    try:
        raw = binascii.a2b_base64(text, strict_mode=True)
    except ValueError as error:
        raise BadNote(f"{what} is not base64") from error
    if b64encode(raw).decode() != text:
        raise BadNote(f"{what} is not in canonical base64")
    return raw


def read_checkpoint(text: str) -> Checkpoint:
    """Parse the text of a checkpoint note; lines after the third are extensions and are passed over."""
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or lines[-1] or not all(lines[3:-1]):
        raise BadNote("it is not a checkpoint")
    origin, size, encoded = lines[:3]
    if not (size.isascii() and size.isdigit()) or str(int(size[:20])) != size:
        raise BadNote("its size is not a number")
    root = strict_base64(encoded, "its root")
    if len(root) != 32:
        raise BadNote("its root is not 32 bytes")
    return Checkpoint(origin, int(size), root)
