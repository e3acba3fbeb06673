"""What the proofs of a file are worth: checked, and said in its custody history once, whoever brought it and wherever.

A proof may name people: who signed, with which device. Of a source with a sealed voice that may be the very voice, so
its history, which everybody reads who reads the source, keeps the verdict alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tereze.intake.proofs import c2pa
from tereze.intake.proofs.checked import Checked
from tereze.intake.reading import limits
from tereze.model.sources import Evidence

from . import evidence as files
from . import imports
from .desk import Desk


def may_have_credentials(kept: Evidence) -> bool:
    """Whether a file is of a kind that has Content Credentials, and not too large to be taken apart."""
    return kept.media_type in c2pa.KINDS and kept.size <= limits.MOST_BYTES


def bytes_of(desk: Desk, kept: Evidence) -> bytes:
    """A file to be checked; the check is for the history of the file, and shows nobody what it holds.

    Raises `NotAllowed`, and what the vault raises.
    """
    desk.must("attach")
    return b"".join(desk.register.vault.open(kept.blob))


def credentials(data: bytes, media_type: str, signers: Path | None) -> Checked | None:
    """What the Content Credentials of a file say; None where it has none. Asks no register: it may take a minute.

    `signers` is a folder with the certificates of the authorities whom the user trusts to vouch for makers. A check
    that could not be run says so. Raises `BadSigners`.
    """
    try:
        return c2pa.check(data, media_type, signers)
    except ValueError:  # killed at its limits
        return Checked("c2pa", notes=("the check could not be run",))


def note(desk: Desk, kept: Evidence, found: Iterable[Checked]) -> None:
    """Say in the custody history of a file what checks of its proofs found, once. Raises `NotAllowed`."""
    desk.must("attach")
    lines = list(found)
    if not lines:
        return
    known = {one.note for one in files.events_of(desk, kept.id)}
    sealed = files.has_sealed_voice(desk, kept.source)
    told = {one.verdict if sealed else one.line(): one.line() for one in lines}
    fresh = [said for said, whole in told.items() if not known & {said, whole}]
    if fresh:
        imports.write(desk, [files.event(desk, kept, "checked", said) for said in fresh], "attach", kept.id)


def told(desk: Desk, kept: Evidence, checked: Checked) -> str:
    """What this person may be told of a check: its verdict alone where a sealed voice shuts the file to him."""
    return checked.line() if files.may_open(desk, kept) else checked.verdict
