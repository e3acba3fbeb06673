"""Origins, genesis entries and introductions."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tereze.ledger.canonical import canonical
from tereze.ledger.errors import BadGenesis
from tereze.ledger.identity import (
    ORIGIN,
    Genesis,
    PublicKey,
    bare,
    expected_origin,
    introduce,
    new_installation,
    origin_of,
    read_genesis,
    register_of,
    vouched,
)
from tereze.ledger.notes import open_note, read_vkey

REGISTER = bytes(range(16))


def seed(name: str) -> bytes:
    return name.encode().ljust(32, b".")


def test_an_origin_names_the_register_and_fixes_the_key() -> None:
    one = new_installation(REGISTER, seed("one"))
    two = new_installation(REGISTER, seed("two"))
    assert ORIGIN.fullmatch(one.origin)
    assert register_of(one.origin) == register_of(two.origin)
    assert one.origin != two.origin
    assert one.origin == expected_origin(REGISTER, seed("one"))
    assert new_installation(bytes(16), seed("one")).origin.split("/")[2] != one.origin.split("/")[2]


def test_the_genesis_gives_the_key_that_signs() -> None:
    one = new_installation(REGISTER, seed("one"))
    genesis = read_genesis(one.genesis.raw)
    assert genesis.origin == one.origin
    assert open_note(one.sign("text\n"), genesis.verifier) == "text\n"
    assert read_vkey(str(one.verifier)) == one.verifier


def test_the_private_key_is_not_shown_by_accident() -> None:
    one = new_installation(REGISTER, seed("secret"))
    assert "secret" not in repr(one)
    assert one.origin in repr(one)
    assert b"secret" not in one.genesis.raw


def test_a_restore_names_the_old_heads(bench: Any) -> None:
    old = bench.ledger("old", 3)
    new = new_installation(REGISTER, seed("new"), follows=old.heads())
    earlier = read_genesis(new.genesis.raw).follows[0]
    assert (earlier.origin, earlier.size) == (old.origin, 4)


def change(**members: Any) -> bytes:
    value = msgspec.json.decode(new_installation(REGISTER, seed("one")).genesis.raw)
    return canonical({**value, **members})


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{}", b"[]", change(cls="case"), change(v=2), change(more=1), change(origin="tereze/a/b"),
        change(keys=[]), change(keys=[{"alg": "ed25519", "key": "AAAA"}]), change(follows=[{"origin": "x"}]),
        change(keys=[{"alg": "ed25519", "key": "A" * 43 + "="}]), change(intro=[1]), b" " + change(),
        change(origin="tereze/" + "a" * 26 + "/" + "b" * 26), change(keys=[{"alg": "later", "key": "AAAA"}]),
        change(follows=[{"origin": "tereze/" + "a" * 26 + "/" + "b" * 26, "root": "A" * 43 + "=", "size": -1}]),
        change(origin=new_installation(REGISTER, seed("one")).origin + "\n"),
        change(origin=new_installation(REGISTER, seed("two")).origin),
    ],
)  # fmt: skip
def test_a_malformed_genesis_is_refused(raw: bytes) -> None:
    with pytest.raises(BadGenesis):
        read_genesis(raw)


def test_two_keys_of_one_kind_are_refused() -> None:
    key = msgspec.json.decode(new_installation(REGISTER, seed("one")).genesis.raw)["keys"][0]
    with pytest.raises(BadGenesis):
        read_genesis(change(keys=[key, key]))


@pytest.mark.parametrize("count", [0, 2])
def test_an_origin_made_from_no_or_two_keys_is_refused(count: int) -> None:
    keys = tuple(PublicKey("ed25519", "A" * 43 + "=") for _ in range(count))
    with pytest.raises(BadGenesis, match="exactly one"):
        read_genesis(change(keys=list(keys), origin=origin_of(REGISTER, keys)))


def family(*links: tuple[str, str]) -> dict[str, Genesis]:
    """Installations by link (newcomer, introducer); an empty introducer introduces nobody."""
    made: dict[str, Genesis] = {}
    for name, by in links:
        origin = expected_origin(REGISTER, seed(name))
        notes = [introduce(new_installation(REGISTER, seed(by)), origin)] if by else []
        one = new_installation(REGISTER, seed(name), intro=notes)
        made[one.origin] = read_genesis(one.genesis.raw)
    return made


def origin(name: str) -> str:
    return expected_origin(REGISTER, seed(name))


def test_trust_follows_introductions() -> None:
    geneses = family(("a", ""), ("b", "a"), ("c", "b"), ("d", ""), ("e", "d"))
    anchors = {str(geneses[origin("a")].verifier)}
    assert vouched(geneses, anchors) == {origin("a"), origin("b"), origin("c")}
    assert vouched(geneses, set()) == set()


def test_a_missing_link_breaks_the_chain() -> None:
    geneses = family(("a", ""), ("c", "b"))
    assert vouched(geneses, {str(geneses[origin("a")].verifier)}) == {origin("a")}


def test_two_that_vouch_for_each_other_are_not_trusted() -> None:
    geneses = family(("a", ""), ("x", "y"), ("y", "x"))
    assert vouched(geneses, {str(geneses[origin("a")].verifier)}) == {origin("a")}


def test_an_introduction_is_for_one_newcomer_only() -> None:
    a = new_installation(REGISTER, seed("a"))
    note = introduce(a, origin("b"))
    thief = new_installation(REGISTER, seed("thief"), intro=[note, "not a note", a.sign("text\n")])
    geneses = {a.origin: read_genesis(a.genesis.raw), thief.origin: read_genesis(thief.genesis.raw)}
    assert vouched(geneses, {str(a.verifier)}) == {a.origin}


def test_a_second_history_has_the_same_origin() -> None:
    assert bare("tereze/a/b#0123456789abcdef") == "tereze/a/b"
