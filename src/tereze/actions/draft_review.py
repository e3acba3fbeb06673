"""Review a document's draft: accept, change or reject each suggestion, come back later, then import what was taken.

A review is a draft of the person at the desk (`drafts`): encrypted, resumable, in no ledger until it is finished. Every
verb takes the version the screen saw (`seen`) and gives the new one; over anything newer it is refused (`StaleDraft`).
Of a scanned page every item says how sure OCR was of its words and where they stand (`Item.sure`, `is_doubtful`,
`page`, `box`): a screen shows that beside the words, for a name read wrongly is another person.
What a person decided is kept as lessons inside the register (`corrections`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from tereze.intake import sheets
from tereze.model.errors import BadInput, Damaged, WrongUse

from . import coding, corrections, drafts, imports, review_state
from .desk import Desk
from .draft_store import DraftHead
from .drafting import Drafted
from .receiving import NOWHERE
from .report import ImportReport
from .review_state import Review, Section

KIND = "document"


class BadChange(BadInput):
    """A change that no sheet may hold."""

    message = "{0}"
    hint = "{1}"


class StillOpen(WrongUse):
    """Items that nobody has decided."""

    message = "{0} suggestions have not been looked at."
    hint = "Decide on them, or say that what was not looked at is left out."


class NothingTaken(WrongUse):
    """A review in which nothing was accepted."""

    message = "Nothing was accepted, so there is nothing to import."
    hint = "Accept or change at least one suggestion, or throw the draft away."


class NotAReview(Damaged):
    """A draft of another kind, or of another version of this program."""

    message = "“{0}” is not the review of a document."
    hint = "`tereze drafts list` shows which are."


class Opened(NamedTuple):
    """A review and the version in which it lies there."""

    key: str
    version: int
    review: Review


def begin(desk: Desk, drafted: Drafted, *, place: Path | None = None, made_by: str = review_state.MACHINE) -> Opened:
    """Keep a draft for review; the same document again opens the review that was begun.

    `place` is the document's file, where it has one: it becomes evidence when the review is finished.
    """
    desk.must("import")
    body = drafted.made.body
    key = f"document/{body['source']['id'][:60]}-{drafted.document.sha256[:12]}"
    if any(head.key == key for head in drafts.list(desk, KIND)):
        return load(desk, key)
    review = Review(
        source=body["source"],
        text=drafted.document.text,
        items=review_state.items(body, made_by),
        languages=drafted.languages,
        remarks=drafted.made.remarks,
        place=str(place.resolve()) if place is not None else "",
        file_sha256=_digest(place) if place is not None else "",
        words=drafted.document.words,
    )
    return Opened(key, drafts.save(desk, key, KIND, msgspec.json.encode(review)), review)


def load(desk: Desk, key: str) -> Opened:
    """A review as it was left. Raises `NoDraft`, `NotAReview`."""
    found = drafts.load(desk, key)
    try:
        return Opened(key, found.version, msgspec.json.decode(found.body, type=Review))
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise NotAReview(key) from None


def waiting(desk: Desk) -> tuple[DraftHead, ...]:
    """One's own reviews that are not finished, the last touched first."""
    return drafts.list(desk, KIND)


def accept(desk: Desk, key: str, item: str, seen: int) -> Opened:
    """Take a suggestion as it is, and the people it speaks of where they are still open."""
    return _after(desk, key, seen, lambda review: review_state.accept(review, item))


def reject(desk: Desk, key: str, item: str, seen: int, reason: str = "") -> Opened:
    """Refuse a suggestion; of a person, also what is open about them."""
    return _after(desk, key, seen, lambda review: review_state.reject(review, item, reason))


def reopen(desk: Desk, key: str, item: str, seen: int) -> Opened:
    """Undo a decision."""
    return _after(desk, key, seen, lambda review: review_state.reopen(review, item))


def change(desk: Desk, key: str, item: str, fields: dict[str, Any], seen: int) -> Opened:
    """Take a suggestion with other values, as a sheet writes them; a field that is None goes.

    Raises `BadChange` where a sheet may not hold it, `NotInText` where its words are not in the document.
    """

    def changed(review: Review) -> Review:
        made = review_state.change(review, item, fields)
        _check(desk, made, item)
        return made

    return _after(desk, key, seen, changed)


def add(desk: Desk, key: str, section: Section, data: dict[str, Any], seen: int) -> Opened:
    """Add what the machine missed."""

    def added(review: Review) -> Review:
        made = review_state.add(review, section, data)
        _check(desk, made, made.items[-1].key)
        return made

    return _after(desk, key, seen, added)


def set_source(desk: Desk, key: str, fields: dict[str, Any], seen: int) -> Opened:
    """Change what the sheet says of the document itself (kind, title, dates, publisher …); None takes a field away."""

    def changed(review: Review) -> Review:
        source = {name: value for name, value in (review.source | fields).items() if value is not None}
        made = msgspec.structs.replace(review, source=source)
        _check(desk, made, "")
        return made

    return _after(desk, key, seen, changed)


def finish(desk: Desk, key: str, seen: int, *, leave_open: bool = False) -> ImportReport:
    """Import what was taken; the draft goes, and what was decided is kept as lessons. What is refused stays a draft.

    1. Everything decided, or said to be left out.  2. The sheet goes the way of every sheet; the document's file,
    where it still lies where it lay and is the same, is sealed as its evidence.  3. Lessons, then the draft goes.
    """
    desk.must("import")
    opened = load(desk, key)
    review = opened.review
    if seen != opened.version:
        drafts.drop(desk, key, seen)  # raises: somebody wrote in between
    if review.waiting and not leave_open:  # 1.
        raise StillOpen(len(review.waiting))
    if not any(item.is_in for item in review.items):
        raise NothingTaken
    report = _import(desk, review)  # 2.
    if report.accepted and not report.refused:  # 3.
        corrections.learn(desk, key, review)
        drafts.drop(desk, key, seen)
    return report


def _import(desk: Desk, review: Review) -> ImportReport:
    report = ImportReport()
    folder = _folder(review)
    held = review_state.sheet(review, evidence=folder is not None)
    path = (folder or NOWHERE) / f"{review.source['id']}.yaml"
    read = sheets.read(path, secret=desk.register.secret, recorded=desk.now(), root=folder or NOWHERE, held=held)
    imports.take_in(desk, read, report, lambda _done: None)
    if folder is None and review.place:
        hint = "Attach the file as evidence of this source by hand."
        report.warn(path.name, 1, "evidence", "the document is not where it was, or was changed", hint)
    return report


def _folder(review: Review) -> Path | None:
    """The folder of the document's file, if it is there as it was."""
    place = Path(review.place)
    return place.parent if review.place and place.is_file() and _digest(place) == review.file_sha256 else None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check(desk: Desk, review: Review, item: str) -> None:
    """Whether a sheet may hold it. Raises `BadChange` with the reader's own words."""
    _, report = coding.check(desk, "the draft", review_state.sheet(review, evidence=False, only=item))
    if report.refused:
        raise BadChange(report.refused[0]["error"], report.refused[0]["hint"])


def _after(desk: Desk, key: str, seen: int, step: Callable[[Review], Review]) -> Opened:
    made = step(load(desk, key).review)
    return Opened(key, drafts.save(desk, key, KIND, msgspec.json.encode(made), seen), made)
