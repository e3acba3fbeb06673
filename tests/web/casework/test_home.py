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


def test_a_dispute_is_shown_with_its_reason(office: Office, signed: Callable[..., Any]) -> None:
    with office.desk(office.owner) as desk:
        judging.judge(desk, "different", ("interview-1/husband", "article-1/man"), "other birth years")
        judging.judge(desk, "same", ("interview-1/husband", "article-1/man"), "same name")
    text = signed().get("/").content.decode()
    assert "interview-1/husband" in text
    assert "was not applied" in text


def test_a_reader_sees_no_people(signed: Callable[..., Any]) -> None:
    text = signed("reader").get("/").content.decode()
    assert "needs another role" in text
    assert "Mysalov" not in text
    assert "/search/" not in text
