"""The largest matching in a graph: the packing of chains of two voices, in polynomial time.

Edmonds' blossom algorithm (J. Edmonds, Paths, trees, and flowers, 1965): search for augmenting paths breadth first,
shrinking odd rings to their base.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

FREE = -1


def largest_matching(edges: Sequence[tuple[int, int]], size: int) -> int:
    """The number of edges in a largest matching of a graph on the vertices 0 … size-1."""
    around: list[list[int]] = [[] for _ in range(size)]
    for left, right in edges:
        around[left].append(right)
        around[right].append(left)
    mate = _greedy(around)
    for root in range(size):
        if mate[root] == FREE:
            _augment(root, around, mate)
    return sum(other != FREE for other in mate) // 2


def _greedy(around: Sequence[Sequence[int]]) -> list[int]:
    mate = [FREE] * len(around)
    for vertex in sorted(range(len(around)), key=lambda vertex: len(around[vertex])):
        if mate[vertex] == FREE:
            for other in around[vertex]:
                if mate[other] == FREE:
                    mate[vertex], mate[other] = other, vertex
                    break
    return mate


def _augment(root: int, around: Sequence[Sequence[int]], mate: list[int]) -> None:
    """Look for an augmenting path from `root` and, where there is one, turn it over."""
    tree = _Tree(root, len(around), mate)
    while tree.queue:
        vertex = tree.queue.popleft()
        for other in around[vertex]:
            if tree.base[vertex] == tree.base[other] or mate[vertex] == other:
                continue
            if other == root or (mate[other] != FREE and tree.parent[mate[other]] != FREE):
                tree.shrink(vertex, other)
            elif tree.parent[other] == FREE:
                tree.parent[other] = vertex
                if mate[other] == FREE:
                    _turn(other, tree.parent, mate)
                    return
                tree.reach(mate[other])


def _turn(end: int, parent: Sequence[int], mate: list[int]) -> None:
    while end != FREE:
        before = parent[end]
        following = mate[before]
        mate[end], mate[before] = before, end
        end = following


class _Tree:
    """The alternating tree of one search; `base` is the vertex to which a ring was shrunk."""

    def __init__(self, root: int, size: int, mate: Sequence[int]) -> None:
        self.mate = mate
        self.parent = [FREE] * size
        self.base = list(range(size))
        self.outer = [False] * size
        self.queue: deque[int] = deque()
        self.reach(root)

    def reach(self, vertex: int) -> None:
        """Mark an outer vertex and search on from it."""
        if not self.outer[vertex]:
            self.outer[vertex] = True
            self.queue.append(vertex)

    def shrink(self, left: int, right: int) -> None:
        """Shrink the ring that the edge left–right closes."""
        top = self._meet(left, right)
        ring: set[int] = set()
        self._mark(left, top, right, ring)
        self._mark(right, top, left, ring)
        for vertex, base in enumerate(self.base):
            if base in ring:
                self.base[vertex] = top
                self.reach(vertex)

    def _meet(self, left: int, right: int) -> int:
        """The nearest base above both."""
        above = set()
        while True:
            left = self.base[left]
            above.add(left)
            if self.mate[left] == FREE:
                break
            left = self.parent[self.mate[left]]
        while self.base[right] not in above:
            right = self.parent[self.mate[self.base[right]]]
        return self.base[right]

    def _mark(self, vertex: int, top: int, child: int, ring: set[int]) -> None:
        while self.base[vertex] != top:
            ring |= {self.base[vertex], self.base[self.mate[vertex]]}
            self.parent[vertex] = child
            child = self.mate[vertex]
            vertex = self.parent[child]
