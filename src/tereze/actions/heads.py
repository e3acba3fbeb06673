"""The head of a source put right: who told, when and where, in which language, what it is called.

What was typed at the door stands in the ledger for ever; a correction is appended beside it, with who, when and why,
and is erased with the source. Consents, files and what is sealed are no part of a head: who consented stays, a
protected voice stays the teller, and of a source that has one only a custodian may put free texts right: they might
name it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast

import msgspec

from tereze.intake import fields
from tereze.model import dates, ids
from tereze.model.errors import BadInput
from tereze.model.judgements import Change
from tereze.model.sources import Source
from tereze.model.value import BadText, clean, encode
from tereze.model.vocabulary import words
from tereze.weigh import heads
from tereze.weigh.heads import FIELDS

from . import evidence, sources
from .append import append, note
from .desk import Desk
from .index import Index
from .reading import label_of
from .tiers import Part

FREE = frozenset({"title", "told_place", "url", "system_of_record", "note"})
"""Fields in one's own words."""
PEOPLE = frozenset({"publisher", "authors", "teller", "told_to", "told_interpreter"})
"""Fields that name mentions of the source, by their keys in it; `authors` several, with blanks between."""
DATES = frozenset({"published", "told_on"})
_CLOSED = {"sort": "source_kind", "reliability": "reliability"}
MOST = 4_000
"""Characters of one field."""
MOST_PEOPLE = 200
"""Mentions one may choose from: of a long list the first ones."""


class StaleHead(BadInput):
    """Somebody corrected the same head meanwhile."""

    message = "The head of this source was changed since you opened it."
    hint = "Look at what stands there now, and decide again."


class NoReason(BadInput):
    """A correction nobody gives a reason for."""

    message = "A correction needs a reason."
    hint = "Say how you know: misheard, checked with the recorder."


class WrongHead(BadInput):
    """Values a head cannot have: `fields` says what is wrong with each (date, language, word, person, text, sealed)."""

    message = "This cannot stand in the head of a source: {0}."
    hint = "Dates are EDTF, people are those of the source; what would tell of a protected voice stays as it is."

    def __init__(self, wrong: Mapping[str, str]) -> None:
        self.fields = dict(wrong)
        super().__init__(", ".join(f"{name} ({why})" for name, why in sorted(wrong.items())))


class Corrected(NamedTuple):
    """One correction: the act, and for each field what stood there before and what it says now, in form texts."""

    change: Change
    fields: tuple[tuple[str, str, str], ...]


class Opened(NamedTuple):
    """A head to look at and put right: the texts of its fields, which of them are shut here, and whom one may name.

    mark: what the form was filled with, to be given back with the answer; people: key → what to call it
    """

    source: Source
    texts: dict[str, str]
    shut: frozenset[str]
    people: dict[str, str]
    mark: str


def open_head(desk: Desk, local: str) -> Opened:
    """The head of the source called `local`. Raises `NotFound`, `NotAllowed`."""
    desk.must("correct head")
    case = sources.look(desk, local, 0, 0)
    return _opened(desk, case.source)


def correct(desk: Desk, local: str, asked: Mapping[str, str], reason: str, seen: str) -> Change | None:
    """Put a head right; None where nothing was different.

    1. May this person, and does he see what stands?  2. Every field is one a head can have, and not shut.  3. The
    correction is appended under the source's own erasure unit, with the audit note.

    asked: form texts by field, those of `PEOPLE` keys; what is left out stays. seen: the `mark` the form came with.
    Raises `NotFound`, `NotAllowed`, `StaleHead`, `NoReason`, `WrongHead`.
    """
    opened = open_head(desk, local)  # 1.
    if seen != opened.mark:
        raise StaleHead
    if not reason.strip():
        raise NoReason
    wanted = _wanted(desk, opened, {name: asked[name].strip() for name in FIELDS if name in asked})  # 2.
    head = heads.difference(opened.source, wanted)
    if head is None:
        return None
    at, source = _after(desk, opened.source.id), opened.source.id
    made = Change(
        id=ids.change_id(desk.register.secret, "correct", local, at, encode(head).decode()), act="correct", of=source,
        by=desk.actor.id, at=at, reason=" ".join(reason.split())[:MOST], source=source, head=head,
    )  # fmt: skip
    with desk.register.unit() as unit:  # 3.
        append(desk, unit, [Part("case", source, made), note(desk, "correct", made.id)])
        desk.register.index.settle()
    return made


