"""Search in any script and by facets, as a page and as you type."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from tereze_web.casework.search import _harmless
from tereze_web.office import Office

HIDDEN = "Жасырын Куәгер"
Signed = Callable[..., Any]
Send = Callable[..., Any]
Ask = Callable[[Any, str], Any]


@pytest.fixture
def ask(send: Send) -> Callable[[Any, str], Any]:
    """Type a search as a browser does and follow where it leads."""

    def post(browser: Any, asked: str) -> Any:
        answer = send(browser, "/search/", "/search/", q=asked)
        return browser.get(answer["Location"]) if answer.status_code == 302 else answer

    return post


@pytest.mark.parametrize("asked", ["Erlan Mysalov", "Ерлан Мысалов", "ерлан", "Yerlan Mysalow"])
def test_any_script_finds_the_person(signed: Signed, ask: Ask, number: Callable[[str], str], asked: str) -> None:
    assert number("interview-1/husband") in ask(signed(), asked).content.decode()


def test_a_register_number_leads_to_its_person(signed: Signed, send: Send, number: Callable[[str], str]) -> None:
    wanted = number("interview-1/husband")
    answer = send(signed(), "/search/", "/search/", q=wanted.lower())
    assert (answer.status_code, answer["Location"]) == (302, f"/people/{wanted}/")


def test_nobody_found_is_said(signed: Signed, ask: Ask) -> None:
    assert "Nobody in this register" in ask(signed(), "Qqqqq").content.decode()


def test_what_was_asked_stays_in_its_field(signed: Signed, ask: Ask) -> None:
    assert 'value="&#34;&gt;&lt;i&gt;"' in ask(signed(), '"><i>').content.decode()


@pytest.mark.parametrize("asked", ["Erlan", "Ерлан Мысалов", "叶尔兰"])
def test_no_address_tells_what_was_searched(signed: Signed, send: Send, asked: str) -> None:
    browser = signed()
    there = send(browser, "/search/", "/search/", q=asked)["Location"]
    addresses = [there, *re.findall(r'(?:href|action)="([^"]*)"', browser.get(there).content.decode())]
    assert len(addresses) > 5
    assert not [one for one in addresses if asked in one or quote(asked) in one]


def test_a_search_of_another_person_is_worthless(signed: Signed, send: Send) -> None:
    address = send(signed(), "/search/", "/search/", q="Erlan")["Location"]
    assert signed().get(address).status_code == 200
    assert signed("analyst").get(address).status_code == 404


@pytest.mark.parametrize("ticket", ["x", "%F0%9F%92%A9", "A" * 60, "A" * 5000, "=="])
def test_what_is_no_ticket_is_not_found(signed: Signed, ticket: str) -> None:
    assert signed().get(f"/search/{ticket}/").status_code == 404


def _facet(page: str, label: str) -> str:
    found = re.search(rf'<a href="([^"]+)"[^>]*><bdi>{label}</bdi>', page)
    assert found, label
    return found[1].replace("&amp;", "&")


def test_a_facet_narrows_down_and_is_taken_off_again(signed: Signed, number: Callable[[str], str]) -> None:
    browser = signed()
    page = browser.get("/search/").content.decode()
    narrowed = browser.get(_facet(page, "prison")).content.decode()
    assert 'class="chosen"' in narrowed
    assert number("interview-1/recorder") not in narrowed
    again = browser.get(_facet(narrowed, "prison")).content.decode()
    assert 'class="chosen"' not in again


@pytest.mark.parametrize("view", ["list", "table", "map", "nonsense"])
def test_every_view_shows_the_answer(signed: Signed, send: Send, view: str) -> None:
    browser = signed()
    address = send(browser, "/search/", "/search/", q="Erlan")["Location"]
    answer = browser.get(address, {"view": view})
    assert answer.status_code == 200
    assert HIDDEN not in answer.content.decode()


def test_a_search_is_kept_by_the_one_who_asked_and_dropped_again(signed: Signed, send: Send) -> None:
    browser = signed()
    address = send(browser, "/search/", "/search/", q="Erlan")["Location"]
    send(browser, address, f"{address}keep/", title="the van")
    page = browser.get(address).content.decode()
    assert "<bdi>the van</bdi>" in page
    assert "the van" not in signed("analyst").get("/search/").content.decode()
    key = re.search(r'name="drop" value="([^"]+)"', page)
    assert key
    send(signed(), address, f"{address}keep/", drop=key[1])
    assert "the van" not in browser.get(address).content.decode()


def test_a_table_for_a_spreadsheet_holds_no_formula(signed: Signed, send: Send, number: Callable[[str], str]) -> None:
    browser = signed()
    address = send(browser, "/search/", "/search/", q="Erlan")["Location"]
    answer = send(browser, address, f"{address}export/")
    assert answer["Content-Type"].startswith("text/csv")
    text = answer.content.decode()
    assert number("interview-1/husband") in text
    assert not re.search(r"(^|,)[=+@-]", text, re.MULTILINE)


def test_a_table_needs_the_right(signed: Signed, send: Send) -> None:
    browser = signed("analyst")
    address = send(browser, "/search/", "/search/", q="Erlan")["Location"]
    assert "export/" not in browser.get(address).content.decode()
    assert send(browser, address, f"{address}export/").status_code == 404


@pytest.mark.parametrize(("label", "cell"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-a", "'-a"), ("Ерлан", "Ерлан")])
def test_a_name_is_no_formula(label: str, cell: str) -> None:
    assert _harmless(label) == cell


def test_as_you_type_gives_a_few_as_json(signed: Signed, number: Callable[[str], str]) -> None:
    hits = signed().get("/search/as-you-type/", {"q": "Ерлан"}).json()["hits"]
    assert 0 < len(hits) <= 8
    assert number("interview-1/husband") in {hit["number"] for hit in hits}
    assert set(hits[0]) == {"number", "name", "dir"}


@pytest.mark.parametrize("path", ["/search/", "/search/as-you-type/"])
@pytest.mark.parametrize("asked", ["", "   ", "x" * 5000, "'; drop table", "\u200f", "%", "王"])
def test_whatever_is_asked_is_answered(signed: Signed, path: str, asked: str) -> None:
    assert signed().get(path, {"q": asked}, follow=True).status_code == 200


@pytest.mark.parametrize("asked", [HIDDEN, "Jasyryn Kuager"])
def test_a_sealed_name_finds_nobody(signed: Signed, number: Callable[[str], str], asked: str) -> None:
    hits = signed().get("/search/as-you-type/", {"q": asked}).json()["hits"]
    assert number("interview-2/neighbour") not in {hit["number"] for hit in hits}


def test_the_office_is_told_from_its_own_tables(office: Office) -> None:
    from tereze_web.casework.atlas import area_name, areas, dots, outlines

    assert area_name("6542", "kk") == "Тарбағатай"
    assert area_name("nowhere", "en") == "nowhere"
    assert {country for country, _ in outlines()} >= {"KZ", "CN", "KG"}
    made = dots({"6540": 9, "6542": 1, "nowhere": 5})
    assert [dot.code for dot in made] == ["6540", "6542"]
    assert made[0].r > made[1].r
    assert all(len(area.names) == 5 for area in areas().values())
