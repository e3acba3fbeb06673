"""What states said, on the screen: lines, claims, the form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Signed = Callable[..., Any]
TYPED = {
    "actor": "An Invented Ministry", "stance": "denies", "topic": "departures", "when": "2019-03",
    "words": "Nobody left.", "words_lang": "en", "term": "school", "term_lang": "en",
    "source_kind": "official_statement", "published": "2019-03-02",
}  # fmt: skip


def post(browser: Any, path: str, values: dict[str, str]) -> Any:
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(path).content.decode())
    assert token is not None
    return browser.post(path, {**values, "csrfmiddlewaretoken": token[1]})


def test_a_promise_stands_in_its_line_with_its_number_and_source(signed: Signed) -> None:
    text = signed().get("/window/positions/").content.decode()
    assert "An Invented Ministry" in text
    assert 'href="/sources/post-1/"' in text
    assert "<svg" in text


def test_a_topic_can_be_chosen(signed: Signed) -> None:
    browser = signed()
    assert "An Invented Ministry" in browser.get("/window/positions/?topic=departures").content.decode()
    assert browser.get("/window/positions/?topic=nothing").status_code == 200


def test_a_claim_is_held_against_the_register(signed: Signed) -> None:
    text = signed().get("/window/claims/").content.decode()
    assert "Not confirmed: the register documents none." in text
    assert "2000" in text
    assert "Would confirm it:" in text


def test_a_position_is_filed_with_its_word_and_where_it_was_said(signed: Signed) -> None:
    browser = signed()
    answer = post(browser, "/window/positions/new/", TYPED)
    assert answer.status_code == 302, answer.content.decode()
    text = browser.get(answer["Location"]).content.decode()
    assert "Nobody left." in text
    assert '<q dir="ltr">school</q>' in text
    assert "denies" in text


def test_a_number_makes_it_a_claim(signed: Signed) -> None:
    browser = signed()
    typed = TYPED | {"stance": "reports", "value": "1300", "unit": "entries", "what": "invented"}
    assert post(browser, "/window/positions/new/", typed).status_code == 302
    assert "1300" in browser.get("/window/claims/").content.decode()


def test_what_is_wrong_stands_beside_its_field(signed: Signed) -> None:
    browser = signed()
    answer = post(browser, "/window/positions/new/", TYPED | {"actor": "", "stance": "shouts"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="e-actor"' in text
    assert 'id="e-stance"' in text
    assert "Nobody left." in text
    refused = post(browser, "/window/positions/new/", TYPED | {"when": "some day"}).content.decode()
    assert 'id="e-when"' in refused
