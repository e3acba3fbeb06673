"""The file of the office's people: both versions, damage, and nothing lost between two changes."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from msgspec.structs import replace
from rolls import loose_file

from tereze_web.people.kept import Entry, Factors, Invitation, Kept, Passkey, RollDamaged, Token

OLD = {"people": [{"id": "desk-two", "roles": ["analyst"], "salt": "00", "digest": "11", "memory": 64}]}


def _entry(id_: str) -> Entry:
    return Entry(id_, ("analyst",), "00", "11", 64)


def test_no_file_is_nobody(tmp_path: Path) -> None:
    assert loose_file(tmp_path).read() == Kept()


def test_the_first_version_is_read_and_becomes_the_second(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    path.write_text(json.dumps(OLD | {"tereze": "people/1"}))
    file = loose_file(tmp_path)
    assert [one.id for one in file.read().people] == ["desk-two"]
    assert not file.read().people[0].factors.any
    with file.changing() as now:
        now[0] = replace(now[0], owner=Factors(totp="00"))
    assert json.loads(path.read_text())["tereze"] == "people/2"
    assert loose_file(tmp_path).read().owner.any
    assert [one.id for one in loose_file(tmp_path).read().people] == ["desk-two"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"tereze": "people/2", "people": 3}', '{"tereze": "people/3"}'])
def test_damage_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "people.json").write_text(text)
    with pytest.raises(RollDamaged):
        loose_file(tmp_path).read()


def test_a_change_that_fails_changes_nothing(tmp_path: Path) -> None:
    file = loose_file(tmp_path)
    with file.changing() as now:
        now[0] = replace(now[0], people=(_entry("desk-two"),))
    before = (tmp_path / "people.json").read_bytes()
    with pytest.raises(ZeroDivisionError), file.changing() as now:
        now[0] = replace(now[0], people=(_entry(str(1 // 0)),))
    assert (tmp_path / "people.json").read_bytes() == before


def test_changes_at_once_are_all_kept(tmp_path: Path) -> None:
    file = loose_file(tmp_path)

    def add(id_: str) -> None:
        with file.changing() as now:
            now[0] = replace(now[0], people=(*now[0].people, _entry(id_)))

    threads = [threading.Thread(target=add, args=(f"desk-{at:02d}",)) for at in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.id for one in file.read().people] == [f"desk-{at:02d}" for at in range(12)]


def test_recovery_codes_alone_are_no_second_factor() -> None:
    assert not Factors(codes=("00",)).any
    assert Factors(passkeys=(Passkey("a", "b", 0, "stick", "localhost"),)).any


def test_every_field_is_told_of_in_the_docs(repo: Path) -> None:
    text = (repo / "docs/formats/office.md").read_text("utf-8")
    for kind in (Kept, Entry, Factors, Passkey, Invitation, Token):
        for name in kind.__struct_fields__:
            assert f"`{name}`" in text or f'"{name}"' in text, name
