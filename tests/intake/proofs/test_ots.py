"""OpenTimestamps: begun, promised, completed, and held against a header; nothing is asked of anybody."""

from __future__ import annotations

import hashlib

import pytest
from stampers import Calendar

from tereze.intake.proofs import ots

LETTER = b"a fictional letter"
DIGEST = hashlib.sha256(LETTER).digest()


def of(algorithm: str) -> dict[str, str]:
    return {"file": hashlib.new(algorithm, LETTER).hexdigest()}


@pytest.fixture
def calendar() -> Calendar:
    return Calendar("http://127.0.0.1:9")


@pytest.fixture
def promised(calendar: Calendar) -> bytes:
    proof = ots.begin(DIGEST)
    ots.merge(proof, DIGEST, calendar.answer("/digest", DIGEST)[1])
    return ots.written(proof)


@pytest.fixture
def complete(calendar: Calendar, promised: bytes) -> bytes:
    calendar.mine()
    proof = ots.parsed(promised)
    [promise] = ots.pending(proof)
    ots.merge(proof, promise.commitment, calendar.answer(f"/timestamp/{promise.commitment.hex()}", b"")[1])
    return ots.written(proof)


def test_a_promise_is_pending(calendar: Calendar, promised: bytes) -> None:
    found = ots.check(promised, of, {})
    assert not found.good
    assert not found.problems
    assert found.by == calendar.url
    assert "pending" in found.notes[0]
    assert ots.heights(ots.parsed(promised)) == []


def test_a_block_that_holds_it_gives_the_time(calendar: Calendar, complete: bytes) -> None:
    found = ots.check(complete, of, calendar.headers, least_work=0)
    assert found.good
    assert (found.time, found.by) == ("2026-09-21T14:13:20Z", "Bitcoin block 900001")
    assert "compare the hash" in found.notes[0]


def test_without_the_header_it_is_not_decided(complete: bytes) -> None:
    found = ots.check(complete, of, {})
    assert not found.good
    assert found.notes == ("the block's header was not given",)


def test_a_made_up_header_lacks_the_work(calendar: Calendar, complete: bytes) -> None:
    assert "work" in ots.check(complete, of, calendar.headers).problems[0]


def test_another_block_does_not_hold_it(calendar: Calendar, complete: bytes) -> None:
    calendar.promised.append(b"\x11" * 32)
    other = calendar.mine(900_002)
    found = ots.check(complete, of, {900_001: other}, least_work=0)
    assert found.problems == ("the block does not hold it",)
    assert "80 bytes" in ots.check(complete, of, {900_001: b"short"}).problems[0]


def test_a_proof_of_another_file_is_refused(complete: bytes) -> None:
    assert ots.check(complete, lambda _algorithm: {"file": "00" * 32}, {}).problems == ("it is about another file",)


@pytest.mark.parametrize("raw", [b"", b"words", b"\x00" * 200_000, b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2"])
def test_bytes_that_are_no_proof_are_refused(raw: bytes) -> None:
    assert ots.check(raw, of, {}).problems
    with pytest.raises(ots.BadProof):
        ots.parsed(raw)


def test_an_answer_about_something_else_is_refused(calendar: Calendar) -> None:
    proof = ots.begin(DIGEST)
    with pytest.raises(ots.BadProof, match="something else"):
        ots.merge(proof, b"\x22" * 32, calendar.answer("/digest", b"\x22" * 32)[1])
    with pytest.raises(ots.BadProof):
        ots.merge(proof, DIGEST, b"\xff\xff\xff")
    with pytest.raises(ots.BadProof):
        ots.merge(proof, DIGEST, b"\x00" * 200_000)


def test_the_target_of_a_header_is_read_as_the_network_reads_it() -> None:
    assert ots._target(0x1D00FFFF) == 0xFFFF << 208
    assert ots._target(0x02008000) == 0x80
