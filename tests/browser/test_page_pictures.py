"""A page of a scan beside its statements in a real browser: with a script and without, framed, light and dark."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from chromium import Browser
from tests.intake.reading import makers

from tereze.actions import coding, evidence
from tereze_web.office import Office
from tereze_web.run import Running

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg"),
]

CHECKS = (Path(__file__).parent / "checks.js").read_text("utf-8")
SHEET = """
tereze: source/1
source: {id: paper-1, kind: official_document}
mentions: {man: {kind: person, names: [{text: Invented Man, lang: en}]}}
statements:
  - {key: camp, about: man, property: custody, value: internment, at: {page: 1, xywh: [200, 300, 500, 40]}}
  - {key: job, about: man, property: occupation, value: driver, at: {page: 2, xywh: [100, 700, 300, 40]}}
"""


@pytest.fixture
def paper(office: Office) -> None:
    def page(at: int) -> bytes:
        white, line = b"\xff" * 1000, b"\xff" * 100 + b"\x20" * 800 + b"\xff" * 100
        return b"".join(line if row % 60 < 20 and row > at else white for row in range(1400))

    with office.desk(office.owner) as desk:
        assert not coding.add(desk, "paper-1", SHEET.encode()).refused
        evidence.attach(desk, "paper-1", io.BytesIO(makers.tiff(1000, 1400, page(100), page(600))), "scan.tif")


def _framed(browser: Browser) -> bool:
    """Whether the picture that the browser painted holds the red of the frame."""
    return bool(
        browser.run("""(() => {
      const i = document.querySelector('#scan img'), c = document.createElement('canvas');
      c.width = i.naturalWidth; c.height = i.naturalHeight;
      const at = c.getContext('2d'); at.drawImage(i, 0, 0);
      const all = at.getImageData(0, 0, c.width, c.height).data;
      let red = 0, dark = 0;
      for (let n = 0; n < all.length; n += 4) {
        if (all[n] > 150 && all[n + 1] < 70 && all[n + 2] < 70) red += 1;
        if (all[n] < 60) dark += 1;
      }
      return red > 500 && dark > 10000;
    })()""")
    )


def test_a_statement_is_chosen_by_keyboard_and_its_page_comes_beside_it(
    browser: Browser, running: Running, paper: None
) -> None:
    browser.go(f"{running.url}sources/paper-1/")
    for place, size in ((0, 1000), (1, 1000)):
        browser.run(f"document.querySelectorAll('a[data-scan]')[{place}].focus()")
        browser.press("Enter")
        browser.until("document.activeElement.id === 'scan'")
        browser.until(
            "(() => { const i = document.querySelector('#scan img'); return i.complete && i.naturalWidth; })()"
        )
        assert browser.run("document.querySelector('#scan img').naturalWidth") == size
        assert _framed(browser)
        assert browser.run("document.querySelectorAll('.fact.lit').length") == 1
    assert browser.run("location.pathname + location.search") == "/sources/paper-1/"
    assert browser.said == []


def test_without_a_script_the_link_does_it(browser: Browser, running: Running, paper: None) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.go(f"{running.url}sources/paper-1/")
        link = browser.run("document.querySelector('a[data-scan]').getAttribute('href')")
        browser.go(f"{running.url}sources/paper-1/{link.removeprefix('/sources/paper-1/')}")
        browser.until(
            "(() => { const i = document.querySelector('#scan img'); return i.complete && i.naturalWidth; })()"
        )
        assert _framed(browser)
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("language", ["en", "ug"])
def test_it_fits_and_moves_nothing(
    browser: Browser, running: Running, office: Office, paper: None, language: str
) -> None:
    office.language = language
    for width, dark in ((390, False), (1280, True)):
        browser.look(width=width, dark=dark)
        browser.go(f"{running.url}sources/paper-1/")
        browser.run("document.querySelector('a[data-scan]').click()")
        tall = browser.run("document.documentElement.scrollHeight")
        browser.until(
            "(() => { const i = document.querySelector('#scan img'); return i.complete && i.naturalWidth; })()"
        )
        assert browser.run("document.documentElement.scrollHeight") == tall
        assert browser.run("document.documentElement.scrollWidth <= window.innerWidth"), width
        assert browser.run(f"{CHECKS}\npale()") == [], width
        assert browser.run(f"{CHECKS}\nrough()") == [], width
