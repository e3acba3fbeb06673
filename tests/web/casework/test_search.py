"""Search in any script, as a page and as you type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize("asked", ["Erlan Mysalov", "Ерлан Мысалов", "ерлан", "Yerlan Mysalow"])
def test_any_script_finds_the_person(signed: Callable[..., Any], number: Callable[[str], str], asked: str) -> None:
    answer = signed().get("/search/", {"q": asked})
    assert number("interview-1/husband") in answer.content.decode()


def test_a_register_number_leads_to_its_person(signed: Callable[..., Any], number: Callable[[str], str]) -> None:
    wanted = number("interview-1/husband")
    answer = signed().get("/search/", {"q": wanted.lower()})
    assert (answer.status_code, answer["Location"]) == (302, f"/people/{wanted}/")


def test_nobody_found_is_said(signed: Callable[..., Any]) -> None:
    assert "Nobody in this register" in signed().get("/search/", {"q": "Qqqqq"}).content.decode()


def test_what_was_asked_stays_in_its_field(signed: Callable[..., Any]) -> None:
    assert 'value="&#34;&gt;&lt;i&gt;"' in signed().get("/search/", {"q": '"><i>'}).content.decode()


def test_as_you_type_gives_a_few_as_json(signed: Callable[..., Any], number: Callable[[str], str]) -> None:
    hits = signed().get("/search/as-you-type/", {"q": "Ерлан"}).json()["hits"]
    assert 0 < len(hits) <= 8
    assert number("interview-1/husband") in {hit["number"] for hit in hits}
    assert set(hits[0]) == {"number", "name", "dir"}


@pytest.mark.parametrize("path", ["/search/", "/search/as-you-type/"])
@pytest.mark.parametrize("asked", ["", "   ", "x" * 5000, "'; drop table", "\u200f", "%", "王"])
def test_whatever_is_asked_is_answered(signed: Callable[..., Any], path: str, asked: str) -> None:
    assert signed().get(path, {"q": asked}).status_code == 200


@pytest.mark.parametrize("asked", ["Жасырын Куәгер", "Jasyryn Kuager"])
def test_a_sealed_name_finds_nobody(signed: Callable[..., Any], number: Callable[[str], str], asked: str) -> None:
    hits = signed().get("/search/as-you-type/", {"q": asked}).json()["hits"]
    assert number("interview-2/neighbour") not in {hit["number"] for hit in hits}
