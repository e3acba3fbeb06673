"""OpenTimestamps: a proof file (.ots) for a digest, its completion, and its check against a block header one was given.

A proof is pending until a calendar can show the block that holds it. Checking needs the 80 bytes of that block's
header, from a node of one's own or from several that do not know of one another: this machine asks nobody.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tereze.intake.proofs.checked import Checked

MEDIA_TYPE = "application/vnd.opentimestamps.v1"
HEADER = 80
_MOST = 100_000  # bytes of a proof
_OURS = "opentimestamps"


class BadProof(ValueError):
    """Bytes that are no .ots proof."""


class Pending(NamedTuple):
    """A promise of a calendar: where to ask, and for which commitment."""

    calendar: str
    commitment: bytes


class _Header(NamedTuple):
    """What the library wants of a block header."""

    hashMerkleRoot: bytes  # noqa: N815  # its name
    nTime: int  # noqa: N815


def begin(digest: bytes) -> Any:
    """A proof of a SHA-256 that nobody vouches for yet."""
    from opentimestamps.core.op import OpSHA256
    from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

    return DetachedTimestampFile(OpSHA256(), Timestamp(digest))


def parsed(raw: bytes) -> Any:
    """The proof in a .ots file. Raises `BadProof`."""
    from opentimestamps.core.serialize import BytesDeserializationContext, DeserializationError
    from opentimestamps.core.timestamp import DetachedTimestampFile

    if len(raw) > _MOST:
        raise BadProof("it is larger than a proof is")
    try:
        return DetachedTimestampFile.deserialize(BytesDeserializationContext(raw))
    except (DeserializationError, ValueError, RecursionError) as error:
        raise BadProof("it is no proof of OpenTimestamps") from error


def written(proof: Any) -> bytes:
    """The proof as a .ots file."""
    from opentimestamps.core.serialize import BytesSerializationContext

    context = BytesSerializationContext()
    proof.serialize(context)
    return bytes(context.getbytes())


def merge(proof: Any, message: bytes, answer: bytes) -> None:
    """Take what a calendar answered about `message` into the proof. Raises `BadProof`."""
    from opentimestamps.core.serialize import BytesDeserializationContext, DeserializationError
    from opentimestamps.core.timestamp import Timestamp

    if len(answer) > _MOST:
        raise BadProof("the answer is larger than a proof is")
    try:
        told = Timestamp.deserialize(BytesDeserializationContext(answer), message)
    except (DeserializationError, ValueError, RecursionError) as error:
        raise BadProof("the calendar's answer is no proof") from error
    for stamp in _stamps(proof.timestamp):
        if stamp.msg == message:
            stamp.merge(told)
            return
    raise BadProof("the calendar's answer is about something else")


def pending(proof: Any) -> list[Pending]:
    """The promises in the proof that no block has kept yet."""
    from opentimestamps.core.notary import PendingAttestation

    return [
        Pending(one.uri.rstrip("/"), bytes(message))
        for message, one in proof.timestamp.all_attestations()
        if isinstance(one, PendingAttestation)
    ]


def heights(proof: Any) -> list[int]:
    """The heights of the blocks that the proof says hold it."""
    return sorted({one.height for _, one in _in_blocks(proof)})


def check(
    raw: bytes, digest_of: Callable[[str], dict[str, str]], headers: dict[int, bytes], least_work: int = 64
) -> Checked:
    """Check a .ots file; `headers` are block headers (80 bytes) by height, which the caller vouches for.

    A header must have cost at least `least_work` leading zero bits of work, as every block since 2014 has: a made-up
    one is then not free. Still, compare its hash with more than one source.
    """
    try:
        proof = parsed(raw)
    except BadProof as error:
        return Checked("ots", problems=(str(error),))
    digests = digest_of(proof.file_hash_op.HASHLIB_NAME)
    about = next((name for name, digest in digests.items() if digest == proof.file_digest.hex()), "")
    if not about:
        return Checked("ots", problems=("it is about another file",))
    found = Checked("ots", what=f"the {about}")
    blocks = list(_in_blocks(proof))
    if not blocks:
        calendars = ", ".join(one.calendar for one in pending(proof))
        return found._replace(by=calendars, notes=("pending: no block holds it yet",))
    known = [(message, one) for message, one in blocks if one.height in headers]
    if not known:
        asked = ", ".join(str(one.height) for _, one in blocks)
        return found._replace(by=f"Bitcoin block {asked}", notes=("the block's header was not given",))
    return _against(found, *known[0], headers[known[0][1].height], least_work)


def _against(found: Checked, message: bytes, attestation: Any, header: bytes, least_work: int) -> Checked:
    from opentimestamps.core.notary import VerificationError

    found = found._replace(by=f"Bitcoin block {attestation.height}")
    if len(header) != HEADER:
        return found._replace(problems=(f"a block header has {HEADER} bytes",))
    block = hashlib.sha256(hashlib.sha256(header).digest()).digest()[::-1]
    bits = int.from_bytes(header[72:76], "little")
    if int.from_bytes(block, "big") > _target(bits) or int.from_bytes(block, "big") >> (256 - least_work):
        return found._replace(problems=("the header does not carry the work that a block carries",))
    root, (time,) = header[36:68], struct.unpack("<I", header[68:72])
    try:
        attestation.verify_against_blockheader(message, _Header(root, time))
    except VerificationError:
        return found._replace(problems=("the block does not hold it",))
    stamped = datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    note = f"compare the hash of that block, {block.hex()}, with more than one source"
    return found._replace(time=stamped, with_=(_OURS,), notes=(note,))


def _target(bits: int) -> int:
    """The threshold that a block's hash must not pass, from its compact form."""
    exponent, mantissa = bits >> 24, bits & 0x7FFFFF
    return mantissa << 8 * (exponent - 3) if exponent > 3 else mantissa >> 8 * (3 - exponent)


def _in_blocks(proof: Any) -> Iterator[tuple[bytes, Any]]:
    from opentimestamps.core.notary import BitcoinBlockHeaderAttestation

    for message, one in proof.timestamp.all_attestations():
        if isinstance(one, BitcoinBlockHeaderAttestation):
            yield bytes(message), one


def _stamps(stamp: Any) -> Iterator[Any]:
    yield stamp
    for after in stamp.ops.values():
        yield from _stamps(after)
