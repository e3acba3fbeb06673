"""The first screen of a day: what waits for this person, what is due, and what changed since they were last here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from tereze.model.events import Intervention
from tereze.model.sources import Source

from . import auditing, drafts, interviews, sample_answers, searching
from .desk import MAY, Desk
from .draft_store import DraftHead
from .index_reviews import Waits

LAST = "home/last"
KIND = "visit"
AHEAD = 14
"""Days before it is due at which an answer is shown."""
AWAY = timedelta(hours=4)
"""An absence shorter than this is one visit."""
MOST_NOTES = 2000
MOST_DUE = 8


class Due(NamedTuple):
    """An answer that is due: the step, the source that tells of it, the day, and whether that day is past."""

    step: Intervention
    source: str
    day: str
    late: bool


class Today(NamedTuple):
    """Everything on the first screen.

    drafts: one's own unfinished work; drawer: interviews that wait for anyone to code them; since: when this person was
    last here ("" for never); changed: (verb, how many things) by others since then; growth: (month, persons given a
    number) of the last twelve months with any; counts: what the register holds, by kind
    """

    drafts: tuple[DraftHead, ...]
    drawer: int
    waits: Waits
    due: tuple[Due, ...]
    since: str
    changed: tuple[tuple[str, int], ...]
    growth: tuple[tuple[str, int], ...]
    counts: dict[str, int]


def today(desk: Desk) -> Today:
    """What waits for the person at the desk. Remembers, among their drafts, that they were here."""
    desk.must("read")
    index, at = desk.register.index, desk.now()
    counts = index.counts()
    may_draft = desk.actor.has(*MAY["draft"])
    since = _last_visit(desk, at) if may_draft else ""
    return Today(
        drafts=_unfinished(desk) if may_draft else (),
        drawer=len(interviews.waiting(desk)) if may_draft else 0,
        waits=index.waits(),
        due=_due(desk, at[:10]),
        since=since,
        changed=_changed(desk, since),
        growth=tuple(row for row in _growth(desk, counts.get("number", 0)) if row[0])[-12:],
        counts=counts,
    )


def _growth(desk: Desk, numbers: int) -> Sequence[tuple[str, int]]:
    """Counted anew only when numbers were given since: the months from the last one on, where that accounts for all."""
    known, index = desk.looks.growth, desk.register.index
    if known is None or known[0] != numbers:
        before = known[1][:-1] if known else ()
        rows = (*before, *index.growth(known[1][-1][0])) if known and known[1] else ()
        if sum(count for _, count in rows) != numbers:  # some were given in an earlier month: brought from elsewhere
            rows = tuple(index.growth())
        known = desk.looks.growth = numbers, rows
    return known[1]


def _unfinished(desk: Desk) -> tuple[DraftHead, ...]:
    own = {KIND, searching.KIND, sample_answers.KIND, "defaults/1"}
    return tuple(head for head in drafts.list(desk) if head.kind not in own)


def _due(desk: Desk, day: str) -> tuple[Due, ...]:
    until = (date.fromisoformat(day) + timedelta(days=AHEAD)).isoformat()
    found = []
    for step in desk.register.index.due(until, MOST_DUE):
        source = desk.register.index.get(step.source)
        local = source.local if isinstance(source, Source) else ""
        found.append(Due(step, local, step.due, step.due < day))
    return tuple(found)


def _last_visit(desk: Desk, at: str) -> str:
    """When the visit before this one ended. A draft of their own keeps that time, and when they were last seen."""
    seen = next((head.version for head in drafts.list(desk, KIND) if head.key == LAST), 0)
    before, last_seen = drafts.load(desk, LAST).body.decode().split() if seen else ("-", at)
    if _moment(at) - _moment(last_seen) > AWAY:
        before = last_seen
    drafts.save(desk, LAST, KIND, f"{before} {at}".encode(), seen)
    return "" if before == "-" else before


def _moment(at: str) -> timedelta:
    day, _, time = at.rstrip("Z").partition("T")
    hours, minutes, seconds = (int(part) for part in time.split(":"))
    return timedelta(days=date.fromisoformat(day).toordinal(), hours=hours, minutes=minutes, seconds=seconds)


def _changed(desk: Desk, since: str) -> tuple[tuple[str, int], ...]:
    """What others did since then, looks left out; counted over the newest notes only."""
    if not since:
        return ()
    found: Counter[str] = Counter()
    for note in islice(desk.register.index.audits(since), MOST_NOTES):
        if note.by != desk.actor.id and not note.what.startswith(auditing.LOOKS):
            found[note.what] += max(note.count, 1)
    return tuple(_commonest(found))


def _commonest(found: Counter[str]) -> Sequence[tuple[str, int]]:
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))
