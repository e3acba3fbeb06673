"""How safe the register is: where its copies are, whether the custodians' files have left, when it was checked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tereze.actions.auditing import EXPORT
from tereze.actions.desk import Desk

CEREMONY_DAYS = 7
DAY = 24 * 60 * 60
OLD_DAYS = 30


class Ceremony(NamedTuple):
    """Custodians' files that still lie beside the keys, and in how many days (below 0: since) they must go."""

    files: tuple[str, ...]
    days: int


class Copy(NamedTuple):
    """The last time the whole register was written to a file that leaves: when, by whom, how many days ago."""

    at: str
    by: str
    days: int


def ceremony(keys: Path, now: float) -> Ceremony | None:
    """What is due while a custodian's file lies in the key folder; None when none does."""
    files = sorted(keys.glob("custodian-*.json"))
    if not files:
        return None
    first = min(file.stat().st_mtime for file in files)
    return Ceremony(tuple(file.name for file in files), CEREMONY_DAYS - int((now - first) // DAY))


def last_copy(desk: Desk, now: float) -> Copy | None:
    """The newest note of a replica or an export of the whole register."""
    note = next((one for one in desk.register.index.audits() if one.what in {EXPORT, "export"}), None)
    if note is None:
        return None
    age = datetime.fromtimestamp(now, UTC) - datetime.fromisoformat(note.at)
    return Copy(note.at, note.by, max(0, age.days))
