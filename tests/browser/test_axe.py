"""Every screen of the office, walked by axe in all five languages: over these each is seen light and dark, on a phone
and on a desk. A page is fetched once for each language."""

from __future__ import annotations

import io

import pytest
from axe import serious
from chromium import Browser
from msgspec.structs import replace
from offices import GOOD, furnish

from tereze.actions import coding_reading, evidence, find, interviews, judging, queue, views
from tereze.actions.searching import Asked
from tereze_web.casework.tickets import ticket
from tereze_web.office import Office
from tereze_web.receiving import sections
from tereze_web.run import Running
from tereze_web.words import LANGUAGES

pytestmark = pytest.mark.browser

LETTER = "Murat Zhaken said he was held in a re-education camp in 2018.\n"
SCREENS = ((1200, False), (380, True), (1200, True), (380, False))  # width, dark
FIXED = (
    "/", "/search/", "/people/", "/sources/", "/sources/post-1/", "/sources/article-1/", "/matches/",
    "/matches/second/", "/matches/contradictions/", "/lists/positions/", "/lists/incidents/", "/documents/",
    "/receive/", "/receive/consent/kk/", "/receive/article-1/receipt/", "/code/", "/code/new/",
    *(f"/code/article-1/{one.name}/" for one in sections.sections() if not one.head), "/code/article-1/check/",
    "/window/", "/window/positions/", "/window/claims/", "/window/incidents/", "/window/steps/", "/window/forecasts/",
    "/window/positions/new/", "/window/incidents/new/", "/window/steps/new/",
    "/me/", "/me/app/", "/again/", "/enter/", "/there-is-no-such-page/",
    "/administration/", "/administration/people/", "/administration/visits/", "/administration/tokens/",
    "/administration/trail/", "/administration/words/", "/publish/", "/publish/people/",
)  # fmt: skip


@pytest.fixture
def addresses(office: Office) -> list[str]:
    """A real address of each screen, with one joined person so that graphs, conflicts and history are there, a letter
    the machine read, and a release that waits."""
    with office.desk(office.owner) as desk:
        judging.judge(desk, "same", ("interview-1/husband", "article-1/man"), "one name")
        judging.judge(desk, "same", ("interview-1/husband", "interview-2/man"), "one van")
        number = views.person(desk, find.find_person(desk, "interview-1/husband")).number
        waiting = queue.page(desk, 1)
        file = evidence.attach(desk, "article-1", io.BytesIO(LETTER.encode()), "letter.txt")
        interviews.lay(desk, "interview-20260101-abcdef", b"{}")
        read = coding_reading.read(desk, "article-1", file.id).key.removeprefix("document/")
    furnish(office)
    searched = f"/search/{ticket(Asked('Erlan'), office.owner.id)}/"
    pairs = [f"/matches/{one.row.left}/{one.row.right}/" for one in waiting]
    return [
        *FIXED, searched, f"{searched}?view=table", f"{searched}?view=map", f"/people/{number}/",
        f"/people/{number}/?on=2019-01-01", f"/review/{read}/", *pairs,
    ]  # fmt: skip


@pytest.fixture
def ways_in(office: Office) -> tuple[dict[str, str], tuple[str, ...]]:
    """The cookies of somebody half way in, and what they see."""
    office.roll.add("desk-four", frozenset({"documenter"}), GOOD)
    actor = office.actor_of("desk-four")
    office.factors.change(actor, lambda old: replace(old, totp="00", codes=("00",)))
    invited = office.roll.invite("desk-five", frozenset({"documenter", "analyst"}))
    cookies = {"tereze_visit": office.visits.begin(actor), "tereze_half": office.visits.halfway(actor)}
    return cookies, (f"/join/{invited}/", "/enter/second/", "/me/passphrase/", "/me/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(
    browser: Browser, running: Running, addresses: list[str], ways_in: tuple[dict[str, str], tuple[str, ...]],
    language: str,
) -> None:  # fmt: skip
    turn, url = list(LANGUAGES).index(language), running.url.rstrip("/")
    browser.call("Network.setCookie", name="tereze_language", value=language, url=running.url)
    cookies, ways = ways_in
    found = {}
    for at, address in enumerate((*addresses, *ways)):
        if at == len(addresses):
            for name, value in cookies.items():
                browser.call("Network.setCookie", name=name, value=value, url=running.url)
        width, dark = SCREENS[(turn + at) % len(SCREENS)]
        browser.look(width, 800, dark=dark)
        browser.go(url + address)
        assert browser.run("document.querySelector('main h1') !== null"), address
        if wrong := serious(browser):
            found[address, width, dark] = wrong
    browser.look()
    assert found == {}
