"""The people of the office and their passphrases."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from rolls import loose_roll

from tereze.model.people import Actor
from tereze.store import seal
from tereze_web.people.roll import INVITED, BadPerson, Roll, RollDamaged, WrongPerson, weakness

GOOD = "seven fictional words"


@pytest.fixture
def roll(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Roll:
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    return loose_roll(tmp_path)


def test_an_empty_roll_knows_nobody(roll: Roll) -> None:
    assert roll.people() == ()
    with pytest.raises(WrongPerson):
        roll.check("anybody", GOOD)


def test_who_was_entered_may_come_in_with_the_roles_given(roll: Roll) -> None:
    roll.add("desk-two", frozenset({"documenter", "analyst"}), GOOD)
    actor = roll.check("desk-two", GOOD)
    assert actor == Actor(id="desk-two", roles=frozenset({"documenter", "analyst"}))
    assert roll.holds(actor)
    assert not roll.holds(Actor(id="desk-two", roles=frozenset({"administrator"})))


@pytest.mark.parametrize(
    ("id_", "passphrase"), [("desk-two", GOOD + " "), ("desk-two", ""), ("desk-three", GOOD), ("", "")]
)
def test_nobody_else_may(roll: Roll, id_: str, passphrase: str) -> None:
    roll.add("desk-two", frozenset({"analyst"}), GOOD)
    with pytest.raises(WrongPerson) as wrong:
        roll.check(id_, passphrase)
    assert "desk" not in wrong.value.text


def test_entering_again_changes_roles_and_passphrase(roll: Roll) -> None:
    roll.add("desk-two", frozenset({"analyst"}), GOOD)
    roll.add("desk-two", frozenset({"reader"}), "another long passphrase")
    assert len(roll.people()) == 1
    with pytest.raises(WrongPerson):
        roll.check("desk-two", GOOD)
    assert roll.check("desk-two", "another long passphrase").roles == frozenset({"reader"})


def test_who_is_removed_is_out(roll: Roll) -> None:
    roll.add("desk-two", frozenset({"analyst"}), GOOD)
    actor = roll.check("desk-two", GOOD)
    roll.remove("desk-two")
    assert not roll.holds(actor)
    with pytest.raises(WrongPerson):
        roll.check("desk-two", GOOD)


@pytest.mark.parametrize(
    ("id_", "roles", "passphrase"),
    [
        ("Айгүл", {"analyst"}, GOOD),
        ("a b", {"analyst"}, GOOD),
        ("x", {"analyst"}, GOOD),
        ("ok-id", {"boss"}, GOOD),
        ("ok-id", {"analyst"}, "short"),
    ],
)
def test_what_cannot_be_is_refused(roll: Roll, id_: str, roles: set[str], passphrase: str) -> None:
    with pytest.raises(BadPerson):
        roll.add(id_, frozenset(roles), passphrase)
    assert roll.people() == ()


def test_the_file_holds_no_passphrase_and_is_for_its_owner(roll: Roll, tmp_path: Path) -> None:
    roll.add("desk-two", frozenset({"analyst"}), GOOD)
    file = tmp_path / "people.json"
    assert GOOD not in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_people_with_one_passphrase_have_different_digests(roll: Roll) -> None:
    roll.add("one-person", frozenset({"analyst"}), GOOD)
    roll.add("other-person", frozenset({"analyst"}), GOOD)
    one, other = roll.people()
    assert one.digest != other.digest


@pytest.mark.parametrize("text", ["", "{", '{"people": 3}', '{"people": [], "more": 1}'])
def test_a_damaged_roll_is_said(roll: Roll, tmp_path: Path, text: str) -> None:
    (tmp_path / "people.json").write_text(text)
    with pytest.raises(RollDamaged):
        roll.people()


@pytest.mark.parametrize(
    "passphrase",
    [
        "short",
        "aaaaaaaaaaaaaaaa",
        "abababababab",
        "abcdefghijklmno",
        "passwordpassword",
        "Desk-Two1234",
        "qwertyqwerty",
        "x" * 300,
    ],
)
def test_what_is_tried_first_is_refused(passphrase: str) -> None:
    assert weakness(passphrase, "desk-two")


@pytest.mark.parametrize("passphrase", [GOOD, "жеті ойдан сөз", "correct horse battery", "seven words, one passphrase"])
def test_words_picked_by_dice_are_not(passphrase: str) -> None:
    assert weakness(passphrase, "desk-two") == ""


def test_an_invitation_enters_once(roll: Roll) -> None:
    token = roll.invite("desk-two", frozenset({"analyst"}))
    assert roll.people() == ()
    with pytest.raises(BadPerson):
        roll.join(token, "short")
    assert roll.join(token, GOOD) == Actor(id="desk-two", roles=frozenset({"analyst"}))
    assert roll.join(token, GOOD) is None
    assert roll.check("desk-two", GOOD).roles == frozenset({"analyst"})


def test_an_invitation_grows_old_and_the_next_one_replaces_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    now = [1000.0]
    roll = loose_roll(tmp_path, now=lambda: now[0])
    first = roll.invite("desk-two", frozenset({"analyst"}))
    second = roll.invite("desk-two", frozenset({"reader"}))
    assert roll.invitation(first) is None
    assert roll.invitation(second) is not None
    now[0] += INVITED + 1
    assert roll.join(second, GOOD) is None
    assert roll.invited() == ()


def test_an_invitation_is_the_way_back_and_the_old_way_in_is_closed(roll: Roll) -> None:
    roll.add("desk-two", frozenset({"analyst"}), GOOD)
    token = roll.invite("desk-two", frozenset({"analyst"}))
    assert roll.check("desk-two", GOOD)
    roll.join(token, "another long passphrase")
    with pytest.raises(WrongPerson):
        roll.check("desk-two", GOOD)


def test_the_file_holds_no_invitation_that_works(roll: Roll, tmp_path: Path) -> None:
    token = roll.invite("desk-two", frozenset({"analyst"}))
    assert token not in (tmp_path / "people.json").read_text()
    assert roll.invitation(token[:-1]) is None
    assert roll.invitation("") is None


def test_other_roles_keep_the_passphrase(roll: Roll) -> None:
    roll.add("desk-two", frozenset({"analyst"}), GOOD)
    roll.give_roles("desk-two", frozenset({"reader", "publisher"}))
    assert roll.check("desk-two", GOOD).roles == frozenset({"reader", "publisher"})
    with pytest.raises(BadPerson):
        roll.give_roles("desk-ten", frozenset())
    with pytest.raises(BadPerson):
        roll.give_roles("desk-two", frozenset({"boss"}))


def test_removing_takes_the_invitation_too(roll: Roll) -> None:
    token = roll.invite("desk-two", frozenset({"analyst"}))
    roll.remove("desk-two")
    assert roll.join(token, GOOD) is None


def test_nobody_on_the_roll_has_the_owners_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would give a guest the owner's factors, and by them the owner's rights."""
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    loose_roll(tmp_path).add("local", frozenset({"reader"}), GOOD)  # written by hand, or by an older version
    roll = loose_roll(tmp_path, owner="local")
    with pytest.raises(WrongPerson):
        roll.check("local", GOOD)
    assert not roll.holds(Actor(id="local", roles=frozenset({"reader"})))
    for deed in (
        lambda: roll.add("local", frozenset(), GOOD),
        lambda: roll.invite("local", frozenset()),
        lambda: roll.give_roles("local", frozenset()),
    ):
        with pytest.raises(BadPerson):
            deed()
