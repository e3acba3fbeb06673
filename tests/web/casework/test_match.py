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


@pytest.fixture
def basel(office: Office) -> Any:
    """A second analyst in a browser of his own."""
    from django.test import Client

    from tereze.model.people import Actor
    from tereze_web.gate import COOKIE

    office.roll.add("basel", frozenset({"analyst"}), "another long passphrase")
    browser = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    browser.cookies[COOKIE] = office.visits.begin(Actor(id="basel", roles=frozenset({"analyst"})))
    return browser


def _judge(office: Office, answer: str, *people: str) -> str:
    with office.desk(office.owner) as desk:
        return judging.judge(desk, answer, people, "a first look").id


def test_a_second_person_confirms_a_merge_on_its_pair(
    office: Office, signed: Callable[..., Any], basel: Any, send: Send, path: str
) -> None:
    made = _judge(office, "same", "interview-1/husband", "article-1/man")
    address = f"/judgements/{made}/confirm/"
    assert address not in signed().get(path).content.decode()  # not by the one who judged
    text = basel.get("/matches/second/").content.decode()
    assert f'href="{path}"' in text
    text = basel.get(path).content.decode()
    assert address in text
    seen = text.partition(address)[2].partition('name="seen" value="')[2].partition('"')[0]
    assert send(basel, path, address, reason="I read both", seen="0" * 64).status_code == 400
    assert send(basel, path, address, reason=" ", seen=seen).status_code == 400
    answer = send(basel, path, address, reason="I read both", seen=seen)
    assert answer.status_code == 302
    assert "basel" in basel.get(answer["Location"]).content.decode()
    with office.desk(office.owner) as desk:
        assert len(desk.register.index.judged([made])[made].reviewers) == 2
    assert "No merge waits for you" in basel.get("/matches/second/").content.decode()


def test_ones_own_merge_cannot_be_confirmed_by_hand_made_forms(
    office: Office, signed: Callable[..., Any], send: Send, path: str
) -> None:
    made = _judge(office, "same", "interview-1/husband", "article-1/man")
    browser = signed()
    answer = send(browser, path, f"/judgements/{made}/confirm/", reason="sure", seen="")
    assert answer.status_code == 400
    with office.desk(office.owner) as desk:
        assert len(desk.register.index.judged([made])[made].reviewers) == 1


def test_a_contradiction_is_a_task_and_is_settled_there(
    office: Office, signed: Callable[..., Any], send: Send, path: str
) -> None:
    _judge(office, "same", "interview-1/husband", "article-1/man")
    apart = _judge(office, "different", "interview-1/husband", "post-1/man")
    _judge(office, "same", "article-1/man", "post-1/man")
    browser = signed()
    assert "/matches/contradictions/" in browser.get("/matches/").content.decode()
    assert "contradict each other" in browser.get(path).content.decode()
    text = browser.get("/matches/contradictions/").content.decode()
    assert text.count("/withdraw/") == 3
    assert "≠" in text
    answer = send(
        browser, "/matches/contradictions/", f"/judgements/{apart}/withdraw/", reason="looked", back="contradictions"
    )
    assert (answer.status_code, answer["Location"]) == (302, "/matches/contradictions/")
    assert "No answer contradicts another" in browser.get("/matches/contradictions/").content.decode()


def test_further_mentions_stand_beside_the_two_and_the_consequences_are_shown(
    office: Office, signed: Callable[..., Any], path: str
) -> None:
    _judge(office, "same", "article-1/man", "post-1/man")
    text = signed().get(path).content.decode()
    assert text.count('<th scope="col" class="other">') == 1
    assert "Independent witnesses" in text
    assert text.count('<th scope="rowgroup"') == 2


def test_the_queue_is_turned_a_page_at_a_time(signed: Callable[..., Any]) -> None:
    browser = signed()
    first = browser.get("/matches/").content.decode()
    assert "Waiting:" in first
    assert browser.get("/matches/?page=99").status_code == 200
