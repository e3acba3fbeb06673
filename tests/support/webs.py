"""Web archives, bundles and folders of fictional pages, as other programs write them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

PAGE = b"<html lang=en><title>A fictional page</title><p>He was taken in 2018, a fictional cousin says.</p></html>"


def warc(*pages: tuple[str, bytes], kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """A WARC, each record packed by itself, with an answer for each page."""
    return b"".join(gzip.compress(_answered(url, body, kind, status)) for url, body in pages)


def _answered(url: str, body: bytes, kind: str, status: str) -> bytes:
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    digest = base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:fictional:{digest}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\nWARC-Payload-Digest: sha1:{digest}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def altered(raw: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with words in it changed and packed again: its digests are those of before."""
    plain = gzip.decompress(raw)
    assert old in plain
    assert len(old) == len(new)
    return gzip.compress(plain.replace(old, new))


def wacz(
    archive: bytes, *, sign: str = "", spoil: str = "", more: Callable[[dict[str, Any]], Any] | None = None
) -> bytes:
    """A WACZ. `sign`: "der", "browser" or "server"; `spoil`: "file", "list", "signature", "domain" or "missing".

    `more` may change what was signed, to add a time stamp.
    """
    path = "archive/data.warc.gz"
    listed = json.dumps(
        {"resources": [{"name": "data.warc.gz", "path": path, "hash": f"sha256:{hashlib.sha256(archive).hexdigest()}"}]}
    ).encode()
    digest = f"sha256:{hashlib.sha256(listed).hexdigest()}"
    signed: dict[str, Any] = {"path": "datapackage.json", "hash": digest}
    if sign:
        signed["signedData"] = _signed(digest, sign, spoil=spoil)
        if more is not None:
            more(signed["signedData"])
    files = {
        "datapackage.json": listed + (b" " if spoil == "list" else b""),
        "datapackage-digest.json": json.dumps(signed).encode(),
        path: archive + b"\x00" if spoil == "file" else archive,
    }
    if spoil == "missing":
        del files[path]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def _signed(digest: str, how: str, *, spoil: str) -> dict[str, str]:
    key = ec.generate_private_key(ec.SECP384R1())
    signature = key.sign(digest.encode(), ec.ECDSA(hashes.SHA256()))
    if how == "browser":
        r, s = utils.decode_dss_signature(signature)
        signature = r.to_bytes(48, "big") + s.to_bytes(48, "big")
    if spoil == "signature":
        signature = signature[:-1] + bytes([signature[-1] ^ 1])
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    said = {
        "hash": digest, "signature": base64.b64encode(signature).decode(), "created": "2024-05-06T07:08:09Z",
        "software": "fictional",
    }  # fmt: skip
    if how == "server":
        named = "other.example" if spoil == "domain" else "archive.example"
        return said | {"domain": named, "domainCert": _for_domain(key, "archive.example")}
    return said | {"publicKey": base64.b64encode(public).decode()}


def _for_domain(key: ec.EllipticCurvePrivateKey, domain: str) -> str:
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, domain)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now).not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(domain)]), critical=False)
    )  # fmt: skip
    return made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


def proofmode(
    photo: bytes, *, csv: bool = False, spoil: bool = False, ots: bytes = b"", signer: Any = None, resign: Any = None
) -> bytes:
    """A ProofMode bundle with one photograph. `signer` has `key` and `sign` (see `signers.Signer`); with `resign` the
    signatures are of another, and the key stays the first one's.
    """
    digest = hashlib.sha256(photo).hexdigest()
    fields = {"File Hash SHA256": digest, "Manufacturer": "Fictional", "Location.Latitude": "43.2"}
    notes = json.dumps(fields).encode()
    if csv:
        notes = "\n".join((",".join(fields), ",".join(fields.values()))).encode()
    ending = "csv" if csv else "json"
    files = {
        "photo.png": photo + (b"x" if spoil else b""), f"{digest}.proof.{ending}": notes, f"{digest}.asc": b"sig",
        f"{digest}.proof.{ending}.asc": b"sig", "pubkey.asc": b"key",
    }  # fmt: skip
    if ots:
        files[f"{digest}.ots"] = ots
    if signer is not None:
        by = resign or signer
        files[f"{digest}.asc"] = by.sign(photo)
        files[f"{digest}.proof.{ending}.asc"] = by.sign(notes)
        files["pubkey.asc"] = signer.key
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def autoarchiver(folder: Path, files: dict[str, bytes], *, spoil: str = "") -> Path:
    """A folder as auto-archiver leaves it: files and `results.csv` with Python values as text."""
    import csv

    folder.mkdir()
    media = []
    for name, content in files.items():
        (folder / name).write_bytes(content + (b"x" if name == spoil else b""))
        digest = hashlib.sha256(content).hexdigest()
        held = {"filename": f"./somewhere/{name}", "_key": name, "urls": []}
        media.append(held | {"properties": {"hash": f"SHA-256:{digest}"}})
    with (folder / "results.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, ["status", "metadata", "media"])
        writer.writeheader()
        about = (
            "{'url': 'https://example.org/post/1', 'title': 'A fictional post', "
            "'timestamp': datetime.datetime(2024, 5, 6, 7, 8, tzinfo=datetime.timezone.utc)}"
        )
        writer.writerow({"status": "fictional: success", "metadata": about, "media": repr(media)})
    return folder
