"""Every screen for looking things up, walked by axe (WCAG 2.2 AA) in all five languages, light and dark."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from chromium import Browser

from tereze.actions import find, judging, queue, views
from tereze.actions.searching import Asked
from tereze_web.casework.tickets import ticket
from tereze_web.office import Office
from tereze_web.run import Running

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = "{resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}"
LANGUAGES = ("en", "kk", "ru", "ug", "zh")
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.fixture
def addresses(office: Office) -> list[str]:
    """A real address of each screen, with one joined person so that graphs, conflicts and history are there."""
    with office.desk(office.owner) as desk:
        judging.judge(desk, "same", ("interview-1/husband", "article-1/man"), "one name")
        judging.judge(desk, "same", ("interview-1/husband", "interview-2/man"), "one van")
        number = views.person(desk, find.find_person(desk, "interview-1/husband")).number
        waiting = queue.page(desk, 1)
    searched = f"/search/{ticket(Asked('Erlan'), office.owner.id)}/"
    pairs = [f"/matches/{one.row.left}/{one.row.right}/" for one in waiting]
    return [
        "/", "/search/", searched, f"{searched}?view=table", f"{searched}?view=map", "/people/", f"/people/{number}/",
        f"/people/{number}/?on=2019-01-01", "/sources/", "/sources/post-1/", "/matches/", "/matches/second/",
        "/matches/contradictions/", "/lists/positions/", *pairs,
    ]  # fmt: skip


def serious(browser: Browser) -> list[dict[str, Any]]:
    """What axe finds that is serious or critical: rule, and the first place."""
    browser.run(OPEN_ALL)
    browser.call("Runtime.evaluate", expression=AXE)
    found = json.loads(browser.run(f"axe.run(document, {RULES}).then((r) => JSON.stringify(r.violations))"))
    return [
        {"rule": one["id"], "where": one["nodes"][0]["target"], "why": one["nodes"][0]["failureSummary"]}
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


@pytest.fixture
def in_light(browser: Browser) -> Iterator[Callable[[str], None]]:
    """Choose light or dark."""

    def choose(scheme: str) -> None:
        browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    yield choose
    choose("light")


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(
    browser: Browser, running: Running, addresses: list[str], in_light: Callable[[str], None], language: str
) -> None:
    in_light("dark" if language in {"kk", "ug"} else "light")
    browser.call("Network.setCookie", name="tereze_language", value=language, url=running.url)
    for address in addresses:
        browser.go(running.url.rstrip("/") + address)
        assert browser.run("document.querySelector('main h1') !== null"), address
        assert serious(browser) == [], address
