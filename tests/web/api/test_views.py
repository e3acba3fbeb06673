"""What the interface answers is what the verbs say."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from offices import HIDDEN

from tereze_web.office import Office

ROOT = "/api/v1/"
Ask = Callable[..., Any]


@pytest.fixture
def ask(office: Office) -> Ask:
    """The owner's program."""
    roles = frozenset({"analyst", "documenter", "publisher"})
    made = office.tokens.make(office.owner, roles, "a test", 30)
    client = Client(SERVER_NAME="127.0.0.1")

    def asked(path: str, body: Any = None) -> Any:
        headers = {"HTTP_AUTHORIZATION": f"Bearer {made}"}
        if body is None:
            return client.get(ROOT + path, **headers)
        return client.post(ROOT + path, json.dumps(body), content_type="application/json", **headers)

    return asked


def test_persons_and_one_person(ask: Ask, number: Callable[[str], str]) -> None:
    listed = ask("persons/").json()
    assert number("interview-1/husband") in {one["number"] for one in listed["persons"]}
    assert (listed["page"], listed["more"]) == (1, False)
    view = ask(f"persons/{number('interview-1/husband')}/").json()
    assert view["tereze"] == "person/1"
    assert view["facts"]
    assert ask("persons/T-9999999/").status_code == 404
    assert ask("persons/interview-1/").status_code == 404


def test_search_finds_in_any_script(ask: Ask, number: Callable[[str], str]) -> None:
    hits = ask("search/", {"text": "Erlan Mysalov", "limit": 5}).json()["hits"]
    assert number("interview-1/husband") in {one["number"] for one in hits}
    assert ask("search/", {"text": "Erlan Mysalov", "limit": 1}).json()["hits"][1:] == []


def test_a_look_up_answers_as_the_desk_is_answered(ask: Ask) -> None:
    answer = ask("lookup/", {"names": ["Ерлан Мысалов"], "born": "1979", "sex": "male"}).json()
    assert set(answer) == {"known", "number", "people"}
    assert ask("lookup/", {"names": []}).status_code == 400
    assert ask("lookup/", {"names": ["x"], "born": "when the apricots ripened"}).status_code == 400


def test_sources_with_whom_they_speak_of(ask: Ask, number: Callable[[str], str]) -> None:
    listed = ask("sources/").json()["sources"]
    assert {"interview-1", "article-1", "post-1"} <= {one["source"] for one in listed}
    source = ask("sources/interview-1/").json()
    assert number("interview-1/husband") in {one["person"] for one in source["mentions"]}
    assert source["more"] is False
    assert ask("sources/never-there/").status_code == 404


def test_sealed_names_are_in_no_answer(ask: Ask) -> None:
    told = [ask("sources/interview-2/"), ask("persons/"), ask("queue/"), ask("positions/")]
    told += [ask("search/", {"text": HIDDEN}), ask("lookup/", {"names": [HIDDEN]})]
    for answer in told:
        assert answer.status_code == 200
        assert HIDDEN not in answer.content.decode()
    assert told[0].json()["withheld"] > 0


def test_a_pair_is_answered_as_it_was_seen(ask: Ask, mention: Callable[[str], str]) -> None:
    path = f"queue/{mention('interview-1/husband')}/{mention('article-1/man')}/"
    shown = ask(path).json()
    stale = ask(path, {"answer": "same", "reason": "one man", "seen": "something else"})
    assert stale.status_code == 400
    assert "changed while you were looking" in stale.json()["error"]
    done = ask(path, {"answer": "same", "reason": "one man", "seen": shown["seen"]}).json()
    assert done["id"].startswith("j")
    assert ask(path).json()["is_one"] is True
    assert ask(f"queue/{mention('article-1/man')}/m2222222222222222/").status_code == 404


def test_a_sheet_is_taken_in_and_what_is_wrong_is_said(ask: Ask, number: Callable[[str], str]) -> None:
    from fictional import ARTICLE

    sheet = ARTICLE.replace("article-1", "article-9")
    assert ask("sources/", {"name": "a-program", "sheet": sheet}).json() == {"refused": []}
    assert number("article-9/man")
    assert ask("sources/", {"name": "a-program", "sheet": sheet}).json() == {"refused": []}
    refused = ask("sources/", {"name": "a-program", "sheet": "tereze: source/1\nsource: {id: x}\n"}).json()["refused"]
    assert refused
    assert all(isinstance(value, str) for one in refused for value in one.values())


def test_positions_and_releases(ask: Ask) -> None:
    assert {one["topic"] for one in ask("positions/").json()["positions"]} == {"departures"}
    assert ask("releases/").json() == {"releases": []}
    assert ask("queue/").json()["page"] == 1
