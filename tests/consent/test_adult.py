"""Who is known to be an adult."""

from __future__ import annotations

from datetime import date

import pytest
from release_cases import ON, mention, said

from tereze.consent.adult import ADULT, MINOR, UNKNOWN, adulthood
from tereze.model.mentions import Statement


def age(*statements: Statement, on: date = ON, coarse: bool = False) -> str:
    people = [mention(*statements)] if statements else []
    return adulthood(people, people, on, coarse=coarse)


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("1980", ADULT),
        ("2008-11-24", ADULT),
        ("2008-11-25", MINOR),
        ("2008-11", UNKNOWN),
        ("2008", UNKNOWN),
        ("2007", ADULT),
        ("2009", MINOR),
        ("2015-03", MINOR),
        ("[2000..2012]", UNKNOWN),
        ("20XX", UNKNOWN),
        ("1990/..", UNKNOWN),
        ("unknown", UNKNOWN),
        ("2004-02-29", ADULT),
    ],
)
def test_by_the_date_of_birth(born: str, expected: str) -> None:
    assert age(said("birthDate", born)) == expected


@pytest.mark.parametrize(
    ("years", "when", "expected"),
    [
        ("39", "2019-03", ADULT),
        ("17", "2019-03", ADULT),
        ("11", "2019-03", ADULT),
        ("10", "2019-03", UNKNOWN),
        ("10", "2018-11-24", ADULT),
        ("10", "2018-11-25", UNKNOWN),
        ("18", "", ADULT),
        ("17", "", MINOR),
        ("9 years", "2019", MINOR),
        ("20 months", "2019", UNKNOWN),
        ("16-20", "2000", UNKNOWN),
        ("grown", "2019", UNKNOWN),
    ],
)
def test_by_an_age_on_a_day(years: str, when: str, expected: str) -> None:
    assert age(said("age", years, when=when)) == expected


def test_a_child_born_on_the_leap_day_is_an_adult_on_the_first_of_march() -> None:
    assert age(said("birthDate", "2008-02-29"), on=date(2026, 2, 28)) == MINOR
    assert age(said("birthDate", "2008-02-29"), on=date(2026, 3, 1)) == ADULT


def test_one_who_may_be_a_child_by_any_account_is_treated_as_one() -> None:
    assert age(said("birthDate", "1980"), said("age", "12", when="2024")) == MINOR


def test_an_account_that_leaves_it_open_does_not_weigh_against_one_that_is_clear() -> None:
    assert age(said("birthDate", "20XX"), said("birthDate", "1999")) == ADULT


def test_nothing_recorded_is_unknown() -> None:
    assert age() == UNKNOWN
    assert age(said("custody", "prison")) == UNKNOWN


def test_only_what_is_asserted_counts() -> None:
    assert age(said("birthDate", "1980", stance="denies")) == UNKNOWN
    assert age(said("birthDate", "1980", stance="does_not_know")) == UNKNOWN


def test_an_adult_age_in_what_may_not_be_shown_proves_nothing_a_childs_age_does() -> None:
    shown, hidden = [mention(said("custody", "prison"))], [mention(said("birthDate", "1980"))]
    assert adulthood([*shown, *hidden], shown, ON) == UNKNOWN
    child = [mention(said("birthDate", "2015"))]
    assert adulthood([*shown, *child], shown, ON) == MINOR


def test_without_a_name_the_date_is_read_as_coarsely_as_it_is_published() -> None:
    assert age(said("birthDate", "2008-01-02")) == ADULT
    assert age(said("birthDate", "2008-01-02"), coarse=True) == UNKNOWN
    assert age(said("birthDate", "2007-12-31"), coarse=True) == ADULT
