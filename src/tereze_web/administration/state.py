"""How safe the register is: where its copies are, whether the custodians' files have left, when it was checked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tereze.actions.auditing import EXPORT
from tereze.actions.desk import Desk
from tereze.store.custodians import Ceremony, ceremony_due

OLD_DAYS = 30


class Copy(NamedTuple):
    """The last time the whole register was written to a file that leaves: when, by whom, how many days ago."""

    at: str
    by: str
    days: int


def ceremony(keys: Path, now: float) -> Ceremony | None:
    """What is due while a custodian's private file lies in the key folder; None when none does."""
    return ceremony_due(keys, datetime.fromtimestamp(now, UTC).date().isoformat())


def last_copy(desk: Desk, now: float) -> Copy | None:
    """The newest note of a replica or an export of the whole register."""
    note = next(desk.register.index.audits(of={EXPORT, "export"}), None)
    if note is None:
        return None
    age = datetime.fromtimestamp(now, UTC) - datetime.fromisoformat(note.at)
    return Copy(note.at, note.by, max(0, age.days))
