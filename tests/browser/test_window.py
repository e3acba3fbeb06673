"""The window in a real browser: whole in every light, width and direction, keyboard alone."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from chromium import Browser
from offices import HIDDEN

from tereze_web.run import Running

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
