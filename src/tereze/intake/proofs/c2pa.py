"""Content Credentials (C2PA) in photographs, films and PDFs: who says to have made or changed it, and whether it holds.

Checked in the sandbox, without a network: manifests kept elsewhere are not fetched, revocation is not asked for. That
a signature holds says that the file is as the signer left it. Whether the signer is to be believed is for people: they
may name a folder with the certificates of authorities they trust, and every other signer is called unknown.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tereze.intake.proofs.checked import Checked
from tereze.intake.reading import sandbox
from tereze.intake.reading.derived import safe_name
from tereze.model.errors import BadInput

KINDS = frozenset(
    {"image/jpeg", "image/png", "image/webp", "image/tiff", "image/heic", "video/mp4", "video/quicktime",
     "audio/mpeg", "audio/wav", "audio/mp4", "application/pdf"}
)  # fmt: skip
_MARKS = (b"c2pa", b"jumb", b"dcterms:provenance")  # a file without any of them has no credentials
_WORKER = Path(__file__).with_name("c2pa_worker.py")
_LIMITS = sandbox.Limits(memory=2 * 1024**3, seconds=30, wall=60, output=16 * 1024 * 1024)
_ENDINGS = (".pem", ".crt", ".cer")
_MOST_LIST = 4 * 1024 * 1024  # bytes of one file of certificates
TRUSTED = "signingCredential.trusted"
# An unknown signer and a revocation that nobody asked about are no faults of the file.
_NOT_ASKED = ("signingCredential.untrusted", "signingCredential.ocsp", "timeStamp.untrusted")


class BadSigners(BadInput):
    """The folder of trusted signers cannot be used."""

    message = "The certificates of trusted signers cannot be read: {0}."
    hint = "TEREZE_SIGNERS names a folder with certificates of authorities (roots) as PEM files: .pem, .crt, .cer."


def check(data: bytes, media_type: str, signers: Path | None = None) -> Checked | None:
    """What the credentials of a file say; None where it has none or is of a kind that has none.

    `signers` is a folder with the certificates of the authorities whom the user trusts to vouch for signers.
    Raises `Killed`, `BadSigners`.
    """
    if media_type not in KINDS or not any(mark in data for mark in _MARKS):
        return None
    trusted = certificates(signers) if signers is not None else b""
    with tempfile.NamedTemporaryFile(prefix="signers", suffix=".pem") as listed:  # certificates only: nothing secret
        listed.write(trusted)
        listed.flush()
        command = sandbox.python(_WORKER, sandbox.INPUT, media_type, *((listed.name,) if trusted else ()))
        ran = sandbox.run(command, data, _LIMITS, (_WORKER.parent, Path(listed.name)))
    if ran.code != 0 or not ran.out:
        return _without(ran.err)
    return told(json.loads(ran.out), is_list=bool(trusted))


def certificates(folder: Path) -> bytes:
    """The certificates of authorities in a folder, one after the other as PEM.

    Raises `BadSigners` rather than leave a file out.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    if not folder.is_dir():
        raise BadSigners("there is no such folder")
    found: list[bytes] = []
    try:
        for path in sorted(one for one in folder.iterdir() if one.suffix.lower() in _ENDINGS):
            if path.stat().st_size > _MOST_LIST:
                raise BadSigners(f"“{safe_name(path.name)}” is too large")
            made = [one for one in x509.load_pem_x509_certificates(path.read_bytes()) if _vouches(one)]
            if not made:
                raise BadSigners(
                    f"“{safe_name(path.name)}” holds no certificate of an authority that vouches for others"
                )
            found += [one.public_bytes(Encoding.PEM) for one in made]
    except OSError:
        raise BadSigners("the folder or a file in it cannot be opened") from None
    except ValueError:
        raise BadSigners(f"“{safe_name(path.name)}” is no certificate") from None
    if not found:
        raise BadSigners("there is none in the folder")
    return b"".join(found)


def _vouches(certificate: Any) -> bool:
    """Whether it is one of an authority. The library judges chains, so a signer's own certificate decides nothing."""
    from cryptography import x509

    try:
        return bool(certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except (x509.ExtensionNotFound, ValueError):
        return False


def _without(said: str) -> Checked | None:
    """None where there are no credentials; where there are broken ones or ones kept elsewhere, that."""
    found = Checked("c2pa", what="the file")
    if "RemoteManifest" in said:
        return found._replace(notes=("its credentials are kept elsewhere; nobody was asked for them",))
    if not said or "ManifestNotFound" in said or "NotSupported" in said or "no JUMBF" in said:
        return None
    return found._replace(problems=("its credentials cannot be read",))


def told(store: dict[str, Any], *, is_list: bool = False) -> Checked:
    """A manifest store as the library gives it, as a check; `is_list`: the user named whom he trusts."""
    active = store.get("manifests", {}).get(store.get("active_manifest", ""), {})
    signed = active.get("signature_info") or {}
    found = Checked("c2pa", what="the file", time=str(signed.get("time", "")), by=_signer(active, signed))
    faults = sorted({code for code in _failures(store) if not code.startswith(_NOT_ASKED)})
    if faults:
        return found._replace(problems=tuple(faults[:5]))
    if not active:
        return found
    if TRUSTED in _codes(store, "success"):
        notes = ("its signer is vouched for by the certificates you trust",)
    elif is_list:
        notes = ("well signed by an unknown signer: not among those you trust",)
    else:
        notes = ("well signed by an unknown signer: you have named none whom you trust",)
    return found._replace(with_=("c2pa",), notes=notes)


def _signer(active: dict[str, Any], signed: dict[str, Any]) -> str:
    names = (signed.get("common_name"), signed.get("issuer"), active.get("claim_generator"))
    return ", ".join(dict.fromkeys(str(name)[:100] for name in names if name))


def _failures(store: dict[str, Any]) -> Iterator[str]:
    for status in store.get("validation_status") or []:
        yield str(status.get("code", ""))
    yield from _codes(store, "failure")


def _codes(store: dict[str, Any], what: str) -> Iterator[str]:
    """Of the active manifest, the codes of what failed or held."""
    results = store.get("validation_results") or {}
    for one in (results.get("activeManifest") or {}).get(what) or []:
        yield str(one.get("code", ""))
