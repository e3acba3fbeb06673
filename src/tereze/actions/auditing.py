"""Looking leaves a trace: who looked at what, when, as an audit note in the ledger beside the notes of every change.

A note is written before anything is shown. It names the person, the kind of look, and an opaque id; never a name, and
of what was searched for only a keyed digest: whoever holds the register's secret can ask "did anyone search for this
name?", and nobody can read from the notes what was searched. Looks of one person at one thing within five minutes are
one note, the first. Rights are the verb's own affair; this module asks for none, except to read the trail.

Where the machine refuses the note (full disk, no permission to write), a person who may read the trail may look all
the same, with a warning, and the note is written with the next one that can be. Everyone else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from tereze.ledger.errors import FrozenLog, ReadOnlyLedger
from tereze.model.errors import BadInput, MachineFailed, NotFound, TerezeError
from tereze.model.records import Audit
from tereze.model.sources import Source
from tereze.model.value import opaque

from .append import append
from .desk import MAY, Desk
from .looking import MOST, Glance
from .tiers import Part

PERSON, SOURCE, SEARCH, EXPORT, TRAIL = "look.person", "look.source", "look.search", "look.export", "look.trail"
LOOKS = "look."
"""What every kind of look begins with; a kind without it changed something."""
_TIME = re.compile(r"(\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?Z?)?)?)?)?")
_REFUSED = (MachineFailed, ReadOnlyLedger, FrozenLog)


class LookNotKept(MachineFailed):
    """A note of a look could not be written, and the person may not look without one."""

    message = "Looking leaves a note, and the note could not be written: {0}"
    hint = "Ask the administrator to free disk space, or to let this machine write to the register."


class NotATime(BadInput):
    """A bound that is no day and no time."""

    message = "“{0}” is no day or time."
    hint = "Write a day as 2019-03-04, or a time as 2019-03-04T10:00:00Z."


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trail: `on` is the id as it stands in the note, `shown` what it leads to where that is known.

    `shown` is a register number, a source's id in the collection, or empty. `count` is how many things it was about.
    """

    at: str
    by: str
    what: str
    on: str
    shown: str
    count: int


def looked(desk: Desk, what: str, *on: str, count: int = 0, part: str = "") -> None:
    """Keep that the person at `desk` looks at these ids. Call it before showing anything, outside a unit of work.

    `what` begins with "look."; `count` is how many things are shown or could be; `part` tells the pages of a long list
    apart, so that each leaves its note. Raises `LookNotKept`.
    """
    at = desk.now()
    glances = [(desk.actor.id, what, name, part) for name in on or ("",)]
    new = [glance for glance in glances if desk.looks.is_new(glance, at)]
    if new:
        _keep(desk, new, at, count)


def searched(desk: Desk, words: str, what: str = SEARCH, *, count: int = 0) -> None:
    """Keep that the person at `desk` searches for `words`: a keyed digest of them, never the words."""
    looked(desk, what, digest(desk, words), count=count)


def digest(desk: Desk, words: str) -> str:
    """The opaque id under which a search for these words is noted: the same for any case, spacing and order."""
    from tereze.names import fold  # its room is heavy to load, and most looks are no searches

    return opaque(desk.register.secret, "q", " ".join(sorted(fold(words).split())))


def trail(
    desk: Desk,
    *,
    by: str = "",
    what: str = "",
    on: Collection[str] = (),
    since: str = "",
    before: str = "",
    limit: int = 100,
    offset: int = 0,
) -> list[Line]:
    """Notes of looks and changes, newest first. For custodians and administrators; reading it leaves a note itself.

    `by` is a person's id; `what` a kind, or the beginning of one up to a dot ("look."); `on` ids of which a note must
    name one; `since` and `before` ISO 8601 times or days, the latter not included. Raises `NotAllowed`, `NotATime`.
    """
    desk.must("audit")
    _check(since, before)
    looked(desk, TRAIL, *(on or ("",)), part=f"{by} {what} {since} {before} {offset // max(limit, 1)}")
    wanted = _Wanted(by, what, frozenset(on))
    chosen = list(islice(filter(wanted.has, desk.register.index.audits(since, before)), offset, offset + limit))
    shown = _shown(desk, {note.on for note in chosen})
    return [Line(note.at, note.by, note.what, note.on, shown.get(note.on, ""), note.count) for note in chosen]


def totals(desk: Desk, *, since: str = "", before: str = "") -> list[tuple[str, str, int]]:
    """(who, kind, how many notes) between two times, most first: where to look more closely. Rights as `trail`."""
    desk.must("audit")
    _check(since, before)
    looked(desk, TRAIL, part=f"totals {since} {before}")
    found: dict[tuple[str, str], int] = {}
    for note in desk.register.index.audits(since, before):
        found[note.by, note.what] = found.get((note.by, note.what), 0) + 1
    return sorted(((by, what, count) for (by, what), count in found.items()), key=lambda row: (-row[2], *row[:2]))


def ids_of(desk: Desk, asked: str) -> tuple[str, ...]:
    """The ids by which notes name what a person typed: all mentions of a register number's person, or a source.

    Raises `NotFound`.
    """
    desk.must("audit")
    index = desk.register.index
    anchor = index.by_number(asked.strip().upper())
    if anchor is not None:
        return index.members(anchor) or (anchor,)
    source = index.source_by_local(asked.strip())
    if source is None:
        raise NotFound(asked)
    return (source.id,)


def _check(*bounds: str) -> None:
    for bound in bounds:
        if not _TIME.fullmatch(bound):
            raise NotATime(bound)


def _keep(desk: Desk, glances: list[Glance], at: str, count: int) -> None:
    """Write the notes of these glances, and those that wait."""
    looks = desk.looks
    made = [_note(desk, glance, at, count) for glance in glances]
    waiting = [*looks.unwritten, *made]
    try:
        with desk.register.unit() as unit:
            append(desk, unit, [Part("case", "audit", one) for one in waiting])
    except _REFUSED as error:
        _refused(desk, made, error)
    else:
        looks.unwritten.clear()
    looks.keep(glances, at)


def _refused(desk: Desk, made: list[Audit], error: TerezeError) -> None:
    if not desk.actor.has(*MAY["audit"]) or len(desk.looks.unwritten) + len(made) > MOST:
        raise LookNotKept(error.text) from error
    desk.looks.unwritten += made


def _note(desk: Desk, glance: Glance, at: str, count: int) -> Audit:
    by, what, on, _ = glance
    return Audit(id=opaque(desk.register.secret, "u", desk.dice(16).hex()), at=at, by=by, what=what, on=on, count=count)


class _Wanted(NamedTuple):
    """Which notes of the trail are asked for; what is empty is not asked."""

    by: str
    what: str
    on: frozenset[str]

    def has(self, note: Audit) -> bool:
        """Whether this is one of them."""
        family = self.what.endswith(".") and note.what.startswith(self.what)
        kind = not self.what or note.what == self.what or family
        return kind and (not self.by or note.by == self.by) and (not self.on or note.on in self.on)


def _shown(desk: Desk, ids: set[str]) -> dict[str, str]:
    """Register numbers of the people, and ids in the collection of the sources, that these ids are."""
    index = desk.register.index
    anchors = index.person_of(sorted(name for name in ids if name.startswith("m")))
    numbers = index.number_of(sorted(set(anchors.values())))
    found = {name: numbers[anchor] for name, anchor in anchors.items() if anchor in numbers}
    for name in ids - found.keys():
        record = index.get(name) if name.startswith("s") else None
        if isinstance(record, Source):
            found[name] = record.local
    return found
