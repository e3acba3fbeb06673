"""Signed notes and checkpoints: the published example, and everything that must be refused."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.ledger.errors import BadNote
from tereze.ledger.notes import (
    MAX_NOTE,
    Checkpoint,
    Verifier,
    key_hash,
    open_note,
    public_of,
    read_checkpoint,
    read_vkey,
    sign_note,
    split_note,
    strict_base64,
)

# The example of the signed-note specification: a note signed by PeterNeumann's key.
EXAMPLE_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
EXAMPLE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
SEED = bytes(range(32))
NAME = "tereze/test/log"


def verifier() -> Verifier:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Verifier(NAME, Ed25519PrivateKey.from_private_bytes(SEED).public_key().public_bytes_raw())


def test_the_published_example_verifies() -> None:
    assert open_note(EXAMPLE, read_vkey(EXAMPLE_KEY)).startswith("If you think")


def test_what_is_signed_opens() -> None:
    note = sign_note("one\ntwo\n", NAME, SEED)
    assert open_note(note, verifier()) == "one\ntwo\n"
    assert note.startswith("one\ntwo\n\n— tereze/test/log ")


def test_a_note_may_hold_an_empty_line() -> None:
    assert open_note(sign_note("one\n\ntwo\n", NAME, SEED), verifier()) == "one\n\ntwo\n"


def test_lines_by_other_keys_are_passed_over() -> None:
    note = sign_note("text\n", NAME, SEED)
    other = sign_note("text\n", "somebody", bytes(32)).split("\n\n")[1]
    assert open_note(note + other, verifier()) == "text\n"
    unknown = f"— {NAME} {b64encode(b'later' + bytes(2420)).decode()}\n"
    assert open_note(note + unknown, verifier()) == "text\n"


def test_one_wrong_signature_of_our_key_is_enough_to_refuse() -> None:
    note = sign_note("text\n", NAME, SEED)
    wrong = f"— {NAME} {b64encode(verifier().hash + bytes(64)).decode()}\n"
    with pytest.raises(BadNote, match="wrong"):
        open_note(note + wrong, verifier())


@given(st.integers(0, 10_000), st.integers(0, 7))
@settings(max_examples=600, deadline=None)
def test_no_flipped_bit_is_accepted(at: int, bit: int) -> None:
    raw = bytearray(sign_note(Checkpoint(NAME, 12, bytes(32)).text, NAME, SEED).encode())
    raw[at % len(raw)] ^= 1 << bit
    with pytest.raises((BadNote, UnicodeDecodeError)):
        open_note(raw.decode(), verifier())


@pytest.mark.parametrize(
    "note",
    [
        "", "\n", "text\n", "text\n\n", "\n\n— a AAAAAAA=\n", "text\n\n— a\n", "text\n\n- a AAAAAAA=\n",
        "text\n\n— a AAAA\n", "text\n\n— a AAAAAAB=\n", "text\n\n— a !!!!\n", "text\n\n—  AAAAAAA=\n",
        "te\txt\n\n— a AAAAAAA=\n", "te\rxt\n\n— a AAAAAAA=\n", "text\n\n— a AAAAAAA=", "text\n\n— a AAAAAAA=\n\n",
        "x" * MAX_NOTE + "\n\n— a AAAAAAA=\n",
    ],
)  # fmt: skip
def test_malformed_notes_are_refused(note: str) -> None:
    with pytest.raises(BadNote):
        split_note(note)


def test_an_unsigned_note_is_refused() -> None:
    with pytest.raises(BadNote, match="not signed"):
        open_note(sign_note("text\n", "somebody", SEED), verifier())


def test_a_vkey_reads_as_it_was_written() -> None:
    text = str(verifier())
    assert read_vkey(text) == verifier()
    assert key_hash(NAME, verifier().key).hex() == text.split("+")[1]


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "a+b", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "+c74f20a3+AA==",
        "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "PeterNeumann+c74f20a3+ARpc2Q==",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)  # fmt: skip
def test_a_malformed_vkey_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        read_vkey(text)


def test_a_short_key_with_a_fitting_hash_is_refused() -> None:
    with pytest.raises(BadNote, match="not Ed25519"):
        read_vkey(str(Verifier(NAME, bytes(31))))


def test_a_checkpoint_reads_as_it_was_written() -> None:
    here = Checkpoint(NAME, 42, bytes(range(32)))
    assert read_checkpoint(here.text) == here
    assert read_checkpoint(here.text + "an extension\n") == here


@pytest.mark.parametrize(
    "text",
    [
        "", "a\n1\n", "a\n1\nAAAA\n", f"\n1\n{'A' * 43}=\n", f"a\n01\n{'A' * 43}=\n", f"a\n-1\n{'A' * 43}=\n",
        f"a\n1.0\n{'A' * 43}=\n", f"a\n١\n{'A' * 43}=\n", f"a\n1\n{'A' * 42}B=\n", f"a\n1\n{'A' * 43}=",
        f"a\n1\n{'A' * 43}=\n\n", f"a\n{'9' * 5000}\n{'A' * 43}=\n", f"a\n\n{'A' * 43}=\n",
    ],
)  # fmt: skip
def test_a_malformed_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        read_checkpoint(text)


@pytest.mark.parametrize("text", ["QR==", "QQ=", "QQ", " QQ==", "QQ==\n", "-_==", "QQ==QQ=="])
def test_base64_has_one_spelling(text: str) -> None:
    with pytest.raises(BadNote):
        strict_base64(text, "it")


def test_the_public_key_of_a_seed_opens_what_the_seed_signed() -> None:
    verifier = public_of("someone", bytes(32))
    assert open_note(sign_note("a text\n", "someone", bytes(32)), verifier) == "a text\n"
    assert read_vkey(str(verifier)) == verifier
