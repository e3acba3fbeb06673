"""Several mentions as the lines of one table: what each says, property by property, and where they say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tereze.model.mentions import Mention, Statement

FIRST = ("birthDate", "age", "gender", "birthPlace", "residence", "citizenship", "ethnicity", "occupation", "custody")
"""What tells people apart stands first; the rest follows in order of name."""


class Beside(NamedTuple):
    """One property: what each mention says of it, in the order of the mentions, and whether two share a value."""

    property: str
    said: tuple[tuple[Statement, ...], ...]
    agree: bool


def lines(mentions: Sequence[Mention]) -> tuple[Beside, ...]:
    """The lines; names are left out, they stand above the table."""
    sides = [_by_property(mention) for mention in mentions]
    found = {name for side in sides for name in side}
    order = sorted(found, key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))
    return tuple(_line(name, tuple(side.get(name, ()) for side in sides)) for name in order)


def _line(name: str, said: tuple[tuple[Statement, ...], ...]) -> Beside:
    values = [{one.value.casefold() for one in side} for side in said]
    shared = any(one & other for at, one in enumerate(values) for other in values[at + 1 :])
    return Beside(name, said, shared)


def _by_property(mention: Mention) -> dict[str, tuple[Statement, ...]]:
    found: dict[str, tuple[Statement, ...]] = {}
    for said in mention.statements:
        if said.property not in {"name", "alias"}:
            found[said.property] = (*found.get(said.property, ()), said)
    return found
