"""The permission table: every address, every role, every outsider."""

from __future__ import annotations

import io
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from recorded import png, srt, wav

from tereze.actions import coding, evidence, find, hearing, interviews, judging, sources, views
from tereze.actions.desk import MAY, Desk
from tereze.actions.searching import Asked
from tereze.model.people import ROLES
from tereze_web.casework.tickets import ticket
from tereze_web.office import Office
from tereze_web.receiving import document
from tereze_web.urls import OPEN, PAGES, PROGRAM, SIGNED, Page

HIDDEN = "Жасырын Куәгер"
ALBUM = f"""
tereze: source/1
source:
  id: album-1
  kind: interview
  teller: me
  consent:
    - {{given_by: me, capacity: relative_in_absence, covers: [son], purposes: [register], identity: full}}
mentions:
  me: {{kind: person, names: [{{text: Invented Mother, lang: en}}]}}
  son:
    kind: person
    names: [{{text: Invented Son, lang: en}}]
    birthDate: "1979"
    photograph: {sha256(png()).hexdigest()}
"""


@pytest.fixture
def address(office: Office, mention: Callable[[str], str]) -> Callable[[Page], str]:
    """A real address for each line of the table."""
    with office.desk(office.owner) as desk:
        judged = judging.judge(desk, "unsure", ("interview-1/husband", "article-1/man"), "a test")
        number = _photographed(desk)
        file = _recorded(desk)
        waiting = document.encode(document.of_case(sources.source_case(desk, "interview-2"), "c1"))
        interviews.lay(desk, "interview-2", waiting)
    values = {
        "<str:number>": number,
        "<str:local>": "interview-2",
        "<str:left>": mention("interview-1/husband"),
        "<str:right>": mention("article-1/man"),
        "<str:kind>": "incidents",
        "<str:judgement>": judged.id,
        "<str:token>": "no-such-token",
        "<str:name>": "office.css",
        "<str:tongue>": "kk",
        "<str:section>": "people",
        "<str:figure>": "incidents.svg",
        "<str:sealed>": ticket(Asked("Erlan"), "someone"),
        "<str:file>": file,
        "<str:draft>": "no-such-draft",
    }

    def make(one: Page) -> str:
        route = one.route
        for pattern, value in values.items():
            route = route.replace(pattern, value)
        return "/" + route

    return make


def _photographed(desk: Desk) -> str:
    """The register number of somebody whose photograph may be shown."""
    assert not coding.add(desk, "album-1", ALBUM.encode()).refused
    kept = evidence.attach(desk, "album-1", io.BytesIO(png()), "photo.png")
    evidence.derive(desk, kept, io.BytesIO(png(8)), name="small.png", media_type="image/png", note="small picture")
    return views.person(desk, find.find_person(desk, "album-1/son")).number


def _recorded(desk: Desk) -> str:
    """The id of a recording that was written down, of a source that waits for anyone to code it."""
    file = evidence.attach(desk, "album-1", io.BytesIO(wav(0.1)), "talk.wav").id
    hearing.bring(desk, file, io.BytesIO(srt((0, 1, "Invented words."))), "talk.srt", "en")
    interviews.lay(desk, "album-1", document.encode(document.of_case(sources.source_case(desk, "album-1"), "c2")))
    return file


def _text(answer: Any) -> str:
    return b"".join(answer).decode(errors="replace")


def _ask(client: Any, one: Page, address: str) -> Any:
    return client.get(address) if "GET" in one.methods else client.post(address)


def test_every_line_names_a_verb_that_exists() -> None:
    assert {one.needs for one in PAGES} <= {OPEN, SIGNED, PROGRAM, *MAY}


def test_only_the_entrance_the_language_and_files_are_open() -> None:
    assert {one.route for one in PAGES if one.needs == OPEN} == {
        "static/<str:name>", "enter/", "enter/<str:token>/", "language/", "enter/second/", "enter/passkey/",
        "enter/passkey/ask/", "join/<str:token>/", "trust/", "trust/tereze-office.crt",
    }  # fmt: skip


