"""The receive desk in a real browser: keyboard alone, nothing lost when the power or the network goes, in every
language, light and width, with and without JavaScript."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chromium import Browser

from tereze.actions import coding_reading, evidence, find, interviews, sources, views
from tereze_web.office import Office
from tereze_web.run import Running

pytestmark = pytest.mark.browser

CHECKS = (Path(__file__).parent / "checks.js").read_text("utf-8")
LETTER = "Murat Zhaken said he was held in a re-education camp in 2018.\n"
SECTIONS = ("people", "custody", "kin", "facts", "interventions", "positions", "incidents", "inquiries", "assessments")
PATHS = (
    "/receive/", "/receive/consent/kk/", "/receive/article-1/receipt/", "/code/", "/code/new/",
    *(f"/code/article-1/{section}/" for section in SECTIONS), "/code/article-1/check/", "/sources/article-1/",
)  # fmt: skip
SERVER = """import sys, time
from pathlib import Path
from tereze.store import seal
seal.MEMORY_KIB = 64
from offices import office_at_hand
from tereze_web.run import Running
running = Running(office_at_hand(Path(sys.argv[1])), int(sys.argv[2]))
print(running.link(), flush=True)
running.wait()
"""


@pytest.fixture
def filled(office: Office) -> str:
    """A letter beside a source, begun to be coded and read by the machine; the address of that reading."""
    with office.desk(office.owner) as desk:
        file = evidence.attach(desk, "article-1", io.BytesIO(LETTER.encode()), "letter.txt")
        interviews.lay(desk, "interview-20260101-abcdef", b"{}")
        return "/review/" + coding_reading.read(desk, "article-1", file.id).key.removeprefix("document/") + "/"


def _tab_to(browser: Browser, id_: str) -> None:
    for _ in range(160):
        if browser.run(f"document.activeElement.id === {id_!r}"):
            return
        browser.press("Tab")
    raise AssertionError(f"the keyboard does not reach {id_}")


def _fill(browser: Browser, **fields: str) -> None:
    """Type into fields in the order of the page."""
    for field, text in fields.items():
        _tab_to(browser, f"f-{field.replace('__', '-')}")
        browser.type(text)


def _choose(browser: Browser, id_: str, value: str) -> None:
    _tab_to(browser, id_)
    for _ in range(60):
        if browser.run(f"document.activeElement.value === {value!r}"):
            return
        browser.press("ArrowDown")
    raise AssertionError(f"{id_} has no {value}")


def _send(browser: Browser, script: str) -> None:
    browser.press("Enter", ctrl=True)
    browser.until(f"document.readyState === 'complete' && {script}")


def test_a_whole_testimony_by_keyboard_alone(browser: Browser, running: Running, office: Office) -> None:
    browser.go(f"{running.url}receive/")
    key = browser.run("document.querySelector('[name=key]').value")
    _fill(browser, teller="Айгүл Ойдан", told_place="Almaty")
    _tab_to(browser, "f-agreed")
    browser.press(" ")
    _choose(browser, "f-identity", "full")
    _fill(browser, name_1="Ерлан Мысалов")
    _send(browser, "location.pathname.endsWith('/receipt/')")
    near = browser.run("document.querySelector('.people a').getAttribute('href')")
    browser.go(f"{running.url}code/{key}/people/")
    _fill(browser, people__1__name_2="叶尔兰", people__1__birthDate="1979")
    _send(browser, "location.pathname.endsWith('/custody/')")
    _choose(browser, "f-custody-0-value", "internment")
    _fill(browser, custody__0__said="2017 жылдың қыркүйегінде", custody__0__where="Yining county")
    _choose(browser, "f-custody-0-how", "told_by")
    _fill(browser, custody__0__from_1="a neighbour")
    _choose(browser, "f-custody-0-how_1", "eyewitness")
    _fill(browser, custody__0__words="Көршісі айтты.")
    _send(browser, "location.pathname.endsWith('/kin/')")
    _send(browser, "location.pathname.endsWith('/facts/')")
    _send(browser, "location.pathname.endsWith('/check/')")
    assert "September 2017" in browser.run("document.body.innerText")
    _send(browser, "document.querySelector('.people') !== null")
    browser.go(running.url + near[1:])
    browser.press("s")
    browser.until("document.activeElement.id === 'reason'")
    browser.type("one name and one year of birth")
    _send(browser, "document.querySelector('.done') !== null")
    with office.desk(office.owner) as desk:
        view = views.person(desk, find.find_person(desk, f"{key}/missing"))
    assert len(view.mentions) == 2  # joined with the one who was in the register
    browser.go(f"{running.url}people/{view.number}/")
    assert "Көршісі айтты." in browser.run("document.body.textContent")
    assert browser.said == []


def test_what_is_typed_is_kept_within_five_seconds_of_a_power_cut(
    chromium: Browser, prepared: Path, tmp_path: Path
) -> None:
    for name in ("register", "register.keys"):
        shutil.copytree(prepared / name, tmp_path / name)
    tests, source = Path(__file__).parents[1] / "support", Path(__file__).parents[2] / "src"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join([str(tests), str(source), *sys.path])}

    def start(port: int) -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, "-c", SERVER, str(tmp_path), str(port)]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        with process.stdout as said:
            return process, said.readline().strip()

    def enter(link: str) -> str:
        chromium.go(link)
        chromium.until("document.activeElement.tagName === 'BUTTON'")
        chromium.press("Enter")
        chromium.until("location.pathname === '/' && document.readyState === 'complete'")
        return link.partition("enter/")[0]

    process, link = start(0)
    try:
        chromium.call("Network.clearBrowserCookies")
        chromium.look()
        url = enter(link)
        chromium.go(f"{url}receive/")
        key = chromium.run("document.querySelector('[name=key]').value")
        _fill(chromium, teller="Айгүл Ойдан", told_place="Қорғас")
        time.sleep(5)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process, link = start(int(url.rsplit(":", 1)[1].strip("/")))
        enter(link)
        chromium.go(f"{url}receive/begun/{key}/")
        assert chromium.run("document.getElementById('f-teller').value") == "Айгүл Ойдан"
        assert chromium.run("document.getElementById('f-told_place').value") == "Қорғас"
    finally:
        process.kill()
        process.wait()
        chromium.said.clear()


def test_a_lost_connection_loses_nothing(browser: Browser, running: Running, office: Office) -> None:
    browser.call("Network.enable")
    browser.go(f"{running.url}code/article-1/custody/")
    no_network = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.call("Network.emulateNetworkConditions", **no_network)
    try:
        _fill(browser, custody__0__where="Қорғас")
        browser.until("document.getElementById('saved').dataset.state === 'lost'")
        assert "Do not close" in browser.run("document.getElementById('saved').textContent")
    finally:
        browser.call("Network.emulateNetworkConditions", **(no_network | {"offline": False}))
    browser.until("document.getElementById('saved').dataset.state === 'saved'")
    with office.desk(office.owner) as desk:
        assert "Қорғас".encode() in interviews.take_out(desk, "article-1").body
    assert browser.run("localStorage.length + sessionStorage.length") == 0
    browser.said.clear()


def test_signed_out_meanwhile_it_goes_on_once_signed_in_again(
    browser: Browser, running: Running, office: Office
) -> None:
    browser.go(f"{running.url}code/article-1/custody/")
    office.visits.end_all()
    _fill(browser, custody__0__where="Қорғас")
    browser.until("document.getElementById('saved').textContent.includes('signed out')")
    assert browser.run("document.getElementById('f-custody-0-where').value") == "Қорғас"
    token = office.visits.begin(office.owner, "passphrase", "Chromium, Linux")  # as from another window
    browser.call("Network.setCookie", name="tereze_visit", value=token, url=running.url, httpOnly=True)
    browser.until("document.getElementById('saved').dataset.state === 'saved'")
    browser.said.clear()


def test_a_second_window_is_told_at_once(browser: Browser, running: Running, office: Office) -> None:
    browser.go(f"{running.url}code/article-1/custody/")
    _fill(browser, custody__0__where="Қорғас")
    browser.until("document.getElementById('saved').dataset.state === 'saved'")
    with office.desk(office.owner) as desk:  # another window of the same person
        draft = interviews.take_out(desk, "article-1")
        from tereze.actions import drafts

        drafts.save(desk, draft.key, draft.kind, draft.body, draft.version)
    browser.type(" county")
    browser.until("document.getElementById('saved').dataset.state === 'stale'")
    with office.desk(office.owner) as desk:
        assert interviews.take_out(desk, "article-1").body == draft.body, "nothing was written over the other window"
    browser.said.clear()


def test_words_marked_in_a_text_become_a_statement(
    browser: Browser, running: Running, office: Office, filled: str
) -> None:
    browser.go(f"{running.url}sources/article-1/")
    browser.run("document.querySelector('.pick').open = true")
    browser.run("""(() => { const node = document.querySelector('.evidence').firstChild;
      getSelection().setBaseAndExtent(node, 18, node, 52); })()""")
    browser.until("document.querySelector('[name=words]').value !== ''")
    assert browser.run("document.querySelector('[name=words]').value") == LETTER[18:52]
    assert browser.run("document.querySelector('[name=chars]').value") == "18-52"
    browser.run("document.querySelector('.pickform button[value=custody]').click()")
    browser.until("location.pathname === '/code/article-1/custody/' && document.readyState === 'complete'")
    assert browser.run("document.getElementById('f-custody-0-words').value") == LETTER[18:52]
    assert filled
    assert browser.said == []


def test_from_a_statement_to_its_words_and_back(browser: Browser, running: Running) -> None:
    browser.go(f"{running.url}sources/post-1/")
    browser.run("document.querySelector('.fact a[href^=\"#at-\"]').click()")
    assert browser.run("document.querySelector(':target').matches('.pin')")
    browser.run("document.querySelector('.pin').click()")
    assert browser.run("document.querySelector(':target').matches('.fact')")
    browser.run("document.querySelector('mark').click()")
    assert browser.run("document.activeElement.matches('.fact')")


def test_it_all_works_without_javascript(browser: Browser, running: Running, office: Office) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.go(f"{running.url}receive/")
        key = browser.run("document.querySelector('[name=key]').value")
        browser.run("document.getElementById('f-teller').value = 'Айгүл Ойдан'")
        browser.run("document.getElementById('f-agreed').checked = true")
        browser.run("document.getElementById('f-name_1').value = 'Марат Ойдан'")
        browser.run("document.querySelector('button[value=take]').click()")
        browser.until("location.pathname.endsWith('/receipt/') && document.readyState === 'complete'")
        browser.go(f"{running.url}code/{key}/custody/")
        browser.run("document.getElementById('f-custody-0-value').value = 'prison'")
        browser.run("document.querySelector('button[value=next]').click()")
        browser.until("location.pathname.endsWith('/kin/') && document.readyState === 'complete'")
        browser.go(f"{running.url}code/{key}/check/")
        browser.run("document.getElementById('seal').click()")
        browser.until("document.querySelector('.people') !== null && document.readyState === 'complete'")
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)
    with office.desk(office.owner) as desk:
        case = sources.source_case(desk, key)
    assert "prison" in {said.value for mention in case.mentions for said in mention.statements}


@pytest.mark.parametrize(
    "screen", [("kk", 380, True), ("ug", 380, False), ("ug", 1200, True), ("zh", 1200, False)], ids=str
)
def test_every_screen_is_whole(browser: Browser, running: Running, filled: str, screen: tuple[str, int, bool]) -> None:
    language, width, dark = screen
    browser.call("Network.setCookie", name="tereze_language", value=language, url=running.url)
    browser.look(width, 800, dark=dark)
    for path in (*PATHS, filled):
        browser.go(running.url + path[1:])
        browser.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"
        assert browser.run(f"{CHECKS}\npale()") == [], path
        assert browser.run(f"{CHECKS}\nrough()") == [], path


def test_pages_are_small_and_the_desk_is_ready_within_a_second(
    browser: Browser, running: Running, of_weight: Callable[[str], Any]
) -> None:
    for path in ("/receive/", "/code/article-1/people/", "/code/article-1/custody/", "/sources/article-1/"):
        assert of_weight(path) <= 150_000, path
    slow = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}  # “fast 3G”
    browser.call("Network.enable")
    browser.call("Network.emulateNetworkConditions", **slow)
    try:
        browser.go(f"{running.url}receive/")
        ready = browser.run("performance.getEntriesByType('navigation')[0].domInteractive")
    finally:
        browser.call("Network.emulateNetworkConditions", **(slow | {"latency": 0, "downloadThroughput": -1}))
    assert ready <= 1000


@pytest.fixture
def of_weight(browser: Browser, running: Running) -> Callable[[str], Any]:
    """Bytes of a first load: the page and its files, without fonts."""

    def weigh(path: str) -> Any:
        browser.call("Network.clearBrowserCache")
        browser.go(running.url + path[1:])
        return browser.run("""performance.getEntries()
          .filter((one) => one.decodedBodySize && !one.name.endsWith('.woff2'))
          .reduce((sum, one) => sum + one.decodedBodySize, 0)""")

    return weigh


def test_enter_in_a_field_keeps_and_goes_on(browser: Browser, running: Running) -> None:
    browser.go(f"{running.url}code/article-1/people/")
    _fill(browser, people__0__birthDate="1979")
    browser.press("Enter")
    browser.until("location.pathname.endsWith('/custody/') && document.readyState === 'complete'")
    assert browser.said == []


def test_who_told_before_is_remembered_at_the_door(browser: Browser, running: Running) -> None:
    browser.go(f"{running.url}receive/")
    _fill(browser, teller="Айгүл Мысалқызы")
    browser.press("Tab")
    browser.until("!document.getElementById('before').hidden")
    assert "interview-1" in browser.run("document.getElementById('before').textContent")
    browser.until("document.getElementById('saved').dataset.state === 'saved'")
    assert browser.said == []
