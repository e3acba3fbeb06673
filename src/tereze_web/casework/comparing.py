"""Two mentions as the lines of one table: what each says, property by property, and where they say the same."""

from __future__ import annotations

from typing import NamedTuple

from tereze.actions.reviewing import Pair
from tereze.model.mentions import Mention, Statement


class Line(NamedTuple):
    """One property: what the left and the right say, and whether they share a value."""

    property: str
    left: tuple[Statement, ...]
    right: tuple[Statement, ...]
    agree: bool


FIRST = ("birthDate", "age", "gender", "birthPlace", "residence", "citizenship", "ethnicity", "occupation", "custody")


def rows(pair: Pair) -> tuple[Line, ...]:
    """The lines, what tells people apart first; names stand above the table and are left out."""
    left, right = _by_property(pair.left.mention), _by_property(pair.right.mention)
    order = sorted(left.keys() | right.keys(), key=lambda name: (FIRST.index(name) if name in FIRST else 99, name))
    return tuple(_line(name, left.get(name, ()), right.get(name, ())) for name in order)


def _line(name: str, left: tuple[Statement, ...], right: tuple[Statement, ...]) -> Line:
    shared = {said.value.casefold() for said in left} & {said.value.casefold() for said in right}
    return Line(name, left, right, bool(shared))


def _by_property(mention: Mention) -> dict[str, tuple[Statement, ...]]:
    found: dict[str, tuple[Statement, ...]] = {}
    for said in mention.statements:
        if said.property not in {"name", "alias"}:
            found[said.property] = (*found.get(said.property, ()), said)
    return found
