"""What the notes about the people of the office give away: ids, roles, marks; no passphrase, token or digest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tereze import wiring
from tereze.actions.desk import Desk
from tereze.model.people import ROLES, Actor
from tereze.model.records import Audit
from tereze.settings import Settings
from tereze.store import seal
from tereze_web.people.roll import Roll
from tereze_web.people.tokens import Tokens
from tereze_web.run import roll_at

CANARIES = ("heron umbrella seventeen violet", "another canary of many words", "the canary label")
WORD = re.compile(r"office\.(role\.)?[a-z]+")


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Desk, Roll]]:
    """An office in which everything was done that can be done to a list of people."""
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    where = Settings(tmp_path / "register", tmp_path / "keys", passphrase="an invented passphrase")
    with wiring.create(where, where.passphrase or "") as made:
        roll = roll_at(made.desk, where)
        roll.add("desk-two", frozenset(ROLES), CANARIES[0])
        token = roll.invite("desk-three", frozenset({"reader"}))
        assert roll.join(token, CANARIES[1]) is not None
        roll.give_roles("desk-three", frozenset({"analyst"}))
        roll.give_passphrase(Actor(id="desk-three", roles=frozenset({"analyst"})), CANARIES[0])
        tokens = Tokens(roll.file, lambda: 1000.0, lambda id_: Actor(id=id_, roles=frozenset({"analyst"})))
        tokens.make(Actor(id="desk-three", roles=frozenset({"analyst"})), frozenset({"analyst"}), CANARIES[2], 30)
        yield made.desk, roll


def _notes(desk: Desk) -> list[Audit]:
    return [one for one in desk.register.index.audits() if one.what.startswith("office.")]


def test_notes_hold_ids_roles_and_marks_alone(at: tuple[Desk, Roll]) -> None:
    desk, roll = at
    notes = _notes(desk)
    assert len(notes) > 15
    for one in notes:
        assert WORD.fullmatch(one.what)
        assert one.on in {"", "desk-two", "desk-three"} or re.fullmatch(r"r[a-z2-7]{16}", one.on), one
    kept = json.loads((Path(roll.file._path)).read_text())
    secrets = {entry[name] for entry in kept["people"] for name in ("salt", "digest")}
    secrets |= {token["digest"] for token in kept["tokens"]} | set(CANARIES)
    text = repr(notes)
    assert not [secret for secret in secrets if secret in text]


def test_every_change_has_one_mark_and_no_two_are_alike(at: tuple[Desk, Roll]) -> None:
    marks = [one for one in _notes(at[0]) if one.what == "office.roll"]
    assert sorted(one.count for one in marks) == list(range(1, len(marks) + 1))
    assert len({one.on for one in marks}) == len(marks) == 7


def test_a_replica_carries_the_notes_and_not_the_list(at: tuple[Desk, Roll], tmp_path: Path) -> None:
    desk, _ = at
    wiring.write_replica(desk, tmp_path / "r.trzb", (), compressed=False)
    raw = (tmp_path / "r.trzb").read_bytes()
    assert b"desk-two" not in raw  # notes are sealed like all entries
    assert b"people/2" not in raw
    assert not [canary for canary in CANARIES if canary.encode() in raw]


def test_refusals_name_nobody(at: tuple[Desk, Roll]) -> None:
    _, roll = at
    path = Path(roll.file._path)
    path.write_text(path.read_text().replace("desk-two", "eve-herself"))
    with pytest.raises(Exception, match="changed outside the office") as refused:
        roll.people()
    assert "desk" not in str(refused.value)
    assert "eve" not in str(refused.value)
