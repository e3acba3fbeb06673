"""The head of a source on screen: filled, corrected with a reason, refused over a stale view, shut where protected."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions import heads, interviews, sources
from tereze.publish.locale import LANGUAGES
from tereze_web.gate import LANGUAGE_COOKIE
from tereze_web.office import Office
from tereze_web.receiving import code, document
from tereze_web.receiving.head import CHOICES, label
from tereze_web.words import words

Send = Callable[..., Any]
PATH = "/sources/interview-1/head/"


def _seen(browser: Any, path: str = PATH) -> str:
    return re.search(r'name="seen" value="([^"]+)"', browser.get(path).content.decode())[1]  # type: ignore[index]


def _put(browser: Any, send: Send, seen: str, **fields: str) -> Any:
    posted = {f"head.{name}": text for name, text in fields.items()}
    return send(browser, PATH, PATH, seen=seen, **posted)


def _title(office: Office) -> str:
    with office.desk(office.owner) as desk:
        return sources.source_case(desk, "interview-1").source.title


def test_a_head_is_corrected_and_its_history_shown(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    assert 'value="A fictional interview"' in browser.get(PATH).content.decode()
    done = _put(browser, send, _seen(browser), title="Mended", told_on="2019-03-04", language="ru", reason="misheard")
    assert (done.status_code, done["Location"]) == (302, "/sources/interview-1/#head")
    shown = browser.get("/sources/interview-1/").content.decode()
    assert ">Mended</h1>" in shown
    assert "Told on 4 March 2019" in shown
    assert "<del><bdi>A fictional interview</bdi></del> <ins><bdi>Mended</bdi></ins>" in shown
    assert "<bdi>misheard</bdi>" in shown
    assert f"<ins><bdi>{words('en').word('tongue', 'ru')}</bdi></ins>" in shown


def test_authors_can_be_ticked_off(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    assert _put(browser, send, _seen(browser), **{"authors.asked": "yes", "reason": "only wrote"}).status_code == 302
    with office.desk(office.owner) as desk:
        assert sources.source_case(desk, "interview-1").source.authors == ()


def test_what_is_wrong_stands_beside_its_field_and_stays(office: Office, signed: Any, send: Send) -> None:
    browser = signed("documenter")
    answer = _put(browser, send, _seen(browser), title="Mended", told_on="last spring", reason="misheard")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="e-head-told_on"' in shown
    assert 'value="last spring"' in shown
    assert 'value="Mended"' in shown
    assert ">misheard</textarea>" in shown
    assert _title(office) == "A fictional interview"


def test_a_reason_is_asked_for(office: Office, signed: Any, send: Send) -> None:
    browser = signed("documenter")
    answer = _put(browser, send, _seen(browser), title="Mended", reason="  ")
    assert answer.status_code == 422
    assert words("en")("head.needs_reason") in answer.content.decode()
    assert _title(office) == "A fictional interview"


def test_over_a_stale_view_both_are_shown_and_the_next_knows(office: Office, signed: Any, send: Send) -> None:
    browser = signed("documenter")
    seen = _seen(browser)
    with office.desk(office.owner) as desk:
        heads.correct(
            desk, "interview-1", {"title": "Theirs"}, "heard again", heads.open_head(desk, "interview-1").mark
        )
    answer = _put(browser, send, seen, title="Mine", reason="misheard")
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "There now: “Theirs”" in shown
    assert 'value="Mine"' in shown
    assert _title(office) == "Theirs"
    again = re.search(r'name="seen" value="([^"]+)"', shown)[1]  # type: ignore[index]
    assert _put(browser, send, again, title="Mine", reason="misheard").status_code == 302
    assert _title(office) == "Mine"


def test_a_protected_source_is_shut_and_forged_fields_are_refused(office: Office, signed: Any, send: Send) -> None:
    browser = signed("documenter")
    path = "/sources/interview-2/head/"
    shown = browser.get(path).content.decode()
    assert 'name="head.title"' not in shown
    assert 'name="head.teller"' not in shown
    assert 'name="head.told_on"' in shown
    forged = {"head.title": "a name", "head.teller": "man", "head.reason": "x", "seen": _seen(browser, path)}
    assert send(browser, path, path, **forged).status_code == 422
    with office.desk(office.owner) as desk:
        assert heads.history(desk, "interview-2") == ()


@pytest.mark.parametrize("role", ["custodian", "publisher", "reader", "administrator"])
def test_whoever_may_not_finds_nothing(signed: Callable[..., Any], role: str) -> None:
    browser = signed(role)
    assert browser.get(PATH).status_code == 404
    assert PATH not in browser.get("/sources/interview-1/").content.decode()


def test_somebody_elses_source_is_not_there_for_a_documenter(office: Office, client: Any, signed: Any) -> None:
    browser = signed("advocate")
    assert browser.get(PATH).status_code == 200
    assert browser.get("/sources/no-such-source/head/").status_code == 404


def test_a_coding_that_was_begun_goes_on_under_the_corrected_head(office: Office, signed: Any, send: Send) -> None:
    browser = signed("documenter")
    with office.desk(office.actor_of("someone")) as desk:
        begun = document.of_case(sources.source_case(desk, "interview-1"), "c1")
        interviews.lay(desk, "interview-1", document.encode(begun))
    _put(browser, send, _seen(browser), told_on="2019-03-04", language="ru", teller="recorder", reason="misheard")
    with office.desk(office.actor_of("someone")) as desk:
        coding, _ = code.opened(desk, "interview-1")
    assert (coding.told_on, coding.language, coding.voice) == ("2019-03-04", "ru", "recorder")
    assert coding.sections == begun.sections


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_language_has_the_words(signed: Callable[..., Any], tongue: str) -> None:
    browser = signed("documenter")
    browser.cookies[LANGUAGE_COOKIE] = tongue
    shown = browser.get(PATH).content.decode()
    t = words(tongue)
    assert t("head.lead") in shown
    for name in ("title", "told_on", "told_to", "reliability"):
        assert t(label(name)) in shown, name
        assert t(label(name)) != label(name)
    for why in ("date", "language", "word", "person", "text", "sealed"):
        assert f"head.wrong_{why}" in t.keys()  # noqa: SIM118
    for group, choices in CHOICES.values():
        assert all(t.word(group, one) for one in choices)
