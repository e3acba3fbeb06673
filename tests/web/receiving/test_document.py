"""What stands in the form of a coding, and what it begins with."""

from __future__ import annotations

import pytest

from tereze.actions import sources
from tereze_web.office import Office
from tereze_web.receiving import document
from tereze_web.receiving.arrival import Arrival
from tereze_web.receiving.document import Coding

NAME = "Құпия Айтушы"
FORM = Arrival(key="talk-1", teller=NAME, name_1="Ерлан Мысалов", name_3="Марат", recorder="Б. Ойдан", identity="full")


def test_it_is_kept_as_it_was_typed() -> None:
    made = document.of_arrival(FORM, "c1")
    assert document.decode(document.encode(made)) == made


def test_it_begins_with_whoever_was_received() -> None:
    made = document.of_arrival(FORM, "c1")
    assert [key for key, _ in made.people()] == ["teller", "missing", "missing-3", "recorder"]
    assert (made.teller(), made.subject()) == ("teller", "missing")


@pytest.mark.parametrize("identity", ["none", "pseudonym"])
def test_a_protected_name_stays_out_of_it(identity: str) -> None:
    form = Arrival(key="talk-1", teller=NAME, name_1="Ерлан", identity=identity)
    made = document.of_arrival(form, "c1")
    assert NAME.encode() not in document.encode(made)
    assert made.people()[0] == ("teller", "")


def test_of_a_source_in_the_register(office: Office) -> None:
    with office.desk(office.owner) as desk:
        made = document.of_case(sources.source_case(desk, "interview-1"), "c1")
        sealed = document.of_case(sources.source_case(desk, "interview-2"), "c1")
    assert (made.teller(), made.subject(), made.language) == ("wife", "husband", "kk")
    assert made.people()[0] == ("wife", "Айгүл Мысалқызы")
    assert sealed.people()[0] == ("neighbour", "")
    assert "Куәгер".encode() not in document.encode(sealed)


def test_whom_it_is_about_is_a_person() -> None:
    items = [{"key": "camp", "kind": "facility", "name_1": "A"}, {"key": "man", "name_1": "B"}]
    assert Coding(key="k", tag="c", sections={"people": items}).subject() == "man"
    assert Coding(key="k", tag="c").subject() == ""


def test_empty_items_are_left_out() -> None:
    made = Coding(key="k", tag="c").put("kin", [{"about": ""}, {"about": "a"}])
    assert made.items("kin") == [{"about": "a"}]


@pytest.mark.parametrize("name", ["custody.x.where", "custody.0", "kin.0.where", "custody.0.evil", "custody.9999.where",
                                  "where", "custody.0.where.more", "custody.-1.where", "custody.².where"])  # fmt: skip
def test_fields_that_are_not_ours_are_left_alone(name: str) -> None:
    assert document.read([(name, "x")], "custody", ["where"]) == []


def test_items_come_in_their_order_and_texts_trimmed() -> None:
    posted = [("custody.10.where", " b \r\nc "), ("custody.2.where", "a")]
    assert document.read(posted, "custody", ["where"]) == [{"where": "a"}, {"where": "b \nc"}]


@pytest.mark.parametrize(
    ("item", "shown"),
    [({"name_1": "A", "description": "b"}, "A"), ({"description": "a guard"}, "a guard"), ({"key": "p1"}, "p1"),
     ({}, ""), ({"name_1": "A", "received": "yes", "sealed": "yes"}, ""), ({"name_1": "A", "sealed": "yes"}, "A")],
)  # fmt: skip
def test_what_somebody_is_called(item: dict[str, str], shown: str) -> None:
    assert document.label(item) == shown
