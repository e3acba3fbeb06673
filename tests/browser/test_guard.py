"""Sign-in, administration and publishing in a real browser: passkeys, keyboard alone, every screen whole."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from axe import serious
from chromium import CHROMIUM, Browser
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate
from msgspec.structs import replace
from offices import GOOD, furnish

from tereze_web.office import Office
from tereze_web.run import Running, application, on_the_network

pytestmark = pytest.mark.browser

CHECKS = (Path(__file__).parent / "checks.js").read_text("utf-8")
PAGES = (
    "/me/", "/me/app/", "/again/", "/enter/", "/administration/", "/administration/people/", "/administration/visits/",
    "/administration/tokens/", "/administration/trail/", "/administration/words/", "/publish/", "/publish/people/",
)  # fmt: skip


@pytest.fixture
def key(browser: Browser) -> Iterator[Callable[[bool], Callable[[], int]]]:
    """`key(True)` gives the browser an authenticator that knows its person; what comes back counts its uses."""
    browser.call("WebAuthn.enable")

    def give(verified: bool) -> Callable[[], int]:
        options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                   "isUserVerified": verified, "automaticPresenceSimulation": True}  # fmt: skip
        made = browser.call("WebAuthn.addVirtualAuthenticator", options=options)["authenticatorId"]

        def used() -> int:
            kept = browser.call("WebAuthn.getCredentials", authenticatorId=made)["credentials"]
            return sum(one["signCount"] for one in kept)

        return used

    yield give
    browser.call("WebAuthn.disable")


@pytest.fixture
def named(browser: Browser, running: Running, office: Office) -> str:
    """The office at the name localhost, where browsers make passkeys; somebody is signed in there."""
    url = running.url.replace("127.0.0.1", "localhost")
    office.roll.add("desk-two", frozenset({"documenter", "analyst"}), GOOD)
    token = office.visits.begin(office.actor_of("desk-two"), "passphrase", "Chromium, Linux")
    browser.call("Network.setCookie", name="tereze_visit", value=token, url=url, httpOnly=True)
    return url


def tab_to(browser: Browser, script: str) -> None:
    """Reach by the tabulator key the element for which `script` is true of `a`, the active one."""
    for _ in range(80):
        if browser.run(f"((a) => {script})(document.activeElement)"):
            return
        browser.press("Tab")
    raise AssertionError(f"the keyboard does not reach: {script}")


def test_a_passkey_is_made_and_enters_by_keyboard_alone(
    browser: Browser, named: str, key: Callable[[bool], Callable[[], int]], office: Office
) -> None:
    used = key(True)
    browser.go(f"{named}me/")
    tab_to(browser, "a.id === 'passkey-label'")
    browser.type("my stick")
    tab_to(browser, "a.dataset.passkey === 'add'")
    browser.press("Enter")
    browser.until("document.body.innerText.includes('my stick')")
    assert [one.label for one in office.factors.of(office.actor_of("desk-two")).passkeys] == ["my stick"]
    browser.call("Network.clearBrowserCookies")
    browser.go(f"{named}enter/")
    tab_to(browser, "a.dataset.passkey === 'enter'")
    before = used()
    browser.press("Enter")
    browser.until("location.pathname === '/' && document.querySelector('nav') !== null")
    assert used() > before
    assert browser.said == []


def test_a_browser_that_says_no_changes_nothing(
    browser: Browser, named: str, key: Callable[[bool], Callable[[], int]], office: Office
) -> None:
    key(False)
    browser.go(f"{named}me/")
    browser.run("document.querySelector('[data-passkey]').click()")
    browser.until("!document.querySelector('#passkey-wrong').hidden")
    assert "Nothing was changed" in browser.run("document.querySelector('#passkey-wrong').innerText")
    assert not office.factors.of(office.actor_of("desk-two")).any


def test_the_second_step_is_taken_by_keyboard(browser: Browser, named: str, office: Office) -> None:
    actor = office.actor_of("desk-two")
    import pyotp

    from tereze_web.people.factors import app_secret

    secret = app_secret()
    office.factors.keep_app(actor, secret, pyotp.TOTP(secret).at(int(office.wall()) - 30))
    browser.call("Network.clearBrowserCookies")
    browser.go(f"{named}enter/")
    tab_to(browser, "a.id === 'id'")
    browser.type("desk-two")
    tab_to(browser, "a.id === 'passphrase'")
    browser.type(GOOD)
    browser.press("Enter")
    browser.until("document.activeElement.id === 'code'")
    browser.type(pyotp.TOTP(secret).at(int(office.wall())))
    browser.press("Enter")
    browser.until("location.pathname === '/'")
    assert browser.said == []


@pytest.mark.parametrize("screen", list(product(("en", "ug"), (380, 1200), (False, True))), ids=str)
def test_every_screen_is_whole(
    browser: Browser, running: Running, office: Office, screen: tuple[str, int, bool], shots: Callable[[str], None]
) -> None:
    language, width, dark = screen
    browser.call("Network.setCookie", name="tereze_language", value=language, url=running.url)
    browser.look(width, 800, dark=dark)
    furnish(office)
    for path in PAGES:
        browser.go(running.url + path[1:])
        browser.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        shots(f"{path}-{language}-{width}-{'dark' if dark else 'light'}")
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"
        assert browser.run(f"{CHECKS}\npale()") == [], path
        assert browser.run(f"{CHECKS}\nrough()") == [], path
        assert browser.said == [], path


@pytest.mark.parametrize("screen", list(product(("en", "ug"), (380, 1200))), ids=str)
def test_the_ways_in_are_whole(
    browser: Browser, running: Running, office: Office, screen: tuple[str, int], shots: Callable[[str], None]
) -> None:
    """An invitation, the second step and another passphrase, as whoever comes in sees them."""
    language, width = screen
    office.roll.add("desk-two", frozenset({"documenter"}), GOOD)
    actor = office.actor_of("desk-two")
    office.factors.change(actor, lambda old: replace(old, totp="00", codes=("00",)))
    visits = {
        "tereze_language": language, "tereze_visit": office.visits.begin(actor),
        "tereze_half": office.visits.halfway(actor),
    }  # fmt: skip
    for name, value in visits.items():
        browser.call("Network.setCookie", name=name, value=value, url=running.url)
    browser.look(width, 800, dark=width < 600)
    invited = office.roll.invite("desk-three", frozenset({"documenter", "analyst"}))
    for name, path in (("join", f"join/{invited}/"), ("second", "enter/second/"), ("passphrase", "me/passphrase/")):
        browser.go(running.url + path)
        shots(f"{name}-{language}-{width}")
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), path
        assert browser.run(f"{CHECKS}\npale()") == [], path
        assert browser.run(f"{CHECKS}\nrough()") == [], path
        assert browser.said == [], path


def test_a_release_is_approved_by_keyboard_alone(browser: Browser, running: Running, office: Office) -> None:
    furnish(office)
    browser.go(f"{running.url}publish/")
    tab_to(browser, "a.tagName === 'BUTTON' && a.closest('form')?.action.endsWith('/approve/')")
    browser.press("Enter")
    browser.until("document.body.innerText.includes('desk-two + local')")
    assert (office.releases / "public" / "release.json.sig").is_file()
    assert browser.said == []


@pytest.mark.parametrize("language", ["kk", "ru", "zh"])
def test_every_language_fits_a_telephone(browser: Browser, running: Running, language: str) -> None:
    browser.call("Network.setCookie", name="tereze_language", value=language, url=running.url)
    browser.look(360, 740)
    for path in PAGES:
        browser.go(running.url + path[1:])
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), path
        assert browser.run(f"{CHECKS}\nrough()") == [], path


@pytest.fixture
def shots(browser: Browser, request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Pictures of the screens, into the folder that TEREZE_SHOTS names; none where it is not set."""
    import os

    folder = os.environ.get("SCREENSHOTS")

    def take(name: str) -> None:
        if folder:
            browser.picture(Path(folder) / f"{name.strip('/').replace('/', '_')}.png")

    return take