def _after(desk: Desk, source: str) -> str:
    """Now; but a second after the last correction of this head, where that is as late: the newest must be the last."""
    now, made = desk.now(), cast("tuple[Change, ...]", desk.register.index.changes_of([source]))
    last = max((one.at for one in heads.about(source, made)), default="")
    return now if now > last else f"{datetime.fromisoformat(last) + timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}"


def history(desk: Desk, local: str) -> tuple[Corrected, ...]:
    """The corrections of a head, oldest first. Raises `NotFound`, `NotAllowed`."""
    index, source = desk.register.index, sources.seen(desk, local)
    found: list[Corrected] = []
    before = source
    for change in heads.about(source.id, cast("tuple[Change, ...]", index.changes_of([source.id]))):
        after = heads.corrected(before, [change])
        old, new = _texts(index, before), _texts(index, after)
        found.append(
            Corrected(change, tuple((name, old[name], new[name]) for name in FIELDS if old[name] != new[name]))
        )
        before = after
    return tuple(found)


def _opened(desk: Desk, source: Source) -> Opened:
    index = desk.register.index
    named = [one for name in PEOPLE for one in _named(source, name)]
    mentions = index.mentions([*named, *index.ids_of_source(source.id, "mention")[:MOST_PEOPLE]])
    shut = set() if evidence.may_open_source(desk, source.id) else set(FREE)
    for name in PEOPLE:
        if any(one not in mentions or mentions[one].sealed for one in _named(source, name)):
            shut.add(name)
    if source.sort == "list":
        shut |= {"sort", "system_of_record"}  # its rows and versions hang on what it is
    people = {one.local: label_of(one) for one in mentions.values() if not one.sealed}
    texts = _texts(index, source)
    return Opened(source, texts, frozenset(shut), people, _mark(texts))


def _named(source: Source, name: str) -> tuple[str, ...]:
    """The mentions (ids) that stand in one of the fields `PEOPLE`."""
    held = heads.value(source, name)
    return held if isinstance(held, tuple) else tuple(filter(None, (held,)))


def _texts(index: Index, source: Source) -> dict[str, str]:
    """The fields as a form shows them: mentions by their keys."""
    named = [one for name in PEOPLE for one in _named(source, name)]
    keys = {name: one.local for name, one in index.mentions(sorted(set(named))).items()}
    texts = {name: heads.value(source, name) or "" for name in FIELDS if name not in PEOPLE}
    return texts | {name: " ".join(keys.get(one, one) for one in _named(source, name)) for name in sorted(PEOPLE)}


def _mark(texts: Mapping[str, str]) -> str:
    return hashlib.sha256(msgspec.json.encode(texts, order="sorted")).hexdigest()[:32]


def _wanted(desk: Desk, opened: Opened, asked: Mapping[str, str]) -> dict[str, Any]:
    changed = {name: text for name, text in asked.items() if text != opened.texts[name]}
    wrong = {name: why for name, text in changed.items() if (why := _wrong(opened, name, text))}
    if wrong:
        raise WrongHead(wrong)
    return {name: _value(desk, opened.source.local, name, text) for name, text in changed.items()}


def _value(desk: Desk, local: str, name: str, text: str) -> Any:
    named = tuple(ids.mention_id(desk.register.secret, local, key) for key in text.split()) if name in PEOPLE else ()
    if name == "authors":
        return named
    if name in PEOPLE:
        return named[0] if named else None
    return text if text or name in {"title", "note"} else None


def _wrong(opened: Opened, name: str, text: str) -> str:
    """What keeps a text out of a field; empty where nothing does."""
    if name in opened.shut:
        return "sealed"
    if name in PEOPLE:
        keys = text.split()
        return "" if set(keys) <= opened.people.keys() and (name == "authors" or len(keys) < 2) else "person"
    if not text:
        return "word" if name == "sort" else ""
    if name in DATES:
        return "" if _is_date(text) else "date"
    if name == "language":
        return "" if fields.is_language(text) else "language"
    if name in _CLOSED:
        return "" if text in words(_CLOSED[name]) and text != "list" else "word"
    return "" if _is_clean(text) and len(text) <= MOST else "text"


def _is_date(text: str) -> bool:
    try:
        dates.read(text)
    except dates.BadDate:
        return False
    return True


def _is_clean(text: str) -> bool:
    try:
        clean(text)
    except BadText:
        return False
    return True
