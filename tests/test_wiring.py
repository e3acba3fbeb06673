"""Putting a desk together over real stores."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fictional import INTERVIEW

from tereze import settings, wiring
from tereze.actions import folder
from tereze.actions.report import ImportReport
from tereze.store import seal


@pytest.fixture(autouse=True)
def _cheap_stretching(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)


@pytest.fixture
def where(tmp_path: Path) -> settings.Settings:
    return settings.read({"TEREZE_PASSPHRASE": "seven quite random words are here"}, register=tmp_path / "register")


def nobody() -> str:
    raise AssertionError("nobody should be asked")


def fill(where: settings.Settings, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text(INTERVIEW, "utf-8")
    with wiring.create(where, where.passphrase or "") as opened:
        folder.take_in(opened.desk, sheet, None, ImportReport(), lambda _: None, link=False)


def test_a_register_is_made_and_opened_again(where: settings.Settings, tmp_path: Path) -> None:
    fill(where, tmp_path)
    with wiring.open_desk(where, ask=nobody) as opened:
        assert not opened.is_demo
        assert opened.desk.register.index.counts()["source"] == 1
        assert len(opened.desk.register.custodians) == 1


def test_a_demo_needs_nobody_to_type(tmp_path: Path) -> None:
    where = settings.read({}, register=tmp_path / "register")
    with wiring.create(where, "", demo=True):
        pass
    with wiring.open_desk(where, ask=nobody) as opened:
        assert opened.is_demo


def test_the_clock_is_in_universal_time() -> None:
    assert wiring.now().endswith("Z")
    assert len(wiring.now()) == 20


def test_a_role_that_does_not_exist_is_refused(where: settings.Settings) -> None:
    with pytest.raises(wiring.NoSuchRole, match="wizard"):
        wiring.actor(settings.read({"TEREZE_ROLES": "wizard"}))
    assert wiring.actor(where).has("publisher")


def test_verify_and_rebuild(where: settings.Settings, tmp_path: Path) -> None:
    fill(where, tmp_path)
    with wiring.open_desk(where, ask=nobody) as opened:
        before = opened.desk.register.index.counts()
        assert wiring.rebuild(opened.desk, lambda _: None) > 0
        assert opened.desk.register.index.counts() == before
        found = wiring.verify(opened.desk, quick=False)
        assert found["ok"]
        assert found["problems"] == []


def test_a_replica_of_a_later_state_brings_an_older_copy_up_to_date(where: settings.Settings, tmp_path: Path) -> None:
    with wiring.create(where, where.passphrase or ""):
        pass
    older = settings.at(where, tmp_path / "older")
    shutil.copytree(where.register, older.register)
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text(INTERVIEW, "utf-8")
    with wiring.open_desk(where, ask=nobody) as opened:
        folder.take_in(opened.desk, sheet, None, ImportReport(), lambda _: None, link=False)
        wiring.write_replica(opened.desk, tmp_path / "copy.trzb", (), compressed=True)
    shutil.copytree(where.keys, older.keys)
    with wiring.open_desk(older, ask=nobody) as opened:
        taken = wiring.take_replica(opened.desk, tmp_path / "copy.trzb", (), ())
        assert taken.added > 0
        assert opened.desk.register.index.counts()["source"] == 1
        (note,) = [one for one in opened.desk.register.index.audits() if one.what == "merge"]
        assert (note.by, note.count) == (where.actor, taken.added)
        assert taken.sender.endswith(f"/{note.on}")
        assert wiring.take_replica(opened.desk, tmp_path / "copy.trzb", (), ()).added == 0
        assert len([one for one in opened.desk.register.index.audits() if one.what == "merge"]) == 1
        assert wiring.verify(opened.desk, quick=False)["ok"]


def test_a_machines_refusal_names_the_file_and_nothing_else(tmp_path: Path) -> None:
    error = wiring.machine_error(FileNotFoundError(2, "No such file or directory", str(tmp_path / "a" / "sheet.yaml")))
    assert "sheet.yaml" in error.text
    assert str(tmp_path) not in error.text
    assert error.exit_code == 9
