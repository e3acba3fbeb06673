"""Time stamps of an authority (RFC 3161): the request, and the check of a token by two implementations.

The two are `rfc3161-client` (its own reading of the token; for the chain it has a library of OpenSSL inside) and the
`openssl` of the system: either alone has had errors that let forgeries through. The token is judged at the time it
names, so it outlives the certificate. Tokens are kept as they came, byte for byte.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any, NamedTuple

from tereze.intake.proofs.checked import Checked
from tereze.intake.reading import sandbox
from tereze.model.errors import BadInput

MEDIA_TYPE = "application/timestamp-reply"
QUERY = "application/timestamp-query"
_HASHES = {
    "2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512",
}  # fmt: skip
_REASON = re.compile(r'reason: "([^"]{1,100})"')
ELSEWHERE = "it is about another file"
OURS, SECOND = "rfc3161-client", "openssl"


class BadRoots(BadInput):
    """The file of root certificates cannot be read."""

    message = "The root certificates in “{0}” cannot be read."
    hint = "It must be a PEM file with the certificates of the authorities you trust."


class Imprint(NamedTuple):
    """What a token says: which digest of something was there when. `digest` is hex."""

    algorithm: str
    digest: str
    time: str
    authority: str


def request(claim: bytes) -> bytes:
    """The request for a token over `claim` (SHA-256, a nonce, the authority's certificate wanted)."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    made = TimestampRequestBuilder().data(claim).hash_algorithm(HashAlgorithm.SHA256).build()
    return bytes(made.as_bytes())


def answers(asked: bytes, token: bytes, claim: bytes) -> str:
    """Why a token is not the answer to this request; empty where it is. The nonce tells an old answer from a new."""
    from cryptography.hazmat.primitives import hashes  # noqa: F401  # the library needs it loaded

    said = _decoded(token)
    if said is None:
        return "the answer is no time stamp"
    if said.status != 0:
        return f"the authority refused (status {said.status})"
    if hashlib.sha256(claim).digest() != said.tst_info.message_imprint.message:
        return "the answer is about something else"
    nonce = said.tst_info.nonce
    if nonce is None or nonce.to_bytes((nonce.bit_length() + 7) // 8 or 1, "big") not in asked:
        return "the answer is not to this request"
    return ""


def imprint(token: bytes) -> Imprint | None:
    """What the token says, unchecked; None where it is no token or of an unknown hash."""
    said = _decoded(token)
    if said is None or said.status != 0:
        return None
    told = said.tst_info
    algorithm = _HASHES.get(told.message_imprint.hash_algorithm.dotted_string, "")
    time = told.gen_time.replace(tzinfo=told.gen_time.tzinfo or UTC).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Imprint(algorithm, told.message_imprint.message.hex(), time, _authority(said)) if algorithm else None


def check(token: bytes, digest_of: Callable[[str], dict[str, str]], roots: Path | None, chain: bytes = b"") -> Checked:
    """Check a token. `digest_of(algorithm)` gives, for each thing it may be about, what it is called and its digest.

    `roots` is a PEM file of the certificates that the user trusts. `chain` (PEM, the signer's first) are certificates
    that came beside a token that holds none: they are trusted no more than the token. Raises `BadRoots`.
    """
    said = imprint(token)
    if said is None:
        return Checked("rfc3161", problems=("it is no time stamp that was granted",))
    digests = digest_of(said.algorithm)
    about = next((name for name, digest in digests.items() if digest == said.digest), "")
    found = Checked("rfc3161", what=about and f"the {about}", time=said.time, by=said.authority)
    if not about:
        return found._replace(problems=(ELSEWHERE,))
    if roots is None:
        return found._replace(notes=("no root certificates are named, so nobody vouches for the authority",))
    return _with_both(found, token, said, roots, chain)


def _with_both(found: Checked, token: bytes, said: Imprint, roots: Path, chain: bytes) -> Checked:
    verdicts = {OURS: _ours(token, bytes.fromhex(said.digest), roots, chain)}
    notes: tuple[str, ...] = ()
    try:
        verdicts[SECOND] = _openssl(token, said, roots, chain)
    except sandbox.NoTool:
        notes = ("the second check was not made: openssl is not installed",)
    good = tuple(name for name, why in verdicts.items() if not why)
    problems = tuple(f"{name}: {why}" for name, why in verdicts.items() if why)
    return found._replace(with_=good, problems=problems, notes=notes)


def _ours(token: bytes, digest: bytes, roots: Path, chain: bytes) -> str:
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.x509 import InvalidVersion
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    builder = VerifierBuilder()
    for root in certificates(roots):
        builder = builder.add_root_certificate(root)
    try:
        for number, one in enumerate(x509.load_pem_x509_certificates(chain) if chain else ()):
            builder = builder.add_intermediate_certificate(one) if number else builder.tsa_certificate(one)
        builder.build().verify(decode_timestamp_response(token), digest)
    except (VerificationError, ValueError, TypeError, UnsupportedAlgorithm, InvalidVersion) as error:
        said = str(error)
        reason = _REASON.search(said)
        return reason[1] if reason else " ".join(said.split())[:200] or "refused"
    return ""


def certificates(roots: Path) -> list[Any]:
    """The certificates of a PEM file. Raises `BadRoots`."""
    from cryptography import x509

    try:
        return x509.load_pem_x509_certificates(roots.read_bytes())
    except (OSError, ValueError):
        raise BadRoots(roots.name) from None


def _openssl(token: bytes, said: Imprint, roots: Path, chain: bytes = b"") -> str:
    from datetime import datetime

    at = str(int(datetime.fromisoformat(said.time.replace("Z", "+00:00")).timestamp()))
    command = [sandbox.tool("openssl"), "ts", "-verify", "-digest", said.digest, "-in", sandbox.INPUT]
    command += ["-CAfile", str(roots.resolve()), "-attime", at]
    try:
        with tempfile.NamedTemporaryFile(prefix="chain", suffix=".pem") as beside:  # certificates only: nothing secret
            beside.write(chain)
            beside.flush()
            more = ["-untrusted", beside.name] if chain else []
            ran = sandbox.run([*command, *more], token, see=(roots.resolve(), Path(beside.name)))
    except sandbox.Killed:
        return "it did not come to an end"
    if ran.code == 0 and b"Verification: OK" in ran.out:
        return ""
    told = [line.rpartition(":")[2].strip() or line for line in ran.err.splitlines() if "error" in line]
    return (told[-1] if told else "refused")[:200]


def _decoded(token: bytes) -> Any:
    from rfc3161_client import decode_timestamp_response

    try:
        said = decode_timestamp_response(token)
        if said.status == 0:
            said.tst_info.gen_time  # noqa: B018  # a token without what it must hold shows here
        return said
    except ValueError:
        return None


def _authority(said: Any) -> str:
    """The name in the certificate of the signer: what it calls itself."""
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        signer = next(iter(said.signed_data.signer_infos))
        held = (x509.load_der_x509_certificate(raw) for raw in said.signed_data.certificates)
        names = [one.subject.rfc4514_string() for one in held if one.serial_number == signer.serial_number]
    except (ValueError, StopIteration, UnsupportedAlgorithm, x509.InvalidVersion):
        return ""
    return names[0] if names else ""
