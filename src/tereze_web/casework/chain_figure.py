"""From the witness to the paper, drawn: the chains of one fact as a small graph in which each voice stands once.

Ten articles that retell one woman are ten lines that leave one point: what the counts say in numbers, a reader sees.
Plain shapes without script; the list of chains beside it says the same in words.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tereze.weigh.view import StatementRow

WIDTH, COLUMN, ROW, TOP, EDGE = 400, 118, 44, 24, 14
LONGEST = 17
MOST = 40
"""Statements drawn at most: a list of a thousand rows is told, not drawn."""

Ids = tuple[str, str]  # ("voice", id of the person or thing) or ("source", id in the collection)


class Node(NamedTuple):
    """A voice or a source: where it stands, what is written under it (cut short) and in full.

    kind: source, voice, or origin (the deepest voice of some chain); bearing: everything rests on this voice
    """

    x: int
    y: int
    text: str
    full: str
    kind: str
    bearing: bool
    anchor: str


class Line(NamedTuple):
    """Who told whom, or in which source it stands."""

    x1: int
    y1: int
    x2: int
    y2: int


class ChainFigure(NamedTuple):
    """Everything the template draws."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def chain_figure(
    rows: Sequence[StatementRow], name: Callable[[Ids], str], bearing: Iterable[str] = (), *, rtl: bool = False
) -> ChainFigure | None:
    """The chains of `rows`, witnesses at the beginning of the line; None where one line of words says it as well.

    `name` gives what a voice or source is called; `bearing` are the voices everything rests on.
    """
    chains = [_chain(row) for row in rows[:MOST]]
    if len(rows) > MOST or len({chain for chain in chains if len(chain) > 1}) < 2:
        return None
    columns = _columns(chains)
    places = _places(columns, rtl=rtl)
    origins = {chain[0] for chain in chains}
    nodes = tuple(
        Node(*places[one], *_short(name(one)), _kind(one, origins), one[1] in set(bearing), _anchor(places[one][0]))
        for one in places
    )
    lines = dict.fromkeys((*places[a], *places[b]) for chain in chains for a, b in itertools.pairwise(chain))
    deepest = max(y for _, y in places.values())
    return ChainFigure(WIDTH, deepest + ROW - 10, nodes, tuple(Line(*one) for one in lines))


def _chain(row: StatementRow) -> tuple[Ids, ...]:
    """The voices from the deepest on, each once, and the source."""
    return (*dict.fromkeys(("voice", link.voice) for link in row.chain), ("source", row.source))


def _columns(chains: Sequence[tuple[Ids, ...]]) -> list[list[Ids]]:
    """Nodes by how far they stand from the beginning: each after everyone it heard from. Sources stand last.

    Chains may contradict each other (A heard it from B, and B from A); after as many rounds as there are voices it is
    enough, and such a line then runs backwards.
    """
    depth = dict.fromkeys((one for chain in chains for one in chain), 0)
    for _ in range(min(len(depth), 4)):
        for chain in chains:
            for a, b in itertools.pairwise(chain):
                depth[b] = max(depth[b], depth[a] + 1)
    last = max(min(max(depth.values()), 3), 1)
    depth = {one: last if one[0] == "source" else min(far, last - 1) for one, far in depth.items()}
    return [[one for one in depth if depth[one] == at] for at in range(last + 1)]


def _places(columns: Sequence[Sequence[Ids]], *, rtl: bool) -> dict[Ids, tuple[int, int]]:
    """(x, y) of each node; columns share the width, and shorter ones stand in the middle."""
    tallest = max(map(len, columns))
    step = (WIDTH - 2 * EDGE) // max(len(columns) - 1, 1)
    places = {}
    for at, column in enumerate(columns):
        x = EDGE + at * step
        for row, one in enumerate(column):
            y = TOP + round((row + (tallest - len(column)) / 2) * ROW)
            places[one] = (WIDTH - x if rtl else x, y)
    return places


def _kind(one: Ids, origins: set[Ids]) -> str:
    return "source" if one[0] == "source" else "origin" if one in origins else "voice"


def _short(text: str) -> tuple[str, str]:
    return (text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"), text


def _anchor(x: int) -> str:
    return "start" if x < COLUMN // 2 else "end" if x > WIDTH - COLUMN // 2 else "middle"
