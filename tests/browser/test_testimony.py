"""A whole testimony by keyboard alone, from signing in to the second review: received, agreed to, coded, matched, and
confirmed by somebody else. Between the screens nothing moves but keys; scripts only look where the keyboard is."""

from __future__ import annotations

import time

import pytest
from chromium import Browser

from tereze_web.office import Office
from tereze_web.run import Running

pytestmark = pytest.mark.browser

WORDS = "seven words that open nothing"
MOST_KEYS, MOST_TABS = 1200, 90


class Keyboard:
    """The keys of a browser, counted. Everything a person could do with hands on the keys, and nothing else."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.count = browser, 0

    def press(self, key: str, *, ctrl: bool = False) -> None:
        self.count += 1
        self.browser.press(key, ctrl=ctrl)

    def type(self, text: str) -> None:
        self.count += len(text)
        self.browser.type(text)

    def to(self, what: str) -> None:
        """Press Tab until `what` is true of `a`, the active element."""
        for _ in range(MOST_TABS):
            if self.browser.run(f"((a) => !!a && !!({what}))(document.activeElement)"):
                return
            self.press("Tab")
        raise AssertionError(f"the keyboard does not reach: {what}")

    def fill(self, field: str, text: str) -> None:
        self.to(f"a.id === {field!r}")
        self.type(text)

    def choose(self, field: str, value: str) -> None:
        self.to(f"a.id === {field!r}")
        for _ in range(40):
            if self.browser.run(f"document.activeElement.value === {value!r}"):
                return
            self.press("ArrowDown")
        raise AssertionError(f"{field} has no {value}")

    def follow(self, what: str, there: str) -> None:
        """Reach a link or button, and go where it leads."""
        self.to(what)
        self.press("Enter")
        self.seen(there)

    def send(self, there: str) -> None:
        self.press("Enter", ctrl=True)
        self.seen(there)

    def skip(self) -> None:
        """Over the menu, by the link that is there for it."""
        self.to("a.matches('.skip')")
        self.press("Enter")
        self.browser.until("document.activeElement.id === 'text'")

    def page(self, menu: str, there: str) -> None:
        """To a page of the menu: “?” and its digit."""
        self.press("?")
        self.browser.until("document.getElementById('keys').open")
        self.press(self.browser.run(f"document.querySelector('#keys a[href=\"{menu}\"]').dataset.digit"))
        self.seen(there)

    def seen(self, script: str) -> None:
        self.browser.until(f"document.readyState === 'complete' && !!({script})")


@pytest.fixture
def keyboard(chromium: Browser, running: Running, office: Office) -> Keyboard:
    """A browser at the front door of an office where two people work; nobody is signed in."""
    for person in ("desk-one", "desk-two"):
        office.roll.add(person, frozenset({"documenter", "analyst"}), WORDS)
    chromium.call("Network.clearBrowserCookies")
    chromium.look()
    chromium.go(running.url)  # the one address that is opened: the front door
    chromium.said.clear()
    return Keyboard(chromium)


def _enter(keys: Keyboard, person: str) -> None:
    keys.seen("location.pathname === '/enter/'")
    keys.fill("id", person)
    keys.fill("passphrase", WORDS)
    keys.press("Enter")
    keys.seen("location.pathname === '/'")


def _receive(keys: Keyboard) -> str:
    keys.page("/receive/", "location.pathname === '/receive/'")
    keys.skip()
    keys.fill("f-teller", "Айгүл Ойдан")
    keys.fill("f-told_place", "Almaty")
    keys.to("a.id === 'f-agreed'")
    keys.press(" ")
    keys.choose("f-identity", "full")
    keys.fill("f-name_1", "Ерлан Мысалов")
    keys.choose("f-relation_1", "wife")
    keys.fill("f-born_1", "1979")
    keys.seen("!document.getElementById('told-1').hidden")
    assert "Ерлан Мысалов" in keys.browser.run("document.getElementById('told-1').textContent")
    keys.send("location.pathname.endsWith('/receipt/')")
    return str(keys.browser.run("location.pathname.split('/')[2]"))


def _code(keys: Keyboard, key: str) -> None:
    keys.skip()
    keys.follow(f"a.getAttribute('href') === '/code/{key}/people/'", "location.pathname.endsWith('/people/')")
    keys.skip()
    keys.fill("f-people-1-name_2", "叶尔兰")
    keys.send("location.pathname.endsWith('/custody/')")
    keys.skip()
    keys.choose("f-custody-0-value", "internment")
    keys.fill("f-custody-0-said", "2017 жылдың қыркүйегінде")
    keys.fill("f-custody-0-where", "Yining county")
    keys.choose("f-custody-0-how", "told_by")
    keys.fill("f-custody-0-from_1", "a neighbour")
    keys.choose("f-custody-0-how_1", "eyewitness")
    keys.fill("f-custody-0-words", "Көршісі айтты.")
    keys.send("location.pathname.endsWith('/kin/')")
    keys.send("location.pathname.endsWith('/facts/')")
    keys.send("location.pathname.endsWith('/check/')")
    assert "September 2017" in keys.browser.run("document.body.innerText")
    keys.send("document.querySelector('ul.people') !== null")


def _match(keys: Keyboard) -> None:
    keys.skip()
    keys.follow("(a.getAttribute('href') || '').startsWith('/matches/m')", "document.getElementById('decide') !== null")
    keys.press("s")
    keys.seen("document.activeElement.id === 'reason'")
    keys.press("2")  # a usual reason
    keys.seen("document.getElementById('reason').value !== ''")
    keys.send("document.querySelector('.done') !== null")


def _second_review(keys: Keyboard) -> None:
    keys.skip()
    keys.follow("a.getAttribute('href') === '/matches/second/'", "location.pathname === '/matches/second/'")
    keys.skip()
    keys.follow("(a.getAttribute('href') || '').startsWith('/matches/m')", "document.querySelector('form.second')")
    keys.fill("agree-1", "the year and the place agree")
    keys.send("document.querySelector('.done') !== null")


def test_a_whole_testimony_from_the_door_to_the_second_review(keyboard: Keyboard, office: Office) -> None:
    began, keys = time.monotonic(), keyboard
    _enter(keys, "desk-one")
    key = _receive(keys)
    _code(keys, key)
    _match(keys)
    keys.follow("a.closest('form') && a.closest('form').action.endsWith('/leave/')", "location.pathname === '/enter/'")
    one = keys.count
    _enter(keys, "desk-two")
    _second_review(keys)
    keys.skip()
    keys.follow("(a.getAttribute('href') || '').startsWith('/people/')", "location.pathname.startsWith('/people/T-')")
    shown = keys.browser.run("document.body.textContent")
    assert "Көршісі айтты." in shown
    assert "叶尔兰" in shown
    assert "desk-one" in shown
    assert "desk-two" in shown
    took = f"a whole testimony: {keys.count} keys ({one} by the first person), {time.monotonic() - began:.0f} s"
    print(took)  # noqa: T201  # shown with -s
    assert keys.count < MOST_KEYS
    assert keys.browser.said == []


def test_the_list_of_keys_opens_and_closes_and_leaves_fields_alone(keyboard: Keyboard) -> None:
    _enter(keyboard, "desk-one")
    keyboard.press("?")
    keyboard.seen("document.getElementById('keys').open && document.activeElement.closest('#keys')")
    keyboard.press("Escape")
    keyboard.seen("!document.getElementById('keys').open")
    keyboard.press("4")  # outside the list a digit is nothing
    keyboard.to("a.id === 'q'")
    keyboard.type("?")
    assert keyboard.browser.run("location.pathname === '/' && !document.getElementById('keys').open")
    keyboard.follow("a.matches('[data-keys]')", "document.getElementById('keys').open")
    assert keyboard.browser.said == []
