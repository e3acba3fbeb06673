"""Merging: the union of what is here and a stretch of a log from elsewhere. Idempotent, and the order does not matter.

Every history an installation signed is kept whole. Usually that is one log per origin. A second history (equivocation)
becomes a log of its own, `<origin>#<first 16 hex digits of the first differing entry id>`, and a self-contained proof
of it is kept, which freezes the origin: its owner can append no more. No two logs of an origin are prefixes of one
another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice

from .entry import check_form
from .errors import BadLog, GapInLog
from .forks import PartTree, Roots, fork_between
from .identity import bare, read_genesis
from .merkle import Frontier, root_of
from .notes import Checkpoint, Verifier, open_note, read_checkpoint
from .protocol import Absorbed, Entry, ForkProof, LogPart, LogStore, Tip

CHUNK = 1000


def absorb(store: LogStore, part: LogPart) -> Absorbed:
    """Take over a stretch of a log, inside a unit of `store`; the caller's unit undoes everything when this raises.

    1. Hash every entry, check its form, and grow the tree on from `part.frontier`.
    2. Follow it along every log we have of the same origin; one that differs falls away.
    3. Where it goes beyond the last that agrees, add its entries there; where none agrees, begin a second history.
    4. The tree must end at the size and root that `part.note` signs with the key of the log's genesis.
    5. A new second history leaves a fork proof.

    Raises `GapInLog`, `BadLog`, `BadNote`, `BadEntry`, `BadGenesis`.
    """
    merge = _Merge(store, part)
    for chunk in merge.incoming():
        merge.follow(chunk)
    return merge.finish()


class _Merge:
    """One run of `absorb`: the histories that still agree, those that differ, and where entries go."""

    def __init__(self, store: LogStore, part: LogPart) -> None:
        self.store, self.part = store, part
        self.tree = Frontier(part.start, part.frontier)
        self.known = {log: store.tip(log).size for log in store.logs() if bare(log) == part.origin}
        longest = max(self.known.values(), default=0)
        if part.start > longest:
            raise GapInLog(part.origin, part.start, longest)
        self.verifier = self._known_key()
        self.agree = {log: size for log, size in self.known.items() if self._same_start(log, size)}
        self.differ: dict[str, int] = {}
        self.lost = PartTree(part.start, part.frontier) if self.known and not self.agree else None
        self.target = ""
        self.filled = self.added = 0
        self.twin = ""

    def _known_key(self) -> Verifier | None:
        for log in self.known:
            for entry in self.store.entries(log, 0, 1):
                return read_genesis(entry.raw).verifier
        return None

    def _same_start(self, log: str, size: int) -> bool:
        start = self.part.start
        if start == 0 or size < start:
            return start == 0
        if size == start:
            return self.store.tip(log).frontier == self.part.frontier
        ours = Frontier()
        ours.extend(self.store.ids(log, 0, start))
        return ours.nodes == self.part.frontier

    def incoming(self) -> Iterator[list[Entry]]:
        """The entries in chunks, hashed and checked for form."""
        raws, index = iter(self.part.entries), self.part.start
        while chunk := [Entry(sha256(raw).digest(), raw) for raw in islice(raws, CHUNK)]:
            for offset, entry in enumerate(chunk):
                check_form(entry.raw, index + offset)
            if index == 0:
                self._check_first(chunk[0].raw)
            index += len(chunk)
            yield chunk

    def _check_first(self, raw: bytes) -> None:
        genesis = read_genesis(raw)
        if genesis.origin != self.part.origin:
            raise BadLog(self.part.origin, "it begins with the first entry of another log")
        self.verifier = genesis.verifier

    def follow(self, chunk: list[Entry]) -> None:
        """Steps 2 and 3 for one chunk."""
        at, ids = self.tree.size, [entry.id for entry in chunk]
        self.tree.extend(ids)
        if self.lost is not None:
            self.lost.extend(ids)
            return
        if not self.target:
            self._compare(at, ids)
            self._choose(at, chunk)
        if self.target:
            self._put(chunk[self.filled - at :])

    def _compare(self, at: int, ids: list[bytes]) -> None:
        for log, size in list(self.agree.items()):
            ours = self.store.ids(log, at, min(at + len(ids), size)) if at < size else ()
            split = next((at + i for i, (one, two) in enumerate(zip(ours, ids, strict=False)) if one != two), None)
            if split is not None:
                self.differ[log] = split
                del self.agree[log]

    def _choose(self, at: int, chunk: list[Entry]) -> None:
        """Decide where new entries go, once there are any."""
        if self.agree:
            home = self._longest()
            if at + len(chunk) > self.agree[home]:
                self.target, self.filled = home, self.agree[home]
        elif self.differ:
            self.twin = max(self.differ, key=lambda log: (self.differ[log], log))
            split = self.differ[self.twin]
            self.target = f"{self.part.origin}#{chunk[split - at].id.hex()[:16]}"
            self._copy(split)
        else:
            self.target = self.part.origin

    def _longest(self) -> str:
        return max(self.agree, key=lambda log: (self.agree[log], log))

    def _copy(self, stop: int) -> None:
        """Begin the second history with the entries both have."""
        for start in range(0, stop, CHUNK):
            self._put(list(self.store.entries(self.twin, start, min(start + CHUNK, stop))))
        self.added = 0

    def _put(self, entries: Sequence[Entry]) -> None:
        self.store.add(self.target, self.filled, entries)
        self.filled += len(entries)
        self.added += len(entries)

    def finish(self) -> Absorbed:
        """Steps 4 and 5."""
        here = self._check_note()
        if self.lost is not None:
            log = max(self.known, key=lambda log: (self.known[log], log))
            return self._keep(log, self._fork(log, self.lost.root))
        home = self.target or self._longest()
        if self.target:
            self.store.set_tip(home, Tip(self.tree.size, self.tree.nodes))
        self.store.add_note(home, here.size, self.part.note)
        return self._keep(home, self._fork(self.twin, self._roots(home)) if self.twin else None)

    def _check_note(self) -> Checkpoint:
        if self.verifier is None:
            raise BadLog(self.part.origin, "it has no entries")
        here = read_checkpoint(open_note(self.part.note, self.verifier))
        if here != Checkpoint(self.part.origin, self.tree.size, self.tree.root()):
            raise BadLog(self.part.origin, "its entries do not lead to the root that was signed")
        return here

    def _keep(self, log: str, fork: ForkProof | None) -> Absorbed:
        if fork is not None:
            self.store.add_fork(fork)
        return Absorbed(log, self.added, fork)

    def _fork(self, log: str, theirs: Roots) -> ForkProof:
        last = self.store.last_note(log)
        if last is None:
            raise BadLog(log, "it has no checkpoint")
        return fork_between(self.part.origin, (last[1], self._roots(log)), (self.part.note, theirs))

    def _roots(self, log: str) -> Roots:
        return lambda low, high: root_of(self.store.ids(log, low, high))
