"""A source with its statements beside its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest


def test_sources_are_listed(signed: Callable[..., Any]) -> None:
    text = signed().get("/sources/").content.decode()
    for local in ("interview-1", "interview-2", "article-1", "post-1"):
        assert f'href="/sources/{local}/"' in text


def test_the_words_of_a_statement_are_marked_in_the_text(signed: Callable[..., Any]) -> None:
    text = signed().get("/sources/post-1/").content.decode()
    assert re.search(r'<mark data-says="\w+">was taken in September</mark>', text)
    assert "Erlan Mysalov, <a" in text
    assert text.count('id="at-') == 1
    place = text.partition('href="#at-')[2].partition('"')[0]
    assert f'id="at-{place}"' in text
    assert f'id="s-{place}"' in text


def test_a_consent_is_told_in_words(signed: Callable[..., Any]) -> None:
    text = signed().get("/sources/interview-2/").content.decode()
    assert "for themselves: keep in the register" in text
    assert "sealed to the custodians" in text


@pytest.mark.parametrize("local", ["nothing", "..", "%2e%2e", "interview-1x"])
def test_a_source_that_is_not_there(signed: Callable[..., Any], local: str) -> None:
    assert signed().get(f"/sources/{local}/").status_code == 404
