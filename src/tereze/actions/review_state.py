"""The state of a document under review: what a machine suggests, item by item, and what a person made of each.

Pure: every function gives a new state. The text of the document is part of it, so that each item can be shown beside
the passage it rests on, and checked against it again whenever it is changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from tereze.intake.extract import grounding, sheet_draft
from tereze.intake.reading import located
from tereze.intake.reading.derived import Recognised
from tereze.intake.reading.ocr import DOUBTFUL
from tereze.model.errors import BadInput, NotFound, WrongUse

Section = Literal["mentions", "statements", "positions", "incidents"]
State = Literal["open", "accepted", "changed", "rejected"]
SECTIONS: tuple[Section, ...] = ("mentions", "statements", "positions", "incidents")
MACHINE = "rules"
"""What made a suggestion, where no language model did."""


class NoSuchItem(NotFound):
    """The draft has no such item."""

    message = "This draft has no item “{0}”."
    hint = "Look at the draft again: items are called p1, s3, i1 and so on."


class StillNamed(WrongUse):
    """A person is rejected whom accepted items speak of."""

    message = "“{0}” is named by items that you accepted: {1}."
    hint = "Reject or change those first."


class Rejected(WrongUse):
    """An item is accepted that speaks of someone who was rejected."""

    message = "“{0}” speaks of {1}, which you rejected."
    hint = "Accept that first, or change whom this is about."


class NotInText(BadInput):
    """Words that somebody brings are not in the document."""

    message = "These words do not stand in the document exactly once."
    hint = "Copy them from it as they stand. What is not there word for word is a note of your own, not a quotation."


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One suggestion: `data` as a sheet writes it, its place in the text (code points), and what became of it.

    `key` is a mention's key in the sheet, or a name of its own (s1, o1, i1). `suggested` is what the machine said, once
    a person changed it. `made_by` is "rules", or "model:" and the name of a language model.

    Where OCR read the words from a picture of paper, `sure` says how sure it was (0 to 100: its least sure word; None
    where nothing was guessed), `is_doubtful` that a person must compare them with the picture, `page` and `box` where
    they stand on it (from 1; left, top, width, height in pixels of the page at 300 dpi or of the picture).
    """

    key: str
    section: Section
    data: dict[str, Any]
    begin: int = 0
    end: int = 0
    state: State = "open"
    suggested: dict[str, Any] | None = None
    reason: str = ""
    made_by: str = MACHINE

    @property
    def is_in(self) -> bool:
        """Whether a person took it."""
        return self.state in {"accepted", "changed"}

    @property
    def sure(self) -> int | None:
        """How sure OCR was of its words, 0 to 100; None where nothing was guessed, or a person brought the words."""
        found = self._at.get("sure")
        return found if isinstance(found, int) else None

    @property
    def is_doubtful(self) -> bool:
        """Whether its words were hard to read."""
        return self.sure is not None and self.sure < DOUBTFUL

    @property
    def page(self) -> int | None:
        """The page its words stand on, from 1; None where the document has no pages."""
        found = self._at.get("page")
        return found if isinstance(found, int) else None

    @property
    def box(self) -> tuple[int, int, int, int] | None:
        """Where its words stand on that page: left, top, width, height in pixels; None where no OCR read it."""
        found = self._at.get("xywh")
        return tuple(found) if isinstance(found, list | tuple) and len(found) == 4 else None

    @property
    def _at(self) -> dict[str, Any]:
        found = self.data.get("at")
        return found if isinstance(found, dict) else {}


