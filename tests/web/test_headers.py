"""Every answer carries the same strict headers, whatever it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze_web.headers import HEADERS, POLICY


@pytest.mark.parametrize(
    "path", ["/", "/enter/", "/static/office.css", "/static/no.css", "/people/", "/nothing/", "/\u00fc/"]
)
def test_the_headers_stand_on_every_answer(client: Any, path: str) -> None:
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer[name] == value


def test_a_signed_page_is_kept_nowhere(signed: Callable[..., Any]) -> None:
    assert signed().get("/people/")["Cache-Control"] == "no-store"
    assert signed().get("/search/as-you-type/?q=er")["Cache-Control"] == "no-store"


def test_our_files_may_be_kept_by_this_browser_alone(client: Any) -> None:
    assert client.get("/static/office.js")["Cache-Control"].startswith("private")


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


@pytest.mark.parametrize("path", ["/", "/people/", "/matches/", "/receive/", "/lists/positions/", "/sources/post-1/"])
def test_pages_hold_no_script_or_style_of_their_own(signed: Callable[..., Any], path: str) -> None:
    text = signed().get(path).content.decode()
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text
    assert text.count("<script") == text.count('<script src="/static/')


@pytest.mark.parametrize("path", ["/", "/people/", "/sources/post-1/", "/receive/"])
def test_a_page_is_small(signed: Callable[..., Any], path: str) -> None:
    browser = signed()
    files = ("/static/site.css", "/static/office.css", "/static/office.js", "/static/window.svg")
    size = len(browser.get(path).content) + sum(len(browser.get(file).content) for file in files)
    assert size < 150_000
