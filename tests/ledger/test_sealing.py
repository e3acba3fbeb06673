"""Sealing and opening: what goes in comes out, and nothing else opens."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.ledger.canonical import canonical
from tereze.ledger.commitment import derive
from tereze.ledger.entry import Clear, bound_bytes, bound_of, read_clear, write_entry
from tereze.ledger.errors import BadEntry, CannotOpen, NotCanonical
from tereze.ledger.padding import pad
from tereze.ledger.sealing import DataKey, check_payload, entry_id, open_entry, seal, seal_many

KEY, KID, NONCE = bytes(range(32)), bytes(range(12)), bytes(range(100, 112))
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)


@given(texts, st.lists(texts, max_size=6), st.sampled_from(["case", "sensitive"]))
@settings(max_examples=200, deadline=None)
def test_what_was_sealed_opens(name: str, said: list[str], cls: str) -> None:
    payload = canonical({"kind": "mention", "name": name, "statements": [{"v": one} for one in said]})
    entry = seal(payload, cls, KID, KEY, NONCE)
    assert open_entry(entry.raw, KEY) == payload
    assert entry_id(entry.raw) == entry.id
    assert len(read_clear(entry.raw).ct) % 256 == 16


def test_the_same_arguments_give_the_same_entry(bench: Any) -> None:
    assert seal(bench.mention(1), "case", KID, KEY, NONCE) == seal(bench.mention(1), "case", KID, KEY, NONCE)


def test_nothing_of_the_text_is_visible(bench: Any) -> None:
    raw = seal(bench.mention(7), "case", KID, KEY, NONCE).raw
    assert "Фиктив".encode() not in raw
    assert b"m7" not in raw


def test_many_are_sealed_as_one_by_one(bench: Any) -> None:
    payloads = [bench.mention(n) for n in range(5)]
    keys = bench.keys.issue(["u"] * 5)
    nonces = bench.noise(60)
    many = list(seal_many(payloads, "sensitive", keys, nonces))
    one = [seal(p, "sensitive", *keys[n], nonces[12 * n : 12 * n + 12]) for n, p in enumerate(payloads)]
    assert many == one


def test_another_key_does_not_open(bench: Any) -> None:
    with pytest.raises(CannotOpen):
        open_entry(seal(bench.mention(1), "case", KID, KEY, NONCE).raw, bytes(32))


def test_no_flipped_bit_opens_or_keeps_its_id(bench: Any) -> None:
    entry = seal(bench.mention(1), "case", KID, KEY, NONCE)
    for at in range(len(entry.raw)):
        raw = bytearray(entry.raw)
        raw[at] ^= 1 << (at % 8)
        assert entry_id(bytes(raw)) != entry.id
        with pytest.raises((BadEntry, CannotOpen)):
            open_entry(bytes(raw), KEY)


def test_members_cannot_be_exchanged_between_entries(bench: Any) -> None:
    one = read_clear(seal(bench.mention(1), "case", KID, KEY, NONCE).raw)
    two = read_clear(seal(bench.mention(2), "sensitive", bytes(12), KEY, bytes(12)).raw)
    for member in ("cls", "cm", "kid", "n", "ct"):
        values = {name: getattr(one, name) for name in ("alg", "cls", "cm", "ct", "kid", "n", "v")}
        swapped = Clear(**{**values, member: getattr(two, member)})
        with pytest.raises(CannotOpen):
            open_entry(write_entry(swapped).raw, KEY)


def test_an_entry_that_commits_to_another_text_is_refused(bench: Any) -> None:
    """ChaCha20-Poly1305 does not commit to its key; `cm` does, so a key-holder's forgery shows."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    honest = read_clear(seal(bench.mention(1), "case", KID, KEY, NONCE).raw)
    ct = ChaCha20Poly1305(derive(KEY).aead).encrypt(NONCE, pad(bench.mention(2)), bound_bytes(bound_of(honest)))
    forged = Clear(honest.alg, honest.cls, honest.cm, ct, honest.kid, honest.n, 1)
    with pytest.raises(BadEntry, match="commits"):
        open_entry(write_entry(forged).raw, KEY)


def test_a_payload_that_is_not_canonical_is_refused_on_opening() -> None:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    bare = Clear("chacha20poly1305-sha256", "case", bytes(32), b"", KID, NONCE, 1)
    ct = ChaCha20Poly1305(derive(KEY).aead).encrypt(NONCE, pad(b'{"kind": "x"}'), bound_bytes(bound_of(bare)))
    with pytest.raises(BadEntry, match="canonical"):
        open_entry(write_entry(Clear(bare.alg, "case", bare.cm, ct, KID, NONCE, 1)).raw, KEY)


def test_an_unknown_algorithm_is_named(bench: Any) -> None:
    clear = read_clear(seal(bench.mention(1), "case", KID, KEY, NONCE).raw)
    later = Clear("later", clear.cls, clear.cm, clear.ct, clear.kid, clear.n, 1)
    with pytest.raises(CannotOpen, match="later"):
        open_entry(write_entry(later).raw, KEY)


@pytest.mark.parametrize("payload", [b"[]", b"1", b"{}", b'{"kind":1}', b'{"kind": "x"}', b'{"kind":"x","n":1.5}', b""])
def test_only_canonical_objects_with_a_kind_are_sealed(payload: bytes) -> None:
    with pytest.raises(NotCanonical):
        seal(payload, "case", KID, KEY, NONCE)
    with pytest.raises(NotCanonical):
        check_payload(payload)


@pytest.mark.parametrize("cls", ["witness", "genesis", "public", ""])
def test_only_two_tiers_take_a_key_of_the_key_store(bench: Any, cls: str) -> None:
    with pytest.raises(BadEntry):
        seal(bench.mention(1), cls, KID, KEY, NONCE)


@pytest.mark.parametrize(("kid", "key", "nonce"), [(b"", KEY, NONCE), (KID, b"", NONCE), (KID, KEY, b"short")])
def test_keys_and_nonces_have_their_sizes(bench: Any, kid: bytes, key: bytes, nonce: bytes) -> None:
    with pytest.raises(BadEntry):
        seal(bench.mention(1), "case", kid, key, nonce)


def test_keys_are_not_shown_by_accident() -> None:
    assert KEY.hex() not in repr(DataKey(KID, KEY, NONCE))
    assert repr(KEY) not in repr(DataKey(KID, KEY, NONCE))


def test_only_few_sizes_can_be_told_apart(bench: Any) -> None:
    sizes = {len(seal(bench.mention(1, n % 40), "case", KID, KEY, NONCE).raw) for n in range(200)}
    assert len(sizes) <= 10
