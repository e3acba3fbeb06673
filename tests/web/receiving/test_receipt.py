"""After the door: numbers, who may be here already, and the files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def test_numbers_are_given_for_those_sought_and_not_for_who_wrote_it_down(
    signed: Callable[..., Any], number: Callable[[str], str]
) -> None:
    text = signed("documenter").get("/receive/interview-1/receipt/").content.decode()
    assert number("interview-1/husband") in text
    assert number("interview-1/recorder") not in text


def test_who_sounds_alike_is_offered_to_be_compared(signed: Callable[..., Any]) -> None:
    text = signed("documenter", "analyst").get("/receive/interview-1/receipt/").content.decode()
    assert "May already be in the register" in text
    assert 'href="/matches/' in text


def test_the_desk_alone_is_told_of_nobody_else(signed: Callable[..., Any]) -> None:
    text = signed("documenter").get("/receive/interview-1/receipt/").content.decode()
    assert "May already be in the register" not in text
    assert "/matches/" not in text
    assert 'href="/people/' not in text


@pytest.mark.parametrize(("carry", "offered"), [("", True), ("?carry=no", False), ("?carry=yes", True)])
def test_a_paper_is_offered_only_where_it_may_be_carried(signed: Callable[..., Any], carry: str, offered: bool) -> None:
    text = signed("documenter").get(f"/receive/interview-1/receipt/{carry}").content.decode()
    assert ("data-print" in text) is offered
    assert ("Print nothing" in text) is not offered


def test_files_that_came_are_listed(signed: Callable[..., Any]) -> None:
    assert "post-1.txt" in signed("documenter").get("/receive/post-1/receipt/").content.decode()


def test_a_source_that_is_not_there(signed: Callable[..., Any]) -> None:
    assert signed("documenter").get("/receive/nowhere/receipt/").status_code == 404


def test_a_sealed_teller_is_not_named(signed: Callable[..., Any]) -> None:
    assert "Куәгер" not in signed("documenter").get("/receive/interview-2/receipt/").content.decode()
