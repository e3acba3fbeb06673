"""Between what a browser posts and what a coding holds: received people stay who they are, times told are read."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from tereze.actions import interviews
from tereze.actions.desk import Desk
from tereze.actions.interviews import Earlier

from . import document, when
from .document import WRITERS, Coding, Item
from .sections import Field, Section

HIDDEN = ("key", "text_sha256")
MOST_RECEIVED = 30
"""Received people of whom more is asked on one screen; of a long list the rest can still be spoken about."""
KEEPS = ("about", "by", "how", "words_lang", "from_1", "how_1")
"""What the next item of a section begins with, so that it need not be chosen again."""


def fill(coding: Coding, section: Section, posted: Iterable[tuple[str, Sequence[str]]]) -> Coding:
    """The coding with a section as it was posted. A field that holds several values holds them with blanks between."""
    names = [field.name for field in section.fields]
    texts = [(name, " ".join(values) if len(values) > 1 else values[0]) for name, values in posted if values]
    items = document.read(texts, section.name, [*names, *HIDDEN])
    if section.name == "people":
        return coding.put("people", _people(coding, items))
    defaults = {field.name: field.choices[0] for field in section.fields if field.sort == "pick" and not field.empty}
    said = [_timed(coding, item) for item in items if _is_filled(item, defaults)]
    return coding.put(section.name, said)


def shown(coding: Coding, section: Section) -> list[Item]:
    """The items to show: those there are, and an empty one for the next where a section takes several."""
    items = list(coding.items(section.name))
    if not section.several:
        return items or [{}]
    if section.name == "people":  # nothing is asked about those who only wrote it down
        items = [item for item in items if not (item.get("received") and item["key"] in WRITERS)]
        asked = [item for item in items if item.get("received")][:MOST_RECEIVED]
        items = [item for item in items if not item.get("received") or item in asked]
    return [*items, _next(coding, section, items)]


def unfolds(folded: Sequence[Field], item: Item, errors: Container[str]) -> bool:
    """Whether the fields under “More” are open: one of them was filled, or has something wrong with it."""
    plain = {"kind": "person", "stance": "asserts"}
    return any(
        field.name in errors or item.get(field.name, "") not in {"", plain.get(field.name, "")} for field in folded
    )


def place_of(coding: Coding, posted: Mapping[str, str], shown_at: int) -> int:
    """The place among the people of whoever stood at `shown_at` on the screen; -1 where nobody of them stands there."""
    key = posted.get(f"people.{shown_at}.key", "")
    keys = [item["key"] for item in coding.items("people")]
    if key:
        return keys.index(key) if key in keys else -1
    fresh = posted.get(f"people.{shown_at}.name_1", "").strip()
    named = [item.get("name_1", "") for item in coding.items("people")]
    return named.index(fresh) if fresh and fresh in named else -1


def by_key(coding: Coding, answers: Mapping[int, Any]) -> dict[str, Any]:
    """Answers about people by their keys."""
    items = coding.items("people")
    return {items[place]["key"]: told for place, told in answers.items() if 0 <= place < len(items)}


def earlier(desk: Desk, coding: Coding) -> tuple[Earlier, ...]:
    """What a teller of this name told before, so that nobody is asked twice."""
    teller = dict(coding.people()).get(coding.teller(), "")
    return tuple(
        one._replace(sources=tuple(told for told in one.sources if told[0] != coding.key))
        for one in interviews.told_before(desk, teller)
        if any(told[0] != coding.key for told in one.sources)
    )


def _next(coding: Coding, section: Section, items: list[Item]) -> Item:
    if items:
        return {name: items[-1][name] for name in KEEPS if items[-1].get(name)}
    names = {field.name for field in section.fields}
    return {"about": coding.subject()} if "about" in names and section.name in {"custody", "facts", "kin"} else {}


def _is_filled(item: Item, defaults: dict[str, str]) -> bool:
    """Whether something was typed: what was carried over, or chosen by the form itself, does not count."""
    return any(
        value and name not in KEEPS and name not in HIDDEN and defaults.get(name) != value
        for name, value in item.items()
    )


def _people(coding: Coding, items: list[Item]) -> list[Item]:
    """Received people keep what they are; new ones get a key; who was emptied is taken out."""
    before = {item["key"]: item for item in coding.items("people")}
    found: list[Item] = []
    taken = set(before)
    for item in items:
        old = before.get(item.get("key", ""))
        if old is not None and old.get("received"):
            kept = {name: old.get(name, "") for name in ("key", "received", "sealed", "kind")}
            found.append({**old, **item, **kept})
        elif any(value for name, value in item.items() if name not in {"key", "kind"}):
            key = item.get("key") if old is not None else ""
            found.append({**item, "key": key or _fresh(coding.tag, taken)})
    posted = {item["key"] for item in found}
    return [*(old for key, old in before.items() if old.get("received") and key not in posted), *found]


def _fresh(tag: str, taken: set[str]) -> str:
    number = 1
    while f"p-{tag}-{number}" in taken:
        number += 1
    taken.add(f"p-{tag}-{number}")
    return f"p-{tag}-{number}"


def _timed(coding: Coding, item: Item) -> Item:
    """A time that was told and not yet read is read, where it can be."""
    if item.get("said") and not item.get("when"):
        return {**item, "when": when.read(item["said"], coding.language, coding.told_on)}
    return item
