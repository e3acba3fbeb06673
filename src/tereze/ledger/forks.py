"""Proofs that an installation signed two histories: made once, checkable by anybody from the proof alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .errors import BadProof
from .merkle import Frontier, consistency_ranges, consistency_roots, prove
from .notes import Verifier, open_note, read_checkpoint, split_note
from .protocol import ForkProof

Roots = Callable[[int, int], bytes]
"""The root over the leaves from one index up to, not including, another."""


class PartTree:
    """The subtree roots of a log of which only the frontier at `start` and the entry ids after it are known."""

    def __init__(self, start: int, frontier: Iterable[bytes]) -> None:
        self._start = start
        self._spans: list[tuple[int, int, bytes]] = []
        self._ids: list[bytes] = []
        low = 0
        for node in frontier:
            high = low + (1 << ((start - low).bit_length() - 1))
            self._spans.append((low, high, node))
            low = high

    def extend(self, ids: Iterable[bytes]) -> None:
        """More ids at the end."""
        self._ids.extend(ids)

    def root(self, low: int, high: int) -> bytes:
        """The root over a range of leaves that the tree has as a subtree and that ends after `start`, or at it."""
        nodes = [(begin, end, node) for begin, end, node in self._spans if low <= begin and end <= high]
        covered = max((end for _, end, _ in nodes), default=low)
        tree = Frontier(covered - low, [node for _, _, node in nodes])
        if covered < min(self._start, high):
            raise BadProof("that part of the log is not here")
        tree.extend(self._ids[max(0, covered - self._start) : max(0, high - self._start)])
        return tree.root()


def fork_between(origin: str, one: tuple[str, Roots], two: tuple[str, Roots]) -> ForkProof:
    """The proof from two checkpoint notes of one origin and the subtree roots of the histories they end."""
    (note_a, _), (note_b, roots) = sorted((one, two), key=lambda side: (_size(side[0]), side[0]))
    old, new = _size(note_a), _size(note_b)
    return ForkProof(origin, note_a, note_b, prove(_ranges(old, new), roots) if old < new else ())


def _size(note: str) -> int:
    return read_checkpoint(split_note(note)[0]).size


def _ranges(old: int, new: int) -> list[tuple[int, int]]:
    """The ranges of the consistency path, with the old tree itself first where the path would leave it out."""
    return [(0, old)] * (old.bit_count() == 1) + consistency_ranges(old, new)


def check_fork(fork: ForkProof, verifier: Verifier) -> None:
    """Raises `BadNote` or `BadProof` unless the proof shows two signed checkpoints that cannot both be true."""
    old = read_checkpoint(open_note(fork.note_a, verifier))
    new = read_checkpoint(open_note(fork.note_b, verifier))
    if not (old.origin == new.origin == fork.origin == verifier.name) or not 0 < old.size <= new.size:
        raise BadProof("the two checkpoints are not of one log")
    if old.size == new.size:
        if old.root == new.root or fork.path:
            raise BadProof("the two checkpoints agree")
        return
    explicit = old.size.bit_count() == 1
    if explicit and not fork.path:
        raise BadProof("it is too short")
    start, path = (fork.path[0], fork.path[1:]) if explicit else (old.root, fork.path)
    first, second = consistency_roots(old.size, new.size, path, start)
    if second != new.root or first == old.root:
        raise BadProof("the newer checkpoint may continue the older one")
