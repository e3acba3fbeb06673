"""The state of the register on the screen: keys, copies, the check."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tereze import wiring
from tereze_web.administration.state import ceremony, last_copy
from tereze_web.office import Office

PAGE = "/administration/"
DAY = 24 * 60 * 60
NOON = 1_767_268_800.0  # 2026-01-01


def test_a_custodians_file_beside_the_keys_is_due_within_a_week(tmp_path: Path) -> None:
    assert ceremony(tmp_path, NOON) is None
    (tmp_path / "custodian-first.json").write_text('{"made": "2026-01-01"}')
    for later, days in ((0, 7), (6, 1), (7, 0), (9, -2)):
        due = ceremony(tmp_path, NOON + later * DAY)
        assert due is not None
        assert (due.files, due.days_left) == (("custodian-first.json",), days)


def test_every_page_of_who_looks_after_it_says_so_until_the_file_is_gone(
    office: Office, signed: Callable[..., Any]
) -> None:
    office.is_demo = False
    admin = signed("administrator")
    for path in ("/", PAGE, "/me/"):
        assert "must leave this machine" in admin.get(path).content.decode(), path
    assert "custodian-first.json" in admin.get(PAGE).content.decode()
    (office.keys / "custodian-first.json").unlink()
    assert "must leave this machine" not in admin.get("/").content.decode()
    assert "No custodian" in admin.get(PAGE).content.decode()


def test_others_are_not_told(office: Office, signed: Callable[..., Any]) -> None:
    office.is_demo = False
    assert "must leave this machine" not in signed("analyst").get("/").content.decode()


def test_a_demo_is_due_nothing(signed: Callable[..., Any]) -> None:
    assert 'class="alarm"' not in signed().get("/").content.decode()


def test_the_last_copy_is_known_from_its_note(office: Office, signed: Callable[..., Any], tmp_path: Path) -> None:
    assert "No copy of this register has ever been written" in signed().get(PAGE).content.decode()
    with office.desk(office.owner) as desk:
        wiring.write_replica(desk, tmp_path / "copy.trzb", [], compressed=True)
        now = time.time()
        copy = last_copy(desk, now)
        assert copy is not None
        assert (copy.by, copy.days) == (office.owner.id, 0)
        later = last_copy(desk, now + 40 * DAY)
        assert later is not None
        assert later.days == 40
    assert f"written by {office.owner.id}" in signed().get(PAGE).content.decode()


def test_checking_says_what_is_wrong(
    office: Office, signed: Callable[..., Any], send: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed("custodian")
    assert "as it was written" in send(browser, PAGE, f"{PAGE}verify/").content.decode()
    bad = {"ok": False, "problems": ["entry 3 is not what was signed"]}
    monkeypatch.setattr("tereze_web.administration.overview.wiring.verify", lambda _desk, **_kind: bad)
    text = send(browser, PAGE, f"{PAGE}verify/").content.decode()
    assert "1 thing is not as it was written" in text
    assert "entry 3 is not what was signed" in text
