"""The two stages of an interview at the desk: received now, coded later by anyone entitled.

An interview that was received and not coded waits in the office's common drawer: drafts of nobody in particular. Who
takes one out has it as a draft of one's own, and may lay it back, or hand it to a colleague.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from tereze.model.errors import BadInput
from tereze.model.mentions import Mention
from tereze.model.vocabulary import words

from . import find
from .desk import MAY, Desk
from .draft_store import Draft, DraftHead, NoDraft
from .reading import label_of
from .receiving import receive as take_in
from .report import ImportReport

DRAWER = "@office"  # no person's id looks like this
CODING = "coding/1"
SURE = 0.85
FEW = 6


class NotWaiting(BadInput):
    """An interview that is in nobody's drawer, or in somebody else's."""

    message = "“{0}” does not wait to be coded."
    hint = "Somebody else took it out, or it is finished. The source can still be opened and added to."


class Earlier(NamedTuple):
    """What somebody of that name told before: the person's number, name, and what was said, by source."""

    number: str
    label: str
    sources: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # (source, (property, value)…)


def prefix(key: str) -> str:
    """The name of the draft in which the interview `key` is coded."""
    return f"code/{key}"


def receive(desk: Desk, key: str, sheet: bytes, coding: bytes) -> ImportReport:
    """Take in what is known at the door, and lay `coding`, the beginning of its sheet, into the common drawer."""
    report = take_in(desk, key, sheet)
    if not report.refused and key not in report.unchanged:
        lay(desk, key, coding)
    return report


def lay(desk: Desk, key: str, coding: bytes) -> None:
    """Put an interview into the common drawer; one that is there is left alone."""
    desk.must("draft")
    drafts = desk.register.drafts
    if drafts.load(DRAWER, prefix(key)) is None:
        drafts.save(DRAWER, DraftHead(prefix(key), CODING, 0, desk.now()), coding)


def waiting(desk: Desk) -> tuple[DraftHead, ...]:
    """What waits in the common drawer, the longest waiting first."""
    desk.must("draft")
    return tuple(reversed(desk.register.drafts.list(DRAWER, CODING)))


def look(desk: Desk, key: str) -> Draft:
    """The coding draft of an interview, one's own or as it lies in the common drawer (then its version is 0): looking
    takes nothing out. Raises `NotWaiting`."""
    found, is_own = _found(desk, key)
    return found if is_own else found._replace(version=0)


def take_out(desk: Desk, key: str) -> Draft:
    """The coding draft of an interview as one's own: it is that already, or it is taken out of the common drawer.

    Raises `NotWaiting`.
    """
    found, is_own = _found(desk, key)
    return found if is_own else found._replace(version=_move(desk, found, DRAWER, desk.actor.id))


def _found(desk: Desk, key: str) -> tuple[Draft, bool]:
    """The coding draft of an interview, and whether it is this person's own or lies in the common drawer."""
    desk.must("draft")
    drafts, name = desk.register.drafts, prefix(key)
    mine = drafts.load(desk.actor.id, name)
    if mine is not None:
        return mine, True
    found = drafts.load(DRAWER, name)
    if found is None:
        raise NotWaiting(key)
    return found, False


def hand_over(desk: Desk, key: str, to: str = DRAWER) -> None:
    """Give one's coding draft to a colleague (an id of the roll), or back into the common drawer. Raises `NoDraft`."""
    desk.must("draft")
    found = desk.register.drafts.load(desk.actor.id, prefix(key))
    if found is None:
        raise NoDraft(prefix(key))
    if to != desk.actor.id:
        _move(desk, found, desk.actor.id, to)


def _move(desk: Desk, draft: Draft, giver: str, taker: str) -> int:
    """First the copy, then the removal: a machine that stops in between leaves it twice, never not at all.

    The version the taker has.
    """
    drafts = desk.register.drafts
    there = drafts.load(taker, draft.key)
    head = DraftHead(draft.key, draft.kind, there.version if there else 0, desk.now())
    version = drafts.save(taker, head, draft.body)
    drafts.drop(giver, draft.key, draft.version)
    return version


def told_before(desk: Desk, name: str) -> tuple[Earlier, ...]:
    """What people of that name told in earlier sources, so that nobody is asked twice. Nothing sealed or sensitive, and
    nothing at all for those who may not search: by typing names they would learn who came to the office."""
    desk.must("read")
    if len(name.strip()) < 2 or not desk.actor.has(*MAY["search"]):
        return ()
    index = desk.register.index
    found = []
    for hit in find.search(desk, name, FEW):
        if hit.score >= SURE:
            members = index.members(hit.anchor)
            said = tuple(_said(desk, members))
            found.append(Earlier(hit.number, hit.label, said))
    return tuple(one for one in found if one.sources)


def _said(desk: Desk, voices: Iterable[str]) -> Iterable[tuple[str, tuple[tuple[str, str], ...]]]:
    """(source, what was said there) through one of these voices."""
    index, mine, hidden = desk.register.index, set(voices), words("sensitive")
    by_source: dict[str, list[tuple[str, str]]] = {}
    for mention in index.mentions(index.pointing_at(sorted(mine))).values():
        for said in mention.statements:
            if said.property not in hidden and any(link.voice in mine for link in said.chain):
                by_source.setdefault(mention.source, []).append((said.property, _of_whom(mention, said.value)))
    for source, lines in sorted(by_source.items()):
        known = index.get(source)
        yield str(getattr(known, "local", source)), tuple(dict.fromkeys(lines))[:20]


def _of_whom(mention: Mention, value: str) -> str:
    label = label_of(mention)
    return f"{label}: {value}" if label else value


class Defaults(msgspec.Struct, frozen=True):
    """What stays the same from one interview to the next of a day, and how many there were."""

    day: str = ""
    count: int = 0
    fields: dict[str, str] = {}


_DEFAULTS = "desk/defaults"


def defaults(desk: Desk) -> Defaults:
    """What one's last interview leaves for the next; empty on another day."""
    desk.must("draft")
    found = desk.register.drafts.load(desk.actor.id, _DEFAULTS)
    kept = msgspec.json.decode(found.body, type=Defaults) if found else Defaults()
    return kept if kept.day == desk.now()[:10] else Defaults(fields=kept.fields)


def keep_defaults(desk: Desk, fields: dict[str, str]) -> Defaults:
    """Note one more interview, and what the next begins with."""
    before = defaults(desk)
    made = Defaults(desk.now()[:10], before.count + 1, fields)
    drafts = desk.register.drafts
    there = drafts.load(desk.actor.id, _DEFAULTS)
    head = DraftHead(_DEFAULTS, "defaults/1", there.version if there else 0, desk.now())
    drafts.save(desk.actor.id, head, msgspec.json.encode(made))
    return made
