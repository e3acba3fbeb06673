"""The people of the office and their passphrases."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tereze.model.people import Actor
from tereze.store import seal
from tereze_web.people.roll import BadPerson, Roll, RollDamaged, WrongPerson

GOOD = "seven fictional words"


@pytest.fixture
def roll(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Roll:
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    return Roll(tmp_path / "people.json")


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
