"""Who is one person under the judgements in force (formats/person-view.md, **Judgements**).

A pure function of the set of judgements: the order in which they arrived does not matter. `settle` takes them all;
`in_force`, `edges`, `component` and `settle_edges` are its steps, so that a store can bring up to date only the persons
a new judgement touches: nothing outside the component of effective `same` edges can change the inside of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from tereze.model.judgements import Judgement

SAME, DIFFERENT = "same", "different"
RING = "it takes back, directly or in a ring, itself: that part is void"
"""The reason shown for a judgement in a ring of withdrawals."""


class Edge(NamedTuple):
    """One judged pair of mention ids. Fields are in the order of application: sorting edges is the rule."""

    doubt: int  # minus the number of reviewers: more reviewers come first
    at: str
    judgement: str
    left: str
    right: str
    same: bool


_edge = Edge._make


class Skipped(NamedTuple):
    """A `same` edge that could not be applied, and the judgement that holds two members apart."""

    judgement: str
    left: str
    right: str
    against: str
    apart: tuple[str, str]

    @property
    def reason(self) -> str:
        """One sentence, with ids only."""
        one, other = self.apart
        return f"{self.left} = {self.right} was not applied: {self.against} says {one} and {other} are different"


class Settled(NamedTuple):
    """anchors: mention id → anchor id, for mentions in clusters of two and more (the anchor is its smallest id).

    disputes: (judgement id, reason), sorted; skipped: the same as data, for the list of tasks.
    """

    anchors: dict[str, str]
    disputes: tuple[tuple[str, str], ...]
    skipped: tuple[Skipped, ...]


def settle(judgements: Iterable[Judgement]) -> Settled:
    """The persons and disputes under `judgements`, given in any order, some perhaps twice."""
    known = {judgement.id: judgement for judgement in judgements}
    effective, rings = in_force(known.values())
    settled = settle_edges(edge for name in effective for edge in edges(known[name]))
    circular = tuple((name, RING) for name in rings)
    return settled._replace(disputes=tuple(sorted({*settled.disputes, *circular})))


def in_force(judgements: Iterable[Judgement]) -> tuple[frozenset[str], frozenset[str]]:
    """(ids of judgements that stand, ids of those in a ring of references).

    A judgement stands unless one that stands names it in `of`: withdrawing a withdrawal brings the first back. In a
    ring nobody can have come first, so the references inside it are void. Needs, for each judgement, all that are
    connected with it by `of`, and no others.
    """
    target = {one.id: one.of for one in judgements}
    waiting = Counter(of for of in target.values() if of in target)
    ready = [name for name in target if not waiting[name]]
    standing: set[str] = set()
    fallen: set[str] = set()
    while ready:
        name = ready.pop()
        of = target[name]
        if name not in fallen:
            standing.add(name)
            if of in target:
                fallen.add(of)
        if of in target:
            waiting[of] -= 1
            if not waiting[of]:
                ready.append(of)
    rings = frozenset(name for name, count in waiting.items() if count)
    return frozenset(standing | (rings - fallen)), rings


def edges(judgement: Judgement) -> Iterator[Edge]:
    """The pairs a judgement speaks of; none for unsure and withdraw. Pairs are given smaller id first."""
    doubt, when = -len(set(judgement.reviewers)), _utc(judgement.at)
    if judgement.answer == "batch":
        pairs: Iterable[tuple[str, str]] = {(min(pair), max(pair)) for pair in judgement.pairs}
    elif judgement.answer in {SAME, DIFFERENT}:
        pairs = combinations(sorted(set(judgement.mentions)), 2)
    else:
        return
    same = judgement.answer != DIFFERENT
    for left, right in pairs:
        if left != right:
            yield _edge((doubt, when, judgement.id, left, right, same))


def settle_edges(effective: Iterable[Edge]) -> Settled:
    """Apply effective edges in the fixed order. For part of a register: all edges among the mentions of `component`."""
    clusters = _Clusters()
    same: list[Edge] = []
    for edge in effective:
        if edge.same:
            same.append(edge)
        else:
            clusters.hold_apart(edge)
    if clusters.anything_apart:  # otherwise every order gives the same clusters
        same.sort()
    skipped = []
    for edge in same:
        against = clusters.join(edge.left, edge.right)
        if against is not None:
            skipped.append(Skipped(edge.judgement, edge.left, edge.right, against[0], against[1:]))
    disputes = tuple(sorted({(one.judgement, one.reason) for one in skipped}))
    return Settled(clusters.anchors(), disputes, tuple(sorted(set(skipped))))


def component(seeds: Iterable[str], neighbours: Callable[[Sequence[str]], Iterable[str]]) -> frozenset[str]:
    """All mentions reachable from `seeds`: `neighbours(ids)` are those with an effective `same` edge to one of `ids`.

    Seeds are the mentions of every judgement that is new, or that stands or has fallen since the last time.
    """
    found = set(seeds)
    frontier = sorted(found)
    while frontier:
        frontier = sorted(set(neighbours(frontier)) - found)
        found.update(frontier)
    return frozenset(found)


class _Clusters:
    """Union–find by size that refuses to join what is held apart. Kept small on purpose: local to one settling."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._size: dict[str, int] = {}
        self._apart: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)  # root → (judgement, own, other)

    @property
    def anything_apart(self) -> bool:
        return bool(self._apart)

    def hold_apart(self, edge: Edge) -> None:
        self._apart[edge.left].append((edge.judgement, edge.left, edge.right))
        self._apart[edge.right].append((edge.judgement, edge.right, edge.left))

    def find(self, mention: str) -> str:
        parent = self._parent
        above = parent.get(mention)
        if above is None:
            return mention
        while above != mention:  # path halving
            parent[mention] = mention = parent[above]
            above = parent[mention]
        return mention

    def join(self, left: str, right: str) -> tuple[str, str, str] | None:
        """Join two clusters, or return (judgement, mention, mention) that forbids it."""
        one, other = self.find(left), self.find(right)
        if one == other:
            return None
        if self._apart and (against := self._between(one, other)) is not None:
            return against
        if self._size.get(one, 1) < self._size.get(other, 1):
            one, other = other, one
        self._size[one] = self._size.get(one, 1) + self._size.pop(other, 1)
        self._parent[other] = one
        self._parent.setdefault(one, one)
        if other in self._apart:
            fewer = self._apart.pop(other)
            more = self._apart.pop(one, [])
            if len(more) < len(fewer):
                fewer, more = more, fewer
            more.extend(fewer)
            self._apart[one] = more
        return None

    def _between(self, one: str, other: str) -> tuple[str, str, str] | None:
        lists = self._apart.get(one), self._apart.get(other)
        if lists[0] is None or lists[1] is None:
            return None
        shorter, far = (lists[0], other) if len(lists[0]) <= len(lists[1]) else (lists[1], one)
        found = [(name, min(own, its), max(own, its)) for name, own, its in shorter if self.find(its) == far]
        return min(found, default=None)

    def anchors(self) -> dict[str, str]:
        members: defaultdict[str, list[str]] = defaultdict(list)
        for mention in self._parent:
            members[self.find(mention)].append(mention)
        return {mention: anchor for group in members.values() for anchor in (min(group),) for mention in sorted(group)}


@lru_cache(maxsize=4096)
def _utc(at: str) -> str:
    """ISO times in UTC, written alike, so that comparing letters compares times; a bare date is its midnight."""
    try:
        read = datetime.fromisoformat(at)
    except ValueError:
        return at
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="microseconds")
