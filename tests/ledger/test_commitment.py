"""The commitment: one statement can be shown alone, and nothing else can be passed off as it."""

from __future__ import annotations

import random
from base64 import b64encode
from typing import Any

import msgspec
import pytest

from tereze.ledger.canonical import canonical
from tereze.ledger.commitment import Disclosure, check_disclosure, commit, derive, disclose, parts_of, read_disclosure
from tereze.ledger.errors import BadDisclosure, NotCanonical

KEY = bytes(range(32))


def mention(count: int) -> bytes:
    said = [{"id": f"s{n}", "p": "seen", "v": f"сөз {n}"} for n in range(count)]
    return canonical({"id": "m1", "kind": "mention", "statements": said, "words": "a"})


def cm_of(payload: bytes, key: bytes = KEY) -> bytes:
    return commit(payload, derive(key).base)


def test_a_mention_is_itself_and_its_statements() -> None:
    assert parts_of(mention(2)) == [
        b'{"id":"m1","kind":"mention","words":"a"}',
        '{"id":"s0","p":"seen","v":"сөз 0"}'.encode(),
        '{"id":"s1","p":"seen","v":"сөз 1"}'.encode(),
    ]


@pytest.mark.parametrize(
    "value",
    [
        {"kind": "source", "statements": [1]},
        {"kind": "mention"},
        {"kind": "mention", "statements": {"a": 1}},
        {"kind": "mention", "statements": None},
        {"kind": "mention", "statements": "[]"},
        {"statements": [1]},
    ],
)
def test_everything_else_is_one_part(value: Any) -> None:
    raw = canonical(value)
    assert parts_of(raw) == [raw]


@pytest.mark.parametrize("raw", [b"[]", b"1", b"", b"{"])
def test_a_payload_must_be_an_object(raw: bytes) -> None:
    with pytest.raises(NotCanonical):
        parts_of(raw)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 8, 33])
def test_every_part_can_be_shown_alone(count: int) -> None:
    payload = mention(count)
    cm = cm_of(payload)
    for index, part in enumerate(parts_of(payload)):
        assert check_disclosure(cm, disclose(payload, KEY, index)) == part
    with pytest.raises(BadDisclosure):
        disclose(payload, KEY, count + 1)
    with pytest.raises(BadDisclosure):
        disclose(payload, KEY, -1)


def test_a_disclosure_shows_no_key_and_no_other_part() -> None:
    shown = msgspec.json.encode(disclose(mention(5), KEY, 3)).decode()
    assert "сөз 2" in shown
    assert not any(f"сөз {n}" in shown for n in (0, 1, 3, 4))
    assert KEY.hex() not in shown
    assert derive(KEY).base.hex() not in shown
    assert b64encode(KEY).decode() not in shown


def test_the_commitment_is_bound_to_the_key_and_to_every_byte() -> None:
    payload = mention(3)
    cm = cm_of(payload)
    assert cm_of(payload, bytes(32)) != cm
    chance = random.Random(3)
    for _ in range(300):
        other = bytearray(payload)
        other[chance.randrange(len(other))] ^= 1
        try:
            assert cm_of(bytes(other)) != cm
        except NotCanonical:
            continue


def test_moving_a_statement_changes_the_commitment() -> None:
    value = msgspec.json.decode(mention(3))
    value["statements"].reverse()
    assert cm_of(canonical(value)) != cm_of(mention(3))


def test_no_changed_disclosure_is_accepted() -> None:
    payload = mention(6)
    cm = cm_of(payload)
    good = msgspec.to_builtins(disclose(payload, KEY, 3))
    other = msgspec.to_builtins(disclose(payload, KEY, 4))
    twin = msgspec.to_builtins(disclose(payload, bytes(32), 3))
    for field in good:
        for source in (other, twin):
            changed = {**good, field: source[field]}
            if changed != good:
                with pytest.raises(BadDisclosure):
                    check_disclosure(cm, msgspec.convert(changed, Disclosure))


def test_no_flipped_bit_in_a_disclosure_is_accepted() -> None:
    cm = cm_of(mention(6))
    raw = canonical(disclose(mention(6), KEY, 2))
    assert check_disclosure(cm, read_disclosure(raw)) == parts_of(mention(6))[2]
    for at in range(len(raw)):
        for bit in (1, 4, 16):
            changed = raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :]
            with pytest.raises(BadDisclosure):
                check_disclosure(cm, read_disclosure(changed))


def test_a_part_that_is_not_text_is_refused() -> None:
    shown = disclose(mention(1), KEY, 1)
    broken = Disclosure(shown.count, shown.index, shown.key, "\ud800", shown.path, shown.salt)
    with pytest.raises(BadDisclosure, match="not text"):
        check_disclosure(cm_of(mention(1)), broken)


def test_guessing_a_short_statement_without_the_salt_does_not_help() -> None:
    yes = canonical({"kind": "mention", "statements": [{"v": "yes"}]})
    no = canonical({"kind": "mention", "statements": [{"v": "no"}]})
    digests = {cm_of(yes, bytes([n]) * 32) for n in range(50)} | {cm_of(no, bytes([n]) * 32) for n in range(50)}
    assert len(digests) == 100


def test_too_many_statements_are_refused() -> None:
    with pytest.raises(NotCanonical, match="more than"):
        cm_of(canonical({"kind": "mention", "statements": [1] * 100_001}))
