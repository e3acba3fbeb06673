"""An office at a fictional demo register: made once, copied for each test, so that no test sees another's writing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from fictional import ARTICLE, INTERVIEW, SEALED

from tereze import wiring
from tereze.actions import folder
from tereze.actions.report import ImportReport
from tereze.model.people import Actor
from tereze.settings import Settings
from tereze.store import seal
from tereze_web.gate import COOKIE
from tereze_web.office import Office
from tereze_web.run import application

HIDDEN = "Жасырын Куәгер"
"""The sealed witness of the fictional sheets: no page may ever hold this name."""
ALL_WORDS = """
tereze: source/1
source:
  id: post-1
  kind: news_article
  publisher: paper
  published: "2019-03-04"
  language: en
  evidence: [../files/post-1.txt]
mentions:
  paper: {kind: organization, names: [{text: The Fictional Post, lang: en}]}
  ministry: {kind: organization, names: [{text: An Invented Ministry, lang: en}]}
  man: {kind: person, names: [{text: <b>Erlan</b> Mysalov, lang: en}], birthDate: "1979"}
statements:
  - key: camp
    about: man
    property: custody
    value: internment
    when: "2017-09"
    said_by: [{voice: paper, role: publishes, basis: media}]
    words: [{text: "was taken in September", lang: en, role: original}]
    at: {chars: [15, 37]}
positions:
  - {actor: ministry, topic: departures, stance: promises, when: "2019-01",
     number: {value: 2000, unit: persons, who: people, what: may leave, counts_if: left the country},
     said_by: [{voice: paper, role: publishes, basis: media}]}
"""
EVIDENCE = "Erlan Mysalov, was taken in September, said the invented newspaper.\n"


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a filled demo register and its keys."""
    top = tmp_path_factory.mktemp("prepared")
    for name, text in {"interview": INTERVIEW, "article": ARTICLE, "sealed": SEALED, "post": ALL_WORDS}.items():
        (top / "sheets").mkdir(exist_ok=True)
        (top / "sheets" / f"{name}.yaml").write_text(text, "utf-8")
    (top / "files").mkdir()
    (top / "files" / "post-1.txt").write_text(EVIDENCE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seal, "MEMORY_KIB", 64)
        where = Settings(top / "register", top / "register.keys")
        with wiring.create(where, "", demo=True) as made:
            report = ImportReport()
            folder.take_in(made.desk, top / "sheets", None, report, lambda _done: None, link=True)
    assert not report.refused
    return top


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(prepared: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An open office of one's own."""
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    for name in ("register", "register.keys"):
        shutil.copytree(prepared / name, tmp_path / name)
    where = Settings(tmp_path / "register", tmp_path / "register.keys")

    def open_with(passphrase: str | None) -> Any:
        return wiring.open_desk(Settings(where.register, where.keys, None, passphrase), lambda: "")

    made = Office(open_with, where.keys, wiring.actor(where), clock, "en")
    application(made)
    monkeypatch.setattr(settings, "TEREZE_OFFICE", made)
    made.open()
    yield made
    made.close()


@pytest.fixture
def client(office: Office) -> Any:
    """A browser that is not signed in; forms need their token, as in life."""
    from django.test import Client

    return Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def signed(office: Office, client: Any) -> Callable[..., Any]:
    """`signed("analyst")`: the browser of someone with these roles; without any, the owner's."""

    def make(*roles: str) -> Any:
        actor = office.owner
        if roles:
            office.roll.add("someone", frozenset(roles), "a long passphrase")
            actor = Actor(id="someone", roles=frozenset(roles))
        client.cookies[COOKIE] = office.visits.begin(actor)
        return client

    return make


@pytest.fixture
def number(office: Office) -> Callable[[str], str]:
    """`number("interview-1/husband")`: the register number of a mention's person."""
    from tereze.actions import find, views

    def ask(reference: str) -> str:
        with office.desk(office.owner) as desk:
            return views.person(desk, find.find_person(desk, reference)).number

    return ask


@pytest.fixture
def mention(office: Office) -> Callable[[str], str]:
    """`mention("interview-1/husband")`: its id."""
    from tereze.actions import find

    def ask(reference: str) -> str:
        with office.desk(office.owner) as desk:
            return find.mention_of(desk, reference)

    return ask


@pytest.fixture
def send() -> Callable[..., Any]:
    """Post a form as a browser does: first the page it stands on, for its token."""

    def post(client: Any, page: str, to: str, **fields: Any) -> Any:
        shown = client.get(page)
        assert shown.status_code == 200, page
        token = shown.content.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        return client.post(to, {"csrfmiddlewaretoken": token} | fields)

    return post
