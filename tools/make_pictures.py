"""Take the pictures of the office for README and guides: `python tools/make_pictures.py`.

Fills a demo register in a temporary folder with the fictional people of examples/office, opens the office there and
photographs its screens in Chromium. Everyone on the pictures is invented.
"""

from __future__ import annotations

import base64
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
sys.path.insert(0, str(ROOT / "tests" / "support"))


class Picture(NamedTuple):
    """A screen: its name, how to come to it from the running office, width, height, language, light or dark."""

    name: str
    address: Callable[[Any], str]
    width: int = 1040
    height: int = 900
    language: str = "en"
    dark: bool = False
    script: str = ""


def main() -> None:
    """Take every picture, or those named on the command line."""
    from chromium import Browser  # type: ignore[import-not-found]  # of tests/support

    wanted = set(sys.argv[1:])
    with tempfile.TemporaryDirectory() as scratch:
        office = _office(Path(scratch))
        from tereze_web.run import Running

        with Running(office, 0) as running, Browser(Path(scratch) / "profile") as browser:
            _sign_in(browser, running)
            for picture in PICTURES:
                if not wanted or picture.name in wanted:
                    _take(browser, running.url.rstrip("/") + picture.address(office), running.url, picture)
        office.close()


def _office(scratch: Path) -> Any:
    from tereze import wiring
    from tereze.actions import folder
    from tereze.actions.report import ImportReport
    from tereze.settings import Settings
    from tereze_web.run import office_at

    where = Settings(scratch / "register", scratch / "register.keys")
    with wiring.create(where, "", demo=True) as made:
        folder.take_in(made.desk, ROOT / "examples" / "office", None, ImportReport(), lambda _done: None, link=True)
    office = office_at(where, lambda: "")
    office.open()
    return office


def _sign_in(browser: Any, running: Any) -> None:
    browser.go(running.link())
    browser.until("document.activeElement.tagName === 'BUTTON'")
    browser.press("Enter")
    browser.until("location.pathname === '/' && document.readyState === 'complete'")


def _take(browser: Any, address: str, site: str, picture: Picture) -> None:
    browser.call("Emulation.setScrollbarsHidden", hidden=True)
    size = {"width": picture.width, "height": picture.height, "deviceScaleFactor": 1, "mobile": False}
    browser.call("Emulation.setDeviceMetricsOverride", **size)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if picture.dark else "light"}
    browser.call("Emulation.setEmulatedMedia", features=[scheme])
    browser.call("Network.setCookie", name="tereze_language", value=picture.language, url=site)
    browser.go(address)
    browser.until("document.fonts.status === 'loaded'")
    if picture.script:
        browser.call("Runtime.evaluate", expression=picture.script)
        time.sleep(0.3)
    shot = browser.call("Page.captureScreenshot", format="png")
    (OUT / f"office-{picture.name}.png").write_bytes(base64.b64decode(shot["data"]))
    print(picture.name)


def _at(path: str) -> Callable[[Any], str]:
    return lambda _office: path


def _search(name: str, *chosen: tuple[str, str]) -> Callable[[Any], str]:
    def address(office: Any) -> str:
        from tereze.actions.searching import Asked
        from tereze_web.casework.tickets import ticket

        return f"/search/{ticket(Asked(name, chosen), office.owner.id)}/"

    return address


def _map(office: Any) -> str:
    return _search("", ("status", "internment"))(office) + "?view=map"


def _person(reference: str) -> Callable[[Any], str]:
    def address(office: Any) -> str:
        from tereze.actions import find, views

        with office.desk(office.owner) as desk:
            return f"/people/{views.person(desk, find.find_person(desk, reference)).number}/"

    return address


def _pair(office: Any) -> str:
    from tereze.actions import queue

    with office.desk(office.owner) as desk:
        row = queue.page(desk, 1)[0].row
    return f"/matches/{row.left}/{row.right}/"


def _review(office: Any) -> str:
    """A fictional letter, brought as a document, read and partly decided."""
    import io

    from tereze.actions import bringing, draft_review

    text = (ROOT / "examples" / "office" / "files" / "nazigul-wire.txt").read_bytes()
    with office.desk(office.owner) as desk:
        about = bringing.About("news_article", published="2019-03-05", language="en")
        brought = bringing.bring(desk, io.BytesIO(text), "wire.txt", about)
        taken = bringing.take(desk, brought.local, brought.evidence.id)
        opened = bringing.begin(desk, taken, bringing.read(taken))
        first = next(item for item in opened.review.items if item.section == "statements")
        draft_review.accept(desk, opened.key, first.key, opened.version)
    return f"/review/{opened.key.removeprefix('document/')}/"


LIT = "document.querySelector('.item.review[data-state=open] .there').click()"
OPEN_GRAPHS = "document.querySelectorAll('details').forEach(d => { d.open = !!d.querySelector('.chain-figure') })"
PAPER = "document.querySelector('.top').hidden = true"
TYPED = """for (const [name, text] of [['value', 'internment'], ['said', 'when the apricots ripened, 2017'],
  ['how', 'told_by'], ['from_1', 'a neighbour'], ['how_1', 'eyewitness'], ['where', 'Yining county']])
  document.getElementById(`f-custody-0-${name}`).value = text"""
PICTURES = (
    Picture("home", _at("/")),
    Picture("receive", _at("/receive/"), height=1100),
    Picture("consent", _at("/receive/consent/ug/"), 760, 1000, script=PAPER),
    Picture("code", _at("/code/mukhtar-wife/custody/"), height=1150, script=TYPED),
    Picture("source", _at("/sources/nazigul-interview/"), height=900),
    Picture("review", _review, 1200, 900, script=LIT),
    Picture("search", _map, height=1000),
    Picture("person", _person("mukhtar-wife/mukhtar"), height=1250, script=OPEN_GRAPHS),
    Picture("person-ug", _person("mukhtar-wife/mukhtar"), 400, 900, "ug", dark=True),
    Picture("match", _pair, height=1050),
    Picture("publish", _at("/publish/")),
)


if __name__ == "__main__":
    main()
