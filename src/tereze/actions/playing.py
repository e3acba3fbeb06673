"""Play a recording where it lies: sealed, opened piece by piece, converted into nothing, heard by those who may.

Every piece asks again for the right and for sealed voices: what is taken away ends the playing. The history of the file
and the trail say that it was played, once for each playing.
"""

from __future__ import annotations

from typing import NamedTuple

from tereze.intake.reading import playable, transcript
from tereze.intake.reading.playable import Kind
from tereze.intake.reading.transcript import Transcript
from tereze.model.errors import BadInput, KeyProblem, NotAllowed
from tereze.model.sources import Evidence, Source

from . import auditing, evidence, hearing, imports, sources
from .desk import MAY, Desk
from .looking import seconds

PIECE = 1 << 20
"""Bytes that are opened at once."""
WITHIN = 600
"""Seconds in which the pieces of one person are one playing, in the history of the file."""


class NotPlayed(BadInput):
    """A file that no browser plays, or that is no recording."""

    message = "This file is not played here ({0})."
    hint = "It is kept as received. `tereze evidence copy` gives it to those who may take it out."


class Recording(NamedTuple):
    """A recording on its source's page: what it is, and what is said in it, where somebody wrote it down.

    why: "" it can be played; "kind" browsers do not; "may" not by this person; "gone" its key was destroyed
    """

    evidence: Evidence
    kind: Kind
    why: str = ""
    transcript: Transcript | None = None


class Piece(NamedTuple):
    """Some bytes of a recording from `begin` on; `size` is that of the whole."""

    kind: Kind
    data: bytes
    begin: int
    size: int


def of(desk: Desk, original: Evidence) -> Recording | None:
    """What a source's page shows of one of its files; None where it is no recording. Opens no more than its head.

    Of a source with a sealed voice only custodians are told what is said in it.
    """
    desk.must("read")
    try:
        kind = playable.kind(desk.register.vault.part(original.blob, 0, playable.HEAD))
    except KeyProblem:
        is_one = original.media_type.partition("/")[0] in {"audio", "video"}
        return Recording(original, Kind("", original.media_type), "gone") if is_one else None
    if kind is None:
        return None
    if not evidence.may_open(desk, original):
        return Recording(original, kind, "may")
    why = "" if kind.media_type else "kind"
    return Recording(original, kind, why if desk.actor.has(*MAY["view"]) else "may", _transcript(desk, original))


def play(desk: Desk, file: str, begin: int = 0, length: int = PIECE) -> Piece:
    """A piece of a recording (its evidence id), at most `PIECE` bytes, from `begin` on; empty behind its end.

    1. May this person?  2. It is a recording that browsers play.  3. It begins: is the source this person's to look at?
    That it is played is noted.  4. The piece. Raises `NotFound`, `NotAllowed`, `NotPlayed`, and what the vault raises.
    """
    desk.must("view")
    found = evidence.get(desk, file)
    if not evidence.may_open(desk, found):  # 1.
        raise NotAllowed("open evidence of a witness whose name is sealed")
    vault = desk.register.vault
    kind = playable.kind(vault.part(found.blob, 0, playable.HEAD)) if found.original is None else None  # 2.
    if kind is None or not kind.media_type:
        raise NotPlayed(kind.said if kind is not None else "no recording")
    if not _plays(desk, file):  # 3.
        _look(desk, found)
        auditing.looked(desk, "look.recording", file)
        imports.write(desk, [evidence.event(desk, found, "viewed", "played")], "view", found.id)
    return Piece(kind, vault.part(found.blob, begin, min(length, PIECE)), begin, found.size)  # 4.


def _look(desk: Desk, found: Evidence) -> None:
    """Raises `NotFound` where this person may not look at the source. Asked once for each playing: it takes time."""
    source = desk.register.index.get(found.source)
    if not isinstance(source, Source):
        raise evidence.NoSuchEvidence(found.id)
    sources.look(desk, source.local, 0, 0)


def _plays(desk: Desk, file: str) -> bool:
    """Whether the history says already that this person plays it."""
    mine = [one.at for one in evidence.events_of(desk, file) if one.event == "viewed" and one.by == desk.actor.id]
    return bool(mine) and 0 <= seconds(desk.now()) - seconds(mine[-1]) <= WITHIN


def _transcript(desk: Desk, original: Evidence) -> Transcript | None:
    derived = evidence.of_source(desk, original.source)
    if not any(one.original == original.id and one.media_type == transcript.MEDIA_TYPE for one in derived):
        return None
    try:
        return hearing.current(desk, original.id)
    except KeyProblem:
        return None
