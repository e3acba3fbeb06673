"""The window in a real browser: whole in every light, width and direction, keyboard alone."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from threading import Event

import pytest
from axe import serious
from chromium import Browser
from offices import HIDDEN

from tereze.actions import watching_filing
from tereze.actions.watching_gather import Gathering
from tereze_web.office import Office
from tereze_web.run import Running
from tereze_web.window import reading

pytestmark = pytest.mark.browser

CHECKS = (Path(__file__).parent / "checks.js").read_text("utf-8")
PAGES = (
    "",
    "positions/",
    "claims/",
    "incidents/",
    "steps/",
    "forecasts/",
    "positions/new/",
    "incidents/new/",
    "steps/new/",
)


@pytest.mark.parametrize("screen", list(product(("en", "ug"), (380, 1200), (False, True))), ids=str)
def test_every_page_is_whole(browser: Browser, running: Running, screen: tuple[str, int, bool]) -> None:
    language, width, dark = screen
    browser.call("Network.setCookie", name="tereze_language", value=language, url=running.url)
    browser.look(width, 800, dark=dark)
    for path in PAGES:
        browser.go(f"{running.url}window/{path}")
        browser.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"
        assert browser.run(f"{CHECKS}\npale()") == [], path
        assert browser.run(f"{CHECKS}\nrough()") == [], path
        assert HIDDEN not in browser.run("document.documentElement.outerHTML"), path
        assert browser.said == [], path


def test_somebody_signs_with_the_keyboard_alone(browser: Browser, running: Running) -> None:
    browser.go(f"{running.url}window/")
    browser.run("document.querySelector('#signed ~ details summary').focus()")
    browser.press("Enter")
    browser.run("document.querySelector('#f-word').value = 'narrowing'")
    browser.run("document.querySelector('#f-signer').focus()")
    browser.type("A. Recorder")
    browser.run("document.querySelector('#f-why').focus()")
    browser.type("two were fined")
    browser.press("Tab")
    browser.press("Enter")
    browser.until("location.search.startsWith('?done=') && document.readyState === 'complete'")
    assert "two were fined" in browser.run("document.querySelector('main').innerText")


@pytest.mark.parametrize("screen", [("en", 1200, False), ("ug", 380, True)], ids=str)
def test_a_page_that_waits_for_a_count_is_whole_and_asks_again_by_itself(
    browser: Browser, running: Running, office: Office, monkeypatch: pytest.MonkeyPatch, screen: tuple[str, int, bool]
) -> None:
    gate = Event()

    class Gated(Gathering):
        def weigh(self) -> None:
            assert gate.wait(60)
            super().weigh()

    monkeypatch.setattr(reading, "AT_ONCE", 0)
    monkeypatch.setattr(reading, "Gathering", Gated)
    language, width, dark = screen
    browser.call("Network.setCookie", name="tereze_language", value=language, url=running.url)
    browser.look(width, 800, dark=dark)
    for path in ("", "claims/", "positions/"):
        browser.go(f"{running.url}window/{path}")
        assert browser.run("document.querySelectorAll('[data-again]').length") == 1
        _whole(browser)
    before = browser.run("document.querySelectorAll('main h2').length")
    gate.set()
    browser.until("document.querySelectorAll('[data-again]').length === 0 && document.readyState === 'complete'")
    assert browser.run("document.querySelectorAll('main h2').length") == before + 1  # the terms
    gate.clear()
    with office.desk(office.owner) as desk:
        watching_filing.count_inbox(desk, 3, "2019-01-31", "A. Recorder")
    browser.go(f"{running.url}window/positions/")
    assert "UTC" in browser.run("document.querySelector('.note').textContent")
    _whole(browser)
    gate.set()
    office.counting.wait(10)


def _whole(browser: Browser) -> None:
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")
    assert browser.run(f"{CHECKS}\npale()") == []
    assert browser.run(f"{CHECKS}\nrough()") == []
    assert serious(browser) == []
    assert browser.said == []
