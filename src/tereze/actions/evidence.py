"""Evidence: a file kept as received, sealed, with its custody history. Originals are never changed and never rendered.

Custody events: received, hashed, copied (a working copy was made, or the file left the vault), viewed, stamped, heard,
checked, released. They are appended like everything else, so nobody can take one back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from msgspec.structs import replace

from tereze.intake import evidence as files
from tereze.intake.proofs.checked import verdict_of
from tereze.intake.reading.derived import safe_name
from tereze.model import ids
from tereze.model.errors import BadInput, MachineFailed, NotAllowed, NotFound
from tereze.model.sources import Custody, Evidence, Source

from . import imports
from .desk import Desk

EVENTS = ("received", "hashed", "copied", "viewed", "stamped", "heard", "checked", "released")
_PIECE = 1 << 16
NOTHING = hashlib.sha256(b"").hexdigest()
"""The digest of an empty file."""


class NoSuchSource(NotFound):
    """Evidence was brought for a source that the register does not have."""

    message = "The register has no source “{0}”."
    hint = "Import or receive the source first; evidence belongs to what it is evidence of."


class NoSuchEvidence(NotFound):
    """No file is kept under this id, or it is not yours to see."""

    message = "No file is kept under “{0}”."
    hint = "`tereze evidence list SOURCE` gives the ids of the files of a source."


class EmptyFile(BadInput):
    """A file without a byte."""

    message = "“{0}” is empty."
    hint = "Was it copied completely?"


class AlreadyThere(MachineFailed):
    """A copy is not written over a file that is there."""

    message = "There is a file “{0}” already."
    hint = "Choose another name."


class Kept(NamedTuple):
    """An original, what happened to it (oldest first), and the working copies and proofs that name it."""

    evidence: Evidence
    history: tuple[Custody, ...]
    derived: tuple[Evidence, ...]


def attach(desk: Desk, local: str, stream: BinaryIO, name: str, *, media_type: str = "", note: str = "") -> Evidence:
    """Keep a file as received as evidence of the source called `local`. `note` says how it came (never who).

    1. The same bytes for the same source again change nothing.  2. The file is sealed in the vault.  3. The ledger
    speaks of it: received, hashed. Raises `NoSuchSource`, `EmptyFile`, `NotAllowed`.
    """
    desk.must("attach")
    source = desk.register.index.source_by_local(local)
    if source is None:
        raise NoSuchSource(local)
    found = digest(stream)
    if found == NOTHING:
        raise EmptyFile(safe_name(name))
    for known in of_source(desk, source.id):  # 1.
        if known.sha256 == found and known.original is None:
            return known
    shown = _name(desk, source, name)
    made = _seal(desk, source, stream, name=shown, media_type=media_type or files.media_type(shown))  # 2.
    events = [event(desk, made, what, note if what == "received" else "") for what in ("received", "hashed")]
    imports.write(desk, [made, *events], "attach", made.id)  # 3.
    return made


def derive(
    desk: Desk, original: Evidence, stream: BinaryIO, *, name: str, media_type: str, note: str, verb: str = "attach"
) -> Evidence:
    """Keep a working copy or a proof beside its original; `note` says how it was made. The same again: no change."""
    desk.must(verb)
    found = digest(stream)
    for known in reversed(of_source(desk, original.source)):
        if known.original == original.id and known.media_type == media_type:
            if known.sha256 == found:
                return known
            break  # a copy that says what an older one said is new: the newest counts
    source = cast("Source", desk.register.index.get(original.source))
    made = _seal(desk, source, stream, name=_name(desk, source, name), media_type=media_type, original=original.id)
    events = [event(desk, original, "copied", f"{note} → {made.id}"), event(desk, made, "hashed", note)]
    imports.write(desk, [made, *events], verb, made.id)
    return made


def view(desk: Desk, evidence: str) -> tuple[Evidence, Iterator[bytes]]:
    """A file as received, in authenticated pieces, for one pair of eyes: the custody history says that it was viewed.

    Treat what came before an error as nothing. Where the source has a sealed voice only a custodian may look: the
    file may hold the very name. Raises `NotFound`, `NotAllowed`, and what the vault raises.
    """
    found = _opened(desk, evidence, "view")
    imports.write(desk, [event(desk, found, "viewed")], "view", found.id)
    return found, desk.register.vault.open(found.blob)


def copy_out(desk: Desk, evidence: str, path: Path) -> Evidence:
    """Write a file as received to `path`, which must not exist yet; the custody history says that it was copied.

    A copy that fails half-way is removed. Raises as `view`, and `AlreadyThere`.
    """
    found = _opened(desk, evidence, "copy")
    imports.write(desk, [event(desk, found, "copied", "out of the vault")], "copy", found.id)
    try:
        with path.open("xb") as file:
            try:
                for piece in desk.register.vault.open(found.blob):
                    file.write(piece)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        raise AlreadyThere(path.name) from None
    return found


def history(desk: Desk, local: str) -> tuple[Kept, ...]:
    """Every original of the source called `local`, with its custody history and what was derived from it.

    What a check found names whoever signed the file: of a source with a sealed voice custodians alone are told more
    than the verdict.
    """
    desk.must("read")
    source = desk.register.index.source_by_local(local)
    if source is None:
        raise NoSuchSource(local)
    found, events = of_source(desk, source.id), _told(desk, source.id)
    return tuple(
        Kept(one, events.get(one.id, ()), tuple(other for other in found if other.original == one.id))
        for one in found
        if one.original is None
    )


def of_source(desk: Desk, source: str) -> tuple[Evidence, ...]:
    """All evidence of a source (its id), in order of arrival."""
    found = cast("tuple[Evidence, ...]", desk.register.index.of_source(source, "evidence"))
    return tuple(sorted(found, key=lambda one: (one.received, one.id)))


def events_of(desk: Desk, evidence: str) -> tuple[Custody, ...]:
    """What happened to one file (its id), oldest first. Raises `NotFound`."""
    return _events(desk, get(desk, evidence).source).get(evidence, ())


def _events(desk: Desk, source: str) -> dict[str, tuple[Custody, ...]]:
    """Evidence id → what happened to it, oldest first, for all files of a source."""
    found: dict[str, list[Custody]] = {}
    for one in cast("tuple[Custody, ...]", desk.register.index.of_source(source, "custody")):
        found.setdefault(one.evidence, []).append(one)
    return {evidence: tuple(sorted(events, key=_order)) for evidence, events in found.items()}


def _told(desk: Desk, source: str) -> dict[str, tuple[Custody, ...]]:
    """As `_events`, as this person may be told it."""
    events = _events(desk, source)
    if may_open_source(desk, source):
        return events
    return {evidence: tuple(_verdict(one) for one in every) for evidence, every in events.items()}


def _verdict(one: Custody) -> Custody:
    return replace(one, note=verdict_of(one.note)) if one.event == "checked" else one


def _order(one: Custody) -> tuple[str, int, str]:
    """By time; within a second as things follow one another."""
    return one.at, EVENTS.index(one.event) if one.event in EVENTS else len(EVENTS), one.id


def get(desk: Desk, evidence: str) -> Evidence:
    """One piece of evidence by its id. Raises `NoSuchEvidence`."""
    found = desk.register.index.get(evidence)
    if not isinstance(found, Evidence):
        raise NoSuchEvidence(evidence)
    return found


def event(desk: Desk, evidence: Evidence, what: str, note: str = "") -> Custody:
    """One event in the life of a file, not yet written."""
    at = desk.now()
    made = ids.custody_id(desk.register.secret, evidence.id, what, f"{at}/{desk.dice(8).hex()}")  # twice in one second
    return Custody(
        id=made, evidence=evidence.id, source=evidence.source, event=what, by=desk.actor.id, at=at, note=note
    )


def has_sealed_voice(desk: Desk, source: str) -> bool:
    """Whether a source (its id) speaks through somebody whose name only custodians may read."""
    return source in desk.register.index.sealed_sources([source])


def may_open(desk: Desk, evidence: Evidence) -> bool:
    """Whether this person may see what the file holds."""
    return may_open_source(desk, evidence.source)


def may_open_source(desk: Desk, source: str) -> bool:
    """Whether this person may see what the files of a source (its id) hold."""
    return desk.actor.has("custodian") or not has_sealed_voice(desk, source)


def _opened(desk: Desk, evidence: str, verb: str) -> Evidence:
    desk.must(verb)
    found = get(desk, evidence)
    if not may_open(desk, found):
        raise NotAllowed("open evidence of a witness whose name is sealed")
    return found


def _seal(
    desk: Desk, source: Source, stream: BinaryIO, *, name: str, media_type: str, original: str | None = None
) -> Evidence:
    sealed = desk.register.vault.put(stream, source.id)
    made = ids.evidence_id(desk.register.secret, source.local, f"{original or ''}#{name}#{sealed.blob}")
    return Evidence(
        id=made, source=source.id, blob=sealed.blob, sha256=sealed.sha256, size=sealed.size, name=name,
        media_type=media_type, original=original, received=desk.now(),
    )  # fmt: skip


def digest(stream: BinaryIO) -> str:
    """SHA-256 of what is left of a stream, which is put back to where it was."""
    begin, made = stream.tell(), hashlib.sha256()
    while piece := stream.read(_PIECE):
        made.update(piece)
    stream.seek(begin)
    return made.hexdigest()


def _name(desk: Desk, source: Source, name: str) -> str:
    """The file's name as it may be kept: of a source with a sealed voice only its ending, for it may hold the name."""
    shown = safe_name(name)
    return f"file{Path(shown).suffix[:10]}" if has_sealed_voice(desk, source.id) else shown
