"""Keys on their way: only whom they are for can open them, and only what their sender signed is believed."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from tereze.ledger.identity import Installation, new_installation, read_genesis
from tereze.model.errors import TerezeError
from tereze.store import carried, seal
from tereze.store.carried import BadCard, Card, Carried, NotForUs, NotFromThem, NotKeys, OtherShares

REGISTER = bytes(range(16))
ROWS = (("s1/m1", b"k" * 12, b"secret key of thirty-two bytes.."), ("s2", b"l" * 12, bytes(range(32))))


def installation() -> Installation:
    return new_installation(REGISTER, os.urandom(32))


@pytest.fixture
def roots() -> seal.Roots:
    return seal.new_roots(os.urandom, genesis=lambda seed: new_installation(REGISTER, seed).genesis.raw)


@pytest.fixture
def whole(roots: seal.Roots) -> Carried:
    return carried.of_register(roots, ROWS, "2026-01-02", ("a key",))


def test_a_copy_opens_with_the_root_key_and_says_whose_it_is(tmp_path: Path, roots: seal.Roots, whole: Carried) -> None:
    size = carried.write_copy(tmp_path / "k", roots.root, whole, os.urandom)
    assert size == (tmp_path / "k").stat().st_size
    head = carried.copy_head(tmp_path / "k")
    assert (head.origin, head.made) == (roots.installation().origin, "2026-01-02")
    assert carried.open_copy(tmp_path / "k", roots.root) == whole
    assert whole.keys == ROWS


def test_nothing_in_a_copy_is_readable(tmp_path: Path, roots: seal.Roots, whole: Carried) -> None:
    carried.write_copy(tmp_path / "k", roots.root, whole, os.urandom)
    raw = (tmp_path / "k").read_bytes()
    for secret in (roots.root, roots.ids, roots.signing, ROWS[0][2], b"s1/m1", ROWS[0][1]):
        assert secret not in raw


def test_neither_root_passphrase_nor_database_key_travels(roots: seal.Roots, whole: Carried) -> None:
    raw = msgspec.msgpack.encode(whole)
    for secret in (roots.root, roots.database, roots.keystore):
        assert secret not in raw


def test_other_shares_are_known_as_other_shares(tmp_path: Path, roots: seal.Roots, whole: Carried) -> None:
    carried.write_copy(tmp_path / "k", roots.root, whole, os.urandom)
    with pytest.raises(OtherShares) as caught:
        carried.open_copy(tmp_path / "k", bytes(32))
    assert carried.copy_head(tmp_path / "k").fingerprint in caught.value.advice


@pytest.mark.parametrize("at", [0, 3, 20, 60, 150, -200, -30, -1])
def test_a_flipped_bit_anywhere_is_noticed(tmp_path: Path, roots: seal.Roots, whole: Carried, at: int) -> None:
    carried.write_copy(tmp_path / "k", roots.root, whole, os.urandom)
    raw = bytearray((tmp_path / "k").read_bytes())
    raw[at] ^= 1
    (tmp_path / "k").write_bytes(raw)
    with pytest.raises((NotKeys, OtherShares)):
        carried.open_copy(tmp_path / "k", roots.root)


@pytest.mark.parametrize(
    "content", [b"", b"tereze/keycopy/1\n", b"tereze/keycopy/1\n{}\nx", b"tereze/bundle/1\n", b"\xff" * 90]
)
def test_what_is_no_copy_and_no_letter_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    for open_it in (carried.open_copy, carried.open_letter):
        with pytest.raises(NotKeys, match="x is no"):
            open_it(tmp_path / "x", bytes(32))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(TerezeError):
        carried.open_copy(tmp_path / "nothing", bytes(32))


# --- letters -----------------------------------------------------------------------------------------------------


@pytest.fixture
def sender() -> Installation:
    return installation()


@pytest.fixture
def us() -> tuple[Installation, bytes, Card]:
    made, root = installation(), os.urandom(32)
    return made, root, carried.card_of(made, root)


def letter(sender: Installation, to: Card, path: Path) -> Carried:
    what = Carried(sender.origin, sender.genesis.raw, "2026-01-02", ROWS)
    carried.write_letter(path, sender, to, what, os.urandom)
    return what


def test_a_letter_opens_for_whom_it_is_and_is_signed(
    tmp_path: Path, sender: Installation, us: tuple[Installation, bytes, Card]
) -> None:
    sent = letter(sender, us[2], tmp_path / "l")
    opened = carried.open_letter(tmp_path / "l", us[1])
    carried.check_sender(opened, read_genesis(sender.genesis.raw), us[0].origin, "l")
    assert opened.carried == sent
    assert ROWS[0][2] not in (tmp_path / "l").read_bytes()


def test_nobody_else_opens_it(tmp_path: Path, sender: Installation, us: tuple[Installation, bytes, Card]) -> None:
    letter(sender, us[2], tmp_path / "l")
    with pytest.raises(NotForUs):
        carried.open_letter(tmp_path / "l", os.urandom(32))


def test_a_letter_that_somebody_else_signed_is_refused(
    tmp_path: Path, sender: Installation, us: tuple[Installation, bytes, Card]
) -> None:
    """Whoever knows our card can seal a letter to it, and write any name on it: the signature tells."""
    liar = installation()
    claimed = Carried(sender.origin, sender.genesis.raw, "2026-01-02", ROWS)
    forged = msgspec.structs.replace(liar, origin=sender.origin)
    carried.write_letter(tmp_path / "l", forged, us[2], claimed, os.urandom)
    opened = carried.open_letter(tmp_path / "l", us[1])
    with pytest.raises(NotFromThem):
        carried.check_sender(opened, read_genesis(sender.genesis.raw), us[0].origin, "l")
    with pytest.raises(NotFromThem):
        carried.check_sender(opened, read_genesis(liar.genesis.raw), us[0].origin, "l")


def test_a_letter_to_us_cannot_be_passed_on_as_one_to_them(
    tmp_path: Path, sender: Installation, us: tuple[Installation, bytes, Card]
) -> None:
    other = installation()
    renamed = msgspec.structs.replace(us[2], origin=other.origin)
    letter(sender, renamed, tmp_path / "l")
    opened = carried.open_letter(tmp_path / "l", us[1])
    with pytest.raises(NotForUs):
        carried.check_sender(opened, read_genesis(sender.genesis.raw), us[0].origin, "l")


@pytest.mark.parametrize("at", [5, 30, 200, 2000, -40, -1])
def test_an_altered_letter_is_refused(
    tmp_path: Path, sender: Installation, us: tuple[Installation, bytes, Card], at: int
) -> None:
    letter(sender, us[2], tmp_path / "l")
    raw = bytearray((tmp_path / "l").read_bytes())
    raw[min(at, len(raw) - 1)] ^= 1
    (tmp_path / "l").write_bytes(raw)

    def take() -> None:
        opened = carried.open_letter(tmp_path / "l", us[1])
        carried.check_sender(opened, read_genesis(sender.genesis.raw), us[0].origin, "l")

    with pytest.raises((NotKeys, NotForUs, NotFromThem)):
        take()


# --- cards -------------------------------------------------------------------------------------------------------


def test_a_card_is_the_same_each_time_and_tells_no_secret(tmp_path: Path) -> None:
    made, root = installation(), os.urandom(32)
    card = carried.card_of(made, root)
    assert carried.card_of(made, root) == card
    carried.write_card(tmp_path / "c", card)
    assert carried.read_card(tmp_path / "c") == card
    assert carried.receiver(root).raw not in (tmp_path / "c").read_bytes()


@pytest.mark.parametrize("content", [b"", b"{}", b'{"origin":"x","receives":"y","tereze":"card/1"}', b"\xff", b"[1]"])
def test_what_is_no_card_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "c").write_bytes(content)
    with pytest.raises(BadCard, match="c is no card"):
        carried.read_card(tmp_path / "c")


def test_letters_for_the_telephone_are_short_and_differ() -> None:
    said = {carried.letters(str(installation().verifier)) for _ in range(20)}
    assert len(said) == 20
    assert all(len(one) == 24 for one in said)
