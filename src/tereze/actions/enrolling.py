"""The list of the office's people is bound to the ledger: each change is a signed note before it takes effect.

The list is a small file in the key folder, where whoever can write there could put himself on it. So our log keeps,
numbered from 1, a keyed mark of every state of that file. The list that is in force is the one whose mark stands in the
last of these notes: an edited file, one from elsewhere, an older one put back and a missing one all have another mark.

The key of marks and of the notes' ids is this installation's own. Partners hold the register's secret, and could
otherwise write such a note into a log of theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from tereze.model.errors import BadInput, Damaged, NotFound
from tereze.model.records import Audit
from tereze.model.value import opaque

from .append import append, note
from .desk import Desk
from .noting import NOTED
from .tiers import Part

ROLL = "office.roll"


class Bound(NamedTuple):
    """The last note about the list: its number (0 where there is none yet) and the mark of the list in force."""

    serial: int
    mark: str


NONE = Bound(0, "")


class RollChanged(Damaged):
    """The roll is not the one that the ledger knows: edited, put back from an older copy, brought here, or removed."""

    message = "The list of the office's people ({0}) was changed outside the office. Nobody comes in by it."
    hint = (
        "Put the right file back into the key folder, and ask who could write there. Where you know who changed it and "
        "why: `tereze office vouch` shows the list as it is and asks whether to keep it; with --empty it begins anew."
    )


class NotOnTheRoll(NotFound):
    """Who should be taken off the roll never was on it: perhaps a slip of the pen, and somebody else still is."""

    message = "“{0}” is not on the roll."
    hint = "`tereze office people` shows who is. Nobody was taken off."


class Meanwhile(BadInput):
    """On a server, somebody changed the list from another program at the same moment."""

    message = "The list of the office's people was changed by somebody else at the same moment."
    hint = "Look at it again, then repeat what you did."


class Said(NamedTuple):
    """What a change of the list is, for the trail: a kind of `noting.NOTED`, whom it is about, and the roles given."""

    what: str
    on: str = ""
    roles: frozenset[str] = frozenset()


def bound(desk: Desk, key: bytes, known: Bound = NONE) -> Bound:
    """The last note about the list in our log, looked for from `known` on.

    Notes have no gaps, so it is found by doubling and halving: one look-up where nothing changed.
    """
    low, step = known.serial, 1
    while _note_of(desk, key, low + step) is not None:
        low, step = low + step, 2 * step
    high = low + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _note_of(desk, key, middle) is not None else (low, middle)
    if low == known.serial:
        return known
    last = _note_of(desk, key, low)
    return Bound(low, last.on if last is not None else "")


def fits(key: bytes, last: Bound, raw: bytes) -> bool:
    """Whether this content of the list (empty: no file) is the one in force."""
    return last.mark == _mark(key, last.serial, raw)


def bind(desk: Desk, key: bytes, last: Bound, raw: bytes, said: Sequence[Said]) -> Bound:
    """Put `raw` in force as the list after `last`; one unit of work with the notes of what changed.

    The caller owes: that `raw` is on the disk beside the list before this, and takes its place after it. Raises
    `NotAllowed` where a change needs a right that the desk's actor does not hold, and `Meanwhile`.
    """
    for one in said:
        if verb := NOTED[one.what]:
            desk.must(verb)
    made = Bound(last.serial + 1, _mark(key, last.serial + 1, raw))
    kept = Audit(id=_id(key, made.serial), at=desk.now(), by=desk.actor.id, what=ROLL, on=made.mark, count=made.serial)
    with desk.register.unit() as unit:
        if _note_of(desk, key, made.serial) is not None:
            raise Meanwhile
        append(desk, unit, [*_notes(desk, said), Part("case", "audit", kept)])
        desk.register.index.settle()
    return made


def _notes(desk: Desk, said: Sequence[Said]) -> list[Part]:
    """One note of each change with the number of roles, and one of each role given."""
    made = []
    for what, on, roles in said:
        made.append(note(desk, what, on, len(roles)))
        made += [note(desk, f"office.role.{role}", on) for role in sorted(roles)]
    return made


def _note_of(desk: Desk, key: bytes, serial: int) -> Audit | None:
    found = desk.register.index.get(_id(key, serial))
    return found if isinstance(found, Audit) and found.count == serial else None


def _id(key: bytes, serial: int) -> str:
    return opaque(key, "u", ROLL, str(serial))


def _mark(key: bytes, serial: int, raw: bytes) -> str:
    return opaque(key, "r", ROLL, str(serial), sha256(raw).hexdigest())
