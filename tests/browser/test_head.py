"""A head corrected by keyboard alone, in a real browser, in every language, light and width."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import Browser

from tereze.actions import sources
from tereze_web.office import Office
from tereze_web.run import Running

pytestmark = pytest.mark.browser

CHECKS = (Path(__file__).parent / "checks.js").read_text("utf-8")
PATH = "/sources/interview-1/head/"


def _tab_to(browser: Browser, what: str) -> None:
    for _ in range(90):
        if browser.run(f"((a) => !!a && !!({what}))(document.activeElement)"):
            return
        browser.press("Tab")
    raise AssertionError(f"the keyboard does not reach: {what}")


def test_a_head_is_corrected_by_keyboard_alone(browser: Browser, running: Running, office: Office) -> None:
    browser.go(f"{running.url}sources/interview-1/")
    _tab_to(browser, f"a.getAttribute('href') === {PATH!r}")
    browser.press("Enter")
    browser.until(f"location.pathname === {PATH!r} && document.readyState === 'complete'")
    _tab_to(browser, "a.id === 'f-head-told_on'")
    browser.type("2019-03-04")
    _tab_to(browser, "a.id === 'f-head-told_place'")
    browser.type("Almaty")
    _tab_to(browser, "a.id === 'f-head-reason'")
    browser.type("misheard at the door")
    browser.press("Enter", ctrl=True)
    browser.until("location.pathname === '/sources/interview-1/' && document.readyState === 'complete'")
    assert "Almaty" in browser.run("document.querySelector('main').innerText")
    with office.desk(office.owner) as desk:
        told = sources.source_case(desk, "interview-1").source.told
    assert told is not None
    assert (told.on, told.place) == ("2019-03-04", "Almaty")
    assert browser.said == []


@pytest.mark.parametrize("language", ["en", "ug"])
def test_it_fits(browser: Browser, running: Running, office: Office, language: str) -> None:
    office.language = language
    for width, dark in ((390, False), (1280, True)):
        browser.look(width=width, dark=dark)
        for path in (PATH, "/sources/interview-2/head/"):
            browser.go(f"{running.url}{path[1:]}")
            assert browser.run("document.documentElement.scrollWidth <= window.innerWidth"), (path, width)
            assert browser.run("document.documentElement.dir") == ("rtl" if language == "ug" else "ltr")
            assert browser.run(f"{CHECKS}\npale()") == [], path
            assert browser.run(f"{CHECKS}\nrough()") == [], path