@pytest.mark.parametrize("one", [one for one in PAGES if one.needs != OPEN], ids=lambda one: one.route or "home")
def test_an_outsider_is_told_what_is_told_of_nothing(client: Any, address: Callable[[Page], str], one: Page) -> None:
    from django.test import Client

    stranger = Client(SERVER_NAME="127.0.0.1")
    answer = _ask(stranger, one, address(one))
    if one.route == "":
        assert (answer.status_code, answer["Location"]) == (302, "/enter/")
        return
    assert answer.status_code == 404
    nothing = stranger.get("/there-is-no-such-page/")
    plain = answer.content.decode().replace(address(one), "")
    assert "interview" not in plain
    assert plain.count("<h1>") == nothing.content.decode().count("<h1>")


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_every_address_for_every_role(
    office: Office, signed: Callable[..., Any], address: Callable[[Page], str], role: str
) -> None:
    from django.test import Client

    from tereze.model.people import Actor
    from tereze_web.gate import COOKIE

    roles = frozenset() if role == "nobody" else frozenset({role})
    office.roll.add("someone", roles, "a long passphrase")
    visitor = Client(SERVER_NAME="127.0.0.1")
    visitor.cookies[COOKIE] = office.visits.begin(Actor(id="someone", roles=roles))
    for one in PAGES:
        if one.needs in {OPEN, SIGNED, PROGRAM}:  # tests/web/api walks what programs may
            continue
        answer = _ask(visitor, one, address(one))
        may = role in MAY[one.needs] and (not one.route.startswith("people/") or role in MAY["browse"])
        assert (answer.status_code != 404) == may, f"{role} at {one.route}"
        assert answer.status_code in {200, 302, 400, 404, 422}, one.route
        assert HIDDEN not in _text(answer), one.route


@pytest.mark.parametrize("one", [one for one in PAGES if one.needs != PROGRAM], ids=lambda one: one.route or "home")
def test_other_methods_are_not_answered(signed: Callable[..., Any], address: Callable[[Page], str], one: Page) -> None:
    from django.test import Client

    from tereze_web.gate import COOKIE

    browser = Client(SERVER_NAME="127.0.0.1")
    browser.cookies[COOKIE] = signed().cookies[COOKIE].value
    assert browser.put(address(one)).status_code == 405
    assert browser.delete(address(one)).status_code == 405


def test_a_form_without_its_token_does_nothing(signed: Callable[..., Any], address: Callable[[Page], str]) -> None:
    browser = signed()
    for one in PAGES:
        if "POST" in one.methods and one.needs != PROGRAM:
            answer = browser.post(address(one))
            assert answer.status_code == 403, one.route
            assert "too old" in answer.content.decode()


def test_a_visit_that_is_over_leads_to_the_entrance(signed: Callable[..., Any], clock: Any) -> None:
    browser = signed()
    assert browser.get("/people/").status_code == 200
    clock.time += 16 * 60
    answer = browser.get("/people/")
    assert (answer.status_code, answer["Location"]) == (302, "/enter/")


@pytest.mark.parametrize("origin", ["null", "http://evil.example", "http://127.0.0.1:1"])
def test_a_form_from_elsewhere_does_nothing(signed: Callable[..., Any], origin: str) -> None:
    browser = signed()
    token = browser.get("/").content.decode().partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    answer = browser.post("/leave/", {"csrfmiddlewaretoken": token}, HTTP_ORIGIN=origin)
    assert answer.status_code == 403
    assert browser.get("/people/").status_code == 200


def test_a_form_from_here_does(signed: Callable[..., Any]) -> None:
    browser = signed()
    token = browser.get("/").content.decode().partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    answer = browser.post("/leave/", {"csrfmiddlewaretoken": token}, HTTP_ORIGIN="http://127.0.0.1")
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "path",
    ["/search/?q=Erlan", "/search/as-you-type/?q=Erlan", "/people/", "/sources/", "/sources/interview-1/", "/matches/",
     "/lists/positions/", "/receive/interview-1/receipt/", "/code/interview-1/people/", "/people/{number}/"],
)  # fmt: skip
def test_a_documenter_sees_nothing_that_others_took_in(office: Office, number: Callable[[str], str], path: str) -> None:
    from django.test import Client

    from tereze_web.gate import COOKIE

    office.roll.add("dina", frozenset({"documenter"}), "a long passphrase")
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.cookies[COOKIE] = office.visits.begin(office.actor_of("dina"))
    answer = browser.get(path.format(number=number("interview-1/husband")), follow=True)
    assert answer.status_code == 404
    assert "Мысалов" not in answer.content.decode()
    home = browser.get("/").content.decode()
    assert 'action="/search/"' not in home
    assert "/people/" not in home
    assert "/matches/" not in home
