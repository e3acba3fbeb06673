"""What an engine is told of a table: which columns, compared how, and which records are worth comparing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

Rule = tuple[str, ...]
"""Columns whose agreement brings two records together; “name~” is the group (sound, larger place) of a column."""
PLAIN = frozenset({"text", "number", "place", "code"})


@dataclass(frozen=True, slots=True)
class Plan:
    """A column to compare. A `kind` that every engine knows is text, number, place or code; `group` is then the column
    with the sound of a text or the larger place around a place, `near` the differences of numbers that are still near.

    Kinds of several values, which our own engine knows: ways (`resolve.ways`), numbers, codes, ground
    (`resolve.places`). Such a column stands in the place of the plain one named in `instead`.
    """

    name: str
    kind: str
    group: str = ""
    near: tuple[int, int, int] = (1, 5, 10)
    instead: str = ""


def known(plans: Sequence[Plan], kinds: Collection[str]) -> list[Plan]:
    """The plans that an engine knows; a plain column is left out where it knows the one in its place."""
    told = [plan for plan in plans if plan.kind in kinds]
    replaced = {plan.instead for plan in told}
    return [plan for plan in told if plan.name not in replaced]
