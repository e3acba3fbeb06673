"""What the register says about examples/office, against what was derived by hand from formats/person-view.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tereze import wiring
from tereze.actions import find, lists, views
from tereze.actions.report import ImportReport

PAGE = Path(__file__).parent.parent / "examples" / "office_expected.yaml"
EXPECTED = yaml.load(PAGE.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # BaseLoader builds only strings
Office = tuple[wiring.Opened, ImportReport]
COUNTS = ("sources", "independent_witnesses", "witness_floor", "possible")
LISTS = ("load_bearing", "firsthand", "secondhand")


def view(office: Office, person: str) -> dict[str, Any]:
    desk = office[0].desk
    return views.to_json(views.person(desk, find.find_person(desk, person)))


def facts(person: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for fact in person.get("facts", []):
        yield person["person"], fact


def anchors(office: Office, references: list[str]) -> list[str]:
    desk = office[0].desk
    mentions = [find.mention_of(desk, reference) for reference in references]
    return sorted(set(desk.register.index.person_of(mentions).values()))


def test_everything_went_in(office: Office) -> None:
    assert office[1].refused == []


@pytest.mark.parametrize("person", EXPECTED["people"], ids=lambda person: person["person"])
def test_a_person_has_the_mentions_that_judgements_gave(office: Office, person: dict[str, Any]) -> None:
    shown = view(office, person["person"])
    assert len(shown["mentions"]) == int(person["mentions"])
    for other in person.get("different_from", []):
        assert view(office, other)["number"] != shown["number"]


@pytest.mark.parametrize(
    ("person", "fact"),
    [pair for person in EXPECTED["people"] for pair in facts(person)],
    ids=lambda value: (
        value if isinstance(value, str) else f"{value['property']}-{value['value']}-{value.get('when', '')}"
    ),
)
def test_a_fact_rests_on_the_witnesses_it_has(office: Office, person: str, fact: dict[str, Any]) -> None:
    shown = [
        one
        for one in view(office, person)["facts"]
        if one["property"] == fact["property"] and one["value"] == fact["value"]
        and one["when"] == fact.get("when", one["when"])
    ]  # fmt: skip
    assert shown, "the register does not show this fact at all"
    support = shown[0]["support"]
    for count in COUNTS:
        if count in fact:
            assert support[count] == int(fact[count]), count
    for count in ("document_origins", "official_origins"):
        if count in fact:
            assert len(support[count]) == int(fact[count]), count
    for voices in LISTS:
        if voices in fact:
            assert sorted(support[voices]) == anchors(office, fact[voices]), voices


@pytest.mark.parametrize("person", [p for p in EXPECTED["people"] if "conflicts" in p], ids=lambda p: p["person"])
def test_disagreement_stands_side_by_side(office: Office, person: dict[str, Any]) -> None:
    shown = view(office, person["person"])["conflicts"]
    for conflict in person["conflicts"]:
        sides = {
            side["value"]: side["independent_witnesses"]
            for one in shown
            if one["property"] == conflict["property"]
            for side in one["values"]
        }
        wanted = {value: int(count) for value, count in conflict["values"].items()}
        assert {value: sides.get(value) for value in wanted} == wanted


@pytest.mark.parametrize("person", [p for p in EXPECTED["people"] if "timeline" in p], ids=lambda p: p["person"])
def test_the_timeline_has_a_lane_for_each_facet(office: Office, person: dict[str, Any]) -> None:
    shown = view(office, person["person"])["timeline"]
    for facet, statuses in person["timeline"].items():
        lane = [item["status"] for item in shown if item["facet"] == facet]
        assert list(dict.fromkeys(lane)) == list(dict.fromkeys(statuses))


@pytest.mark.parametrize("person", [p for p in EXPECTED["people"] if "last_known" in p], ids=lambda p: p["person"])
def test_the_last_known_status_carries_its_date(office: Office, person: dict[str, Any]) -> None:
    shown = view(office, person["person"])["last_known"]
    assert {key: shown[key] for key in person["last_known"]} == person["last_known"]


@pytest.mark.parametrize("kind", [kind for kind in EXPECTED["lists"] if kind in lists.KINDS])
def test_the_lists_are_complete(office: Office, kind: str) -> None:
    assert len(list(lists.items(office[0].desk, kind))) == int(EXPECTED["lists"][kind])
