"""The tree of RFC 9162: against a naive recursion, published roots, and mutated proofs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from hashlib import sha256

import pytest

from tereze.ledger.errors import BadProof
from tereze.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    check_consistency,
    check_inclusion,
    consistency_ranges,
    inclusion_ranges,
    leaf_hash,
    node_hash,
    prove,
    root_of,
)

# The eight leaves and the root that certificate-transparency implementations share as test data.
CT_LEAVES = [bytes.fromhex(x) for x in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")] + [
    bytes.fromhex("606162636465666768696a6b6c6d6e6f")
]
CT_ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def naive_root(leaves: Sequence[bytes]) -> bytes:
    """The definition in RFC 9162 §2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\1" + naive_root(leaves[:split]) + naive_root(leaves[split:])).digest()


def naive_path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """RFC 9162 §2.1.3.1."""
    if len(leaves) == 1:
        return []
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if index < split:
        return [*naive_path(index, leaves[:split]), naive_root(leaves[split:])]
    return [*naive_path(index - split, leaves[split:]), naive_root(leaves[:split])]


def naive_consistency(old: int, leaves: Sequence[bytes], whole: bool = True) -> list[bytes]:
    """RFC 9162 §2.1.4.1."""
    if old == len(leaves):
        return [] if whole else [naive_root(leaves)]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if old <= split:
        return [*naive_consistency(old, leaves[:split], whole), naive_root(leaves[split:])]
    return [*naive_consistency(old - split, leaves[split:], False), naive_root(leaves[:split])]


LEAVES = [sha256(bytes([n])).digest() for n in range(130)]


def path_of(index: int, size: int) -> tuple[bytes, ...]:
    return prove(inclusion_ranges(index, size), lambda low, high: root_of(LEAVES[low:high]))


def link_of(old: int, new: int) -> tuple[bytes, ...]:
    return prove(consistency_ranges(old, new), lambda low, high: root_of(LEAVES[low:high]))


def test_the_published_root() -> None:
    assert root_of(CT_LEAVES).hex() == CT_ROOT
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", range(131))
def test_roots_equal_the_definition(size: int) -> None:
    tree = Frontier()
    tree.extend(LEAVES[:size])
    assert tree.root() == naive_root(LEAVES[:size]) == root_of(LEAVES[:size])
    again = Frontier(size, tree.nodes)
    again.extend(LEAVES[size:])
    assert again.root() == naive_root(LEAVES)


def test_every_inclusion_proof_to_70() -> None:
    for size in range(1, 71):
        root = root_of(LEAVES[:size])
        for index in range(size):
            path = path_of(index, size)
            assert list(path) == naive_path(index, LEAVES[:size])
            check_inclusion(LEAVES[index], index, size, path, root)


def test_every_consistency_proof_to_70() -> None:
    for new in range(1, 71):
        root = root_of(LEAVES[:new])
        for old in range(1, new + 1):
            path = link_of(old, new)
            assert list(path) == naive_consistency(old, LEAVES[:new])
            check_consistency(old, new, path, root_of(LEAVES[:old]), root)


def mutate(chance: random.Random, path: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """A path that differs from `path`: a bit, a missing, doubled, foreign or moved step, or a step of another size."""
    steps = list(path)
    kind = chance.randrange(6)
    if kind == 0 and steps:
        at = chance.randrange(len(steps))
        flipped = bytearray(steps[at])
        flipped[chance.randrange(32)] ^= 1 << chance.randrange(8)
        steps[at] = bytes(flipped)
    elif kind == 1 and steps:
        steps.pop(chance.randrange(len(steps)))
    elif kind == 2 and steps:
        steps.insert(chance.randrange(len(steps) + 1), chance.choice(steps))
    elif kind == 3:
        steps.insert(chance.randrange(len(steps) + 1), chance.randbytes(32))
    elif kind == 4 and len(steps) > 1:
        chance.shuffle(steps)
    elif steps:
        at = chance.randrange(len(steps))
        steps[at] += b"\0"
    return tuple(steps)


def accepted(check: object, *arguments: object) -> bool:
    try:
        check(*arguments)  # type: ignore[operator]
    except BadProof:
        return False
    return True


def test_no_mutated_inclusion_proof_is_accepted() -> None:
    chance, tried = random.Random(1), 0
    for _ in range(50_000):
        size = chance.randrange(1, 131)
        index = chance.randrange(size)
        path, root = path_of(index, size) if size < 20 else cached_path(index, size), ROOTS[size]
        other = mutate(chance, path)
        if other != path:
            tried += 1
            assert not accepted(check_inclusion, LEAVES[index], index, size, other, root)
        wrong = chance.randrange(131)
        if wrong != index:
            assert not accepted(check_inclusion, LEAVES[index], wrong, size, path, root)
        assert not accepted(check_inclusion, LEAVES[(index + 1) % 130], index, size, path, root)
    assert tried > 35_000


def test_no_mutated_consistency_proof_is_accepted() -> None:
    chance, tried = random.Random(2), 0
    for _ in range(50_000):
        new = chance.randrange(1, 131)
        old = chance.randrange(1, new + 1)
        path = cached_link(old, new)
        other = mutate(chance, path)
        if other != path:
            tried += 1
            assert not accepted(check_consistency, old, new, other, ROOTS[old], ROOTS[new])
        lie = chance.randrange(1, 131)
        if lie != old:
            assert not accepted(check_consistency, old, new, path, ROOTS[lie], ROOTS[new])
        if lie != new:
            assert not accepted(check_consistency, old, new, path, ROOTS[old], ROOTS[lie])
    assert tried > 30_000


ROOTS = [naive_root(LEAVES[:size]) for size in range(131)]
_NODES: dict[tuple[int, int], bytes] = {}


def node(low: int, high: int) -> bytes:
    """Subtree roots, each computed once: the mutation tests need thousands."""
    if (low, high) not in _NODES:
        _NODES[low, high] = root_of(LEAVES[low:high])
    return _NODES[low, high]


def cached_path(index: int, size: int) -> tuple[bytes, ...]:
    return prove(inclusion_ranges(index, size), node)


def cached_link(old: int, new: int) -> tuple[bytes, ...]:
    return prove(consistency_ranges(old, new), node)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0), (5, 2)])
def test_there_is_no_path_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(BadProof):
        inclusion_ranges(index, size)
    with pytest.raises(BadProof):
        check_inclusion(LEAVES[0], index, size, (), ROOTS[1])


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 2), (0, 0)])
def test_only_a_shorter_log_is_continued(old: int, new: int) -> None:
    with pytest.raises(BadProof):
        consistency_ranges(old, new)
    with pytest.raises(BadProof):
        check_consistency(old, new, (), ROOTS[1], ROOTS[1])


@pytest.mark.parametrize(("size", "nodes"), [(1, ()), (0, (bytes(32),)), (3, (bytes(32),)), (1, (b"short",)), (-1, ())])
def test_a_frontier_must_fit_its_size(size: int, nodes: tuple[bytes, ...]) -> None:
    with pytest.raises(BadProof):
        Frontier(size, nodes)


def test_leaves_and_nodes_cannot_be_confused() -> None:
    left, right = LEAVES[:2]
    assert leaf_hash(left + right) != node_hash(left, right)
    assert root_of([node_hash(left, right)]) != root_of([left, right])
