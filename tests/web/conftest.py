"""An office at a fictional demo register: made once, copied for each test, so that no test sees another's writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from offices import office_in, prepare

from tereze.model.people import Actor
from tereze.store import seal
from tereze_web.gate import COOKIE
from tereze_web.office import Office


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a filled demo register and its keys."""
    return prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(prepared: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An open office of one's own."""
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    made = office_in(prepared, tmp_path, clock)
    monkeypatch.setattr(settings, "TEREZE_OFFICE", made)
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
