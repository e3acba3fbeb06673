"""The office in a real browser: keyboard alone, no breach of its policy, readable in every light and width."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from chromium import Browser
from offices import HIDDEN

from tereze.actions import find, views
from tereze_web.office import Office
from tereze_web.people.visits import IDLE
from tereze_web.run import Running

pytestmark = pytest.mark.browser

CHECKS = (Path(__file__).parent / "checks.js").read_text("utf-8")
PATHS = ("/", "/search/", "/people/", "/sources/", "/sources/post-1/", "/sources/interview-2/", "/matches/",
         "/lists/positions/", "/lists/incidents/", "/receive/", "/enter/")  # fmt: skip


@pytest.fixture
def of(office: Office) -> Callable[[str], Any]:
    """The person a mention belongs to."""

    def ask(reference: str) -> Any:
        with office.desk(office.owner) as desk:
            return views.person(desk, find.find_person(desk, reference))

    return ask


def _tab_to(browser: Browser, id_: str) -> None:
    for _ in range(120):
        if browser.run(f"document.activeElement.id === {id_!r}"):
            return
        browser.press("Tab")
    raise AssertionError(f"the keyboard does not reach {id_}")


def test_a_match_is_decided_and_taken_back_by_keyboard_alone(
    browser: Browser, running: Running, of: Callable[[str], Any]
) -> None:
    browser.go(f"{running.url}matches/")
    browser.run("document.querySelector('.people a').focus()")
    browser.press("Enter")
    browser.until("document.querySelector('#decide') !== null && document.readyState === 'complete'")
    names = browser.run("[...document.querySelectorAll('thead a[href^=\"/people/\"]')].map(a => a.textContent)")
    browser.press("s")
    browser.until("document.activeElement.id === 'reason'")
    browser.type("one name, one place, decided by keyboard")
    browser.press("Enter", ctrl=True)
    browser.until("document.querySelector('.done') !== null")
    assert browser.run("document.body.innerText.includes('decided by keyboard')")
    joined = browser.run("[...document.querySelectorAll('.done a[href^=\"/people/\"]')].map(a => a.textContent)")
    assert len(names) == 2
    assert len(joined) == 1
    browser.run("document.querySelector('details').open = true")
    browser.run("document.querySelector('.undo input[name=reason]').focus()")
    browser.type("taken back by keyboard")
    browser.press("Enter")
    browser.until("document.querySelectorAll('.done a[href^=\"/people/\"]').length === 2")
    assert browser.said == []


def test_search_answers_as_one_types(browser: Browser, of: Callable[[str], Any]) -> None:
    _tab_to(browser, "q")
    browser.type("Ерлан")
    browser.until("!document.querySelector('#found-now').hidden")
    found = browser.run("document.querySelector('#found-now').innerText")
    assert of("interview-1/husband").number in found
    browser.press("Enter")
    browser.until("location.pathname.startsWith('/search/')")
    browser.until("document.readyState === 'complete'")
    assert "Ерлан" not in browser.run("decodeURIComponent(location.href)")
    assert of("interview-1/husband").number in browser.run("document.querySelector('main').innerText")
    assert browser.said == []


def test_the_panic_lock_is_one_key_press_from_anywhere(browser: Browser, running: Running, office: Office) -> None:
    browser.go(f"{running.url}people/")
    browser.run("document.querySelector('.panic').focus()")
    browser.press("Enter")
    browser.until("location.pathname === '/enter/'")
    assert not office.is_open


def test_escape_twice_locks_everything(browser: Browser, running: Running, office: Office) -> None:
    browser.go(f"{running.url}people/")
    browser.press("Escape")
    assert office.is_open
    browser.press("Escape")
    browser.until("location.pathname === '/enter/'")
    assert not office.is_open


def test_a_screen_nobody_looks_at_signs_itself_out(browser: Browser, running: Running, office: Office) -> None:
    browser.go(f"{running.url}people/")
    assert browser.run("document.body.dataset.idle") == str(IDLE)
    browser.run("document.body.dataset.idle = '0.1'")
    browser.press("x")
    browser.until("location.pathname === '/enter/'")
    browser.go(f"{running.url}people/")
    assert not browser.run("document.body.innerText.includes('T-')")
    assert office.is_open


@pytest.mark.parametrize("screen", list(product(("en", "ug"), (380, 1200), (False, True))), ids=str)
def test_every_screen_is_whole(
    browser: Browser, running: Running, of: Callable[[str], Any], screen: tuple[str, int, bool]
) -> None:
    language, width, dark = screen
    browser.call("Network.setCookie", name="tereze_language", value=language, url=running.url)
    browser.look(width, 800, dark=dark)
    person = of("interview-1/husband").number
    browser.go(f"{running.url}matches/")
    pair = browser.run("document.querySelector('.people a').getAttribute('href')")
    for path in (*PATHS, f"/people/{person}/", pair):
        browser.go(running.url + path[1:])
        browser.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert browser.run("document.documentElement.dir") == ("rtl" if language == "ug" else "ltr")
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"
        assert browser.run(f"{CHECKS}\npale()") == [], path
        assert browser.run(f"{CHECKS}\nrough()") == [], path
        assert HIDDEN not in browser.run("document.documentElement.outerHTML"), path
        assert browser.said == [], path


def test_the_page_does_not_jump_while_it_loads(browser: Browser, running: Running) -> None:
    browser.go(f"{running.url}people/")
    script = """new Promise((done) => { let sum = 0; new PerformanceObserver((list) => {
      for (const one of list.getEntries()) sum += one.value; }).observe({type: 'layout-shift', buffered: true});
      setTimeout(() => done(sum), 200); })"""
    assert browser.run(script) == 0


def test_it_works_without_javascript(browser: Browser, running: Running, of: Callable[[str], Any]) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.go(f"{running.url}search/?q=Erlan")
        assert of("interview-1/husband").number in browser.run("document.body.innerText")
        assert not browser.run("document.querySelector('.language button').hidden")
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)
