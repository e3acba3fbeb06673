"""Events against the four questions: two reports of one fine, two refusals of one man."""

from __future__ import annotations

import msgspec

from tereze.watch.incidents import events, factors
from tereze.watch.material import Material


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
