"""PGP signatures with real keys of fictional people: good, altered, by another, and not checked at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
import signers
from signers import Signer

from tereze.intake.proofs import pgp
from tereze.intake.proofs.checked import Checked
from tereze.intake.reading import sandbox

needs_gpg = pytest.mark.skipif(not signers.IS_THERE, reason="needs gpg and gpgv")
DATA = b"a fictional photograph" * 100
NONE = Checked("pgp", what="the file")


@pytest.fixture(scope="module")
def one() -> Iterator[Signer]:
    with Signer() as made:
        yield made


@pytest.fixture(scope="module")
def other() -> Iterator[Signer]:
    with Signer("Somebody Fictional", "rsa2048") as made:
        yield made


@needs_gpg
@pytest.mark.parametrize("armoured", [True, False])
def test_a_signature_by_the_key_that_came_with_it_holds(one: Signer, armoured: bool) -> None:
    key = one.key if armoured else one.plain_key
    found = pgp.check(DATA, one.sign(DATA, armoured=armoured), key, "the file")
    assert found.good, found.line()
    assert found.by == f"key {one.fingerprint}"
    assert found.time.startswith("20")
    assert "whose key that is was not checked" in found.notes[0]


@needs_gpg
def test_what_was_altered_or_is_by_another_does_not_hold(one: Signer, other: Signer) -> None:
    altered = pgp.check(DATA + b"x", one.sign(DATA), one.key, "the file")
    assert altered.problems == ("it is not the signature of these bytes",)
    foreign = pgp.check(DATA, other.sign(DATA), one.key, "the file")
    assert foreign.problems == ("it is not by the key that came with it",)
    for found in (altered, foreign):
        assert not found.good
        assert found.with_ == ()


@needs_gpg
@pytest.mark.parametrize("junk", [b"words", b"-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n"])
def test_junk_is_no_signature(one: Signer, junk: bytes) -> None:
    found = pgp.check(DATA, junk, one.key, "the file")
    assert not found.good
    assert found.problems


@needs_gpg
def test_without_walls_it_is_checked_all_the_same(one: Signer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "enclosed", lambda: False)
    assert pgp.check(DATA, one.sign(DATA), one.key, "the file").good


@pytest.mark.parametrize(
    "key", [b"", b"key", b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n*\n-----END PGP PUBLIC KEY BLOCK-----"]
)
def test_without_a_key_nothing_is_decided(key: bytes) -> None:
    found = pgp.check(DATA, b"sig", key, "the file")
    assert not found.good
    assert not found.problems
    assert "not checked" in found.notes[0]


def test_without_the_program_it_is_never_called_good(monkeypatch: pytest.MonkeyPatch) -> None:
    found_by = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name, *more: None if name == "gpgv" else found_by(name, *more))
    found = pgp.check(DATA, b"sig", b"\x99\x01", "the file")
    assert not found.good
    assert "signature not checked: the program gpgv is not installed" in found.line()


@pytest.mark.parametrize(
    ("status", "good", "said"),
    [
        ("[GNUPG:] GOODSIG A x\n[GNUPG:] VALIDSIG AB12 2024-05-06 1714979289 0", True, "2024-05-06T07:08:09Z"),
        ("[GNUPG:] EXPKEYSIG A x\n[GNUPG:] VALIDSIG AB12 2024-05-06 1714979289 0", True, "over by now"),
        ("[GNUPG:] REVKEYSIG A x\n[GNUPG:] VALIDSIG AB12 2024-05-06 1714979289 0", False, "revoked"),
        ("[GNUPG:] GOODSIG A x", False, "cannot be read"),
        ("[GNUPG:] VALIDSIG AB12 2024-05-06 1714979289 0", False, "cannot be read"),
        ("[GNUPG:] BADSIG A x\n[GNUPG:] GOODSIG A x\n[GNUPG:] VALIDSIG AB12 d 1 0", False, "not the signature"),
        ("[GNUPG:] EXPSIG A x\n[GNUPG:] VALIDSIG AB12 d 1 0", False, "cannot be read"),
        ("gpgv: GOODSIG VALIDSIG", False, "could not be run"),
        ("", False, "could not be run"),
    ],
)
def test_only_both_lines_of_the_judge_make_it_good(status: str, good: bool, said: str) -> None:
    found = pgp.told(NONE, status)
    assert found.good is good
    assert said in found.line()
