"""The publish screen: preview, proposal, the other person's approval, and what stops them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from fictional import ARTICLE
from offices import HIDDEN

from tereze.actions import receiving
from tereze.model.errors import BadInput
from tereze.model.people import Actor
from tereze_web.gate import COOKIE
from tereze_web.office import Closed, Office

PAGE = "/publish/"
Send = Callable[..., Any]
People = Callable[[str], Any]


@pytest.fixture
def publisher(office: Office) -> People:
    """`publisher("first")`: the browser of a publisher with this id."""

    def make(id_: str) -> Any:
        office.roll.add(id_, frozenset({"publisher"}), "seven fictional words")
        browser = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True, raise_request_exception=False)
        browser.cookies[COOKIE] = office.visits.begin(office.actor_of(id_))
        return browser

    return make


def _preview(office: Office, send: Send, browser: Any, **fields: Any) -> str:
    wish = {"title": "A fictional register", "contact": "by letter", "language": ["en"], "fictional": "yes"}
    assert send(browser, PAGE, f"{PAGE}preview/", **(wish | fields)).status_code == 302
    office.jobs.wait(30)
    return str(browser.get(PAGE).content.decode())


def _between(text: str, first: str) -> str:
    return text.partition(first)[2].partition('"')[0]


def _propose(office: Office, send: Send, browser: Any) -> str:
    text = _preview(office, send, browser)
    send(browser, PAGE, f"{PAGE}propose/", digest=_between(text, 'name="digest" value="'))
    return _between(browser.get(PAGE).content.decode(), 'name="proposal" value="')


def test_one_proposes_another_approves_and_it_is_published(office: Office, publisher: People, send: Send) -> None:
    first, second = publisher("first"), publisher("second")
    text = _preview(office, send, first)
    assert "What would be released" in text
    assert "There was no release before" in text
    assert HIDDEN not in text
    assert not office.releases.exists() or not list(office.releases.iterdir())
    proposal = _propose(office, send, first)
    assert proposal
    assert f"{PAGE}approve/" not in first.get(PAGE).content.decode()
    assert f"{PAGE}approve/" in second.get(PAGE).content.decode()
    send(second, PAGE, f"{PAGE}approve/", proposal=proposal)
    office.jobs.wait(30)
    done = second.get(PAGE).content.decode()
    assert "first + second" in done
    assert (office.releases / "public" / "release.json.sig").is_file()


def test_the_proposer_cannot_approve_by_a_form_of_their_own(office: Office, publisher: People, send: Send) -> None:
    first = publisher("first")
    proposal = _propose(office, send, first)
    answer = send(first, PAGE, f"{PAGE}approve/", proposal=proposal)
    assert answer.status_code == 400
    assert "somebody else must approve" in answer.content.decode()
    assert not (office.releases / "public").exists()


def test_an_approval_sent_twice_publishes_once(office: Office, publisher: People, send: Send) -> None:
    first, second = publisher("first"), publisher("second")
    proposal = _propose(office, send, first)
    send(second, PAGE, f"{PAGE}approve/", proposal=proposal)
    office.jobs.wait(30)
    again = send(second, PAGE, f"{PAGE}approve/", proposal=proposal)
    assert again.status_code == 400
    with office.desk(office.owner) as desk:
        assert len(list(desk.register.index.of_kind("release"))) == 1


def test_a_stale_proposal_is_refused_with_what_was_done(office: Office, publisher: People, send: Send) -> None:
    first, second = publisher("first"), publisher("second")
    proposal = _propose(office, send, first)
    with office.desk(Actor(id="desk-nine", roles=frozenset({"documenter"}))) as desk:
        assert not receiving.receive(desk, "article-9", ARTICLE.replace("article-1", "article-9").encode()).refused
    send(second, PAGE, f"{PAGE}approve/", proposal=proposal)
    office.jobs.wait(30)
    text = second.get(PAGE).content.decode()
    assert "Nothing was published" in text
    assert "not what was proposed" in text
    assert "desk-nine" in text
    assert not (office.releases / "public").exists()


def test_a_preview_is_proposed_by_whoever_built_it(office: Office, publisher: People, send: Send) -> None:
    first, second = publisher("first"), publisher("second")
    digest = _between(_preview(office, send, first), 'name="digest" value="')
    send(second, PAGE, f"{PAGE}propose/", digest=digest)
    send(first, PAGE, f"{PAGE}propose/", digest="0" * 64)
    assert 'name="proposal"' not in first.get(PAGE).content.decode()
    send(first, PAGE, f"{PAGE}propose/", digest=digest)
    assert 'name="proposal"' in first.get(PAGE).content.decode()


def test_a_release_that_a_check_stops_cannot_be_proposed(office: Office, publisher: People, send: Send) -> None:
    first = publisher("first")
    text = _preview(office, send, first, intro="write to someone@example.org")
    assert "A check stops this release" in text
    assert "e-mail address" in text
    assert f"{PAGE}propose/" not in text


def test_refusing_and_taking_back(office: Office, publisher: People, send: Send) -> None:
    first, second = publisher("first"), publisher("second")
    for browser in (second, first):
        proposal = _propose(office, send, first)
        send(browser, PAGE, f"{PAGE}decline/", proposal=proposal)
        assert 'name="proposal"' not in first.get(PAGE).content.decode()
        assert send(second, PAGE, f"{PAGE}approve/", proposal=proposal).status_code == 400


def test_approving_asks_again_who_one_is(office: Office, publisher: People, send: Send, clock: Any) -> None:
    first, second = publisher("first"), publisher("second")
    proposal = _propose(office, send, first)
    clock.time += 11 * 60
    answer = send(second, PAGE, f"{PAGE}approve/", proposal=proposal)
    assert answer["Location"].startswith("/again/")
    assert not (office.releases / "public").exists()


def test_everyone_has_a_reason(publisher: People, number: Callable[[str], str]) -> None:
    text = publisher("first").get(f"{PAGE}people/").content.decode()
    assert number("interview-1/husband") in text
    assert "no consent and no confirmed ground covers it" in text
    assert HIDDEN not in text


def test_the_office_goes_on_while_something_is_built(
    office: Office, publisher: People, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def slow(*_asked: Any) -> Any:
        go.wait(10)
        raise BadInput("it was only a test")

    monkeypatch.setattr("tereze_web.administration.publish.previewing.preview", slow)
    first = publisher("first")
    send(first, PAGE, f"{PAGE}preview/", title="A fictional register")
    shown = first.get(PAGE).content.decode()
    assert "<progress" in shown
    assert "A preview is being built" in shown
    assert f"{PAGE}preview/" not in shown
    token = shown.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    again = first.post(f"{PAGE}preview/", {"csrfmiddlewaretoken": token})
    assert again.status_code == 400
    assert "being built already" in again.content.decode()
    go.set()
    office.jobs.wait(10)
    assert "it was only a test" in first.get(PAGE).content.decode()


def test_closing_the_office_stops_a_build_at_its_next_turn(office: Office, publisher: People, send: Send) -> None:
    first = publisher("first")
    send(first, PAGE, f"{PAGE}preview/", title="A fictional register", language=["en"])
    office.close()
    office.jobs.wait(30)
    job = office.jobs.last
    assert job is not None
    assert not job.running
    assert isinstance(job.error, Closed) or job.result is not None  # it was quicker than the lock
