"""Fork proofs: they convince a stranger, and an honest log can never be accused."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tereze.ledger.errors import BadNote, BadProof
from tereze.ledger.forks import PartTree, check_fork, fork_between
from tereze.ledger.merkle import Frontier, consistency_ranges, root_of
from tereze.ledger.notes import Checkpoint
from tereze.ledger.protocol import ForkProof

LEAVES = [bytes([n]) * 32 for n in range(70)]


def roots(leaves: list[bytes]) -> Any:
    return lambda low, high: root_of(leaves[low:high])


def note(who: Any, leaves: list[bytes]) -> str:
    return str(who.sign(Checkpoint(who.origin, len(leaves), root_of(leaves)).text))


def test_every_pair_of_different_histories_can_be_proved(bench: Any) -> None:
    who = bench.installation("one")
    for old in range(1, 20):
        for new in range(1, 20):
            one, two = LEAVES[:old], [b"x" * 32, *LEAVES[1:new]]
            proof = fork_between(who.origin, (note(who, one), roots(one)), (note(who, two), roots(two)))
            check_fork(proof, who.verifier)
            again = fork_between(who.origin, (note(who, two), roots(two)), (note(who, one), roots(one)))
            assert proof == again


def test_an_honest_log_cannot_be_accused(bench: Any) -> None:
    who = bench.installation("one")
    chance = random.Random(5)
    for _ in range(400):
        new = chance.randrange(1, 70)
        old = chance.randrange(1, new + 1)
        one, two = LEAVES[:old], LEAVES[:new]
        honest = fork_between(who.origin, (note(who, one), roots(one)), (note(who, two), roots(two)))
        steps = list(honest.path)
        for path in (steps, steps[1:], steps[:-1], steps[::-1], [bytes(32), *steps], [*steps, bytes(32)], []):
            with pytest.raises(BadProof):
                check_fork(honest._replace(path=tuple(path)), who.verifier)
        if steps:
            at = chance.randrange(len(steps))
            steps[at] = chance.randbytes(32)
            with pytest.raises(BadProof):
                check_fork(honest._replace(path=tuple(steps)), who.verifier)


def test_a_proof_of_other_logs_or_by_another_key_is_refused(bench: Any) -> None:
    who, other = bench.installation("one"), bench.installation("two")
    good = ForkProof(who.origin, note(who, LEAVES[:3]), note(who, LEAVES[1:4]), ())
    check_fork(good, who.verifier)
    for bad, error in (
        (good._replace(note_b=note(other, LEAVES[:3])), BadNote),
        (good._replace(origin=other.origin), BadProof),
        (good._replace(note_b=good.note_a), BadProof),
        (good._replace(path=(bytes(32),)), BadProof),
        (good._replace(note_a=note(who, [])), BadProof),
        (good._replace(note_a="text"), BadNote),
    ):
        with pytest.raises(error):
            check_fork(bad, who.verifier)
    with pytest.raises(BadNote):
        check_fork(good, other.verifier)


@pytest.mark.parametrize("start", [0, 1, 2, 5, 8, 21, 32])
def test_a_part_knows_the_subtrees_it_needs(start: int) -> None:
    before = Frontier()
    before.extend(LEAVES[:start])
    tree = PartTree(start, before.nodes)
    tree.extend(LEAVES[start:])
    for old in range(max(1, start), 70):
        for low, high in [(0, old), *consistency_ranges(old, 70)]:
            assert tree.root(low, high) == root_of(LEAVES[low:high])


def test_a_part_does_not_invent_what_came_before() -> None:
    before = Frontier()
    before.extend(LEAVES[:8])
    with pytest.raises(BadProof):
        PartTree(8, before.nodes).root(0, 3)
