"""Chains, quotations, terms, names, durations and locators."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tereze.intake import parts
from tereze.intake.nodes import Node
from tereze.intake.page import Noted, Page, Wrong
from tereze.model.mentions import Link, Name, Term, Words
from tereze.model.sources import Locator

Make = Callable[[str], Node]


def test_a_chain_keeps_its_order(page: Page, node: Make) -> None:
    text = "[{voice: husband, role: knows, basis: own_experience}, {voice: me, role: relays, basis: told_by}]"
    assert parts.chain(page, node(text), "said_by") == (
        Link(voice="m-husband", role="knows", basis="own_experience"),
        Link(voice="m-me", role="relays", basis="told_by"),
    )


def test_roles_left_out_are_filled_in(page: Page, node: Make) -> None:
    found = parts.chain(page, node("[{voice: husband}, {voice: me}]"), "said_by")
    assert [(one.role, one.basis) for one in found] == [("knows", "unknown"), ("relays", "unknown")]


def test_an_empty_chain_is_the_source_itself(page: Page, node: Make) -> None:
    assert parts.chain(page, node("[]"), "said_by") == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[{voice: nobody}]", "voice"),
        ("[{role: knows}]", "voice"),
        ("[{voice: me, role: witness}]", "role"),
        ("[{voice: me, basis: hearsay}]", "basis"),
        ("[{voice: me, rol: knows}]", "rol"),
        ("[me]", "said_by"),
    ],
)
def test_a_wrong_link_is_noted(page: Page, node: Make, text: str, key: str) -> None:
    parts.chain(page, node(text), "said_by")
    assert [problem.key for problem in page.problems] == [key]


def test_quotations(page: Page, node: Make) -> None:
    text = "[{text: сөз, lang: kk, role: original}, {text: word, lang: en, role: translation, by: me}, bare]"
    assert parts.quotations(page, node(text), "words") == (
        Words(text="сөз", lang="kk"),
        Words(text="word", lang="en", role="translation", by="m-me"),
        Words(text="bare"),
    )


def test_terms(page: Page, node: Make) -> None:
    assert parts.term(page, node("{text: орталық, lang: kk, used_by: husband}"), "term") == Term(
        text="орталық", lang="kk", used_by="m-husband"
    )
    assert parts.term(page, node("centre"), "term") == Term(text="centre")
    assert parts.term(page, node("{text: centre}"), "term") == Term(text="centre")
    with pytest.raises(Noted):
        parts.term(page, node("{lang: kk}"), "term")


def test_names_and_aliases(page: Page, node: Make) -> None:
    assert parts.names("alias")(page, node("[{text: Мысал, lang: kk}, Example]"), "aliases") == (
        Name(text="Мысал", lang="kk", sort="alias"),
        Name(text="Example", sort="alias"),
    )


def test_durations(page: Page, node: Make) -> None:
    assert parts.duration(page, node("{months: 15, days: 3}"), "duration") == (("months", 15), ("days", 3))
    with pytest.raises(Wrong, match="unit"):
        parts.duration(page, node("15"), "duration")
    with pytest.raises(Noted):
        parts.duration(page, node("{month: 15}"), "duration")
    assert page.problems[0].hint == "Did you mean “months”?"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{chars: [104, 141]}", Locator(chars=(104, 141))),
        ("{page: 3}", Locator(page=3)),
        ("{seconds: 83.5}", Locator(seconds=("83.5", "83.5"))),
        ("{seconds: [83, 91.25]}", Locator(seconds=("83", "91.25"))),
        ("{row: 4, cell: B4}", Locator(row=4, cell="B4")),
        ("{xywh: [1, 2, 3, 4], page: 1, file: a.pdf}", Locator(xywh=(1, 2, 3, 4), page=1, file="a.pdf")),
        ("{page: 2, sure: 83}", Locator(page=2, sure=83)),
    ],
)
def test_locators(page: Page, node: Make, text: str, found: Locator) -> None:
    assert parts.locator(page, node(text), "at") == found


@pytest.mark.parametrize(
    "text",
    [
        "{chars: [5, 5]}",
        "{chars: [9, 3]}",
        "{chars: [1]}",
        "{chars: 7}",
        "{page: three}",
        "{xywh: [1, 2]}",
        "{sure: 101}",
        "{sure: high}",
        "{chr: [1, 2]}",
    ],
)
def test_locators_that_point_nowhere(page: Page, node: Make, text: str) -> None:
    with pytest.raises(Noted):
        parts.locator(page, node(text), "at")
    assert page.problems


def test_a_bare_number_is_no_locator(page: Page, node: Make) -> None:
    with pytest.raises(Wrong, match="how it counts"):
        parts.locator(page, node("104"), "at")
