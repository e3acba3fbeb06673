"""When a consent or a ground stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from release_cases import HERS, ON, consent, ground

from tereze.consent.validity import confirmed, in_time, objects_to, stands

NOTHING: frozenset[str] = frozenset()


def test_a_standing_consent_stands() -> None:
    assert stands(consent(), "publication", ON, NOTHING)


@pytest.mark.parametrize(
    "fields",
    [
        {"purposes": ("register", "un")},
        {"purposes": ()},
        {"until": "2026-11-23"},
        {"until": "2025"},
        {"until": "when my son is free"},
        {"capacity": "neighbour"},
        {"capacity": ""},
        {"objects": True},
    ],
)
def test_anything_missing_or_unclear_and_it_does_not_stand(fields: dict[str, Any]) -> None:
    assert not stands(consent(**fields), "publication", ON, NOTHING)


def test_a_withdrawn_source_takes_its_consents_along() -> None:
    assert not stands(consent(), "publication", ON, frozenset({HERS}))


@pytest.mark.parametrize(
    ("until", "expected"),
    [(None, True), ("2026-11-24", True), ("2026-11-23", False), ("2026", False), ("2027", True), ("2026-12~", False)],
)
def test_the_day_it_runs_out(until: str | None, expected: bool) -> None:
    assert in_time(consent(until=until), ON) is expected


def test_an_unclear_end_counts_from_its_first_possible_day() -> None:
    assert in_time(consent(until="2027~"), date(2025, 12, 31))
    assert not in_time(consent(until="2027~"), date(2026, 6, 1))


def test_an_objection_reaches_everything_but_the_register_itself() -> None:
    said_no = consent(objects=True, until="2020")
    assert objects_to(said_no, "publication")
    assert objects_to(said_no, "un")
    assert not objects_to(said_no, "register")
    assert not objects_to(consent(), "publication")


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (("amina", "basel"), True),
        (("amina",), False),
        (("amina", "amina"), False),
        (("amina", " Amina "), False),
        (("amina", ""), False),
        ((), False),
    ],
)
def test_two_different_people_confirm_a_ground(people: tuple[str, ...], expected: bool) -> None:
    assert confirmed(ground(confirmed_by=people)) is expected


def test_a_ground_of_a_kind_nobody_knows_is_none() -> None:
    assert not confirmed(ground(sort="everybody says so"))
