"""Match review: answer, see what changed, take it back; never on a stale view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions import judging
from tereze_web.office import Office

Send = Callable[..., Any]


@pytest.fixture
def path(mention: Callable[[str], str]) -> str:
    return f"/matches/{mention('interview-1/husband')}/{mention('article-1/man')}/"


def _seen(browser: Any, path: str) -> str:
    seen: str = browser.get(path).content.decode().partition('name="seen" value="')[2].partition('"')[0]
    return seen


def test_the_queue_leads_to_pairs(signed: Callable[..., Any]) -> None:
    text = signed().get("/matches/").content.decode()
    assert text.count('href="/matches/m') >= 1


def test_a_pair_shows_both_sides_with_reasons_and_consequences(signed: Callable[..., Any], path: str) -> None:
    text = signed().get(path).content.decode()
    for expected in ("Ерлан Мысалов", "Erlan Mysalov", "1979", "1982", "interview-1", "article-1", "For", "Against",
                     "joins T-", 'data-key="s"'):  # fmt: skip
        assert expected in text, expected


def test_an_answer_joins_and_taking_it_back_parts(
    office: Office, signed: Callable[..., Any], send: Send, path: str, number: Callable[[str], str]
) -> None:
    browser = signed()
    fields = {"answer": "same", "reason": "one name, one county", "seen": _seen(browser, path)}
    answer = send(browser, path, f"{path}decide/", **fields)
    assert answer.status_code == 302
    text = browser.get(answer["Location"]).content.decode()
    assert "Your answer is in the register" in text
    assert "one name, one county" in text
    assert number("interview-1/husband") == number("article-1/man")
    withdraw = text.partition('action="/judgements/')[2].partition('"')[0]
    answer = send(browser, path, f"/judgements/{withdraw}", reason="the years do not fit")
    assert answer.status_code == 302
    assert "taken back" in browser.get(answer["Location"]).content.decode()
    assert number("interview-1/husband") != number("article-1/man")


def test_an_answer_on_a_stale_view_is_refused(
    office: Office, signed: Callable[..., Any], send: Send, path: str, number: Callable[[str], str]
) -> None:
    browser = signed()
    seen = _seen(browser, path)
    with office.desk(office.owner) as desk:
        judging.judge(desk, "same", ("article-1/man", "post-1/man"), "meanwhile, at another desk")
    answer = send(browser, path, f"{path}decide/", answer="same", reason="as I saw it", seen=seen)
    assert answer.status_code == 400
    assert "changed while you were looking" in answer.content.decode()
    assert number("interview-1/husband") != number("article-1/man")
    with office.desk(office.owner) as desk:
        assert desk.register.index.counts()["judgement"] == 1


@pytest.mark.parametrize(
    "fields", [{"answer": "same", "reason": " "}, {"answer": "batch", "reason": "x"}, {"reason": "x"}]
)
def test_an_answer_without_its_parts_is_refused(
    office: Office, signed: Callable[..., Any], send: Send, path: str, fields: dict[str, str]
) -> None:
    browser = signed()
    answer = send(browser, path, f"{path}decide/", seen=_seen(browser, path), **fields)
    assert answer.status_code == 400
    with office.desk(office.owner) as desk:
        assert desk.register.index.counts().get("judgement", 0) == 0


def test_who_may_look_and_not_judge_has_no_form(signed: Callable[..., Any], path: str) -> None:
    assert 'id="decide"' not in signed("advocate").get(path).content.decode()


def test_a_dispute_is_told_at_once(office: Office, signed: Callable[..., Any], send: Send, path: str) -> None:
    browser = signed()
    with office.desk(office.owner) as desk:
        judging.judge(desk, "different", ("interview-1/husband", "article-1/man"), "other years")
    answer = send(browser, path, f"{path}decide/", answer="same", reason="same name", seen=_seen(browser, path))
    assert "Dispute" in browser.get(answer["Location"]).content.decode()


def test_a_pair_that_is_not_there(signed: Callable[..., Any], mention: Callable[[str], str]) -> None:
    one = mention("interview-1/husband")
    browser = signed()
    assert browser.get(f"/matches/{one}/{one}/").status_code == 404
    assert browser.get(f"/matches/{one}/maaaaaaaaaaaaaaaa/").status_code == 404
