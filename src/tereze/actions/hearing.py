"""Transcripts of recordings: brought or written by a machine, and confirmed segment by segment by somebody who listens.

Nothing of a transcript is a text of the recording until it is confirmed: what people draft from is the confirmed part.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from tereze.intake.reading import limits, speech, transcript
from tereze.intake.reading.derived import Derived, safe_name
from tereze.intake.reading.transcript import Transcript
from tereze.model.errors import BadInput, NotAllowed, NotFound, TerezeError
from tereze.model.sources import Evidence

from . import auditing, copies, imports
from . import evidence as files
from .desk import Desk


class NoTranscript(NotFound):
    """A recording that nobody has written down yet."""

    message = "Of “{0}” there is no transcript yet."
    hint = "Bring one (SRT or VTT) with --transcript, or let a machine listen with --model and --language."


class StaleTranscript(TerezeError):
    """Segments were confirmed, or a transcript came anew, since a screen showed it."""

    message = "Somebody confirmed parts of this transcript since it was shown."
    hint = "Look at it again; what you wrote was not saved over it."
    exit_code = 5


class NotATranscript(BadInput):
    """A file brought as a transcript that is none."""

    message = "“{0}” is no transcript: {1}."
    hint = "Transcripts are SRT or VTT files: lines with times, and what was said between them."


def bring(desk: Desk, evidence: str, stream: BinaryIO, name: str, lang: str = "") -> Transcript:
    """Take a transcript (SRT, VTT) that somebody wrote for a recording; it is a draft like any other."""
    desk.must("attach")
    original = files.get(desk, evidence)
    try:
        found = transcript.of_subtitles(stream.read(limits.MOST_TEXT), lang)
    except ValueError as error:
        raise NotATranscript(safe_name(name), error) from None
    found = _after(desk, evidence, found)
    _keep(desk, original, found, "transcript, brought")
    return found


def listen(desk: Desk, evidence: str, model: Path, lang: str = "") -> Transcript:
    """Let a machine write down a recording. Raises `NoListener`, `NotListened`."""
    desk.must("attach")
    original = files.get(desk, evidence)
    if original.size > limits.MOST_BYTES:
        raise speech.NotListened("it is too large; cut it into parts")
    found = speech.listen(b"".join(desk.register.vault.open(original.blob)), model, lang)
    found = _after(desk, evidence, found)
    _keep(desk, original, found, f"transcript, by machine, {found.language}")
    return found


def current(desk: Desk, evidence: str) -> Transcript:
    """The newest version of the transcript of a recording. Raises `NoTranscript`, `NotAllowed`."""
    desk.must("read")
    original = files.get(desk, evidence)
    if not files.may_open(desk, original):
        raise NotAllowed("read what a sealed witness says")
    auditing.looked(desk, "look.text", evidence)
    kept = [one for one in files.of_source(desk, original.source) if one.original == original.id]
    versions = [one for one in kept if one.media_type == transcript.MEDIA_TYPE]
    if not versions:
        raise NoTranscript(evidence)
    held = (transcript.parsed(b"".join(desk.register.vault.open(one.blob))) for one in versions)
    return max(held, key=lambda one: one.version)


def confirm(
    desk: Desk, evidence: str, numbers: Iterable[int], changed: Mapping[int, str] | None = None, seen: int = 0
) -> Transcript:
    """Say that one has listened to these segments (from 1) and that the words are those, or what they are instead.

    `seen` is the version a screen showed: over a newer one it is refused (`StaleTranscript`); 0 does not ask.
    1. A new version of the transcript is kept, and the text of its confirmed part.  2. The history says who listened.
    Raises `NoTranscript`, `NoSegment`.
    """
    desk.must("hear")
    original = files.get(desk, evidence)
    if seen and current(desk, evidence).version != seen:
        raise StaleTranscript
    listened = sorted({*numbers, *(changed or {})})
    made = transcript.confirm(current(desk, evidence), listened, dict(changed or {}), desk.actor.id)
    kept = _keep(desk, original, made, "transcript, heard")  # 1.
    text = transcript.as_text(made, heard_only=True)
    if text.text:
        copies.keep_text(desk, original, text, "text of what was heard")
    note = f"segments {', '.join(map(str, listened))} → {kept.id}"  # 2.
    imports.write(desk, [files.event(desk, original, "heard", note)], "hear", original.id)
    return made


def text_of(desk: Desk, evidence: str, *, heard_only: bool = True) -> Derived:
    """The words of a recording as a text whose places know their seconds; by default only what was confirmed."""
    return transcript.as_text(current(desk, evidence), heard_only=heard_only)


def _after(desk: Desk, evidence: str, found: Transcript) -> Transcript:
    """A transcript that comes anew counts after those that are there; the same again is the one that is there."""
    try:
        known = current(desk, evidence)
    except NoTranscript:
        return found
    return known if known._replace(version=1) == found else found._replace(version=known.version + 1)


def _keep(desk: Desk, original: Evidence, made: Transcript, note: str) -> Evidence:
    return files.derive(
        desk, original, io.BytesIO(transcript.written(made)), name=f"{original.name}.transcript.json",
        media_type=transcript.MEDIA_TYPE, note=note,
    )  # fmt: skip
