"""The Merkle tree of RFC 9162 §2.1 (SHA-256): roots, inclusion and consistency proofs, and their verification.

A leaf is a 32-byte entry id. `Frontier` appends with O(log n) memory: it holds the roots of the complete subtrees
from left to right. Proofs are made from subtree roots over ranges of leaves, so they work from any source of leaves
(a list, or rows streamed from a database).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

from .errors import BadProof

EMPTY_ROOT = sha256(b"").digest()
Range = tuple[int, int]


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256(0x00 ‖ leaf)."""
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\1" + left + right).digest()


class Frontier:
    """A growing tree remembered by its complete subtrees only; `size` leaves so far."""

    __slots__ = ("_stack", "size")

    def __init__(self, size: int = 0, nodes: Sequence[bytes] = ()) -> None:
        if size < 0 or len(nodes) != size.bit_count() or any(len(node) != 32 for node in nodes):
            raise BadProof("the frontier does not fit the size")
        self.size = size
        self._stack = list(nodes)

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Append leaves (entry ids) in order."""
        stack, size, digest = self._stack, self.size, sha256
        for leaf in leaves:
            node = digest(b"\0" + leaf).digest()
            full = size
            while full & 1:
                node = digest(b"\1" + stack.pop() + node).digest()
                full >>= 1
            stack.append(node)
            size += 1
        self.size = size

    @property
    def nodes(self) -> tuple[bytes, ...]:
        """The roots of the complete subtrees, largest (leftmost) first."""
        return tuple(self._stack)

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self._stack:
            return EMPTY_ROOT
        root = self._stack[-1]
        for node in reversed(self._stack[:-1]):
            root = node_hash(node, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over these leaves."""
    tree = Frontier()
    tree.extend(leaves)
    return tree.root()


def _split(size: int) -> int:
    """The largest power of two smaller than `size` (≥ 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The ranges of leaves whose subtree roots are the inclusion path of leaf `index` in a tree of `size`."""
    if not 0 <= index < size:
        raise BadProof(f"there is no entry {index} among {size}")
    low, high, path = 0, size, list[Range]()
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append((middle, high))
            high = middle
        else:
            path.append((low, middle))
            low = middle
    return path[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """The ranges of leaves whose subtree roots are the consistency path from size `old` to size `new`."""
    if not 0 < old <= new:
        raise BadProof(f"a log of {new} entries does not continue one of {old}")
    low, high, path, whole = 0, new, list[Range](), True
    while high != old:
        middle = low + _split(high - low)
        if old <= middle:
            path.append((middle, high))
            high = middle
        else:
            path.append((low, middle))
            low, whole = middle, False
    if not whole:
        path.append((low, high))
    return path[::-1]


def prove(ranges: Iterable[Range], root: Callable[[int, int], bytes]) -> tuple[bytes, ...]:
    """The path over `ranges`; `root(low, high)` gives the root over the leaves from `low` up to before `high`."""
    return tuple(root(low, high) for low, high in ranges)


def inclusion_root(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """RFC 9162 §2.1.3.2: the root `path` leads to from leaf `index` of `size`; `BadProof` if it has no such shape."""
    if not 0 <= index < size:
        raise BadProof(f"there is no entry {index} among {size}")
    here, last, node = index, size - 1, leaf_hash(leaf)
    for step in path:
        if last == 0 or len(step) != 32:
            raise BadProof("it is too long or malformed")
        if here & 1 or here == last:
            node = node_hash(step, node)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            node = node_hash(node, step)
        here, last = here >> 1, last >> 1
    if last:
        raise BadProof("it is too short")
    return node


def check_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Raises `BadProof` unless `path` leads from leaf `index` of `size` to `root`."""
    if inclusion_root(leaf, index, size, path) != root:
        raise BadProof("the entry is not in the log at this place")


def consistency_roots(old: int, new: int, path: Sequence[bytes], old_root: bytes) -> tuple[bytes, bytes]:
    """RFC 9162 §2.1.4.2: the roots (old, new) that a consistency path leads to; `BadProof` if it has no such shape.

    `old_root` is the starting point where `old` is a power of two, as the path then leaves it out.
    """
    if not 0 < old <= new:
        raise BadProof(f"a log of {new} entries does not continue one of {old}")
    if old == new:
        if path:
            raise BadProof("it is too long")
        return old_root, old_root
    steps = list(path)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    if not steps or any(len(step) != 32 for step in steps):
        raise BadProof("it is empty or malformed")
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise BadProof("it is too long")
        if here & 1 or here == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            second = node_hash(second, step)
        here, last = here >> 1, last >> 1
    if last:
        raise BadProof("it is too short")
    return first, second


def check_consistency(old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Raises `BadProof` unless `path` shows that the tree of `new` leaves continues the tree of `old` leaves."""
    if consistency_roots(old, new, path, old_root) != (old_root, new_root):
        raise BadProof("the newer log does not continue the older one")
