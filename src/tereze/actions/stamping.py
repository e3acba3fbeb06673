"""Trusted time for evidence: who vouches that a file was here at a time, and what is not yet stamped.

The queue is derived, never stored: whatever lacks a token of a named authority is waiting. Nothing is sent unless the
caller gives a way to ask, which the command line does only when the user says `--send`. What is sent is the digest of
a salted claim (`tereze.intake.proofs.claim`), so no service learns which files are here.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tereze.intake.proofs import asking, claim, ots, rfc3161
from tereze.intake.proofs.checked import Checked
from tereze.intake.reading.derived import safe_name
from tereze.model.errors import BadInput, TerezeError
from tereze.model.sources import Evidence, Source

from . import evidence as files
from . import imports
from .desk import Desk

PROOFS = {rfc3161.MEDIA_TYPE: "rfc3161", ots.MEDIA_TYPE: "ots"}
_HASHES = frozenset({"sha256", "sha384", "sha512"})
_ENDINGS = {".tsr": rfc3161.MEDIA_TYPE, ".ots": ots.MEDIA_TYPE}
Ask = Callable[[str, bytes | None, str], bytes]


class NotAProof(BadInput):
    """A file brought as a proof that is none, or of something else."""

    message = "“{0}” is not kept as a proof: {1}."
    hint = "Proofs are answers of time-stamping authorities (.tsr) and OpenTimestamps files (.ots) of this very file."


@dataclass(frozen=True, slots=True)
class Services:
    """Whom the user named: authorities (RFC 3161) and calendars (OpenTimestamps) by address, and trusted roots.

    `headers` are block headers by height that the user vouches for.
    """

    authorities: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()
    roots: Path | None = None
    headers: Mapping[int, bytes] = field(default_factory=dict)


class Waiting(NamedTuple):
    """One thing to be asked for: a file, and the service that has not stamped it yet (or not completed its stamp)."""

    evidence: Evidence
    service: str
    how: str  # rfc3161, ots, or upgrade


class Done(NamedTuple):
    """What came of one request: the proof that is kept now, or why there is none."""

    waiting: Waiting
    proof: Evidence | None = None
    error: TerezeError | None = None


class Proof(NamedTuple):
    """A proof that is kept, the file it is about, and what its check found."""

    evidence: Evidence
    kept: Evidence
    checked: Checked


def waiting(desk: Desk, services: Services, source: str = "") -> list[Waiting]:
    """Everything that is not yet stamped by the services named, of one source (its id in the collection) or of all."""
    desk.must("read")
    return [one for original, derived in _originals(desk, source) for one in _lacks(original, derived, desk, services)]


def send(desk: Desk, services: Services, ask: Ask, source: str = "") -> Iterator[Done]:
    """Ask for every stamp that is waiting, one after another; what fails stays in the queue. Raises `NotAllowed`."""
    desk.must("stamp")
    for one in waiting(desk, services, source):
        try:
            yield Done(one, proof=_ask(desk, one, ask))
        except (asking.NoAnswer, NotAProof) as error:
            yield Done(one, error=error)


def check(desk: Desk, services: Services, source: str = "") -> Iterator[Proof]:
    """Check every proof that is kept, with what the user trusts. Asks nobody. Raises `BadRoots`."""
    desk.must("read")
    for original, derived in _originals(desk, source):
        for kept in derived:
            if kept.media_type in PROOFS:
                raw = b"".join(desk.register.vault.open(kept.blob))
                yield Proof(original, kept, _checked(desk, original, kept.media_type, raw, services))


def bring(desk: Desk, evidence: str, stream: BinaryIO, name: str) -> Evidence:
    """Keep a proof that came with a file (.tsr, .ots). Raises `NotAProof` unless it is about that very file."""
    desk.must("stamp")
    original = files.get(desk, evidence)
    media_type = _ENDINGS.get(Path(name).suffix.lower(), "")
    raw = stream.read(1024 * 1024 + 1)
    if not media_type or len(raw) > 1024 * 1024:
        raise NotAProof(safe_name(name), "it is of no kind of proof that is known")
    found = _checked(desk, original, media_type, raw, Services())
    if found.problems:
        raise NotAProof(safe_name(name), found.problems[0])
    return _keep(desk, original, raw, media_type, f"{found.how}, brought with the file")


def _originals(desk: Desk, local: str) -> Iterator[tuple[Evidence, tuple[Evidence, ...]]]:
    if local:
        yield from ((one.evidence, one.derived) for one in files.history(desk, local))
        return
    for source in desk.register.index.of_kind("source"):
        found = files.of_source(desk, source.id) if isinstance(source, Source) else ()
        for one in found:
            if one.original is None:
                yield one, tuple(other for other in found if other.original == one.id)


def _lacks(original: Evidence, derived: tuple[Evidence, ...], desk: Desk, services: Services) -> Iterator[Waiting]:
    notes = [one.note for one in files.events_of(desk, original.id) if one.event == "stamped"]
    for service in services.authorities:
        if not any(note.startswith(f"rfc3161 {service} ") for note in notes):
            yield Waiting(original, service, "rfc3161")
    proofs = [one for one in derived if one.media_type == ots.MEDIA_TYPE]
    for service in services.calendars:
        if not any(note.startswith(f"ots {service} ") for note in notes):
            yield Waiting(original, service, "ots")
        elif proofs and not any(note.startswith(f"completed {service} ") for note in notes):
            yield Waiting(original, service, "upgrade")


def _ask(desk: Desk, one: Waiting, ask: Ask) -> Evidence | None:
    match one.how:
        case "rfc3161":
            return _token(desk, one, ask)
        case "ots":
            return _promise(desk, one, ask)
    return _complete(desk, one, ask)


def _token(desk: Desk, one: Waiting, ask: Ask) -> Evidence:
    said = _claim(desk, one.evidence)
    asked = rfc3161.request(said)
    token = ask(one.service, asked, rfc3161.QUERY)
    why = rfc3161.answers(asked, token, said)
    if why:
        raise NotAProof(one.service, why)
    told = rfc3161.imprint(token)
    return _keep(desk, one.evidence, token, rfc3161.MEDIA_TYPE, f"rfc3161 {one.service} {told.time if told else ''}")


def _promise(desk: Desk, one: Waiting, ask: Ask) -> Evidence:
    digest = hashlib.sha256(_claim(desk, one.evidence)).digest()
    proof = ots.begin(digest)
    try:
        ots.merge(proof, digest, ask(f"{one.service}/digest", digest, ""))
    except ots.BadProof as error:
        raise NotAProof(one.service, error) from None
    return _keep(desk, one.evidence, ots.written(proof), ots.MEDIA_TYPE, f"ots {one.service} pending")


def _complete(desk: Desk, one: Waiting, ask: Ask) -> Evidence | None:
    """Ask whether a block holds it by now. Only the calendar that was named is asked, whatever a proof says."""
    for kept in files.of_source(desk, one.evidence.source):
        if kept.original != one.evidence.id or kept.media_type != ots.MEDIA_TYPE:
            continue
        proof = ots.parsed(b"".join(desk.register.vault.open(kept.blob)))
        for promise in ots.pending(proof):
            if promise.calendar != one.service:
                continue
            try:
                answer = ask(f"{one.service}/timestamp/{promise.commitment.hex()}", None, "")
                ots.merge(proof, promise.commitment, answer)
            except ots.BadProof as error:
                raise NotAProof(one.service, error) from None
            blocks = ots.heights(proof)
            if blocks:
                note = f"completed {one.service} block {blocks[0]}"
                return _keep(desk, one.evidence, ots.written(proof), ots.MEDIA_TYPE, note)
    return None


def _claim(desk: Desk, original: Evidence) -> bytes:
    """The claim about a file: the one that is kept, or a new one."""
    for one in files.of_source(desk, original.source):
        if one.original == original.id and one.media_type == claim.MEDIA_TYPE:
            return b"".join(desk.register.vault.open(one.blob))
    made = claim.write(original.sha256, desk.dice(32))
    files.derive(
        desk, original, io.BytesIO(made), name=f"{original.name}.stamp.txt", media_type=claim.MEDIA_TYPE,
        note="claim to be stamped", verb="stamp",
    )  # fmt: skip
    return made


def _keep(desk: Desk, original: Evidence, raw: bytes, media_type: str, note: str) -> Evidence:
    ending = ".tsr" if media_type == rfc3161.MEDIA_TYPE else ".ots"
    name = f"{original.name}.stamp.txt{ending}"
    kept = files.derive(desk, original, io.BytesIO(raw), name=name, media_type=media_type, note=note, verb="stamp")
    imports.write(desk, [files.event(desk, original, "stamped", f"{note} → {kept.id}")], "stamp", original.id)
    return kept


def _checked(desk: Desk, original: Evidence, media_type: str, raw: bytes, services: Services) -> Checked:
    def digest_of(algorithm: str) -> dict[str, str]:
        claims = [
            b"".join(desk.register.vault.open(one.blob))
            for one in files.of_source(desk, original.source)
            if one.original == original.id and one.media_type == claim.MEDIA_TYPE
        ]
        named = [said for said in claims if claim.names(said) == original.sha256]
        found = {"file": _digest(desk, original, algorithm)}
        return found | ({"claim that names the file": _hash(algorithm, named[0])} if named else {})

    if media_type == rfc3161.MEDIA_TYPE:
        return rfc3161.check(raw, digest_of, services.roots)
    return ots.check(raw, digest_of, dict(services.headers))


def _hash(algorithm: str, data: bytes = b"") -> str:
    return hashlib.new(algorithm, data).hexdigest() if algorithm in _HASHES else ""


def _digest(desk: Desk, original: Evidence, algorithm: str) -> str:
    if algorithm == "sha256":
        return original.sha256
    if algorithm not in _HASHES:
        return ""
    made = hashlib.new(algorithm)
    for piece in desk.register.vault.open(original.blob):
        made.update(piece)
    return made.hexdigest()
