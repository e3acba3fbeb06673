"""Between what a browser posts and what a coding holds."""

from __future__ import annotations

from typing import Any

import pytest

from tereze_web.receiving import filling
from tereze_web.receiving.arrival import Arrival
from tereze_web.receiving.document import Coding, of_arrival
from tereze_web.receiving.sections import Section, section

FORM = Arrival(key="talk-1", teller="А", language="kk", told_on="2019-03-04", name_1="Ерлан", identity="none",
               recorder="Б")  # fmt: skip


@pytest.fixture
def coding() -> Coding:
    return of_arrival(FORM, "c1")


def _section(name: str) -> Section:
    found = section(name)
    assert found is not None
    return found


def _post(coding: Coding, name: str, *items: dict[str, Any]) -> Coding:
    posted = [
        (f"{name}.{place}.{field}", [text] if isinstance(text, str) else text)
        for place, item in enumerate(items) for field, text in item.items()
    ]  # fmt: skip
    return filling.fill(coding, _section(name), posted)


def test_received_people_stay_who_they_are(coding: Coding) -> None:
    made = _post(coding, "people", {"key": "teller", "name_1": "X", "sealed": "", "kind": "facility"})
    kept = next(item for item in made.items("people") if item["key"] == "teller")
    assert (kept["sealed"], kept["kind"], kept["received"]) == ("yes", "person", "yes")
    assert {key for key, _ in made.people()} == {"teller", "missing", "recorder"}  # who was not posted stays too


def test_new_people_get_keys_of_this_coding(coding: Coding) -> None:
    made = _post(coding, "people", {"name_1": "Болат"}, {"description": "a guard"})
    assert [key for key, _ in made.people()][-2:] == ["p-c1-1", "p-c1-2"]
    again = _post(made, "people", {"key": "p-c1-2", "description": "a guard"}, {"name_1": "C"})
    assert {key for key, _ in again.people()} >= {"p-c1-2", "p-c1-3"}


def test_who_was_emptied_is_taken_out(coding: Coding) -> None:
    made = _post(coding, "people", {"name_1": "Болат"})
    assert "p-c1-1" not in dict(_post(made, "people", {"key": "p-c1-1", "name_1": ""}).people())


def test_a_key_cannot_be_brought(coding: Coding) -> None:
    made = _post(coding, "people", {"key": "evil", "name_1": "Болат"})
    assert "evil" not in dict(made.people())


def test_a_time_that_was_told_is_read_once(coding: Coding) -> None:
    made = _post(coding, "custody", {"value": "prison", "said": "2017 жылдың қыркүйегінде"})
    assert made.items("custody")[0]["when"] == "2017-09"
    mended = _post(made, "custody", {"value": "prison", "said": "2017 жылдың қыркүйегінде", "when": "2017-10"})
    assert mended.items("custody")[0]["when"] == "2017-10"


@pytest.mark.parametrize("item", [{"about": "missing"}, {"about": "missing", "how": "told_by", "stance": "asserts"}])
def test_what_was_only_carried_over_is_no_statement(coding: Coding, item: dict[str, str]) -> None:
    assert _post(coding, "custody", item).items("custody") == []


def test_several_values_of_one_field(coding: Coding) -> None:
    made = _post(coding, "interventions", {"by": "teller", "kind": "letter", "for": ["missing", "teller"]})
    assert made.items("interventions")[0]["for"] == "missing teller"


def test_the_next_item_begins_where_the_last_ended(coding: Coding) -> None:
    shown = filling.shown(coding, _section("custody"))
    assert shown == [{"about": "missing"}]
    made = _post(coding, "custody", {"about": "teller", "value": "prison", "how": "eyewitness", "where": "X"})
    assert filling.shown(made, _section("custody"))[-1] == {"about": "teller", "how": "eyewitness"}


def test_nothing_is_asked_about_who_wrote_it_down(coding: Coding) -> None:
    assert [item.get("key") for item in filling.shown(coding, _section("people"))] == ["teller", "missing", None]


def test_the_head_has_one_item(coding: Coding) -> None:
    assert filling.shown(coding, _section("source")) == [{}]


def test_more_is_open_where_something_stands_or_is_wrong() -> None:
    folded = [field for field in _section("custody").fields if field.fold]
    assert not filling.unfolds(folded, {"stance": "asserts"}, {})
    assert filling.unfolds(folded, {"stance": "denies"}, {})
    assert filling.unfolds(folded, {}, {"duration": "wrong"})


@pytest.mark.parametrize(("posted", "place"), [
    ({"people.3.key": "missing"}, 1), ({"people.3.key": "nobody"}, -1), ({"people.3.name_1": "Ерлан"}, 1), ({}, -1),
])  # fmt: skip
def test_who_stood_where_on_the_screen(coding: Coding, posted: dict[str, str], place: int) -> None:
    assert filling.place_of(coding, posted, 3) == place


def test_of_a_long_list_only_so_many_are_asked_about_and_none_is_lost() -> None:
    people = [{"key": f"row-{n}", "received": "yes", "name_1": f"N{n}"} for n in range(100)]
    coding = Coding(key="list-1", tag="c1", received=True, sections={"people": people})
    shown = filling.shown(coding, _section("people"))
    assert len(shown) == filling.MOST_RECEIVED + 1
    made = _post(coding, "people", {"key": "row-0", "birthDate": "1979"})
    assert len(made.people()) == 100
