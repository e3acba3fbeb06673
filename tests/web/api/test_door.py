"""The door for programs: who may ask what, and what everybody else is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from offices import HIDDEN

from tereze.actions import interviews
from tereze.actions.desk import MAY
from tereze.model.people import ROLES
from tereze_web.api.operations import OPERATIONS, Operation
from tereze_web.gate import COOKIE
from tereze_web.office import Office
from tereze_web.people.limits import Measure

ROOT = "/api/v1/"
BODIES: dict[str, Any] = {
    "search": {"text": "Erlan"},
    "look_up": {"names": ["Ерлан Мысалов"], "born": "1979"},
    "take_in": {"name": "a-program", "sheet": "tereze: nothing"},
    "decide": {"answer": "unsure", "reason": "a test", "seen": "something else"},
}


@pytest.fixture
def token(office: Office) -> Callable[..., str]:
    """`token("analyst")`: a token with these roles, of a person who holds them."""

    def make(*roles: str) -> str:
        office.roll.add("someone", frozenset(roles), "a long passphrase")
        return office.tokens.make(office.actor_of("someone"), frozenset(roles), "a test", 30)

    return make


@pytest.fixture
def address(office: Office, number: Callable[[str], str], mention: Callable[[str], str]) -> Callable[[Operation], str]:
    """A real address for each operation; the source waits to be coded by anyone."""
    with office.desk(office.owner) as desk:
        interviews.lay(desk, "interview-2", b"{}")
    values = {
        "number": number("interview-1/husband"), "local": "interview-2", "left": mention("interview-1/husband"),
        "right": mention("article-1/man"),
    }  # fmt: skip

    def make(one: Operation) -> str:
        return ROOT + one.path.format(**values)

    return make


def ask(token: str, method: str, path: str, body: Any = None, **more: Any) -> Any:
    """As a program asks."""
    client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True, raise_request_exception=False)
    headers = {"HTTP_AUTHORIZATION": f"Bearer {token}"} if token else {}
    data = "" if body is None else json.dumps(body)
    return client.generic(method, path, data, content_type="application/json", **headers, **more)


@pytest.mark.parametrize("role", ROLES)
def test_every_operation_for_every_role(
    token: Callable[..., str], address: Callable[[Operation], str], role: str
) -> None:
    made = token(role)
    for one in OPERATIONS:
        answer = ask(made, one.method, address(one), BODIES.get(one.view.__name__))
        text = answer.content.decode()
        assert (answer.status_code != 404) == (role in MAY[one.verb]), f"{role} at {one.method} {one.path}: {text}"
        assert answer.status_code in {200, 400, 404}, text
        assert HIDDEN not in text
        json.loads(text)


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_without_a_token_there_is_nothing(
    office: Office, address: Callable[[Operation], str], one: Operation, clock: Any
) -> None:
    nothing = ask("", "GET", "/there-is-no-such-page/").content.decode()
    ended = office.tokens.make(office.owner, frozenset({"analyst"}), "ended", 1)
    office.tokens.end(office.tokens.all()[0].id)
    for given in ("", "guessed", "trz_" + "x" * 43, ended):
        answer = ask(given, one.method, address(one), BODIES.get(one.view.__name__))
        assert answer.status_code == 404
        plain = answer.content.decode().replace(address(one), "/there-is-no-such-page/")
        assert plain.count("<") == nothing.count("<")


def test_a_cookie_opens_nothing_here(office: Office, address: Callable[[Operation], str]) -> None:
    client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    client.cookies[COOKIE] = office.visits.begin(office.owner)
    assert client.get(f"{ROOT}persons/").status_code == 404
    answer = client.post(f"{ROOT}search/", {"text": "Erlan"}, content_type="application/json")
    assert answer.status_code == 404


def test_a_token_in_the_address_opens_nothing(token: Callable[..., str]) -> None:
    made = token("analyst")
    client = Client(SERVER_NAME="127.0.0.1")
    for query in (f"?token={made}", f"?access_token={made}", f"?Authorization=Bearer%20{made}"):
        assert client.get(f"{ROOT}persons/{query}").status_code == 404


def test_a_token_is_no_cookie(token: Callable[..., str]) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[COOKIE] = token("analyst")
    assert client.get("/people/").status_code == 302


def test_whoever_leaves_takes_the_token_along(office: Office, token: Callable[..., str]) -> None:
    made = token("analyst")
    assert ask(made, "GET", f"{ROOT}persons/").status_code == 200
    office.roll.give_roles("someone", frozenset({"reader"}))
    assert ask(made, "GET", f"{ROOT}persons/").status_code == 404
    office.roll.give_roles("someone", frozenset({"analyst"}))
    office.roll.remove("someone")
    assert ask(made, "GET", f"{ROOT}persons/").status_code == 404
    office.roll.add("someone", frozenset({"analyst"}), "a long passphrase")
    assert ask(made, "GET", f"{ROOT}persons/").status_code == 404  # a new person of the old id has no old token


def test_a_program_has_its_measure(office: Office, token: Callable[..., str], clock: Any) -> None:
    made = token("analyst")
    office.limits.measures["program"] = Measure(2, 60)
    assert [ask(made, "GET", f"{ROOT}releases/").status_code for _ in range(3)] == [200, 200, 429]
    answer = ask(made, "GET", f"{ROOT}releases/")
    assert int(answer["Retry-After"]) <= 31
    clock.time += 31
    assert ask(made, "GET", f"{ROOT}releases/").status_code == 200


def test_other_methods_and_bodies_are_refused(token: Callable[..., str]) -> None:
    made = token("analyst")
    answer = ask(made, "DELETE", f"{ROOT}persons/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert ask(made, "HEAD", f"{ROOT}persons/").status_code == 200
    for body in ("[]", "{", '{"text": 3}', '{"text": ""}', '{"text": "x", "more": 1}', '{"text": "x", "limit": true}',
                 '{"text": "x", "limit": 51}', "[" * 100_000):  # fmt: skip
        client = Client(SERVER_NAME="127.0.0.1")
        told = client.generic("POST", f"{ROOT}search/", body, content_type="application/json",
                              HTTP_AUTHORIZATION=f"Bearer {made}")  # fmt: skip
        assert told.status_code == 400, body[:30]
    told = Client(SERVER_NAME="127.0.0.1").post(f"{ROOT}search/", {"text": "x"}, HTTP_AUTHORIZATION=f"Bearer {made}")
    assert told.status_code == 415
    assert ask(made, "POST", f"{ROOT}search/", {"text": "x" * 2_000_000}).status_code == 413
    for page in ("0", "-1", "x", "1.5", "9" * 20):
        assert ask(made, "GET", f"{ROOT}persons/?page={page}").status_code == 400


def test_a_closed_office_says_so(office: Office, token: Callable[..., str]) -> None:
    made = token("analyst")
    office.close()
    answer = ask(made, "GET", f"{ROOT}persons/")
    assert answer.status_code == 409
    assert "closed" in answer.json()["error"]


def test_a_bug_says_nothing_of_what_was_asked(
    token: Callable[..., str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_asked: object) -> Any:
        raise ValueError("a name that must not be told")

    monkeypatch.setattr("tereze_web.api.views.find.search", broken)
    answer = ask(token("analyst"), "POST", f"{ROOT}search/", {"text": "Erlan"})
    assert answer.status_code == 500
    assert "must not be told" not in answer.content.decode() + capsys.readouterr().err


def test_what_a_program_looks_at_leaves_its_note(
    office: Office, token: Callable[..., str], number: Callable[[str], str]
) -> None:
    ask(token("analyst"), "GET", f"{ROOT}persons/{number('interview-1/husband')}/")
    with office.desk(office.owner) as desk:
        assert "someone" in {one.by for one in desk.register.index.audits() if one.what == "look.person"}
