"""WACZ: a zip with web archives, a list of its files with their digests, and sometimes a signature over that list.

Beside a web server's signature there is also a time stamp (RFC 3161) over it, checked as every other, with the roots
that the user trusts. The form is that of the WACZ signing specification 0.1.0.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from tereze.intake.proofs import rfc3161
from tereze.intake.proofs.checked import Checked
from tereze.intake.reading import archive
from tereze.intake.reading.archive import BadArchive
from tereze.intake.reading.limits import TooMuch

MEDIA_TYPE = "application/wacz"
_APART = 600  # seconds between a signature and its time stamp
_LIST, _SIGNED = "datapackage.json", "datapackage-digest.json"


class Wacz(NamedTuple):
    """The archives in it, and what was found of its digests and its signature."""

    archives: tuple[tuple[str, bytes], ...]
    checked: tuple[Checked, ...]


def read(data: bytes, roots: Path | None = None) -> Wacz:
    """Open and check; `roots` is a PEM file of the authorities that the user trusts with time.

    Raises `BadArchive`, `TooMuch`, `BadRoots`.
    """
    with archive.opened(data) as packed:
        listed = archive.member(packed, _LIST)
        if listed is None:
            raise BadArchive("there is no datapackage.json in it, so it is no WACZ")
        names = [name for name in packed.namelist() if name.startswith("archive/") and not name.endswith("/")]
        files = {name: archive.member(packed, name) or b"" for name in packed.namelist() if not name.endswith("/")}
        archives = tuple((name, files[name]) for name in names)
        signed = archive.member(packed, _SIGNED)
    return Wacz(archives, (_files(listed, files), *_signature(listed, signed, roots)))


def _files(listed: bytes, files: dict[str, bytes]) -> Checked:
    """Every file against the list, and the list against the files."""
    found = Checked("wacz", what="its files")
    problems = []
    named = {_LIST, _SIGNED}
    for resource in _resources(listed):
        path, digest = str(resource.get("path", "")), str(resource.get("hash", ""))
        named.add(path)
        algorithm, _, value = digest.partition(":")
        if path not in files:
            problems.append(f"{_shown(path)} is missing")
        elif algorithm not in {"sha256", "md5"} or hashlib.new(algorithm, files[path]).hexdigest() != value:
            problems.append(f"{_shown(path)} is not what the list says")
    more = sorted(set(files) - named)
    notes = (f"{len(more)} files are not on its list",) if more else ()
    return found._replace(with_=("sha256",) if not problems else (), problems=tuple(problems[:5]), notes=notes)


def _resources(listed: bytes) -> Iterator[dict[str, Any]]:
    try:
        found = json.loads(listed).get("resources", [])
    except (ValueError, AttributeError, RecursionError):
        raise BadArchive("its list of files cannot be read") from None
    yield from (one for one in found if isinstance(one, dict))


def _signature(listed: bytes, signed: bytes | None, roots: Path | None) -> tuple[Checked, ...]:
    if signed is None:
        return ()
    found = Checked("wacz", what="the list of its files")
    try:
        said = json.loads(signed)
        digest, data = str(said.get("hash", "")), said.get("signedData") or {}
    except (ValueError, AttributeError, RecursionError):
        return (found._replace(problems=("its signature cannot be read",)),)
    if digest != f"sha256:{hashlib.sha256(listed).hexdigest()}":
        return (found._replace(problems=("the list of its files is not the one that was hashed",)),)
    if not data:
        return (found._replace(with_=("sha256",), notes=("nobody signed it",)),)
    return (_signer(found, digest, data), *_time(data, roots))


def _time(data: Any, roots: Path | None) -> tuple[Checked, ...]:
    """The time stamp over the signature: the authority stamped the signature as it is written there, in base64."""
    written = data.get("timeSignature") if isinstance(data, dict) else None
    if not written:
        return ()
    signature = str(data.get("signature", "")).encode()
    what = "signature over the list of its files"
    try:
        token = base64.b64decode(str(written), validate=True)
    except ValueError:
        return (Checked("rfc3161", what=f"the {what}", problems=("its time stamp cannot be read",)),)
    chain = str(data.get("timestampCert") or "").encode()
    found = rfc3161.check(token, lambda algorithm: {what: hashlib.new(algorithm, signature).hexdigest()}, roots, chain)
    if found.problems == (rfc3161.ELSEWHERE,):
        return (found._replace(problems=("its time stamp is not over this signature",)),)
    says = str(data.get("created", ""))
    if found.time and not _near(says, found.time):
        found = found._replace(notes=(*found.notes, f"the signer's own clock said {_shown(says)[:40] or 'nothing'}"))
    return (found,)


def _near(one: str, other: str) -> bool:
    """Whether two times are ten minutes apart at most."""
    try:
        times = [datetime.fromisoformat(text.replace("Z", "+00:00")) for text in (one, other)]
        return abs((times[0] - times[1]).total_seconds()) <= _APART
    except (ValueError, TypeError):
        return False


def _signer(found: Checked, digest: str, data: dict[str, Any]) -> Checked:
    found = found._replace(time=str(data.get("created", ""))[:40])
    if data.get("hash") != digest:
        return found._replace(problems=("the signature is over something else",))
    try:
        key, by, stranger = _key(data)
        good = _verifies(key, base64.b64decode(str(data.get("signature", ""))), digest.encode())
    except (ValueError, TypeError, AttributeError):
        return found._replace(problems=("its signature cannot be read",))
    if not good:
        return found._replace(by=by, problems=("its signature is not that of the key it names",))
    if stranger:
        return found._replace(by=by, problems=("its certificate is not for the address it names",))
    return found._replace(by=by, with_=("cryptography",), notes=("whose key that is was not checked",))


def _key(data: dict[str, Any]) -> tuple[Any, str, bool]:
    """The public key, whose it says it is, and whether its certificate is for somebody else."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    if data.get("domainCert"):
        certificate = x509.load_pem_x509_certificates(str(data["domainCert"]).encode())[0]
        domain = _shown(str(data.get("domain", "")))
        return certificate.public_key(), domain, domain not in _names(certificate)
    raw = base64.b64decode(str(data["publicKey"])) if data.get("publicKey") else b""
    return load_der_public_key(raw), f"key {hashlib.sha256(raw).hexdigest()[:16]}", False


def _names(certificate: Any) -> set[str]:
    """The addresses that a certificate is for."""
    from cryptography import x509

    common = certificate.subject.get_attributes_for_oid(x509.oid.NameOID.COMMON_NAME)
    names = {str(one.value) for one in common}
    try:
        more = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return names
    return names | set(more.get_values_for_type(x509.DNSName))


def _verifies(key: Any, signature: bytes, message: bytes) -> bool:
    """ECDSA with SHA-256, the signature as DER or as the two numbers that browsers write."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, utils

    half = len(signature) // 2
    pair = (int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big"))
    for form in (signature, utils.encode_dss_signature(*pair)):
        try:
            key.verify(form, message, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            continue
        return True
    return False


def _shown(text: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in text)[:200]


__all__ = ["MEDIA_TYPE", "BadArchive", "TooMuch", "Wacz", "read"]
