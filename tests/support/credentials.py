"""Photographs with Content Credentials of a fictional signer."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_CAPTURED = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
_ACTION = {"action": "c2pa.created", "digitalSourceType": _CAPTURED}
MANIFEST = {
    "claim_generator_info": [{"name": "fictional-camera", "version": "1"}],
    "assertions": [{"label": "c2pa.actions", "data": {"actions": [_ACTION]}}],
}


def _chain() -> tuple[str, str]:
    now = datetime.now(UTC)
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    names = [
        x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, one), x509.NameAttribute(NameOID.COMMON_NAME, one)])
        for one in ("Fictional Root", "Fictional Camera")
    ]

    def make(name: x509.Name, public: ec.EllipticCurvePublicKey, *, ca: bool) -> x509.Certificate:
        usage = x509.KeyUsage(not ca, *[False] * 4, ca, ca, *[False] * 2)
        made = (
            x509.CertificateBuilder().subject_name(name).issuer_name(names[0]).public_key(public)
            .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=300))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        )  # fmt: skip
        if not ca:
            made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=True)
        return made.sign(root_key, hashes.SHA256())

    pem = serialization.Encoding.PEM
    chain = make(names[1], key.public_key(), ca=False).public_bytes(pem) + make(
        names[0], root_key.public_key(), ca=True
    ).public_bytes(pem)
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return chain.decode(), private.decode()


def signed(picture: bytes, media_type: str = "image/png", by: tuple[str, str] | None = None) -> bytes:
    """The picture with credentials in it; `by` is a chain (PEM, the root last) and the key of the signer."""
    chain, key = by or _chain()
    info = c2pa.C2paSignerInfo(c2pa.C2paSigningAlg.ES256, chain.encode(), key.encode(), None)
    out = io.BytesIO()
    with c2pa.Signer.from_info(info) as signer, c2pa.Builder(json.dumps(MANIFEST)) as builder:
        builder.sign(signer, media_type, io.BytesIO(picture), out)
    return out.getvalue()
