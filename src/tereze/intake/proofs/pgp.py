"""PGP signatures that came with a file: whether a key that came along made them. Whose key that is, is for people.

Checked by `gpgv` in the sandbox, with that one key and no other, without a network. Where it is not installed nothing
is checked, and that is said: a signature is never called good because it is there.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
from datetime import UTC, datetime
from pathlib import Path

from tereze.intake.proofs.checked import Checked
from tereze.intake.reading import sandbox

_WORKER = Path(__file__).with_name("pgp_worker.py")
_LIMITS = sandbox.Limits(memory=1024**3, seconds=30, wall=60, output=64 * 1024)
_ARMOUR = re.compile(
    rb"-----BEGIN PGP PUBLIC KEY BLOCK-----\r?\n(?:[^\r\n]+: [^\r\n]*\r?\n)*\r?\n(?P<body>[A-Za-z0-9+/=\s]+?)"
    rb"(?:\r?\n=[A-Za-z0-9+/]{4})?\r?\n-----END PGP PUBLIC KEY BLOCK-----"
)
_MOST = 1024 * 1024  # bytes of a key or a signature
TOOL = "gpgv"
_SAID = {
    "REVKEYSIG": "its key was revoked by its owner", "BADSIG": "it is not the signature of these bytes",
    "ERRSIG": "it is not by the key that came with it",
}  # fmt: skip


def check(data: bytes, signature: bytes, key: bytes, what: str) -> Checked:
    """Check a detached signature of `data` (armoured or not) against one public key; `what` it is about, in words."""
    found = Checked("pgp", what=what)
    if not signature or len(signature) > _MOST or len(key) > _MOST:
        return found._replace(problems=("it is no signature",))
    plain = _without_armour(key)
    if not plain:
        return found._replace(notes=("signature not checked: the public key is missing or cannot be read",))
    try:
        sandbox.tool(TOOL)
    except sandbox.NoTool:
        return found._replace(notes=(f"signature not checked: the program {TOOL} is not installed",))
    packed = b"".join(struct.pack(">Q", len(part)) + part for part in (plain, signature, data))
    try:
        ran = sandbox.run(sandbox.python(_WORKER, sandbox.INPUT), packed, _LIMITS, (_WORKER.parent,))
    except sandbox.Killed:
        return found._replace(problems=("checking it did not come to an end",))
    return told(found, ran.out.decode("utf-8", "replace"))


def told(found: Checked, status: str) -> Checked:
    """What the status lines of gpgv say. Good only where it says both that it is good and whose key made it."""
    lines = [line.split()[1:] for line in status.splitlines() if line.startswith("[GNUPG:] ")]
    said = {line[0]: line[1:] for line in lines if line}
    if not said:
        return found._replace(notes=(f"signature not checked: {TOOL} could not be run here",))
    bad = next((why for word, why in _SAID.items() if word in said), "")
    valid = said.get("VALIDSIG", [])
    if bad or len(valid) < 3 or not said.keys() & {"GOODSIG", "EXPKEYSIG"}:
        return found._replace(problems=(bad or "it cannot be read as a signature",))
    over = ("its key is over by now",) if "EXPKEYSIG" in said else ()
    notes = ("whose key that is was not checked: compare its fingerprint with the one the sender gives you", *over)
    return found._replace(time=_time(valid[2]), by=f"key {valid[0][:40]}", with_=(TOOL,), notes=notes)


def _time(seconds: str) -> str:
    """When it was made, as the signer's clock says."""
    if not seconds.isdecimal() or len(seconds) > 11:
        return ""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _without_armour(key: bytes) -> bytes:
    """The key as gpgv wants it, in binary; empty where it is none."""
    if key[:1] and key[0] & 0x80:
        return key
    block = _ARMOUR.search(key)
    try:
        return base64.b64decode(b"".join(block["body"].split()), validate=True) if block else b""
    except binascii.Error:
        return b""
