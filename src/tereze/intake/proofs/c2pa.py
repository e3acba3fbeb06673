"""Content Credentials (C2PA) in photographs, films and PDFs: who says to have made or changed it, and whether it holds.

Checked in the sandbox, without a network: manifests kept elsewhere are not fetched, revocation is not asked for. That
a signature holds says that the file is as the signer left it. Whether the signer is to be believed is for people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tereze.intake.proofs.checked import Checked
from tereze.intake.reading import sandbox

KINDS = frozenset(
    {"image/jpeg", "image/png", "image/webp", "image/tiff", "image/heic", "video/mp4", "video/quicktime",
     "audio/mpeg", "audio/wav", "audio/mp4", "application/pdf"}
)  # fmt: skip
_MARKS = (b"c2pa", b"jumb", b"dcterms:provenance")  # a file without any of them has no credentials
_WORKER = Path(__file__).with_name("c2pa_worker.py")
_LIMITS = sandbox.Limits(memory=2 * 1024**3, seconds=30, wall=60, output=16 * 1024 * 1024)
# Nobody's list of trusted signers is used, and nobody is asked about revocation: these are no faults of the file.
_NOT_ASKED = ("signingCredential.untrusted", "signingCredential.ocsp", "timeStamp.untrusted")


def check(data: bytes, media_type: str) -> Checked | None:
    """What the credentials of a file say; None where it has none or is of a kind that has none. Raises `Killed`."""
    if media_type not in KINDS or not any(mark in data for mark in _MARKS):
        return None
    ran = sandbox.run(sandbox.python(_WORKER, sandbox.INPUT, media_type), data, _LIMITS, (_WORKER.parent,))
    if ran.code != 0 or not ran.out:
        return _without(ran.err)
    return told(json.loads(ran.out))


def _without(said: str) -> Checked | None:
    """None where there are no credentials; where there are broken ones or ones kept elsewhere, that."""
    found = Checked("c2pa", what="the file")
    if "RemoteManifest" in said:
        return found._replace(notes=("its credentials are kept elsewhere; nobody was asked for them",))
    if not said or "ManifestNotFound" in said or "NotSupported" in said or "no JUMBF" in said:
        return None
    return found._replace(problems=("its credentials cannot be read",))


def told(store: dict[str, Any]) -> Checked:
    """A manifest store as the library gives it, as a check."""
    active = store.get("manifests", {}).get(store.get("active_manifest", ""), {})
    signed = active.get("signature_info") or {}
    found = Checked("c2pa", what="the file", time=str(signed.get("time", "")), by=_signer(active, signed))
    faults = sorted({code for code in _failures(store) if not code.startswith(_NOT_ASKED)})
    notes = ("whether its signer is to be trusted was not checked",)
    if faults:
        return found._replace(problems=tuple(faults[:5]), notes=notes)
    return found._replace(with_=("c2pa",) if active else (), notes=notes)


def _signer(active: dict[str, Any], signed: dict[str, Any]) -> str:
    names = (signed.get("common_name"), signed.get("issuer"), active.get("claim_generator"))
    return ", ".join(dict.fromkeys(str(name)[:100] for name in names if name))


def _failures(store: dict[str, Any]) -> Iterator[str]:
    for status in store.get("validation_status") or []:
        yield str(status.get("code", ""))
    results = store.get("validation_results") or {}
    for one in (results.get("activeManifest") or {}).get("failure") or []:
        yield str(one.get("code", ""))
