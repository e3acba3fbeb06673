"""Rendering and the pages for what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import UndefinedError

from tereze.model.errors import BadInput, MachineFailed, NotAllowed, NotFound, WrongUse
from tereze_web import pages
from tereze_web.office import Closed, Office
from tereze_web.people.visits import TooOften


@pytest.fixture
def request_(office: Office) -> Any:
    from django.test import RequestFactory

    made = RequestFactory().get("/x/")
    made.office, made.visit, made.language = office, SimpleNamespace(actor=office.owner), "en"
    return made


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("x"), 404), (NotAllowed("read"), 404), (TooOften(30), 429), (Closed(), 409), (WrongUse("x"), 400),
        (BadInput("x"), 400), (MachineFailed("x"), 500),
    ],
)  # fmt: skip
def test_each_error_has_its_status(request_: Any, error: Any, status: int) -> None:
    assert pages.failed(request_, error).status_code == status


def test_not_found_and_not_allowed_look_the_same(request_: Any) -> None:
    one, other = pages.failed(request_, NotFound("a-secret")), pages.failed(request_, NotAllowed("erase"))
    assert one.content.count(b"<") == other.content.count(b"<")
    assert b"a-secret" not in one.content
    assert b"erase" not in other.content


def test_what_is_not_there_is_a_bug_and_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        pages.environment().from_string("{{ nothing }}").render()


def test_everything_is_escaped() -> None:
    made = pages.environment(autoescape=False)
    assert made.from_string("{{ name }}").render(name="<script>") == "&lt;script&gt;"


def test_markup_in_a_name_stays_text(signed: Callable[..., Any], number: Callable[[str], str]) -> None:
    browser = signed()
    for path in (f"/people/{number('post-1/man')}/", "/people/", "/sources/post-1/", "/search/?q=Erlan+Mysalov"):
        text = browser.get(path, follow=True).content.decode()
        assert "<b>Erlan" not in text, path
        assert "&lt;b&gt;Erlan" in text, path


def test_the_menu_shows_only_what_one_may_do(signed: Callable[..., Any]) -> None:
    text = signed("advocate").get("/").content.decode()
    assert 'href="/people/"' in text
    assert 'href="/receive/"' not in text


def test_a_demo_says_that_it_is_one(client: Any) -> None:
    assert "Demo register" in client.get("/enter/").content.decode()


@pytest.mark.parametrize(("role", "told"), [("administrator", True), ("custodian", True), ("analyst", False)])
def test_notes_that_were_not_written_are_told_to_whoever_may_read_them(
    office: Office, signed: Callable[..., Any], role: str, told: bool
) -> None:
    from tereze.model.records import Audit

    browser = signed(role)
    assert "could not be written" not in browser.get("/me/").content.decode()
    with office.desk(office.owner) as desk:
        desk.looks.unwritten.append(Audit(id="u1", at=desk.now(), by="head", what="look.person", on=("m1",), count=1))
    text = browser.get("/me/").content.decode()
    assert ("Notes of who looked could not be written (1)" in text) == told
    assert ('href="/static/guard.css"' in text) or not told
    office.close()
    assert office.unwritten == 0
