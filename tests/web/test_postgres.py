"""The same office at a register on a PostgreSQL server: the day's main ways, from sign-in to a release."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from fictional import ARTICLE, INTERVIEW, SEALED
from offices import ALL_WORDS, HIDDEN

from tereze import wiring
from tereze.actions import find, judging, receiving, views
from tereze.model.people import Actor
from tereze.settings import Settings
from tereze.store import seal
from tereze.store.seal import DEMO_PASSPHRASE
from tereze_web.api import description
from tereze_web.gate import COOKIE
from tereze_web.office import Office
from tereze_web.run import application, office_at

pytestmark = pytest.mark.slow


@pytest.fixture
def office(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    where = Settings(tmp_path / "register", tmp_path / "register.keys", database=postgres_url)
    with wiring.create(where, "", demo=True) as made:
        for name, text in {"a": INTERVIEW, "b": ARTICLE, "c": SEALED}.items():
            assert not receiving.receive(made.desk, name, text.encode()).refused
        post = ALL_WORDS.replace("  evidence: [../files/post-1.txt]\n", "")
        assert not receiving.receive(made.desk, "d", post.encode()).refused
    opened = office_at(where, lambda: DEMO_PASSPHRASE)
    application(opened)
    opened.open()
    monkeypatch.setattr(django_settings, "TEREZE_OFFICE", opened)
    yield opened
    opened.close()


def _browser(office: Office, *roles: str, id_: str = "someone") -> Any:
    office.roll.add(id_, frozenset(roles), "a long passphrase")
    browser = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    browser.cookies[COOKIE] = office.visits.begin(office.actor_of(id_))
    return browser


def _of(office: Office, reference: str) -> Any:
    with office.desk(office.owner) as desk:
        return views.person(desk, find.find_person(desk, reference))


def test_a_day_at_the_office(office: Office) -> None:
    browser = _browser(office, "documenter", "analyst", "custodian")
    person = _of(office, "interview-1/husband").number
    for path in ("/", "/people/", f"/people/{person}/", "/sources/", "/sources/interview-2/", "/matches/",
                 "/lists/positions/", "/administration/", "/administration/trail/", "/me/"):  # fmt: skip
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert HIDDEN not in answer.content.decode(), path
    assert browser.get("/people/T-9999999/").status_code == 404
    assert "as it was written" in browser.post("/administration/verify/").content.decode()


def test_a_match_is_decided_and_taken_back(office: Office) -> None:
    browser = _browser(office, "analyst")
    with office.desk(office.owner) as desk:
        left, right = (find.mention_of(desk, one) for one in ("interview-1/husband", "article-1/man"))
    page = f"/matches/{left}/{right}/"
    seen = browser.get(page).content.decode().partition('name="seen" value="')[2].partition('"')[0]
    done = browser.post(f"{page}decide/", {"answer": "same", "reason": "one man", "seen": seen})
    assert done.status_code == 302
    assert _of(office, "interview-1/husband").anchor == _of(office, "article-1/man").anchor
    assert browser.post(f"{page}decide/", {"answer": "same", "reason": "again", "seen": seen}).status_code == 400
    judgement = done["Location"].partition("done=")[2].partition("&")[0]
    browser.post(f"/judgements/{judgement}/withdraw/", {"reason": "it was not"})
    assert _of(office, "interview-1/husband").anchor != _of(office, "article-1/man").anchor


def test_two_people_publish(office: Office) -> None:
    first, second = (_browser(office, "publisher", id_=id_) for id_ in ("first", "second"))
    first.post("/publish/preview/", {"title": "A fictional register", "contact": "by letter"})
    office.jobs.wait(30)
    digest = first.get("/publish/").content.decode().partition('name="digest" value="')[2].partition('"')[0]
    first.post("/publish/propose/", {"digest": digest})
    proposal = second.get("/publish/").content.decode().partition('name="proposal" value="')[2].partition('"')[0]
    second.post("/publish/approve/", {"proposal": proposal})
    office.jobs.wait(30)
    assert "first + second" in second.get("/publish/").content.decode()
    assert (office.releases / "public" / "release.json.sig").is_file()


def test_programs_are_answered(office: Office) -> None:
    token = office.tokens.make(office.owner, frozenset({"analyst"}), "a test", 1)
    client, headers = Client(SERVER_NAME="127.0.0.1"), {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    for one in ("persons/", "sources/", "sources/interview-2/", "queue/", "positions/", "releases/"):
        assert client.get(description.ROOT + one, **headers).status_code == 200, one
    body = {"text": "Erlan Mysalov"}
    hits = client.post(f"{description.ROOT}search/", body, content_type="application/json", **headers).json()["hits"]
    assert _of(office, "interview-1/husband").number in {one["number"] for one in hits}


def test_many_threads_write_and_nothing_is_lost(office: Office) -> None:
    wrong: list[BaseException] = []

    def work() -> None:
        try:
            with office.desk(Actor(id="analyst", roles=frozenset({"analyst"}))) as desk:
                judging.judge(desk, "unsure", ("interview-1/husband", "article-1/man"), "from a thread")
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    with office.desk(office.owner) as desk:
        assert desk.register.index.counts()["judgement"] == 8


def test_the_panic_lock_and_the_passphrase(office: Office) -> None:
    office.close()
    assert not office.is_open
    assert office.owner_by(DEMO_PASSPHRASE) == office.owner
    with office.desk(office.owner) as desk:
        assert desk.register.index.counts()["source"] == 4
