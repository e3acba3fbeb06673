"""What stands in the form of a coding: for each section a list of items, and each item texts by field.

Flat on purpose: it is kept as it was typed, right or wrong, sealed in the drafts and never in the register.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from tereze.actions.sources import SourceCase

from .arrival import Arrival, is_protected, sought

Item = dict[str, str]
YES = "yes"
TOLD = "told_"
"""Begins the field that holds what another field of this item said at the door."""
WRITERS = frozenset({"recorder", "interpreter"})
"""Keys of those who only wrote down what was told."""


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """One source being coded. `tag` makes the keys of this coding its own; `received` is True where the register has
    the source already, so that its head is not asked again; `voice` is then the key of whose account it is. `language`
    and `told_on` help to read what was said.
    """

    key: str
    tag: str
    received: bool = False
    voice: str = ""
    language: str = ""
    told_on: str = ""
    sections: dict[str, list[Item]] = {}

    def items(self, section: str) -> list[Item]:
        """The items of a section."""
        return self.sections.get(section, [])

    def put(self, section: str, items: list[Item]) -> Coding:
        """The same with another section; empty items are left out."""
        kept = [item for item in items if any(item.values())]
        return msgspec.structs.replace(self, sections={**self.sections, section: kept})

    def people(self) -> list[tuple[str, str]]:
        """(key, what to call it; empty for a protected one) of whoever and whatever this source speaks of."""
        return [(item["key"], label(item)) for item in self.items("people") if item.get("key")]

    def subject(self) -> str:
        """The key of whom it is most likely about: the first person who neither tells nor writes it down, or empty."""
        aside = {self.teller(), *WRITERS}
        people = [item for item in self.items("people") if item.get("kind", "person") in {"", "person"}]
        found = [item["key"] for item in people if item.get("key") and item["key"] not in aside]
        return next(iter(found), "")

    def teller(self) -> str:
        """The key of whose account it is, or empty."""
        if self.received:
            return self.voice
        return next((item.get("teller", "") for item in self.items("source")), "")


def label(item: Item) -> str:
    """What to call somebody in the lists of this form."""
    if item.get("received") and item.get("sealed"):
        return ""
    return item.get("name_1") or item.get("description") or item.get("key", "")


def encode(coding: Coding) -> bytes:
    """As it is kept."""
    return msgspec.json.encode(coding)


def decode(body: bytes) -> Coding:
    """As it was kept."""
    return msgspec.json.decode(body, type=Coding)


def of_arrival(form: Arrival, tag: str) -> Coding:
    """The beginning of the coding of an interview that is being received. A protected name stays out of it."""
    protected = is_protected(form)
    people = [_known("teller", "" if protected else form.teller, form.language, sealed=protected)]
    people += [_known(one.key, one.name, one.lang) | _born(one.born) for one in sought(form)]
    people += [_known(role, getattr(form, role), "") for role in ("recorder", "interpreter") if getattr(form, role)]
    return Coding(
        key=form.key, tag=tag, received=True, voice="teller", language=form.language, told_on=form.told_on,
        sections={"people": people},
    )  # fmt: skip


def of_case(case: SourceCase, tag: str) -> Coding:
    """The beginning of an addition to a source that the register has."""
    people, voice = [], ""
    for mention in sorted(case.mentions, key=lambda one: (one.id != case.source.teller, one.sort != "person")):
        first = mention.names[0] if mention.names and not mention.sealed else None
        name, lang = (first.text, first.lang or "") if first else ("", "")
        one = _known(mention.local, name, lang, sealed=mention.sealed) | {"kind": mention.sort}
        people.append(one if mention.sealed else one | {"description": mention.description})
        if mention.id == case.source.teller:
            voice = mention.local
    told = case.source.told
    when = (told.on if told else None) or case.source.published or ""
    return Coding(
        key=case.source.local, tag=tag, received=True, voice=voice, language=case.source.language or "", told_on=when,
        sections={"people": people},
    )  # fmt: skip


def _born(born: str) -> Item:
    """A birth that was told at the door: shown, and said again only where it is changed."""
    return {"birthDate": born, f"{TOLD}birthDate": born} if born else {}


def _known(key: str, name: str, lang: str, *, sealed: bool = False) -> Item:
    return {
        "key": key, "received": YES, "kind": "person", "name_1": name, "lang_1": lang, "sealed": YES if sealed else "",
    }  # fmt: skip


def read(posted: Iterable[tuple[str, Any]], section: str, names: Iterable[str]) -> list[Item]:
    """The items of a section as posted (`section.0.field`), in order, with fields of these names only."""
    known = set(names)
    found: dict[int, Item] = {}
    for name, value in posted:
        parts = name.split(".")
        if len(parts) == 3 and parts[0] == section and parts[1].isdecimal() and len(parts[1]) < 4 and parts[2] in known:
            found.setdefault(int(parts[1]), {})[parts[2]] = str(value).strip().replace("\r\n", "\n")[:20_000]
    return [found[number] for number in sorted(found)]
