"""ProofMode bundles: the digest against the notes, proofs of time, signatures reported as not checked."""

from __future__ import annotations

import hashlib

import pytest
import webs
from stampers import Calendar
from tests.intake.reading import makers

from tereze.intake.proofs import ots, proofmode

PHOTO = makers.png(8, 8, b"\x80" * 64)


@pytest.mark.parametrize("csv", [False, True])
def test_a_whole_bundle_holds_and_says_what_was_not_checked(csv: bool) -> None:
    [one] = proofmode.read(webs.proofmode(PHOTO, csv=csv))
    assert (one.name, one.data) == ("photo.png", PHOTO)
    assert one.checked[0].good
    assert len([note for note in one.checked[0].notes if "not checked" in note]) == 3
    assert not any("missing" in note for note in one.checked[0].notes)


def test_an_altered_photograph_shows() -> None:
    [one] = proofmode.read(webs.proofmode(PHOTO, spoil=True))
    assert "names the digest" in one.checked[0].problems[0]


def test_a_proof_of_time_in_it_is_checked() -> None:
    digest, calendar = hashlib.sha256(PHOTO).digest(), Calendar("http://127.0.0.1:9")
    proof = ots.begin(digest)
    ots.merge(proof, digest, calendar.answer("/digest", digest)[1])
    [one] = proofmode.read(webs.proofmode(PHOTO, ots=ots.written(proof)))
    assert one.checked[1].how == "ots"
    assert "pending" in one.checked[1].notes[0]
    [bad] = proofmode.read(webs.proofmode(PHOTO, ots=b"words"))
    assert bad.checked[1].problems


def test_notes_that_cannot_be_read_name_no_digest() -> None:
    raw = makers.packed({"photo.png": PHOTO, "a.proof.json": b"\x00\xff", "b.proof.csv": b"one line"})
    [one] = proofmode.read(raw)
    assert one.checked[0].problems


def test_what_is_a_bundle() -> None:
    assert proofmode.is_bundle(["photo.png", "ab.proof.csv"])
    assert not proofmode.is_bundle(["photo.png"])
