"""Documents, recordings and portraits in a real browser: keyboard alone, without JavaScript, every language and light,
and what a stranger finds at the screen after the panic lock."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import serious
from chromium import Browser
from recorded import ALBUM, png, srt, wav

from tereze.actions import bringing, coding, draft_review, evidence, find, hearing, portraits, sources, views
from tereze.actions.bringing import About
from tereze_web.office import Office
from tereze_web.run import Running

pytestmark = pytest.mark.browser

CHECKS = (Path(__file__).parent / "checks.js").read_text("utf-8")
TEXT = """The Invented Post

Nurlan Invented said his sister Ainur Zhaken was sentenced to nine years in prison in 2018. She had been held in a
re-education camp since September 2017, he said.

The ministry promised that 2,000 people may leave.
"""
SAID = b"""
tereze: source/1
source: {id: article-1, kind: news_article}
mentions: {man: {kind: person}}
statements:
  - {key: heard, about: man, property: notes, value: heard in the invented recording, at: {seconds: ["4", "6"]}}
"""


@pytest.fixture
def review(office: Office) -> str:
    """The address of a document that was read and waits."""
    with office.desk(office.owner) as desk:
        about = About("news_article", published="2019-03-05")
        brought = bringing.bring(desk, io.BytesIO(TEXT.encode()), "post.txt", about)
        taken = bringing.take(desk, brought.local, brought.evidence.id)
        opened = bringing.begin(desk, taken, bringing.read(taken))
        return f"review/{opened.key.removeprefix('document/')}/"


@pytest.fixture
def recording(office: Office) -> str:
    """The id of a recording of article-1 that was written down, with a statement at its fourth second."""
    with office.desk(office.owner) as desk:
        assert not coding.add(desk, "article-1", SAID).refused
        file = evidence.attach(desk, "article-1", io.BytesIO(wav(10)), "talk.wav").id
        hearing.bring(desk, file, io.BytesIO(srt((0, 4, "First words."), (4, 9, "Second words."))), "a.srt", "en")
        evidence.attach(desk, "article-1", io.BytesIO(b"#!AMR\n" + bytes(30)), "telephone.amr")
        return file


@pytest.fixture
def portrait(office: Office) -> str:
    """The register number of somebody whose photograph may be shown."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("needs ffmpeg")
    with office.desk(office.owner) as desk:
        assert not coding.add(desk, "album-1", ALBUM).refused
        portraits.attach(desk, "album-1", evidence.attach(desk, "album-1", io.BytesIO(png(90)), "a.png").id, "son")
        return views.person(desk, find.find_person(desk, "album-1/son")).number


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Browser]:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    yield browser
    browser.call("Emulation.setScriptExecutionDisabled", value=False)


def _tab_to(browser: Browser, what: str) -> None:
    for _ in range(160):
        if browser.run(f"document.activeElement.matches({what!r})"):
            return
        browser.press("Tab")
    raise AssertionError(f"the keyboard does not reach {what}")


def _choose(browser: Browser, file: Path) -> None:
    """What the system's own window for choosing a file would do."""
    root = browser.call("DOM.getDocument")["root"]["nodeId"]
    field = browser.call("DOM.querySelector", nodeId=root, selector="#f-file")["nodeId"]
    browser.call("DOM.setFileInputFiles", nodeId=field, files=[str(file)])


