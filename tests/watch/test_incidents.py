"""Events against the four questions: two reports of one fine, two refusals of one man."""

from __future__ import annotations

import random

import msgspec
import pytest

from tereze.model.events import Incident
from tereze.watch.incidents import NEAR, events, factors
from tereze.watch.material import Material, first_day, period


def test_two_reports_of_one_event_are_one(material: Material) -> None:
    fine = events(material)[0]
    assert (fine.sort, fine.sources, fine.origins) == ("fine", ("asylum", "fine"), ("A Teller", "Court"))
    assert (fine.severity, fine.disputed) == (3, True)
    assert [cite.record for cite in fine.cites] == ["i1", "i2"]


def test_two_events_of_one_source_stay_two(material: Material) -> None:
    assert [event.when for event in events(material) if event.sort == "asylum_refused"] == ["2019-07-01", "2019-07-02"]


def test_another_place_or_a_later_day_is_another_event(material: Material) -> None:
    elsewhere = msgspec.structs.replace(material.incidents[1], where="Elsewhere")
    later = msgspec.structs.replace(material.incidents[1], when="2019-04-16")
    for other in (elsewhere, later):
        found = events(msgspec.structs.replace(material, incidents=(material.incidents[0], other)))
        assert len(found) == 2


def test_days_after_a_testimony_are_followed_up(material: Material) -> None:
    refusals = [event.after_testimony for event in events(material) if event.sort == "asylum_refused"]
    assert refusals == [40, 41]
    assert events(material)[0].after_testimony is None  # the office told nothing itself


def test_what_came_before_the_testimony_did_not_follow_it(material: Material) -> None:
    before = msgspec.structs.replace(material.incidents[2], when="2019-01-01")
    (event,) = events(msgspec.structs.replace(material, incidents=(before,)))
    assert event.after_testimony is None


def test_all_four_questions_are_answered_even_by_nothing(material: Material) -> None:
    found = factors(material)
    assert [one.name for one in found] == [
        "host_response", "other_state_tolerance", "pressure_on_host", "public_response",
    ]  # fmt: skip
    assert (found[0].closes, found[0].opens, found[0].neutral, found[0].gravest) == (3, 0, 0, 3)
    assert found[1].events == ()
    assert all(one.asks.endswith("?") for one in found)


def test_the_order_of_arrival_does_not_matter(material: Material) -> None:
    assert events(msgspec.structs.replace(material, incidents=material.incidents[::-1])) == events(material)


def _slowly(material: Material) -> tuple[tuple[str, ...], ...]:
    """The reports of each event, every report compared with the last of every group."""
    groups: list[list[Incident]] = []
    for one in sorted(material.incidents, key=lambda one: (first_day(material.when(one)), one.id)):
        same = next((group for group in groups if _one_event(material, group[-1], one)), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    return tuple(sorted(tuple(one.id for one in group) for group in groups))


def _one_event(material: Material, one: Incident, other: Incident) -> bool:
    first, then = period(material.when(one)), period(material.when(other))
    party = [material.party(report.against).id if report.against else "" for report in (one, other)]
    if one.source == other.source or first is None or then is None or one.sort != other.sort or party[0] != party[1]:
        return False
    near = first.last + NEAR >= then.first and then.last + NEAR >= first.first
    return near and (not one.where or not other.where or one.where.casefold() == other.where.casefold())


@pytest.mark.parametrize("seed", range(60))
def test_groups_are_those_of_comparing_every_report_with_every_group(material: Material, seed: int) -> None:
    dice = random.Random(seed)
    days = ["2019", "2019-04", "", "2019-04/2019-06", *(f"2019-04-{day:02d}" for day in range(1, 29))]
    incidents = tuple(
        msgspec.structs.replace(
            material.incidents[0], id=f"i{at:02d}", source=dice.choice(["s1", "s2", "s3"]), when=dice.choice(days),
            sort=dice.choice(["fine", "asylum_refused"]), where=dice.choice(["", "Here", "HERE", "There"]),
            against=dice.choice([None, "m1", "m2"]),
        )
        for at in range(30)
    )  # fmt: skip
    invented = msgspec.structs.replace(material, incidents=incidents)
    found = sorted(tuple(cite.record for cite in event.cites) for event in events(invented))
    assert tuple(found) == _slowly(invented)
    assert len(found) < len(incidents)
