"""What a claim counts: statuses, unit, persons meant, period."""

from __future__ import annotations

import pytest

from tereze.model import dates
from tereze.model.events import Figure, Position
from tereze.watch.material import Held
from tereze.watch.scope import Scope, counts, period_of, scope_of, statuses_counted, unit_counted


def claim(topic: str = "t", **number: str) -> Position:
    return Position(id="p", source="s", actor="a", topic=topic, stance="promises", number=Figure(value=3, **number))


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"counts_if": "left the country"}, "left_country"),
        ({"what": "were RELEASED"}, "released"),
        ({"topic": "трудоустройство: jobs"}, "forced_labour"),
        ({"who": "missing"}, "missing"),
    ],
)
def test_the_status_is_found_in_the_words(said: dict[str, str], status: str) -> None:
    assert statuses_counted(claim(**said)) == (status,)


def test_without_cues_or_a_number_nothing_counts() -> None:
    assert statuses_counted(claim(what="are content")) == ()
    assert statuses_counted(Position(id="p", source="s", actor="a", topic="camps", stance="denies")) == ()


def test_units_other_than_persons_are_told_apart() -> None:
    assert unit_counted(Figure(value=2000, unit="persons")) == "persons"
    assert unit_counted(Figure(value=1300, unit="entries", what="are invented")) == "entries"
    assert unit_counted(Figure(value=90, unit="percent")) == "share"


def test_a_person_of_whom_nothing_is_recorded_is_unknown_and_not_outside() -> None:
    scope = scope_of(Figure(value=1, who="ethnic Kazakhs in China"))
    assert scope.place({"ethnicity": ("Қазақ",)}) == "inside"
    assert scope.place({"ethnicity": ("Uyghur",)}) == "outside"
    assert scope.place({"citizenship": ("cn",)}) == "unknown"
    assert scope.place({}) == "unknown"


def test_a_claim_that_names_nobody_puts_nobody_outside() -> None:
    assert scope_of(Figure(value=1, who="people")) == Scope()
    assert Scope().place({"ethnicity": ("Uyghur",)}) == "unknown"


def test_what_happens_on_a_day_counts_by_the_day_it_began() -> None:
    span = dates.read("2019-03/..")
    assert counts(Held(person="T", status="left_country", when="2018-09-30/.."), ("left_country",), span) == "no"
    assert counts(Held(person="T", status="left_country", when="2019-04-28"), ("left_country",), span) == "yes"


def test_what_lasts_counts_if_any_day_of_it_falls_in() -> None:
    held = Held(person="T", status="internment", when="2018-09/2019-04")
    assert counts(held, ("internment",), dates.read("2019-03/..")) == "yes"
    assert counts(held, ("prison",), dates.read("2019-03/..")) == "no"


def test_an_undated_status_counts_only_where_any_time_does() -> None:
    held = Held(person="T", status="released")
    assert counts(held, ("released",), dates.read("2019")) == "undated"
    assert counts(held, ("released",), dates.ANY) == "yes"


def test_a_claim_without_a_period_means_any_time() -> None:
    assert period_of(Figure(value=1)) == dates.ANY
    assert period_of(Figure(value=1, period="2019")) == dates.read("2019")
