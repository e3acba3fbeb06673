"""Who is one person under the judgements in force (formats/person-view.md, **Judgements**).

A pure function of the set of judgements: the order in which they arrived does not matter. `settle` takes them all;
`in_force`, `edges`, `component` and `settle_edges` are its steps, so that a store can bring up to date only the persons
a new judgement touches: nothing outside the component of effective `same` edges can change the inside of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from tereze.model.judgements import Judgement

SAME, DIFFERENT = "same", "different"
TO_PUBLISH = 2
"""How many people must stand behind a merge that is published; inside, one is enough."""
RING = "it takes back, directly or in a ring, itself: that part is void"
"""The reason shown for a judgement in a ring of withdrawals."""
Names = frozenset[str]


class Edge(NamedTuple):
    """One judged pair of mention ids (left < right), and who stands behind it: names as `named` writes them."""

    at: str
    judgement: str
    left: str
    right: str
    same: bool
    by: Names


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


def settle(judgements: Iterable[Judgement], reviewers: int = 1) -> Settled:
    """The persons and disputes under `judgements`, given in any order, some perhaps twice.

    Merges with fewer than `reviewers` people behind them are left out: `TO_PUBLISH` gives the persons of a release.
    """
    known = {judgement.id: judgement for judgement in judgements}
    effective, rings = in_force(known.values())
    behind = stand_behind(known, effective)
    settled = settle_edges((edge for name in effective for edge in edges(known[name], behind[name])), reviewers)
    circular = tuple((name, RING) for name in rings)
    return settled._replace(disputes=tuple(sorted({*settled.disputes, *circular})))


def named(reviewers: Iterable[str]) -> Names:
    """Reviewers as they are compared: one person written in two ways is one."""
    return frozenset(name for raw in reviewers if (name := raw.strip().casefold()))


def stand_behind(known: Mapping[str, Judgement], effective: Iterable[str]) -> dict[str, Names]:
    """Judgement that stands → who stands behind it: its own reviewers and those of standing confirmations."""
    behind = {name: named(known[name].reviewers) for name in effective}
    for name in effective:
        made = known[name]
        if made.answer == "confirm" and made.confirms in behind:
            behind[made.confirms] |= named(made.reviewers)
    return behind


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


def edges(judgement: Judgement, by: Names | None = None) -> Iterator[Edge]:
    """The pairs a judgement speaks of; none for unsure, confirm and withdraw. Pairs are given smaller id first."""
    if judgement.answer == "batch":
        pairs: Iterable[tuple[str, str]] = {(min(pair), max(pair)) for pair in judgement.pairs}
    elif judgement.answer in {SAME, DIFFERENT}:
        pairs = combinations(sorted(set(judgement.mentions)), 2)
    else:
        return
    same, when = judgement.answer != DIFFERENT, moment(judgement.at)
    behind = named(judgement.reviewers) if by is None else by
    for left, right in pairs:
        if left != right:
            yield _edge((when, judgement.id, left, right, same, behind))


def settle_edges(effective: Iterable[Edge], reviewers: int = 1) -> Settled:
    """Apply effective edges in the fixed order: those of pairs with more people behind them first, then by time and id.

    Who stands behind a pair stands behind any of its judgements. For part of a register: all edges among the mentions
    of `component`. Merges with fewer than `reviewers` people are left out.
    """
    clusters = _Clusters()
    same: list[Edge] = []
    for edge in effective:
        if edge.same:
            same.append(edge)
        else:
            clusters.hold_apart(edge)
    if clusters.anything_apart or reviewers > 1:  # otherwise every order gives the same clusters
        behind = _behind(same)
        same = [edge for edge in same if behind[edge.left, edge.right] >= reviewers]
        same.sort(key=lambda edge: (-behind[edge.left, edge.right], *edge[:4]))
    skipped = []
    for edge in same:
        against = clusters.join(edge.left, edge.right)
        if against is not None:
            skipped.append(Skipped(edge.judgement, edge.left, edge.right, against[0], against[1:]))
    disputes = tuple(sorted({(one.judgement, one.reason) for one in skipped}))
    return Settled(clusters.anchors(), disputes, tuple(sorted(set(skipped))))


def _behind(same: Iterable[Edge]) -> dict[tuple[str, str], int]:
    """Pair → how many people stand behind it, over all its judgements."""
    names: dict[tuple[str, str], Names] = {}
    for edge in same:
        pair = edge.left, edge.right
        names[pair] = names[pair] | edge.by if pair in names else edge.by
    return {pair: len(by) for pair, by in names.items()}


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
def moment(at: str) -> str:
    """ISO times in UTC, written alike, so that comparing letters compares times; a bare date is its midnight."""
    try:
        read = datetime.fromisoformat(at)
    except ValueError:
        return at
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="microseconds")
