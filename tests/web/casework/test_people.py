"""The list of people and one person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions import judging
from tereze_web.gate import LANGUAGE_COOKIE
from tereze_web.office import Office

HIDDEN = "Жасырын Куәгер"


@pytest.fixture
def joined(office: Office, number: Callable[[str], str]) -> str:
    """The number of one person with three mentions."""
    with office.desk(office.owner) as desk:
        judging.judge(desk, "same", ("interview-1/husband", "article-1/man"), "one name")
        judging.judge(desk, "same", ("interview-1/husband", "interview-2/man"), "one van")
    return number("interview-1/husband")


def test_everybody_stands_in_the_list(signed: Callable[..., Any], number: Callable[[str], str]) -> None:
    text = signed().get("/people/").content.decode()
    for reference in ("interview-1/husband", "interview-1/wife", "interview-2/neighbour", "post-1/man"):
        assert number(reference) in text
    assert "a protected person" in text
    assert HIDDEN not in text


def test_a_page_beyond_the_end_is_empty(signed: Callable[..., Any]) -> None:
    assert "Nothing here yet" in signed().get("/people/?page=99").content.decode()


def test_a_person_has_names_facts_conflicts_and_history(signed: Callable[..., Any], joined: str) -> None:
    text = signed().get(f"/people/{joined}/").content.decode()
    for expected in ("Ерлан Мысалов", "Erlan Mysalov", "Where accounts differ", "1979", "1982", "internment", "prison",
                     "<svg", "one van", "What was decided and changed", "/sources/interview-1/"):  # fmt: skip
        assert expected in text, expected


def test_facts_open_to_their_chains_in_words(signed: Callable[..., Any], joined: str) -> None:
    text = signed().get(f"/people/{joined}/").content.decode()
    assert "2 independent witnesses" in text
    assert "First hand, in \u2068interview-1\u2069: \u2068Айгүл Мысалқызы\u2069." in text
    assert "First hand, in \u2068interview-2\u2069: a protected voice." in text


@pytest.mark.parametrize("language", ["en", "kk", "ru", "ug", "zh"])
def test_a_protected_witness_is_never_named(
    signed: Callable[..., Any], joined: str, number: Callable[[str], str], language: str
) -> None:
    browser = signed()
    browser.cookies[LANGUAGE_COOKIE] = language
    for path in (
        f"/people/{joined}/",
        f"/people/{number('interview-2/neighbour')}/",
        "/sources/interview-2/",
        "/people/",
    ):
        answer = browser.get(path)
        assert answer.status_code == 200, path
        text = answer.content.decode()
        assert HIDDEN not in text, path
        assert "midwife" not in text, path


@pytest.mark.parametrize("asked", ["T-0000000", "T-1", "interview-1", "maaaaaaaaaaaaaaaa", "..", "T-9999999z"])
def test_whoever_is_not_there_is_not_found(signed: Callable[..., Any], asked: str) -> None:
    assert signed().get(f"/people/{asked}/").status_code == 404


def test_chains_of_a_fact_are_drawn(signed: Callable[..., Any], joined: str) -> None:
    text = signed().get(f"/people/{joined}/").content.decode()
    assert 'class="chain-figure"' in text
    assert "From the witnesses to the sources" in text


def test_a_day_in_the_past_shows_what_was_known_then(signed: Callable[..., Any], joined: str) -> None:
    browser = signed()
    before = browser.get(f"/people/{joined}/?on=2001-01-01").content.decode()
    assert "As known at the end of 1 January 2001" in before
    assert "Nothing was recorded about this person by then." in before
    assert "internment" not in before
    after = browser.get(f"/people/{joined}/?on=2999-01-01").content.decode()
    assert "internment" in after


@pytest.mark.parametrize("day", ["", "tomorrow", "2019-02-30", "<script>", "2019-1-1"])
def test_what_is_no_day_is_today(signed: Callable[..., Any], joined: str, day: str) -> None:
    text = signed().get(f"/people/{joined}/", {"on": day}).content.decode()
    assert "As known at the end of" not in text
    assert "<script>" not in text
