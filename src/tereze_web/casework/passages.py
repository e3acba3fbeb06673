"""The text of a document in parts that a screen can show, each with the places of its drafts marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tereze.actions.review_state import SECTIONS, Item

from .marking import Piece, cut

A_PART = 6000
"""Characters of a part, about: it ends where a line does, if one ends near."""
_NEAR = 1500


class Part(NamedTuple):
    """A stretch of a text (code points), which one it is (from 1) and how many there are."""

    number: int
    of: int
    begin: int
    end: int


def parts(text: str) -> tuple[Part, ...]:
    """The whole text in parts; an empty text is one."""
    edges = [0]
    while len(text) - edges[-1] > A_PART + _NEAR:
        edges.append(_line_end(text, edges[-1] + A_PART))
    edges.append(len(text))
    last = len(edges) - 1
    return tuple(Part(number, last, edges[number - 1], edges[number]) for number in range(1, last + 1))


def part_of(found: Sequence[Part], item: Item) -> Part:
    """The part in which an item stands; what stands nowhere is shown with the first."""
    return next((one for one in reversed(found) if one.begin <= item.begin), found[0])


def inside(items: Sequence[Item], part: Part, found: Sequence[Part]) -> list[Item]:
    """The items of a part in the order of the text, people before what is said of them."""
    mine = [item for item in items if part_of(found, item) == part]
    return sorted(mine, key=lambda item: (item.begin, SECTIONS.index(item.section)))


def pieces(text: str, part: Part, items: Sequence[Item]) -> tuple[Piece, ...]:
    """The text of a part, cut at the places of its items; the shortest item of a place comes first."""
    places = [
        (item.begin - part.begin, min(item.end, part.end) - part.begin, item.key)
        for item in sorted(items, key=lambda one: one.end - one.begin)
        if part.begin <= item.begin < item.end
    ]
    return cut(text[part.begin : part.end], places)


def _line_end(text: str, near: int) -> int:
    """Just behind the line's end that comes next, or the word's, or there."""
    for mark in ("\n", " "):
        at = text.find(mark, near, near + _NEAR)
        if at >= 0:
            return at + 1
    return near
