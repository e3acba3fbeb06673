"""The review queue: a page at a time, most gain first."""

from __future__ import annotations

import pytest
from fictional import ARTICLE, INTERVIEW, SEALED

from tereze.actions import find, judging, linking, queue
from tereze.actions.desk import Desk

HUSBAND, MAN, OTHER = "interview-1/husband", "article-1/man", "interview-2/man"


@pytest.fixture
def full(desk: Desk, bring) -> Desk:
    for sheet in (INTERVIEW, ARTICLE, SEALED):
        bring(sheet)
    linking.link(desk, lambda _done: None)
    return desk


def test_pages_follow_one_another_and_say_why(full: Desk) -> None:
    every = queue.page(full, 99)
    assert len(every) == queue.waits(full).suggestions > 1
    assert queue.page(full, 1) + queue.page(full, 1, 1) == every[:2]
    assert [task.gain.value for task in every] == sorted((task.gain.value for task in every), reverse=True)
    first = every[0]
    assert "likely to be one person" in first.gain.why
    assert first.left
    assert queue.references(full, first)[0].count("/") == 1


def test_a_merge_makes_the_rest_of_the_person_worth_more_or_done(full: Desk) -> None:
    before = {frozenset(queue.references(full, task)): task.gain for task in queue.page(full, 99)}
    judging.judge(full, "same", (HUSBAND, MAN), "one man")
    after = {frozenset(queue.references(full, task)): task.gain for task in queue.page(full, 99)}
    assert frozenset((HUSBAND, MAN)) not in after
    changed = frozenset((HUSBAND, OTHER))
    assert after[changed].mentions == 3
    assert after[changed].value > before[changed].value


def test_what_waits_is_counted(full: Desk) -> None:
    judging.judge(full, "same", (HUSBAND, MAN), "one man")
    judging.judge(full, "different", (HUSBAND, OTHER), "two men")
    judging.judge(full, "same", (MAN, OTHER), "one man")
    waits = queue.waits(full)
    assert (waits.unconfirmed, waits.contradictions) == (2, 1)
    assert find.find_person(full, HUSBAND) != find.find_person(full, OTHER)
