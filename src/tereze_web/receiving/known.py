"""“Already in the register?” asked from the form, with all that is known of a person so far. The desk is told no more
than the desk may know (`tereze.actions.lookup`)."""

from __future__ import annotations

from typing import NamedTuple

from tereze.actions import find, lookup, views
from tereze.actions.desk import Desk
from tereze.actions.lookup import Asked, Likely
from tereze.model.errors import BadInput, NotAllowed, NotFound

from .document import Coding, Item, label


class Told(NamedTuple):
    """The answer for one person of the form: a number where somebody is likely the same, for analysts the likeliest
    with reasons, or why it cannot be answered now."""

    number: str = ""
    people: tuple[Likely, ...] = ()
    why: str = ""


def ask(desk: Desk, coding: Coding, place: int) -> Told:
    """Whether the person at this place of the form is known, besides from this source itself."""
    items = coding.items("people")
    if not 0 <= place < len(items):
        return Told()
    item, own = items[place], _own(desk, coding, items[place])
    try:
        answer = lookup.look_up(desk, _asked(coding, item))
    except (BadInput, NotAllowed) as error:
        return Told(why=f"{error.text} {error.advice}")
    people = tuple(one for one in answer.people if one.number != own)
    return Told("" if answer.number == own else answer.number, people)


def _asked(coding: Coding, item: Item) -> Asked:
    names = tuple(item[f"name_{n}"] for n in (1, 2, 3) if item.get(f"name_{n}"))
    return Asked(
        names, born=item.get("birthDate", ""), sex=item.get("gender", ""),
        place=item.get("birthPlace") or item.get("residence", ""), relatives=_relatives(coding, item.get("key", "")),
        number=item.get("idNumber", ""),
    )  # fmt: skip


def _relatives(coding: Coding, key: str) -> tuple[str, ...]:
    """Names of those whom the form calls relatives of `key`; of a protected one none."""
    called = {item["key"]: label(item) for item in coding.items("people") if item.get("key")}
    pairs = [(one.get("about"), one.get("target")) for one in coding.items("kin")]
    near = [b if a == key else a for a, b in pairs if key in {a, b}]
    return tuple(called[one] for one in near if one and called.get(one))[:3]


def _own(desk: Desk, coding: Coding, item: Item) -> str:
    """The number this person has from this very source, where it was received before."""
    if not item.get("received"):
        return "-"
    try:
        return views.person(desk, find.find_person(desk, f"{coding.key}/{item['key']}")).number
    except NotFound:
        return "-"
