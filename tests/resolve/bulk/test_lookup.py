"""One record against the table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tereze.resolve.bulk import Lookup, Model, Table, explain

from .conftest import People, letters


@pytest.fixture(scope="module")
def found(table: Table, model: Model) -> Lookup:
    return Lookup(table, model, letters)


def question(people: People, row: int) -> dict[str, Any]:
    return {name: values[row] for name, values in people.rows.items() if name != "province"}


def test_a_row_finds_itself_with_the_probability_a_pair_would_have(
    found: Lookup, people: People, table: Table, model: Model
) -> None:
    for row in (3, 77, 400):
        answers = found.ask(question(people, row), 5, people.source[row])
        for answer in answers:
            told = explain(table, model, row, answer.row)
            assert answer.probability == pytest.approx(told.probability, abs=1e-9)
        assert row in [answer.row for answer in answers]


def test_the_person_is_among_the_first_five(found: Lookup, people: People) -> None:
    counts = np.bincount(people.person)
    rows = [row for row in range(600) if counts[people.person[row]] == 2]
    hits = 0
    for row in rows:
        answers = [one.row for one in found.ask(question(people, row), 6, people.source[row]) if one.row != row][:5]
        hits += any(people.person[one] == people.person[row] for one in answers)
    assert hits / len(rows) >= 0.9


def test_partial_questions_are_answered(found: Lookup, people: People) -> None:
    asked = {"given": people.rows["given"][10], "father": people.rows["father"][10]}
    assert found.ask(asked, 3)


def test_a_spelling_never_seen_is_compared_by_its_sound(found: Lookup, people: People) -> None:
    asked = question(people, 20) | {"given": people.rows["given"][20].replace("a", "y")}
    assert any(people.person[one.row] == people.person[20] for one in found.ask(asked, 5))


@pytest.mark.parametrize(
    "asked", [{}, {"given": ""}, {"given": "???"}, {"town": "nowhere at all"}, {"birth_year": 9999}]
)
def test_questions_that_say_nothing_useful_get_no_error(found: Lookup, asked: dict[str, Any]) -> None:
    assert len(found.ask(asked, 5)) <= 5


def test_asking_leaves_no_trace(found: Lookup, people: People) -> None:
    before = found.ask(question(people, 50), 5)
    found.ask({"given": "never seen before", "town": "nor this"}, 5)
    assert found.ask(question(people, 50), 5) == before
