"""The list of the office's people, touched by other hands: edited, exchanged, put back from an older copy, removed; and
a machine that dies between the note and the list."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tereze import wiring
from tereze.actions.desk import Desk
from tereze.actions.enrolling import RollChanged
from tereze.model.errors import Damaged, TerezeError
from tereze.settings import Settings
from tereze.store.disk import Disk
from tereze_web.people import kept
from tereze_web.people.kept import STAGED, RollDamaged
from tereze_web.people.roll import Roll
from tereze_web.run import roll_at, standing, vouch

GOOD, ROLES = "seven fictional words", frozenset({"analyst"})
Opened = AbstractContextManager[tuple[Desk, Roll]]


@pytest.fixture
def where(tmp_path: Path, passphrase: str) -> Settings:
    """A register whose list has two people, one after the other."""
    made = Settings(tmp_path / "register", tmp_path / "keys", passphrase=passphrase)
    with wiring.create(made, passphrase):
        pass
    with _at(made) as (_, roll):
        roll.add("desk-two", ROLES, GOOD)
    shutil.copyfile(made.keys / "people.json", tmp_path / "older.json")
    with _at(made) as (_, roll):
        roll.add("desk-three", ROLES, GOOD)
    return made


@contextmanager
def _at(where: Settings) -> Iterator[tuple[Desk, Roll]]:
    with wiring.open_desk(where, lambda: "") as opened:
        yield opened.desk, roll_at(opened.desk, where)


def _ids(where: Settings) -> list[str]:
    with _at(where) as (_, roll):
        return [one.id for one in roll.people()]


def _edited(where: Settings) -> None:
    file = where.keys / "people.json"
    file.write_text(file.read_text().replace('"analyst"', '"administrator"', 1))


def _written_anew(where: Settings) -> None:
    """The same people, in another spelling of the same file."""
    file = where.keys / "people.json"
    file.write_text(json.dumps(json.loads(file.read_text())))


def _older(where: Settings) -> None:
    shutil.copyfile(where.keys.parent / "older.json", where.keys / "people.json")


def _removed(where: Settings) -> None:
    (where.keys / "people.json").unlink()


def _from_another_register(where: Settings) -> None:
    other = Settings(where.keys.parent / "other", where.keys.parent / "other.keys", passphrase=where.passphrase)
    with wiring.create(other, str(other.passphrase)):
        pass
    with _at(other) as (_, roll):
        roll.add("desk-two", ROLES, GOOD)
        roll.add("desk-three", frozenset({"administrator"}), GOOD)
    shutil.copyfile(other.keys / "people.json", where.keys / "people.json")


def _staged(where: Settings) -> None:
    """A file as if a change had been cut off, but that no note speaks of."""
    shutil.copyfile(where.keys.parent / "older.json", where.keys / f"people.json{STAGED}")
    _edited(where)


HANDS = [_edited, _written_anew, _older, _removed, _from_another_register, _staged]


def test_a_list_nobody_touched_is_read(where: Settings) -> None:
    assert _ids(where) == ["desk-three", "desk-two"]


@pytest.mark.parametrize("hand", HANDS, ids=lambda one: one.__name__)
def test_a_list_changed_by_other_hands_is_refused_and_says_what_to_do(
    where: Settings, hand: Callable[[Settings], None]
) -> None:
    right = (where.keys / "people.json").read_bytes()
    hand(where)
    with pytest.raises(RollChanged) as refused:
        _ids(where)
    assert isinstance(refused.value, Damaged)
    assert "changed outside the office" in refused.value.text
    assert "tereze office vouch" in refused.value.advice
    assert "desk-" not in refused.value.text + refused.value.advice
    (where.keys / "people.json").write_bytes(right)
    assert _ids(where) == ["desk-three", "desk-two"]


@pytest.mark.parametrize("hand", HANDS, ids=lambda one: one.__name__)
def test_it_is_noticed_while_the_register_is_open_too(where: Settings, hand: Callable[[Settings], None]) -> None:
    with _at(where) as (_, roll):
        hand(where)
        with pytest.raises(RollChanged):
            roll.people()
        with pytest.raises(RollChanged):
            roll.add("desk-four", ROLES, GOOD)


def test_an_empty_or_broken_list_is_damage(where: Settings) -> None:
    (where.keys / "people.json").write_bytes(b"")
    with pytest.raises(RollDamaged):
        _ids(where)
    (where.keys / "people.json").write_bytes(b"{")
    with pytest.raises(RollChanged):
        _ids(where)


def test_whoever_may_administer_can_stand_behind_the_list_with_a_note(where: Settings) -> None:
    _edited(where)
    assert [one.id for one in standing(where).people] == ["desk-three", "desk-two"]
    with wiring.open_desk(where, lambda: "") as opened:
        assert vouch(opened.desk, where, empty=False) == 2
        notes = [(one.by, one.what) for one in opened.desk.register.index.audits() if one.what == "office.vouch"]
    assert notes == [("local", "office.vouch")]
    assert _ids(where) == ["desk-three", "desk-two"]


@pytest.mark.parametrize("raw", [None, b"", b"{"])
def test_or_begin_a_new_one(where: Settings, raw: bytes | None) -> None:
    file = where.keys / "people.json"
    file.unlink() if raw is None else file.write_bytes(raw)
    with wiring.open_desk(where, lambda: "") as opened:
        assert vouch(opened.desk, where, empty=True) == 0
    assert not file.exists()
    assert _ids(where) == []


def test_a_list_from_before_there_were_notes_is_bound_once_with_a_note(where: Settings, passphrase: str) -> None:
    old = Settings(where.keys.parent / "old", where.keys.parent / "old.keys", passphrase=passphrase)
    with wiring.create(old, passphrase):
        pass
    entry = {"id": "desk-nine", "roles": ["analyst"], "salt": "00", "digest": "11", "memory": 64}
    (old.keys / "people.json").write_text(json.dumps({"tereze": "people/1", "people": [entry]}))
    assert _ids(old) == ["desk-nine"]
    with _at(old) as (desk, roll):
        assert [one.count for one in desk.register.index.audits() if one.what == "office.roll"] == [1]
        assert [one.by for one in desk.register.index.audits() if one.what == "office.bound"] == ["local"]
        roll.add("desk-two", ROLES, GOOD)
    _edited(old)
    with pytest.raises(RollChanged):
        _ids(old)


def test_once_a_register_knows_that_there_is_no_list_none_can_be_put_there(where: Settings, passphrase: str) -> None:
    new = Settings(where.keys.parent / "new", where.keys.parent / "new.keys", passphrase=passphrase)
    with wiring.create(new, passphrase):
        pass
    assert _ids(new) == []
    shutil.copyfile(where.keys / "people.json", new.keys / "people.json")
    with pytest.raises(RollChanged):
        _ids(new)


class _Dies(Disk):
    """A machine that stops when a file is to take its place."""

    def rename(self, old: Path, new: Path) -> None:  # noqa: ARG002
        raise KeyboardInterrupt


def test_a_change_cut_off_after_its_note_is_finished_at_the_next_opening(
    where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, _at(where) as (_, roll):
        patch.setattr(kept, "DISK", _Dies())
        with pytest.raises(KeyboardInterrupt):
            roll.remove("desk-two")
    assert (where.keys / f"people.json{STAGED}").exists()
    assert _ids(where) == ["desk-three"]
    assert not (where.keys / f"people.json{STAGED}").exists()


def test_a_change_whose_note_cannot_be_written_changes_nothing(
    where: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (where.keys / "people.json").read_bytes()
    with _at(where) as (desk, roll):

        def full(*_: object) -> None:
            raise wiring.Machine("no space left")

        monkeypatch.setattr(type(desk.register.index), "settle", full)
        with pytest.raises(TerezeError):
            roll.remove("desk-two")
        monkeypatch.undo()
    assert (where.keys / "people.json").read_bytes() == before
    assert not (where.keys / f"people.json{STAGED}").exists()
    assert _ids(where) == ["desk-three", "desk-two"]
