"""Taking in sheets: each in a unit of work of its own, twice is harmless, other content is refused."""

from __future__ import annotations

import pytest
from fictional import ARTICLE, INTERVIEW

from tereze.actions.desk import Desk
from tereze.model import ids
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor
from tereze.model.records import Audit


def test_a_sheet_goes_in_whole(desk: Desk, bring) -> None:
    report = bring(INTERVIEW)
    counts = desk.register.index.counts()
    assert report.accepted == ["interview-1"]
    assert counts["source"] == 1
    assert counts["incident"] == 1
    assert counts["persons"] == 3


def test_the_same_sheet_again_changes_nothing(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    before = desk.register.ledger.heads()
    report = bring(INTERVIEW)
    assert report.unchanged == ["interview-1"]
    assert report.exit_code == 0
    assert desk.register.ledger.heads() == before


def test_other_content_under_the_same_id_is_refused_with_the_way_out(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    report = bring(INTERVIEW.replace("1979", "1978"))
    assert report.exit_code == 3
    assert "change" in report.refused[0]["hint"]
    assert desk.register.index.counts()["source"] == 1


def test_each_new_person_gets_a_number_of_its_own(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    bring(ARTICLE)
    numbers = [row.number for row in desk.register.index.persons()]
    assert len(set(numbers)) == len(numbers) == 4
    assert all(number.startswith("T-") for number in numbers)


def test_every_import_leaves_an_audit_note_without_a_name(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    notes = [record for record in desk.register.index.of_kind("audit") if isinstance(record, Audit)]
    assert [(note.by, note.what) for note in notes] == [("amina", "import")]
    assert notes[0].on == ids.source_id(desk.register.secret, "interview-1")


def test_a_reader_may_not_import(desk: Desk, bring, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotAllowed):
        Desk(desk.register, Actor(id="carla", roles=frozenset({"reader"})), desk.now, desk.dice).must("import")


def test_after_an_import_everything_verifies(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    bring(ARTICLE)
    assert desk.register.verify() == []