def test_a_document_is_brought_and_decided_by_keyboard_alone(
    browser: Browser, running: Running, office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "post.txt"
    file.write_text(TEXT, "utf-8")
    browser.go(f"{running.url}documents/")
    _tab_to(browser, "#f-file")
    _choose(browser, file)
    _tab_to(browser, "form.bring .button")
    browser.press("Enter")
    office.readings.wait(20)
    browser.until("document.querySelector('.card a.button') !== null && document.readyState === 'complete'")
    _tab_to(browser, ".card a.button")
    browser.press("Enter")
    browser.until("document.querySelector('.looking') !== null && document.readyState === 'complete'")
    total = browser.run("document.querySelectorAll('.item.review').length")
    assert total > 3
    browser.press("j")
    assert browser.run("document.activeElement.matches('.item.review')")
    assert browser.run("document.querySelectorAll('.words.lit').length") > 0
    browser.run("document.querySelector('.item.review[id^=i-s]').focus()")
    changed = browser.run("document.activeElement.id")
    browser.press("c")
    browser.until("document.querySelector('.changing') !== null && document.activeElement.matches('.changing *')")
    _tab_to(browser, "[name=where]")
    browser.run("document.activeElement.select()")
    browser.type("an invented county")
    browser.press("Enter")
    browser.until(f"document.getElementById('{changed}')?.dataset.state === 'changed'")
    assert "an invented county" in browser.run(f"document.getElementById('{changed}').textContent")
    browser.until("document.activeElement.matches('.item.review[data-state=open]')")
    first = browser.run("document.activeElement.id")
    browser.press("a")
    browser.until(f"document.getElementById('{first}')?.dataset.state === 'accepted'")
    browser.until("document.readyState === 'complete' && document.activeElement.matches('.item.review, #i-end')")
    browser.run("[...document.querySelectorAll('.item.review[data-state=open]')].at(-1).focus()")
    refused = browser.run("document.activeElement.id")
    browser.press("r")
    browser.until(f"document.getElementById('{refused}')?.dataset.state === 'rejected'")
    browser.until("document.readyState === 'complete' && document.activeElement.matches('.item.review, #i-end')")
    browser.run(f"document.getElementById('{refused}').focus()")
    browser.press("u")
    browser.until(f"document.getElementById('{refused}')?.dataset.state === 'open'")
    _tab_to(browser, "[name=leave]")
    browser.press(" ")
    _tab_to(browser, "button[value=finish]")
    browser.press("Enter")
    browser.until("location.pathname.startsWith('/sources/document-') && document.readyState === 'complete'")
    local = browser.run("location.pathname.split('/')[2]")
    with office.desk(office.owner) as desk:
        case = sources.source_case(desk, local)
        assert draft_review.waiting(desk) == ()
        assert len(desk.register.drafts.lessons()) > 1
    assert "an invented county" in {said.where for mention in case.mentions for said in mention.statements}
    assert browser.said == []


def test_a_draft_marks_its_words_and_words_their_draft(browser: Browser, running: Running, review: str) -> None:
    browser.go(running.url + review)
    browser.run("document.querySelector('.item.review .there').click()")
    item = browser.run("document.querySelector('.item.review').id.slice(2)")
    assert browser.run("document.activeElement.matches('.words.lit')")
    assert item in browser.run("document.activeElement.dataset.says").split()
    browser.run("[...document.querySelectorAll('.words')].at(-1).click()")
    said = browser.run("[...document.querySelectorAll('.words')].at(-1).dataset.says.split(' ')[0]")
    assert browser.run("document.activeElement.id") == f"i-{said}"
    assert browser.run("document.querySelectorAll('.item.lit').length") == 1
    assert browser.said == []


def test_two_windows_do_not_overwrite_each_other(
    browser: Browser, running: Running, review: str, office: Office
) -> None:
    browser.go(running.url + review)
    with office.desk(office.owner) as desk:
        key = f"document/{review.split('/')[1]}"
        opened = draft_review.load(desk, key)
        draft_review.reject(desk, key, opened.review.items[0].key, opened.version)
    browser.run(f"document.getElementById('i-{opened.review.items[0].key}').querySelector('[value=accept]').click()")
    browser.until("document.querySelector('#errors table') !== null")
    assert "rejected" in browser.run("document.querySelector('#errors').textContent")
    assert browser.run("document.activeElement.id") == "errors"


def test_documents_work_without_javascript(
    scriptless: Browser, running: Running, office: Office, review: str, tmp_path: Path
) -> None:
    browser = scriptless
    browser.go(running.url + review)
    item = browser.run("document.querySelector('.item.review[data-state=open] [name=item]').value")
    browser.run(f"document.querySelector('#i-{item} .there').click()")
    browser.until(f"location.hash === '#t-{item}'")
    browser.run(f"document.querySelector('#i-{item} [value=accept]').click()")
    browser.until(f"document.getElementById('i-{item}')?.dataset.state === 'accepted'")
    browser.run("document.querySelector('.item.review[data-state=open] [data-act=change]').click()")
    browser.until("document.querySelector('.changing') !== null")
    browser.run("document.querySelector('.changing [value=change]').click()")
    browser.until("document.querySelector('.changing') === null && document.readyState === 'complete'")
    browser.run("document.querySelector('[name=leave]').click()")
    browser.run("document.querySelector('[value=finish]').click()")
    browser.until("location.pathname.startsWith('/sources/document-')")
    file = tmp_path / "other.txt"
    file.write_text(TEXT + "More.\n", "utf-8")
    browser.go(f"{running.url}documents/")
    _choose(browser, file)
    browser.run("document.querySelector('form.bring .button').click()")
    office.readings.wait(20)
    browser.until("document.querySelector('.card') !== null")
    browser.go(f"{running.url}documents/")
    assert browser.run("document.querySelector('.card a.button') !== null")


def test_a_statement_leads_to_its_second_and_the_line_lights_up(
    browser: Browser, running: Running, recording: str, office: Office
) -> None:
    browser.go(f"{running.url}sources/article-1/")
    browser.until("document.querySelector('audio').readyState >= 1")
    assert round(browser.run("document.querySelector('audio').duration")) == 10
    browser.run("document.querySelector('.fact a[data-play]').click()")
    browser.until("document.querySelector('audio').currentTime >= 4")
    assert browser.run("document.querySelector('audio').currentTime") < 9
    browser.until(f"document.getElementById('g-{recording}-2').classList.contains('lit')")
    browser.run("document.querySelector('audio').pause()")
    browser.run(f"document.querySelector('#g-{recording}-2 a[href^=\"#s-\"]').click()")
    browser.until("document.querySelector('.fact:target') !== null")
    browser.run(f"document.querySelector('#g-{recording}-1 a.at').click()")
    browser.until("document.querySelector('audio').currentTime < 4")
    assert browser.said == []
    with office.desk(office.owner) as desk:
        assert [one.note for one in evidence.events_of(desk, recording) if one.event == "viewed"] == ["played"]


def test_a_recording_plays_without_javascript(scriptless: Browser, running: Running, recording: str) -> None:
    scriptless.go(f"{running.url}sources/article-1/")
    scriptless.until("document.querySelector('audio').readyState >= 1")
    assert scriptless.run("document.querySelector('audio').controls")
    assert scriptless.run(f"document.querySelector('#g-{recording}-2 .at').textContent") == "0:04"
    assert "AMR" in scriptless.run("document.body.textContent")


def test_words_are_confirmed_by_keyboard_while_listening(
    browser: Browser, running: Running, recording: str, office: Office
) -> None:
    browser.go(f"{running.url}recordings/{recording}/words/")
    browser.until("document.querySelector('audio').readyState >= 1")
    browser.press("j")
    browser.until("document.activeElement.id === 'n-1'")
    browser.press("a")
    browser.until("document.activeElement.id === 'n-2'")
    browser.press("p")
    browser.until("document.querySelector('audio').currentTime >= 4")
    browser.run("document.querySelector('audio').pause()")
    browser.press("c")
    browser.until("document.activeElement.id === 'words-2'")
    browser.run("document.activeElement.select()")
    browser.type("What was really said.")
    browser.press("Enter", ctrl=True)
    browser.until("location.hash === '#n-2' && document.readyState === 'complete'")
    with office.desk(office.owner) as desk:
        said = hearing.current(desk, recording).segments
    assert [one.text for one in said] == ["First words.", "What was really said."]
    assert all(one.heard_by == office.owner.id for one in said)
    assert browser.said == []


def test_what_the_browser_cannot_play_is_said(browser: Browser, running: Running, office: Office) -> None:
    with office.desk(office.owner) as desk:
        evidence.attach(desk, "article-1", io.BytesIO(b"\0\0\0\x20ftypisom" + bytes(2000)), "broken.mp4")
    browser.go(f"{running.url}sources/article-1/")
    browser.until("!document.querySelector('[data-cannot]').hidden")
    assert browser.run("document.querySelector('video').hidden")


def test_a_recording_is_no_page(browser: Browser, running: Running, recording: str, tmp_path: Path) -> None:
    browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    browser.go(f"{running.url}recordings/{recording}/")
    assert browser.run("document.querySelector('audio, video') === null")
    assert browser.run("document.querySelector('main h1') !== null")
    assert browser.run(f"fetch('/recordings/{recording}/').then((r) => r.status)") == 404
    assert list(tmp_path.glob("*recording*")) == []
    browser.said.clear()


def test_after_the_panic_lock_nothing_comes_back(
    browser: Browser, running: Running, office: Office, portrait: str, recording: str
) -> None:
    browser.go(f"{running.url}sources/article-1/")
    browser.until("document.querySelector('audio').readyState >= 1")
    browser.go(f"{running.url}people/{portrait}/")
    browser.until("document.querySelector('.portrait img').naturalWidth > 0")
    browser.press("Escape")
    browser.press("Escape")
    browser.until("location.pathname === '/enter/' && document.readyState === 'complete'")
    assert not office.is_open
    for _ in range(2):
        browser.run("history.back()")
        browser.wait(lambda: browser.run("document.readyState") == "complete", "the page before")
        browser.until("document.querySelector('main h1') !== null")
        page = browser.run("document.documentElement.outerHTML")
        assert "Invented" not in page
        assert "portrait" not in page
        assert "words." not in page
    kept = "fetch({!r}, {{cache: 'only-if-cached', mode: 'same-origin'}}).then((r) => r.status, () => 0)"
    for path in (f"/people/{portrait}/portrait/", f"/recordings/{recording}/", f"/people/{portrait}/"):
        assert browser.run(kept.format(path)) in {0, 504}, path
    browser.said.clear()


@pytest.mark.parametrize("language", ["en", "kk", "ru", "ug", "zh"])
def test_axe_finds_nothing_serious(  # noqa: PLR0917
    browser: Browser, running: Running, review: str, recording: str, portrait: str, language: str
) -> None:
    browser.look(1200, 900, dark=language in {"kk", "ug"})
    browser.call("Network.setCookie", name="tereze_language", value=language, url=running.url)
    item = "s1"
    for path in ("", "documents/", review, f"{review}?edit={item}", "sources/article-1/", "sources/album-1/",
                 f"people/{portrait}/", f"recordings/{recording}/words/"):  # fmt: skip
        browser.go(running.url + path)
        assert browser.run("document.querySelector('main h1') !== null"), path
        assert serious(browser) == [], path
    assert browser.said == []


@pytest.mark.parametrize(
    "screen", [("kk", 380, True), ("ug", 380, False), ("ug", 1200, True), ("zh", 1200, False)], ids=str
)
def test_every_screen_is_whole(  # noqa: PLR0917
    browser: Browser, running: Running, review: str, recording: str, portrait: str, screen: tuple[str, int, bool]
) -> None:
    language, width, dark = screen
    browser.call("Network.setCookie", name="tereze_language", value=language, url=running.url)
    browser.look(width, 800, dark=dark)
    for path in (
        "documents/",
        review,
        f"{review}?edit=s1",
        "sources/article-1/",
        f"people/{portrait}/",
        f"recordings/{recording}/words/",
    ):
        browser.go(running.url + path)
        browser.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), path
        assert browser.run(f"{CHECKS}\npale()") == [], path
        assert browser.run(f"{CHECKS}\nrough()") == [], path
    browser.look()