class Review(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document under review. `place` is where its file lay on this machine, "" where it never was a file here.

    `words` are those that OCR made out, in order of place; a document that was no picture has none.
    """

    source: dict[str, Any]
    text: str
    items: tuple[Item, ...]
    languages: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    place: str = ""
    file_sha256: str = ""
    words: tuple[Recognised, ...] = ()

    def item(self, key: str) -> Item:
        """One item. Raises `NoSuchItem`."""
        found = next((one for one in self.items if one.key == key), None)
        if found is None:
            raise NoSuchItem(key)
        return found

    @property
    def waiting(self) -> tuple[Item, ...]:
        """What nobody has decided yet, in order."""
        return tuple(one for one in self.items if one.state == "open")


def items(body: dict[str, Any], made_by: str = MACHINE) -> tuple[Item, ...]:
    """The items of a draft sheet: mentions first, so that people are settled before what is said of them."""
    found = [_item(key, "mentions", data, made_by) for key, data in body.get("mentions", {}).items()]
    for section, letter in (("statements", "s"), ("positions", "o"), ("incidents", "i")):
        found += [
            _item(f"{letter}{number}", section, data, made_by)  # type: ignore[arg-type]  # a section's name
            for number, data in enumerate(body.get(section, ()), 1)
        ]
    return tuple(found)


def _item(key: str, section: Section, data: dict[str, Any], made_by: str) -> Item:
    begin, end = data.get("at", {}).get("chars", (0, 0))
    return Item(key=key, section=section, data=data, begin=begin, end=end, made_by=made_by)


def names(item: Item) -> frozenset[str]:
    """The keys of the mentions that an item speaks of."""
    found = {item.data[name] for name in ("about", "actor") if isinstance(item.data.get(name), str)}
    found |= {link["voice"] for link in item.data.get("said_by", ()) if isinstance(link, dict) and "voice" in link}
    value = item.data.get("value")
    if isinstance(value, dict) and isinstance(value.get("mention"), str):
        found.add(value["mention"])
    return frozenset(found) if item.section != "mentions" else frozenset()


def accept(review: Review, key: str) -> Review:
    """Take an item as it is, and the mentions it speaks of where nobody has decided on them. Raises `Rejected`."""
    return _with(_named(review, review.item(key)), key, state="accepted")


def reject(review: Review, key: str, reason: str = "") -> Review:
    """Refuse an item; of a mention, also what is open about it. Raises `StillNamed`."""
    item = review.item(key)
    if item.section == "mentions":
        about = [one for one in review.items if key in names(one)]
        taken = [one.key for one in about if one.is_in]
        if taken:
            raise StillNamed(key, ", ".join(taken))
        for one in about:
            review = _with(review, one.key, state="rejected", reason=reason)
    return _with(review, key, state="rejected", reason=reason)


def reopen(review: Review, key: str) -> Review:
    """Undo what was decided: the item is as the machine suggested it."""
    item = review.item(key)
    data = item.data if item.suggested is None else item.suggested
    begin, end = data.get("at", {}).get("chars", (0, 0))
    return _with(review, key, state="open", data=data, suggested=None, reason="", begin=begin, end=end)


def change(review: Review, key: str, fields: dict[str, Any]) -> Review:
    """Take an item with other values; a field that is None goes. Words must stand in the text.

    Raises `NoSuchItem` (also for a mention that is named and not there), `NotInText`, `Rejected`.
    """
    item = review.item(key)
    data = {name: value for name, value in (item.data | fields).items() if value is not None}
    if fields.get("words"):
        data |= _placed(review, item, data)
    begin, end = data.get("at", {}).get("chars", (item.begin, item.end))
    if not 0 <= begin <= end <= len(review.text):
        raise NotInText
    changed = msgspec.structs.replace(item, data=data, begin=begin, end=end)
    review = _named(review, changed)
    suggested = item.data if item.suggested is None else item.suggested
    state: State = "accepted" if data == suggested else "changed"
    return _with(
        review, key, state=state, data=data, suggested=None if state == "accepted" else suggested, begin=begin, end=end
    )


def add(review: Review, section: Section, data: dict[str, Any]) -> Review:
    """An item that the machine missed, by the person: taken at once, its words checked like any other."""
    letter = {"mentions": "m", "statements": "t", "positions": "o", "incidents": "i"}[section]
    taken = {one.key for one in review.items}
    key = next(name for at in range(1, len(taken) + 2) if (name := f"{letter}x{at}") not in taken)
    made = Item(key=key, section=section, data={}, made_by="person")
    return change(msgspec.structs.replace(review, items=(*review.items, made)), key, data)


def sheet(review: Review, *, evidence: bool, only: str = "") -> bytes:
    """The sheet of what was taken, YAML; `only` one item with the mentions it speaks of. `evidence`: name the file."""
    kept = [one for one in review.items if one.is_in] if not only else list(_around(review, only))
    mentions = {one.key: one.data for one in kept if one.section == "mentions"}
    source = {
        name: value
        for name, value in review.source.items()
        if (name != "evidence" or evidence) and (name != "publisher" or value in mentions)
    }
    if "authors" in source:
        source["authors"] = [key for key in source["authors"] if key in mentions]
    body: dict[str, Any] = {"tereze": "source/1", "source": {k: v for k, v in source.items() if v}}
    if mentions:
        body["mentions"] = mentions
    for section in SECTIONS[1:]:
        found = [one.data for one in kept if one.section == section]
        if found:
            body[section] = found
    return sheet_draft.written(body).encode()


def _around(review: Review, key: str) -> Iterator[Item]:
    wanted = names(review.item(key)) | {key}
    yield from (one for one in review.items if one.key in wanted)


def _named(review: Review, item: Item) -> Review:
    """The mentions an item speaks of, taken along where they are open."""
    for key in sorted(names(item)):
        mention = review.item(key)
        if mention.state == "rejected":
            raise Rejected(item.key, key)
        if mention.state == "open":
            review = _with(review, key, state="accepted")
    return review


def _placed(review: Review, item: Item, data: dict[str, Any]) -> dict[str, Any]:
    """`at` for the original words: where the item stood, if they stand there, else where they stand once."""
    text = review.text
    original = next((one["text"] for one in data["words"] if one.get("role") == "original"), "")
    begin, end = item.begin, item.begin + len(original)
    if not original or text[begin:end] != original:
        found = grounding.find(text, original)
        if found is None:
            raise NotInText
        begin, end = found
    at = {**data.get("at", {}), "chars": list(grounding.ground(text, begin, end, original))}
    if not item.begin <= begin <= end <= item.end:  # page, seconds and box were those of other words
        at = {name: value for name, value in at.items() if name in {"chars", "file"}}
    return {"at": placed(review, at)}


def placed(review: Review, at: dict[str, Any]) -> dict[str, Any]:
    """A locator in the text of a review with what OCR knows of the words there; without OCR as it is."""
    if not review.words:
        return at
    return located.place(at, review.words, hashlib.sha256(review.text.encode()).hexdigest())


def _with(review: Review, key: str, **changes: Any) -> Review:
    review.item(key)
    kept = tuple(msgspec.structs.replace(one, **changes) if one.key == key else one for one in review.items)
    return msgspec.structs.replace(review, items=kept)
