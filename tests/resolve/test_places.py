"""How near two places are. The places are real, nobody in them is spoken of."""

from __future__ import annotations

import pytest

from tereze.resolve.places import DIFFERENT_PLACES, Nearness, Place, between, near, nearest, places_of


def one(text: str) -> Place:
    found = places_of(text)
    assert len(found) == 1, text
    return found[0]


def said(ours: str, theirs: str) -> Nearness | None:
    return nearest(places_of(ours), places_of(theirs))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Emin county, Tacheng, Xinjiang", "654221"),
        ("额敏县", "654221"),
        ("Эмин", "654221"),
        ("塔城地区额敏县上户镇", "654221103"),
        ("杰勒阿尕什镇", "654221102"),
        ("Toli county", "654224"),
        ("Hotan", "6532"),  # who says so means no street of it
        ("喀什", "6531"),
    ],
)
def test_a_place_is_known_in_any_script_and_by_what_lies_around_it(text: str, code: str) -> None:
    assert one(text).code == code


@pytest.mark.parametrize("text", ["", "county", "Xinjiang", "上户镇", "Atlantis", "China", "Emin, Kashgar"])
def test_what_is_unknown_too_large_or_several_places_is_none(text: str) -> None:
    assert places_of(text) == ()


def test_one_place_in_two_scripts_is_the_same() -> None:
    assert said("Алматы", "Almaty") == Nearness(2.0, "the same place, written in two ways")


def test_a_township_lies_in_its_county_and_its_prefecture() -> None:
    assert said("Эмин", "杰勒阿尕什镇") == Nearness(1.0, "one of the two places lies in the other")
    assert said("Tacheng", "Emin") == Nearness(0.5, "one of the two places lies in the other")


def test_the_nearer_the_more_and_the_reason_says_how_far() -> None:
    county = said("额敏县上户镇", "杰勒阿尕什镇")
    assert county == Nearness(1.0, "two places in one county, about 23 km apart")
    prefecture = said("Emin", "Toli county")
    assert prefecture == Nearness(0.0, "two places in one prefecture, 66 km apart")
    far = said("Emin", "Almaty")
    assert far is not None
    assert far.sentence == "the two places are 640 km apart"
    assert far.points == DIFFERENT_PLACES


@pytest.mark.parametrize(("degrees", "points"), [(0.1, 0.5), (0.4, 0.5), (0.6, -1.0), (2.6, -1.0), (2.8, -1.5)])
def test_distance_alone_where_no_code_tells(degrees: float, points: float) -> None:
    here, there = Place("geonames:1", (45.0, 80.0)), Place("geonames:2", (45.0 + degrees, 80.0))
    found = near(here, there)
    assert found is not None
    assert found.points == points
    kilometres = int(found.sentence.removeprefix("the two places are ").removesuffix(" km apart"))
    assert kilometres == pytest.approx(degrees * 111.2, rel=0.05)


def test_a_degree_of_longitude_is_shorter_in_the_north() -> None:
    south = near(Place("geonames:1", (0.0, 80.0)), Place("geonames:2", (0.0, 81.0)))
    north = near(Place("geonames:1", (60.0, 80.0)), Place("geonames:2", (60.0, 81.0)))
    assert south is not None
    assert north is not None
    assert "110 km" in south.sentence
    assert "56 km" in north.sentence


def test_a_prefecture_is_measured_only_when_it_is_very_far() -> None:
    assert said("Altay", "Burqin") is None
    assert said("Kashgar", "Urumqi") == Nearness(DIFFERENT_PLACES, "the two places are about 1080 km apart")


def test_where_nothing_is_known_nothing_is_said() -> None:
    assert nearest((), places_of("Emin")) is None
    assert near(Place("650101", None), Place("650201", (44.0, 85.0))) is None


def test_the_nearest_of_many_counts() -> None:
    ours = (*places_of("Kashgar"), *places_of("Emin"))
    assert nearest(ours, places_of("额敏县")) == Nearness(2.0, "the same place, written in two ways")


def test_a_table_of_all_says_the_same_both_ways() -> None:
    known = [one(text) for text in ("Emin", "Toli county", "Almaty", "Altay")]
    table = between(known)
    for at, here in enumerate(known):
        for its, there in enumerate(known):
            found = near(here, there)
            assert table[at][its] == table[its][at] == (DIFFERENT_PLACES if found is None else found.points)
    assert between([]) == []
