"""Deciding pairs with the keyboard, in a real browser; and what the match screens look like where space is scarce."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from chromium import Browser

from tereze.actions import find, judging, linking
from tereze_web.office import Office
from tereze_web.run import Running

pytestmark = pytest.mark.browser

NARROW = 360
PICTURES = os.environ.get("TEREZE_PICTURES", "")


@pytest.fixture
def pair(office: Office, running: Running) -> str:
    """The address of a pair of which one side is two mentions already, joined by somebody else alone."""
    with office.desk(office.owner) as desk:
        judging.judge(desk, "same", ("article-1/man", "post-1/man"), "one article after the other")
        linking.link(desk, lambda _: None)
        one, other = (find.mention_of(desk, name) for name in ("interview-1/husband", "article-1/man"))
    return f"{running.url}matches/{one}/{other}/"


def _picture(browser: Browser, name: str) -> None:
    if PICTURES:
        browser.picture(Path(PICTURES) / f"{name}.png")


def test_two_keys_and_control_enter_decide(browser: Browser, pair: str, office: Office) -> None:
    browser.go(pair)
    assert browser.run("document.querySelectorAll('ul.usual:not([hidden])').length") == 0
    browser.press("s")
    browser.until("document.querySelector('ul.usual[data-answer=same]').hidden === false")
    browser.press("2")
    browser.until("document.getElementById('reason').value !== ''")
    assert browser.run("document.getElementById('reason').value") == "same relatives"
    _picture(browser, "answered")
    browser.press("Enter", ctrl=True)
    browser.until("document.querySelector('.note.done') !== null")
    with office.desk(office.owner) as desk:
        assert find.find_person(desk, "interview-1/husband") == find.find_person(desk, "article-1/man")


def test_digits_belong_to_the_reason_once_it_is_begun(browser: Browser, pair: str) -> None:
    browser.go(pair)
    browser.press("d")
    browser.until("document.activeElement.id === 'reason'")
    browser.type("in 201")
    browser.press("2")
    assert browser.run("document.getElementById('reason').value").startswith("in 201")
    assert browser.run("document.getElementById('reason').value") != "different relatives"


@pytest.mark.parametrize(("width", "tongue"), [(360, "en"), (1200, "en"), (360, "ug"), (1200, "ug")])
def test_no_screen_is_wider_than_its_window(  # noqa: PLR0917
    browser: Browser, pair: str, running: Running, office: Office, width: int, tongue: str
) -> None:  # fmt: skip
    with office.desk(office.owner) as desk:
        judging.judge(desk, "different", ("interview-1/husband", "post-1/man"), "born at different times")
        judging.judge(desk, "same", ("interview-1/husband", "article-1/man"), "one county")
    browser.call("Network.setCookie", name="tereze_language", value=tongue, url=running.url)
    browser.look(width, 900, dark=width == NARROW)
    at = {name: f"{running.url}matches/{name}/" for name in ("second", "contradictions")}
    for name, address in (at | {"queue": f"{running.url}matches/", "pair": pair}).items():
        browser.go(address)
        _picture(browser, f"{name}-{tongue}-{width}")
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), address
    browser.call("Network.clearBrowserCookies")
    browser.look()
