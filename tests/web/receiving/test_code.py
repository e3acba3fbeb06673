"""Coding on screen: section by section, plain answers into chains, errors beside fields, sealed as an import is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions import find, views
from tereze_web.office import Office

Send = Callable[..., Any]
NAME = "Құпия Айтушы"
GOOD = {
    "teller": "Айгүл Ойдан", "language": "kk", "agreed": "yes", "identity": "full", "place_level": "county",
    "purposes": ["register"], "name_1": "Ерлан Мысалов", "lang_1": "kk", "relation_1": "sister",
    "told_on": "2019-03-04", "act": "take",
}  # fmt: skip
CUSTODY = {
    "custody.0.about": "missing", "custody.0.value": "internment", "custody.0.said": "2017 жылдың қыркүйегінде",
    "custody.0.how": "told_by", "custody.0.from_1": "a neighbour", "custody.0.how_1": "eyewitness",
    "custody.0.words": "Көршісі айтты.", "custody.0.where": "Yining county", "custody.0.phase": "began",
}  # fmt: skip


@pytest.fixture
def received(signed: Callable[..., Any], send: Send) -> Callable[..., tuple[Any, str]]:
    """A signed-in documenter and the key of an interview just received."""

    def make(*more: str, **other: Any) -> tuple[Any, str]:
        browser = signed("documenter", *more)
        key = re.search(r'name="key" value="([^"]+)"', browser.get("/receive/").content.decode())[1]  # type: ignore[index]
        assert send(browser, "/receive/", "/receive/", key=key, **(GOOD | other)).status_code == 302
        return browser, key

    return make


def _seen(browser: Any, path: str) -> str:
    return re.search(r'name="seen" value="(\d+)"', browser.get(path).content.decode())[1]  # type: ignore[index]


def _put(browser: Any, send: Send, key: str, section: str, **fields: Any) -> Any:
    path = f"/code/{key}/{section}/"
    return send(browser, path, path, seen=_seen(browser, path), **fields)


def _seal(browser: Any, send: Send, key: str) -> Any:
    path = f"/code/{key}/check/"
    return send(browser, path, path, seen=_seen(browser, path))


def test_a_testimony_is_coded_and_sealed(office: Office, received: Callable[..., tuple[Any, str]], send: Send) -> None:
    browser, key = received()
    answer = _put(browser, send, key, "people", **{
        "people.0.key": "teller", "people.1.key": "missing", "people.1.name_1": "Ерлан Мысалов",
        "people.1.lang_1": "kk", "people.1.name_2": "叶尔兰", "people.1.lang_2": "zh-Hans",
        "people.1.birthDate": "1979", "people.1.gender": "male", "people.2.name_1": "Болат Ойдан",
        "people.2.lang_1": "kk", "act": "next",
    })  # fmt: skip
    assert (answer.status_code, answer["Location"]) == (302, f"/code/{key}/custody/")
    assert _put(browser, send, key, "custody", **CUSTODY).status_code == 302
    shown = browser.get(f"/code/{key}/custody/").content.decode()
    assert 'value="2017-09"' in shown  # what was said was read, and is shown in words
    assert "September 2017" in shown
    preview = browser.get(f"/code/{key}/check/").content.decode()
    assert "a neighbour (saw it)" in preview
    assert "Айгүл Ойдан (was told)" in preview
    assert "Көршісі айтты." in preview
    done = _seal(browser, send, key)
    assert done.status_code == 200
    with office.desk(office.owner) as desk:
        view = views.person(desk, find.find_person(desk, f"{key}/missing"))
        said = {fact.property: fact for fact in view.facts}
        assert {name.text for name in view.names} == {"Ерлан Мысалов", "叶尔兰"}
        assert said["custody"].support.independent_witnesses == 1
        (told,) = said["custody"].support.statements
        assert [(link.role, link.basis) for link in told.chain] == [("knows", "eyewitness"), ("relays", "told_by")]
        assert said["birthDate"].value == "1979"
        assert desk.register.index.counts()["source"] == 5
    assert key not in browser.get("/code/").content.decode()


def test_what_is_wrong_stands_beside_its_field_and_is_kept(
    received: Callable[..., tuple[Any, str]], send: Send
) -> None:
    browser, key = received()
    answer = _put(browser, send, key, "custody", **(CUSTODY | {"custody.0.when": "2017-99"}))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'id="e-custody-0-when"' in text
    assert "there is no month 99" in text
    assert 'aria-invalid="true"' in text
    check = browser.get(f"/code/{key}/check/").content.decode()
    assert f'href="/code/{key}/custody/#f-custody-0-when"' in check
    assert 'id="seal"' not in check
    assert _seal_anyway(browser, send, key).status_code == 422


def _seal_anyway(browser: Any, send: Send, key: str) -> Any:
    seen = _seen(browser, f"/code/{key}/people/")
    return send(browser, f"/code/{key}/people/", f"/code/{key}/check/", seen=seen)


def test_a_protected_teller_stays_protected_through_coding(
    office: Office, received: Callable[..., tuple[Any, str]], send: Send
) -> None:
    browser, key = received(teller=NAME, identity="none")
    people = {"people.0.key": "teller", "people.0.name_1": NAME, "people.0.occupation": "midwife of the third brigade"}
    assert _put(browser, send, key, "people", **people).status_code == 302
    said = CUSTODY | {"custody.0.how": "eyewitness", "custody.0.from_1": "", "custody.0.words": f"Мен, {NAME}, көрдім."}
    assert _put(browser, send, key, "custody", **said).status_code == 302
    assert _seal(browser, send, key).status_code == 200
    with office.desk(office.owner) as desk:
        number = views.person(desk, find.find_person(desk, f"{key}/missing")).number
    for path in (f"/people/{number}/", f"/sources/{key}/", "/people/", "/search/?q=Erlan", f"/code/{key}/people/"):
        text = browser.get(path, follow=True).content.decode()
        assert NAME not in text, path
        assert "third brigade" not in text, path


def test_sealing_twice_adds_nothing(office: Office, received: Callable[..., tuple[Any, str]], send: Send) -> None:
    from tereze.actions import coding, drafts, interviews
    from tereze_web.receiving import coding_sheet, document

    browser, key = received()
    _put(browser, send, key, "custody", **CUSTODY)
    actor = office.visits.find(browser.cookies["tereze_visit"].value).actor  # type: ignore[union-attr]
    with office.desk(actor) as desk:
        sheet = coding_sheet.sheet(document.decode(drafts.load(desk, interviews.prefix(key)).body))[0]
        first, again = coding.add(desk, key, sheet), coding.add(desk, key, sheet)
    assert (len(first.accepted), first.entries > 0) == (1, True)
    assert (again.unchanged, again.entries) == ([key], 0)


def test_a_stale_save_is_refused_with_the_difference(received: Callable[..., tuple[Any, str]], send: Send) -> None:
    browser, key = received()
    path = f"/code/{key}/custody/"
    old = _seen(browser, path)
    assert send(browser, path, path, seen=old, **CUSTODY).status_code == 302
    late = send(browser, path, path, seen=old, **(CUSTODY | {"custody.0.where": "Korgas"}))
    assert late.status_code == 409
    text = late.content.decode()
    assert "“Yining county”" in text
    assert 'value="Korgas"' in text
    kept = send(browser, path, f"/code/{key}/keep/custody/", seen=old, **CUSTODY)
    assert (kept.status_code, kept.json()) == (409, {"stale": True})


def test_a_source_of_another_kind_is_coded_whole(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    key = re.search(r'action="/code/([^/]+)/source/"', browser.get("/code/new/").content.decode())[1]  # type: ignore[index]
    _put(browser, send, key, "people", **{"people.0.name_1": "The Fictional Post", "people.0.kind": "organization"})
    paper = re.search(r'name="people.0.key" value="([^"]+)"', browser.get(f"/code/{key}/people/").content.decode())[1]  # type: ignore[index]
    fields = {"source.0.kind": "news_article", "source.0.title": "An invented report", "source.0.publisher": paper}
    assert _put(browser, send, key, "source", **fields)["Location"] == f"/code/{key}/consents/"
    position = {"positions.0.actor": paper, "positions.0.topic": "departures", "positions.0.stance": "promises",
                "positions.0.number": "2000", "positions.0.how": "media", "positions.0.by": paper}  # fmt: skip
    assert _put(browser, send, key, "positions", **position).status_code == 302
    assert _seal(browser, send, key).status_code == 200
    with office.desk(office.owner) as desk:
        source = desk.register.index.source_by_local(key)
        assert source is not None
        assert (source.sort, source.title) == ("news_article", "An invented report")
        assert len(desk.register.index.of_source(source.id, "position")) == 1


def test_an_interview_is_laid_back_and_taken_by_a_colleague(
    office: Office, received: Callable[..., tuple[Any, str]], send: Send
) -> None:
    browser, key = received()
    _put(browser, send, key, "custody", **CUSTODY)
    assert send(browser, f"/code/{key}/custody/", f"/code/{key}/hand/", whom="@office").status_code == 302
    office.roll.add("colleague", frozenset({"analyst"}), "another long passphrase")
    with office.desk(office.roll.check("colleague", "another long passphrase")) as desk:
        from tereze.actions import interviews

        assert b"Yining county" in interviews.take_out(desk, key).body
    assert "Yining county" not in browser.get(f"/code/{key}/custody/").content.decode()


def test_it_is_handed_to_nobody_unknown(received: Callable[..., tuple[Any, str]], send: Send) -> None:
    browser, key = received()
    path = f"/code/{key}/people/"
    assert send(browser, path, f"/code/{key}/hand/", whom="stranger").status_code == 400


def test_what_was_told_before_is_shown_before_asking(received: Callable[..., tuple[Any, str]]) -> None:
    browser, key = received("analyst", teller="Айгүл Мысалқызы")
    text = browser.get(f"/code/{key}/people/").content.decode()
    assert "Do not ask again" in text
    assert 'href="/sources/interview-1/"' in text
    assert "weak heart" not in text  # a matter of health is nobody's at this desk


def test_what_others_took_in_is_not_told_by_a_tellers_name(received: Callable[..., tuple[Any, str]]) -> None:
    browser, key = received(teller="Айгүл Мысалқызы")
    assert 'href="/sources/interview-1/"' not in browser.get(f"/code/{key}/people/").content.decode()


@pytest.mark.parametrize(
    "section", ["people", "custody", "kin", "facts", "interventions", "positions", "incidents", "inquiries",
                "assessments", "source", "consents"],
)  # fmt: skip
def test_every_section_of_the_sheet_is_reachable(received: Callable[..., tuple[Any, str]], section: str) -> None:
    browser, key = received()
    answer = browser.get(f"/code/{key}/{section}/")
    assert answer.status_code == 200
    assert len(answer.content) < 100_000
    assert browser.get(f"/code/{key}/no-such-part/").status_code == 404


def test_looking_at_what_waits_changes_nothing(
    office: Office, received: Callable[..., tuple[Any, str]], send: Send
) -> None:
    browser, key = received()
    for section in ("people", "custody", "check"):
        assert browser.get(f"/code/{key}/{section}/").status_code == 200
    with office.desk(office.owner) as desk:
        from tereze.actions import interviews

        assert [head.key for head in interviews.waiting(desk)] == [f"code/{key}"]
    _put(browser, send, key, "custody", **CUSTODY)  # writing takes it out
    with office.desk(office.owner) as desk:
        assert interviews.waiting(desk) == ()


def test_a_received_interview_is_sealed_as_it_waits(received: Callable[..., tuple[Any, str]], send: Send) -> None:
    browser, key = received()
    assert _seal(browser, send, key).status_code == 200
    assert key not in browser.get("/code/").content.decode()
