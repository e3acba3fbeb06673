"""Where on its page a statement stands: the page of a scan as a picture, with the words of the statement framed.

The original is never shown: a page is drawn anew in the sandbox each time it is asked for, and kept nowhere. Who may
not open a source's files sees none of its pages. That a page was looked at stands in the history of the file.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from tereze.intake.reading import page_picture
from tereze.intake.reading.page_picture import Box
from tereze.model.errors import NotAllowed, NotFound
from tereze.model.mentions import Mention, Statement
from tereze.model.sources import Evidence

from . import auditing, copies, evidence, imports, sources
from .coding_copies import MOST, WITHIN, NotShown
from .desk import MAY, Desk
from .looking import seconds
from .sources import SourceCase

PDF = "application/pdf"


class Place(NamedTuple):
    """A place on a page (from 1) of a file, in the pixels that OCR counts in."""

    evidence: Evidence
    page: int
    box: Box


class Taken(NamedTuple):
    """What is needed to draw a page, once nobody need wait for the register any more."""

    data: bytes
    page: int
    box: Box


def places(desk: Desk, case: SourceCase) -> dict[str, Place]:
    """Statement id → where on a page it stands, of those that stand on one this person may look at."""
    if not desk.actor.has(*MAY["view"]):
        return {}
    found = ((said.id, _place(case, said)) for mention in case.mentions for said in mention.statements)
    there = {name: place for name, place in found if place is not None}
    may = bool(there) and evidence.may_open_source(desk, case.source.id)
    return there if may else {}


def take(desk: Desk, local: str, statement: str) -> Taken:
    """The page on which a statement (its id) of the source called `local` stands.

    1. May this person, and does it stand on a page?  2. It is looked at, and the file's history says so, once for ten
    minutes.  3. The bytes. Raises `NotFound`, `NotAllowed`, `NotShown`, and what the vault raises.
    """
    desk.must("view")
    case = sources.look(desk, local, 0, 0)  # 1.
    mention = desk.register.index.get(statement)
    mine = mention.statements if isinstance(mention, Mention) and mention.source == case.source.id else ()
    said = next((one for one in mine if one.id == statement), None)
    if said is None:
        raise NotFound(statement)
    if not evidence.may_open_source(desk, case.source.id):
        raise NotAllowed("open evidence of a witness whose name is sealed")
    place = _place(case, said)
    if place is None:
        raise NotShown("the statement stands on no page of it")
    if place.evidence.size > MOST:
        raise NotShown("it is too large")
    auditing.looked(desk, "look.text", place.evidence.id)  # 2.
    if not _looks(desk, place):
        imports.write(desk, [evidence.event(desk, place.evidence, "viewed", _note(place))], "view", place.evidence.id)
    return Taken(b"".join(desk.register.vault.open(place.evidence.blob)), place.page, place.box)  # 3.


def drawn(taken: Taken) -> bytes:
    """The page as an SVG with the words framed. Asks no register; it takes a second. Raises `NotShown`, `NoTool`."""
    try:
        return page_picture.marked(page_picture.draw(taken.data, taken.page), taken.box)
    except ValueError as error:  # every reason a reader gives
        raise NotShown(str(error)) from None


def _place(case: SourceCase, said: Statement) -> Place | None:
    at = said.at
    if at is None or at.xywh is None:
        return None
    file = _file(case, at.text_sha256, at.file)
    return Place(file, at.page or 1, at.xywh) if file is not None else None


def _file(case: SourceCase, text_sha256: str | None, name: str | None) -> Evidence | None:
    """The file that a place is in: the one its text was read from, else the one it names, else the only one."""
    originals = {one.evidence.id: one.evidence for one in case.texts if one.evidence.original is None}
    read = (one for one in case.texts if text_sha256 and not one.why and one.evidence.media_type == copies.TEXT)
    for text in read:
        if hashlib.sha256(text.text.encode()).hexdigest() == text_sha256:
            return originals.get(text.evidence.original or "")
    paper = [one for one in originals.values() if one.media_type == PDF or one.media_type.startswith("image/")]
    named = [one for one in paper if name and one.name == name]
    return named[0] if named else paper[0] if len(paper) == 1 else None


def _note(place: Place) -> str:
    return f"page {place.page}"


def _looks(desk: Desk, place: Place) -> bool:
    """Whether the history says already that this person looks at this page."""
    mine = [
        one.at
        for one in evidence.events_of(desk, place.evidence.id)
        if one.event == "viewed" and one.by == desk.actor.id and one.note == _note(place)
    ]
    return bool(mine) and 0 <= seconds(desk.now()) - seconds(mine[-1]) <= WITHIN
