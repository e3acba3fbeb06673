"""Steps whose answer is due."""

from __future__ import annotations

import pytest

from tereze.model.events import Intervention
from tereze.watch.due import due_order, is_due


def step(id_: str, due: str = "", answer: str = "", when: str = "2019-01-01") -> Intervention:
    return Intervention(id=id_, source="s1", by="office@5", sort="letter", when=when, due=due, answer=answer)


@pytest.mark.parametrize(
    ("due", "answer", "found"),
    [
        ("2019-06-01", "", True),
        ("2019-06", "", True),
        ("2019-06-02", "", False),
        ("2019-05-01", "no", False),
        ("", "", False),
    ],
)
def test_what_has_no_answer_on_its_day_is_due(due: str, answer: str, found: bool) -> None:
    assert is_due(step("a", due, answer), "2019-06-01") is found


def test_the_longest_overdue_stands_first_and_answered_ones_last() -> None:
    steps = [
        step("old", when="2018-01-01"), step("new", when="2019-05-01"), step("soon", "2019-08-01"),
        step("late", "2019-05-01"), step("later", "2019-02-01"), step("answered", "2019-01-01", "refused"),
    ]  # fmt: skip
    assert [one.id for one in due_order(steps, "2019-06-01")] == ["later", "late", "soon", "new", "answered", "old"]
