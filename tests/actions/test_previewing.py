"""A preview builds everything, shows why, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fictional import ARTICLE, INTERVIEW, SEALED

from tereze.actions import publishing
from tereze.actions.desk import Desk
from tereze.actions.previewing import NOBODY, decisions, numbers, preview
from tereze.actions.publishing import ALONE, Wish
from tereze.actions.report import ImportReport
from tereze.publish.differences import Differences
from tereze.publish.errors import NotAFolder

WISH = Wish(NOBODY, title="A fictional register", contact="by letter", fictional=True)


@pytest.fixture
def filled(desk: Desk, bring: Callable[[str], ImportReport]) -> Desk:
    for sheet in (INTERVIEW, ARTICLE, SEALED):
        assert not bring(sheet).refused
    return replace(desk, now=lambda: "2026-01-01T12:00:00Z")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "releases" / "public"


def test_a_preview_leaves_nothing_behind(filled: Desk, out: Path) -> None:
    entries = filled.register.ledger.heads()
    shown = preview(filled, out, WISH, ALONE)
    assert not out.exists()
    assert list(out.parent.iterdir()) == []
    assert filled.register.ledger.heads() == entries
    assert shown.report.differences.first


def test_it_is_the_release_that_would_be_made(filled: Desk, out: Path) -> None:
    shown = preview(filled, out, WISH, ALONE)
    made = publishing.release(filled, out, WISH._replace(approved_by=("a", "b")))
    assert shown.report.digest == made.digest
    again = preview(filled, out, WISH, ALONE)
    assert again.report.digest == made.digest
    assert again.report.differences == Differences()
    assert (out / "release.json").is_file()


def test_what_a_check_stops_is_shown_with_its_findings(filled: Desk, out: Path) -> None:
    shown = preview(filled, out, WISH._replace(intro="write to someone@example.org"), ALONE)
    assert shown.stopped
    assert any(one.severity == "stops" for one in shown.report.findings)
    assert list(out.parent.iterdir()) == []


def test_progress_counts_everybody_twice(filled: Desk, out: Path) -> None:
    told: list[tuple[int, int]] = []
    preview(filled, out, WISH, ALONE._replace(progress=lambda done, of: told.append((done, of))))
    persons = filled.register.index.counts()["persons"]
    assert told[-1] == (2 * persons, 2 * persons)


def test_every_person_has_a_decision_with_its_reasons(filled: Desk, out: Path) -> None:
    items = decisions(filled, "public", 0, 100)
    assert [one.row.anchor for one in items] == [row.anchor for row in filled.register.index.persons()]
    shown = preview(filled, out, WISH, ALONE).report
    assert sum(one.decision.allowed for one in items) >= shown.persons
    assert all(one.decision.reasons for one in items if not one.decision.allowed)
    assert decisions(filled, "public", 1, 1) == items[1:2]
    assert next(filled.register.index.audits()).what == "look.publishable"


def test_public_ids_lead_back_to_persons_and_others_nowhere(filled: Desk) -> None:
    items = decisions(filled, "public", 0, 100)
    wanted = [items[0].public, "nobody"]
    assert numbers(filled, "public", wanted) == {items[0].public: items[0].row.number}
    assert numbers(filled, "another line", wanted) == {}
    assert numbers(filled, "public", []) == {}


def test_a_folder_that_is_no_release_is_not_replaced(filled: Desk, out: Path) -> None:
    out.mkdir(parents=True)
    (out / "letter.txt").write_text("not ours")
    with pytest.raises(NotAFolder):
        preview(filled, out, WISH, ALONE)
    assert (out / "letter.txt").read_text() == "not ours"
