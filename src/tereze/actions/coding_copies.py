"""Look at a file beside its source: of a picture a working copy, decoded and drawn anew in the sandbox; else its text.

The original never reaches a screen. A working copy carries nothing of the camera or the place, and is kept beside its
original where whoever looks may add to the vault. That somebody looked stands in the custody history.
"""

from __future__ import annotations

import io
from typing import NamedTuple

from tereze.intake.reading import documents, pictures, sandbox
from tereze.intake.reading.derived import CannotRead
from tereze.model.errors import BadInput
from tereze.model.sources import Evidence

from . import evidence, sources
from .desk import MAY, Desk
from .evidence import Kept
from .looking import seconds

PICTURE = "image/jpeg"
EDGE = 2000
"""Pixels of the longer edge of a working copy."""
MOST = 64 << 20
"""Bytes of the largest file that is opened on a screen."""
WITHIN = 600
"""Seconds in which the picture may be fetched after its page was opened."""
LIMITS = sandbox.Limits(seconds=20, wall=30)
"""Somebody waits for it, and others for the register."""
_NOTE = "working copy, drawn anew"


class NotShown(BadInput):
    """A file that cannot be shown on a screen."""

    message = "This file is not shown here: {0}."
    hint = "`tereze evidence copy` gives it to those who may take it out; its custody history says so."


class Opened(NamedTuple):
    """A file that was opened: the text of a document, or None for a picture, whose copy is fetched with `copy`."""

    evidence: Evidence
    text: str | None


def open_file(desk: Desk, local: str, file: str) -> Opened:
    """Open one file of the source called `local`. Raises `NotShown`, `NotAllowed`, and what reading raises.

    1. It is of a source that this person may see.  2. It is looked at, and its history says so.  3. A picture is drawn
    anew, and kept where that is allowed; of anything else the text is read.
    """
    kept = _kept(desk, local, file)  # 1.
    found, pieces = evidence.view(desk, file)  # 2.
    data = b"".join(pieces)
    if not _is_picture(data):  # 3.
        return Opened(found, _text(found, data))
    if _copy_of(kept) is None:
        drawn = _drawn_anew(data)
        if desk.actor.has(*MAY["attach"]):
            evidence.derive(desk, found, io.BytesIO(drawn), name="copy.jpg", media_type=PICTURE, note=_NOTE)
    return Opened(found, None)


def copy(desk: Desk, local: str, file: str) -> bytes:
    """The working copy of a picture (JPEG) whose page this person opened a moment ago. Raises `NotShown`."""
    desk.must("view")
    kept = _kept(desk, local, file)
    mine = [one.at for one in kept.history if one.event == "viewed" and one.by == desk.actor.id]
    if not mine or not 0 <= seconds(desk.now()) - seconds(mine[-1]) <= WITHIN:
        raise NotShown("open it from its source first")
    made = _copy_of(kept)
    if made is not None:
        return b"".join(desk.register.vault.open(made.blob))
    data = b"".join(desk.register.vault.open(kept.evidence.blob))
    if not _is_picture(data):
        raise NotShown("it is no picture")
    return _drawn_anew(data)


def _kept(desk: Desk, local: str, file: str) -> Kept:
    """The file, if this person may see its source at all. Raises `NotFound`, `NotShown`."""
    sources.look(desk, local, 0, 0)
    kept = next((one for one in evidence.history(desk, local) if one.evidence.id == file), None)
    if kept is None:
        raise NotShown("it is no file of this source")
    if kept.evidence.size > MOST:
        raise NotShown("it is too large")
    return kept


def _copy_of(kept: Kept) -> Evidence | None:
    return next((one for one in kept.derived if one.media_type == PICTURE), None)


def _is_picture(data: bytes) -> bool:
    return pictures.media_type(data).startswith("image/")


def _text(found: Evidence, data: bytes) -> str:
    try:
        return documents.read_bytes(found.name, data).text
    except CannotRead as error:
        raise NotShown(error.text.partition(": ")[2].rstrip(".") or "it is not read") from None


def _drawn_anew(data: bytes) -> bytes:
    """The picture, decoded and encoded again without what it carried, and no larger than a screen needs."""
    scale = f"scale='min({EDGE},iw)':'min({EDGE},ih)':force_original_aspect_ratio=decrease"
    command = [
        sandbox.tool("ffmpeg"), "-hide_banner", "-loglevel", "error", "-i", sandbox.INPUT, "-frames:v", "1",
        "-map_metadata", "-1", "-vf", scale, "-f", "image2pipe", "-c:v", "mjpeg", "-q:v", "4", "-",
    ]  # fmt: skip
    try:
        pictures.check(data)
        made = sandbox.run(command, data, LIMITS)
    except ValueError as error:  # every reason a reader gives
        raise NotShown(str(error)) from None
    if made.code or not made.out.startswith(b"\xff\xd8"):
        raise NotShown("it cannot be decoded")
    return made.out
