"""The assessment on the screen: every sentence opens, people sign, the inbox is counted, days of the past are shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from offices import HIDDEN

from tereze.publish.locale import LANGUAGES
from tereze_web.gate import LANGUAGE_COOKIE
from tereze_web.office import Office
from tereze_web.window import assessment

Signed = Callable[..., Any]


def posted(browser: Any, path: str, **values: str) -> Any:
    """Post a form as a browser would, with the token of the page it stands on."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get("/window/").content.decode())
    assert token is not None
    return browser.post(path, {**values, "csrfmiddlewaretoken": token[1]})


def test_few_data_cannot_tell_with_the_reason_and_open_to_their_sources(signed: Signed) -> None:
    text = signed().get("/window/").content.decode()
    assert "cannot tell" in text
    assert "testimonies are too few" in text
    assert 'href="/sources/interview-1/"' in text
    assert HIDDEN not in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_speaks_every_language(signed: Signed, code: str) -> None:
    browser = signed()
    browser.cookies[LANGUAGE_COOKIE] = code
    answer = browser.get("/window/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert re.findall(r"\b(?:window|mind|verdict|fstate)\.(?!svg|css)[a-z_]+", text) == []
    assert "{" not in re.sub(r"<[^>]*>", "", text)


def test_somebody_signs_and_disagrees(signed: Signed) -> None:
    browser = signed()
    answer = posted(browser, "/window/sign/", word="closing", why="two were fined", signer="A. Recorder")
    assert answer.status_code == 302
    text = browser.get(answer["Location"].partition("#")[0]).content.decode()
    assert "two were fined" in text
    assert "disagrees with the numbers" in text


def test_what_is_missing_is_said_and_what_was_typed_stays(signed: Signed) -> None:
    answer = posted(signed(), "/window/sign/", word="", why="two were fined", signer="")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "two were fined" in text
    assert text.count('aria-invalid="true"') == 2


def test_the_inbox_is_counted(signed: Signed) -> None:
    browser = signed()
    assert (
        posted(browser, "/window/inbox/", waiting="143", counted_on="2018-01-31", counter="A. Recorder").status_code
        == 302
    )
    assert "143" in browser.get("/lists/assessments/").content.decode()
    assert posted(browser, "/window/inbox/", waiting="many", counted_on="2018-01-31", counter="A.").status_code == 422
    wrong = posted(browser, "/window/inbox/", waiting="3", counted_on="some day", counter="A.")
    assert wrong.status_code == 422
    assert "some day" in wrong.content.decode()


def test_a_day_of_the_past_knew_less_and_is_not_signed(signed: Signed) -> None:
    browser = signed()
    past = browser.get("/window/?on=2019-01-01&by=region").content.decode()
    assert 'action="/window/sign/"' not in past
    assert "1 January 2019" in past
    assert browser.get("/window/?on=soon").status_code == 422


def test_a_nowcast_that_can_be_fitted_is_not_waited_for(
    signed: Signed, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assessment, "FEW_TOLD", 0)
    browser = signed()
    first = browser.get("/window/?by=host").content.decode()
    assert "is being counted" in first
    assert "testimonies are too few" not in first
    office.counting.wait(10)
    assert "testimonies are too few" in browser.get("/window/?by=host").content.decode()


def test_a_reader_sees_no_window_and_a_publisher_cannot_sign(signed: Signed, office: Office) -> None:
    assert signed("reader").get("/window/").status_code == 404
    publisher = signed("publisher")
    text = publisher.get("/window/").content.decode()
    assert 'action="/window/sign/"' not in text