def test_the_office_on_a_network_in_a_browser_that_trusts_its_authority(office: Office, tmp_path: Path) -> None:
    """The authority is named to the browser by its key; the name leads to the loopback address. All else is real."""
    if not CHROMIUM:
        pytest.skip("needs Chromium")
    place = on_the_network(office, ("office.local",), "127.0.0.1", new=False)
    public = load_pem_x509_certificate(place.certificate).public_key()
    plain = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    pin = base64.b64encode(hashlib.sha256(plain).digest()).decode()
    flags = (
        f"--ignore-certificate-errors-spki-list={pin}",
        "--host-resolver-rules=MAP office.local 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    )
    try:
        with Running(office, 0, place) as running, Browser(tmp_path / "profile", *flags) as browser:
            browser.go(running.link())
            browser.until("document.activeElement.tagName === 'BUTTON'")
            browser.press("Enter")
            browser.until("location.pathname === '/me/'")
            assert browser.run("location.protocol") == "https:"
            assert "nobody works without a second factor" in browser.run("document.body.innerText")
            browser.go(f"{running.url}trust/")
            assert place.fingerprint in browser.run("document.body.innerText")
            assert serious(browser) == []
            browser.look(360, 740)
            assert browser.run("document.documentElement.scrollWidth <= innerWidth")
            assert browser.said == []
    finally:
        office.lan = None
        application(office)
