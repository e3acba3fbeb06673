"""Lines of positions: their order, their turns, who is speaking."""

from __future__ import annotations

import msgspec

from tereze.model.events import Figure, Position
from tereze.watch.material import Material, Party
from tereze.watch.positions import cites, lines, order, said, speaker


def test_a_line_for_each_actor_and_topic_in_order_of_time(material: Material) -> None:
    found = lines(material)
    assert [(line.label, line.topic, len(line.points)) for line in found] == [
        ("Press Office", "camps", 2),
        ("Ministry", "departures", 2),
    ]


def test_denial_turns_to_relabelling_with_another_word(material: Material) -> None:
    camps = lines(material)[0]
    assert [(turn.kind, turn.days) for turn in camps.turns] == [("denial to relabelling", 51), ("another word", 51)]
    assert camps.turns[1].detail == "“Camp” → “School”"
    assert (camps.turns[0].before, camps.turns[0].after) == ("p1", "p2")


def test_the_promise_of_a_day_comes_before_its_refusal(material: Material) -> None:
    departures = lines(material)[1]
    assert [point.stance for point in departures.points] == ["promises", "refuses"]
    assert [turn.kind for turn in departures.turns] == ["promise without particulars"]
    assert departures.points[0].passed_on_by == ("Wire",)


def test_the_order_of_arrival_does_not_matter(material: Material) -> None:
    assert lines(msgspec.structs.replace(material, positions=material.positions[::-1])) == lines(material)


def test_another_number_of_the_same_unit_is_a_turn(material: Material) -> None:
    more = msgspec.structs.replace(
        material.positions[2], id="p5", when="2019-06-01", number=Figure(value=500, unit="persons")
    )
    found = lines(msgspec.structs.replace(material, positions=(material.positions[2], more)))[0]
    assert [(turn.kind, turn.detail) for turn in found.turns] == [("another number", "2000 → 500 persons")]
    other_unit = msgspec.structs.replace(more, number=Figure(value=500, unit="families"))
    assert lines(msgspec.structs.replace(material, positions=(material.positions[2], other_unit)))[0].turns == ()


def test_a_turn_the_table_does_not_name_is_named_by_its_stances(material: Material) -> None:
    first = msgspec.structs.replace(material.positions[0], stance="defends", term="")
    then = msgspec.structs.replace(material.positions[1], stance="admits", term="")
    turns = lines(msgspec.structs.replace(material, positions=(first, then)))[0].turns
    assert [turn.kind for turn in turns] == ["defends to admits"]


def test_no_turn_has_days_where_a_date_is_missing(material: Material) -> None:
    bare = msgspec.structs.replace(material, sources={})
    undated = msgspec.structs.replace(material.positions[1], when="")
    turns = lines(msgspec.structs.replace(bare, positions=(material.positions[0], undated)))[0].turns
    assert [turn.days for turn in turns] == [None, None]


def test_an_organ_speaks_for_itself_and_belongs_to_its_state(material: Material) -> None:
    position = Position(id="p", source="s1", actor="land", organ="press@1", topic="t", stance="denies")
    assert speaker(material, position).id == "press"
    assert speaker(material, position).state == "Elsewhere"
    stateless = msgspec.structs.replace(material, parties={"press@1": Party(id="press", label="Press Office")})
    assert speaker(stateless, position).state == "land"


def test_an_unknown_stance_comes_last_in_its_day(material: Material) -> None:
    odd = msgspec.structs.replace(material.positions[2], id="p0", stance="muses")
    assert order(said(material, odd)) > order(said(material, material.positions[3]))


def test_a_line_cites_all_its_sources(material: Material) -> None:
    assert [cite.source for cite in cites(lines(material)[0])] == ["denial", "relabel"]
