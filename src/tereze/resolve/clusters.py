"""Clusters of suggestions, to look at together: average linkage with a floor, never connected components.

Connected components chain: A is like B, B is like C, and a thousand strangers end in one heap. Here two groups join
only when the *mean* log-odds over all pairs between them is positive, a pair nobody scored counting as the floor, and
never across a judgement of “different”. Persons are formed by judgements alone; these groups are shown beside them.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable
from math import log2

FLOOR = -4.0  # bits for a pair that blocking or the least score left out


def clusters(
    scored: Iterable[tuple[str, str, float]],
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    floor: float = FLOOR,
    least: float = 0.0,
) -> list[tuple[str, ...]]:
    """Groups of two and more, each sorted, in order. `scored` is (left, right, probability); `together` and `apart`
    are pairs judged; `least` is the mean log-odds in bits that two groups need to join. Ties go to the smaller ids.
    """
    board = _Board(floor)
    for left, right, probability in scored:
        board.link(left, right, _bits(probability))
    for left, right in apart:
        board.forbid(left, right)
    for left, right in sorted(together):
        board.merge_if_allowed(left, right)
    board.run(least)
    return sorted(tuple(sorted(group)) for group in board.members.values() if len(group) > 1)


def _bits(probability: float) -> float:
    inside = min(max(probability, 1e-9), 1 - 1e-9)
    return log2(inside / (1.0 - inside))


class _Board:
    """Groups named by their smallest member; `links[a][b]` = (sum of bits, number of scored pairs), both ways."""

    def __init__(self, floor: float) -> None:
        self.floor = floor
        self.members: dict[str, list[str]] = {}
        self.group: dict[str, str] = {}
        self.links: defaultdict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
        self.foes: defaultdict[str, set[str]] = defaultdict(set)

    def _add(self, mention: str) -> None:
        if mention not in self.group:
            self.group[mention] = mention
            self.members[mention] = [mention]

    def link(self, left: str, right: str, bits: float) -> None:
        self._add(left)
        self._add(right)
        self.links[left][right] = self.links[right][left] = (bits, 1)

    def forbid(self, left: str, right: str) -> None:
        self._add(left)
        self._add(right)
        self.foes[left].add(right)
        self.foes[right].add(left)

    def merge_if_allowed(self, left: str, right: str) -> None:
        self._add(left)
        self._add(right)
        one, other = sorted((self.group[left], self.group[right]))
        if one != other and other not in self.foes[one]:
            self.merge(one, other)

    def mean(self, one: str, other: str) -> float:
        bits, scored = self.links[one][other]
        pairs = len(self.members[one]) * len(self.members[other])
        return (bits + (pairs - scored) * self.floor) / pairs

    def run(self, least: float) -> None:
        heap = [
            (-self.mean(one, other), one, other)
            for one, linked in self.links.items()
            for other in linked
            if one < other and self.mean(one, other) > least
        ]
        heapq.heapify(heap)
        while heap:
            worth, one, other = heapq.heappop(heap)
            stale = one not in self.members or other not in self.members or other in self.foes[one]
            if stale or -self.mean(one, other) != worth:
                continue
            self.merge(one, other)
            for near in self.links[one]:
                if (gain := self.mean(one, near)) > least and near not in self.foes[one]:
                    heapq.heappush(heap, (-gain, min(one, near), max(one, near)))

    def merge(self, one: str, other: str) -> None:
        """`other` becomes part of `one` (the smaller name)."""
        for mention in self.members[other]:
            self.group[mention] = one
        self.members[one] += self.members.pop(other)
        self.links[one].pop(other, None)
        for near, (bits, count) in self.links.pop(other, {}).items():
            self.links[near].pop(other, None)
            if near != one:
                had, scored = self.links[one].get(near, (0.0, 0))
                self.links[one][near] = self.links[near][one] = (had + bits, scored + count)
        for foe in self.foes.pop(other, set()):
            self.foes[foe].discard(other)
            self.foes[foe].add(one)
            self.foes[one].add(foe)
