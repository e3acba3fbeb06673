"""A real Chromium at a real office."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import CHROMIUM, Browser
from offices import office_in, prepare

from tereze.store import seal
from tereze_web.office import Office
from tereze_web.run import Running


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests; skips where there is none."""
    if not CHROMIUM:
        pytest.skip("needs Chromium")
    with Browser(tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture
def office(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    made = office_in(prepared, tmp_path, time.monotonic)
    yield made
    made.close()


@pytest.fixture
def running(office: Office) -> Iterator[Running]:
    with Running(office, 0) as made:
        yield made


@pytest.fixture
def browser(chromium: Browser, running: Running) -> Browser:
    """The browser, signed in through the one-time link, with nothing but the keyboard."""
    chromium.call("Network.clearBrowserCookies")
    chromium.look()
    chromium.go(running.link())
    chromium.until("document.activeElement.tagName === 'BUTTON'")
    chromium.press("Enter")
    chromium.until("location.pathname === '/' && document.readyState === 'complete'")
    chromium.said.clear()
    return chromium
