"""A list that comes again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tereze.actions import find, folder, views
from tereze.actions.desk import Desk
from tereze.actions.report import ImportReport
from tereze.model.sources import Source

MAPPING = """
tereze: mapping/1
list: {id: fictional-list, title: A fictional list, language: en}
row_id: no
columns:
  no: ignore
  name: name
  born: birthDate
statements:
  - {property: custody, value: missing}
"""
FIRST = "no,name,born\n1,Example One,1970\n2,Example Two,1971\n3,Example Three,1972\n"
SECOND = "no,name,born\n1,Example One,1970\n2,Example Two,1975\n4,Example Four,1980\n"


@pytest.fixture
def bring_list(desk: Desk, tmp_path: Path):
    def take(text: str) -> ImportReport:
        table, mapping = tmp_path / "people.csv", tmp_path / "people.map.yaml"
        table.write_text(text, "utf-8")
        mapping.write_text(MAPPING, "utf-8")
        report = ImportReport()
        folder.take_in(desk, table, mapping, report, lambda _: None, link=False)
        return report

    return take


def people(desk: Desk) -> dict[str, set[str]]:
    """Row key of any mention → dates of birth of the person it belongs to."""
    found: dict[str, set[str]] = {}
    for case in views.persons(desk):
        born = {fact.value for fact in views.weighed(case).facts if fact.property == "birthDate"}
        for mention in case.mentions:
            found.setdefault(mention.local, set()).update(born)
    return found


def test_the_same_file_changes_nothing(desk: Desk, bring_list) -> None:
    bring_list(FIRST)
    before = desk.register.index.counts()
    report = bring_list(FIRST)
    assert report.refused == []
    assert {key: value for key, value in desk.register.index.counts().items() if key != "audit"} == {
        key: value for key, value in before.items() if key != "audit"
    }


def test_a_newer_version_brings_what_was_added_changed_and_gone(desk: Desk, bring_list) -> None:
    bring_list(FIRST)
    report = bring_list(SECOND)
    assert report.refused == []
    versions = {record.local: record for record in desk.register.index.of_kind("source") if isinstance(record, Source)}
    assert set(versions) == {"fictional-list", "fictional-list@2"}
    assert versions["fictional-list@2"].version_of == versions["fictional-list"].id
    assert people(desk) == {"1": {"1970"}, "2": {"1971", "1975"}, "3": {"1972"}, "4": {"1980"}}
    assert any("1 new, 1 changed, 1 gone, 1 as before" in warning["warning"] for warning in report.warnings)


def test_a_changed_row_is_the_same_person_and_a_gone_one_is_said_to_be_gone(desk: Desk, bring_list) -> None:
    bring_list(FIRST)
    bring_list(SECOND)
    assert find.find_person(desk, "fictional-list/2") == find.find_person(desk, "fictional-list@2/2")
    view = views.to_json(views.person(desk, find.find_person(desk, "fictional-list/3")))
    listed = [fact for fact in view["facts"] if fact["property"] == "listed"]
    assert listed
    assert listed[0]["denied_by"]


def test_two_versions_of_a_list_are_one_document(desk: Desk, bring_list) -> None:
    bring_list(FIRST)
    bring_list(SECOND.replace("1975", "1971 "))
    view = views.to_json(views.person(desk, find.find_person(desk, "fictional-list/1")))
    assert [len(fact["support"]["document_origins"]) for fact in view["facts"] if fact["property"] == "custody"] == [1]


def test_a_third_version_follows_the_second(desk: Desk, bring_list) -> None:
    bring_list(FIRST)
    bring_list(SECOND)
    bring_list(FIRST.replace("Example Three", "Example Thrice"))
    assert desk.register.index.source_by_local("fictional-list@3") is not None
    assert desk.register.verify() == []
