"""The witness tier: custodians open, nobody else does."""

from __future__ import annotations

from typing import Any

import pytest

from tereze.ledger.custody import CustodianKey, custodian_secret, open_witness, read_custodian_key, seal_witness
from tereze.ledger.entry import Clear, read_clear, write_entry
from tereze.ledger.errors import BadCustodianKey, BadEntry, CannotOpen
from tereze.ledger.sealing import open_entry

KEY, KID, NONCE = bytes(range(32)), bytes(range(12)), bytes(range(100, 112))
HYBRID, CLASSIC = custodian_secret(bytes(range(96))), custodian_secret(bytes(range(32)))
STRANGER = custodian_secret(bytes(range(50, 146)))


def test_each_custodian_opens_alone(bench: Any) -> None:
    entry = seal_witness(bench.mention(1), KID, KEY, NONCE, [HYBRID.public(), CLASSIC.public()])
    assert open_witness(entry.raw, HYBRID) == open_witness(entry.raw, CLASSIC) == bench.mention(1)
    clear = read_clear(entry.raw)
    assert clear.cls == "witness"
    assert {wrap.a for wrap in clear.to} == {"x25519", "mlkem768x25519"}
    assert KEY not in entry.raw


def test_nobody_else_opens(bench: Any) -> None:
    entry = seal_witness(bench.mention(1), KID, KEY, NONCE, [HYBRID.public()])
    with pytest.raises(CannotOpen, match="not sealed to this custodian"):
        open_witness(entry.raw, STRANGER)
    with pytest.raises(CannotOpen):
        open_entry(entry.raw, bytes(32))
    case = bench.entries(1)[0]
    with pytest.raises(CannotOpen):
        open_witness(case.raw, HYBRID)


@pytest.mark.parametrize("custodian", [HYBRID, CLASSIC])
def test_a_changed_wrap_does_not_open(bench: Any, custodian: Any) -> None:
    clear = read_clear(seal_witness(bench.mention(1), KID, KEY, NONCE, [custodian.public()]).raw)
    wrap = clear.to[0]
    for at in (0, len(wrap.w) // 2, len(wrap.w) - 1):
        broken = bytearray(wrap.w)
        broken[at] ^= 1
        to = (type(wrap)(wrap.a, wrap.c, bytes(broken)),)
        raw = write_entry(Clear(clear.alg, clear.cls, clear.cm, clear.ct, clear.kid, clear.n, 1, to)).raw
        with pytest.raises(CannotOpen):
            open_witness(raw, custodian)
    short = (type(wrap)(wrap.a, wrap.c, b""),)
    with pytest.raises(CannotOpen):
        open_witness(
            write_entry(Clear(clear.alg, clear.cls, clear.cm, clear.ct, clear.kid, clear.n, 1, short)).raw, custodian
        )


def test_a_wrap_does_not_open_in_another_entry(bench: Any) -> None:
    one = read_clear(seal_witness(bench.mention(1), KID, KEY, NONCE, [CLASSIC.public()]).raw)
    two = read_clear(seal_witness(bench.mention(2), bytes(12), bytes(32), NONCE, [CLASSIC.public()]).raw)
    mixed = Clear(two.alg, two.cls, two.cm, two.ct, two.kid, two.n, 1, one.to)
    with pytest.raises(CannotOpen):
        open_witness(write_entry(mixed).raw, CLASSIC)


def test_a_wrapped_key_of_another_length_is_refused(bench: Any) -> None:
    entry = seal_witness(bench.mention(1), KID, KEY, NONCE, [CLASSIC.public()])
    clear, me = read_clear(entry.raw), CLASSIC.public()
    from tereze.ledger import custody

    wrap = type(clear.to[0])(me.agreement, me.id, custody._wrap(me, clear.kid, b"short"))
    changed = Clear(clear.alg, clear.cls, clear.cm, clear.ct, clear.kid, clear.n, 1, (wrap,))
    with pytest.raises(BadEntry, match="not a data key"):
        open_witness(write_entry(changed).raw, CLASSIC)


def test_a_custodian_cannot_be_added_later(bench: Any) -> None:
    """The list of custodians is bound to the ciphertext."""
    clear = read_clear(seal_witness(bench.mention(1), KID, KEY, NONCE, [HYBRID.public()]).raw)
    more = read_clear(seal_witness(bench.mention(1), KID, KEY, NONCE, [CLASSIC.public()]).raw).to
    both = Clear(clear.alg, clear.cls, clear.cm, clear.ct, clear.kid, clear.n, 1, clear.to + more)
    with pytest.raises(CannotOpen):
        open_witness(write_entry(both).raw, CLASSIC)


def test_public_keys_read_as_they_were_written() -> None:
    for secret in (HYBRID, CLASSIC):
        assert read_custodian_key(str(secret.public())) == secret.public()
    assert len(HYBRID.public().id) == 12
    assert HYBRID.public().id != CLASSIC.public().id


@pytest.mark.parametrize(
    "text", ["", "tereze-custodian/", "tereze-custodian/rsa/AAAA", "tereze-custodian/x25519/AAAA", "x25519/AAAA",
             "tereze-custodian/x25519/!!", str(CLASSIC.public()) + " "],
)  # fmt: skip
def test_malformed_public_keys_are_refused(text: str) -> None:
    with pytest.raises(BadCustodianKey):
        read_custodian_key(text)


@pytest.mark.parametrize("size", [0, 31, 33, 64, 95, 97])
def test_a_private_key_has_one_of_two_sizes(size: int) -> None:
    with pytest.raises(BadCustodianKey):
        custodian_secret(bytes(size))


def test_there_must_be_custodians(bench: Any) -> None:
    for custodians in ([], [CLASSIC.public()] * 65):
        with pytest.raises(BadEntry, match="custodians"):
            seal_witness(bench.mention(1), KID, KEY, NONCE, custodians)


@pytest.mark.parametrize("key", [CustodianKey("x25519", bytes(32)), CustodianKey("mlkem768x25519", b"\xff" * 1216)])
def test_a_worthless_public_key_is_refused(bench: Any, key: CustodianKey) -> None:
    with pytest.raises(BadCustodianKey):
        seal_witness(bench.mention(1), KID, KEY, NONCE, [key])


def test_private_keys_are_not_shown_by_accident() -> None:
    assert repr(HYBRID.raw) not in repr(HYBRID)
    assert "mlkem768x25519" in repr(HYBRID)
