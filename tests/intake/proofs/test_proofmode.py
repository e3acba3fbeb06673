"""ProofMode bundles: the digest against the notes, proofs of time, signatures against the key of the bundle."""

from __future__ import annotations

import hashlib

import pytest
import signers
import webs
from stampers import Calendar
from tests.intake.reading import makers

from tereze.intake.proofs import ots, proofmode

PHOTO = makers.png(8, 8, b"\x80" * 64)
DIGEST = hashlib.sha256(PHOTO).hexdigest()


@pytest.mark.parametrize("csv", [False, True])
def test_a_whole_bundle_holds_and_says_what_was_not_checked(csv: bool) -> None:
    [one] = proofmode.read(webs.proofmode(PHOTO, csv=csv))
    assert (one.name, one.data) == ("photo.png", PHOTO)
    assert one.checked[0].good
    assert one.checked[0].notes == ()
    assert [check.how for check in one.checked[1:]] == ["pgp", "pgp"]
    for check in one.checked[1:]:  # there is something called a signature and something called a key
        assert not check.good
        assert "signature not checked" in check.line()
    bare = makers.packed({"photo.png": PHOTO, "a.proof.json": f'{{"x": "{DIGEST}"}}', "a.gst": b"x"})
    [found] = proofmode.read(bare)
    assert [note.partition(" is ")[0] for note in found.checked[0].notes[:2]] == [
        "the PGP signature of the file", "the PGP signature of the notes",
    ]  # fmt: skip
    assert "not checked" in found.checked[0].notes[2]


@pytest.mark.skipif(not signers.IS_THERE, reason="needs gpg and gpgv")
def test_signatures_of_file_and_notes_are_checked_against_the_key_of_the_bundle() -> None:
    with signers.Signer() as camera, signers.Signer("Another Fictional") as another:
        [one] = proofmode.read(webs.proofmode(PHOTO, signer=camera))
        of_file, of_notes = one.checked[1:]
        assert of_file.good
        assert of_notes.good
        assert (of_file.what, of_notes.what) == ("the file", "the notes of the telephone")
        assert of_file.by == f"key {camera.fingerprint}"
        [forged] = proofmode.read(webs.proofmode(PHOTO, signer=camera, resign=another))
        assert [check.problems for check in forged.checked[1:]] == [("it is not by the key that came with it",)] * 2


def test_an_altered_photograph_shows() -> None:
    [one] = proofmode.read(webs.proofmode(PHOTO, spoil=True))
    assert "names the digest" in one.checked[0].problems[0]


def test_a_proof_of_time_in_it_is_checked() -> None:
    digest, calendar = hashlib.sha256(PHOTO).digest(), Calendar("http://127.0.0.1:9")
    proof = ots.begin(digest)
    ots.merge(proof, digest, calendar.answer("/digest", digest)[1])
    [one] = proofmode.read(webs.proofmode(PHOTO, ots=ots.written(proof)))
    assert one.checked[-1].how == "ots"
    assert "pending" in one.checked[-1].notes[0]
    [bad] = proofmode.read(webs.proofmode(PHOTO, ots=b"words"))
    assert bad.checked[-1].problems


def test_notes_that_cannot_be_read_name_no_digest() -> None:
    raw = makers.packed({"photo.png": PHOTO, "a.proof.json": b"\x00\xff", "b.proof.csv": b"one line"})
    [one] = proofmode.read(raw)
    assert one.checked[0].problems


def test_what_is_a_bundle() -> None:
    assert proofmode.is_bundle(["photo.png", "ab.proof.csv"])
    assert not proofmode.is_bundle(["photo.png"])
