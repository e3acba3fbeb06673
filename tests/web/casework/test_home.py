"""Home: what waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tereze.actions import judging
from tereze_web.office import Office


def test_home_shows_what_the_register_holds_and_what_waits(signed: Callable[..., Any]) -> None:
    text = signed().get("/").content.decode()
    assert "<dt>sources</dt><dd>4</dd>" in text
    assert 'href="/matches/' in text
    assert "Mysalov" in text


def test_answers_that_contradict_each_other_wait(office: Office, signed: Callable[..., Any]) -> None:
    assert "contradict" not in signed().get("/").content.decode()
    with office.desk(office.owner) as desk:
        judging.judge(desk, "different", ("interview-1/husband", "article-1/man"), "other birth years")
        judging.judge(desk, "same", ("interview-1/husband", "article-1/man"), "same name")
    assert "Answers that contradict each other" in signed().get("/").content.decode()


def test_a_merge_waits_for_a_second_person(office: Office, signed: Callable[..., Any]) -> None:
    with office.desk(office.owner) as desk:
        judging.judge(desk, "same", ("interview-1/husband", "article-1/man"), "same name")
    assert "Merges that need a second person" in signed().get("/").content.decode()


def test_the_growth_is_drawn_only_where_there_are_months_to_compare(signed: Callable[..., Any]) -> None:
    assert 'class="growth"' not in signed().get("/").content.decode()


def test_a_reader_sees_no_people(signed: Callable[..., Any]) -> None:
    text = signed("reader").get("/").content.decode()
    assert "needs another role" in text
    assert "Mysalov" not in text
    assert "/search/" not in text
