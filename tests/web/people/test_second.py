"""The second step at the entrance, one's own page, and proving again who one is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from authenticator import Authenticator

from tereze.store.seal import DEMO_PASSPHRASE
from tereze_web.gate import COOKIE, HALF_COOKIE
from tereze_web.office import Office
from tereze_web.people.visits import FRESH, HALF

GOOD = "seven fictional words"
OLD = "a long passphrase"
Send = Callable[..., Any]
HOST = {"SERVER_NAME": "localhost", "SERVER_PORT": "8766"}
ORIGIN = "http://localhost:8766"


@pytest.fixture
def wall(office: Office, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Half minutes pass when a test says so."""
    time = [1_800_000_000.0]
    ring = office.factors._ring._replace(now=lambda: time[0])
    monkeypatch.setattr(office.factors, "_ring", ring)

    def pass_(seconds: float) -> None:
        time[0] += seconds

    return pass_


@pytest.fixture
def app(office: Office, wall: Callable[[float], None]) -> Callable[[], str]:
    """Somebody with an authenticator app: what it shows now."""
    from tereze_web.people.factors import app_secret

    office.roll.add("desk-two", frozenset({"documenter"}), GOOD)
    secret = app_secret()

    def code() -> str:
        wall(30)
        return pyotp.TOTP(secret).at(int(office.factors._ring.now()))

    office.factors.keep_app(office.actor_of("desk-two"), secret, code())
    return code


def _json(client: Any, page: str, to: str, body: Any) -> Any:
    shown = client.get(page, **HOST)
    token = shown.content.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    return client.post(to, json.dumps(body), content_type="application/json", HTTP_X_CSRFTOKEN=token, **HOST)


def test_the_passphrase_alone_does_not_open(client: Any, send: Send, app: Callable[[], str]) -> None:
    answer = send(client, "/enter/", "/enter/", id="desk-two", passphrase=GOOD)
    assert answer["Location"] == "/enter/second/"
    assert COOKIE not in client.cookies
    assert client.get("/receive/").status_code == 404
    assert send(client, "/enter/second/", "/enter/second/", code="000000").status_code == 403
    assert client.get("/receive/").status_code == 404
    assert send(client, "/enter/second/", "/enter/second/", code=app())["Location"] == "/"
    assert client.get("/receive/").status_code == 200
    assert client.get("/enter/second/")["Location"] == "/enter/"  # the way in is used up


def test_the_second_step_without_the_first_is_nothing(client: Any, send: Send, app: Callable[[], str]) -> None:
    assert client.get("/enter/second/")["Location"] == "/enter/"
    send(client, "/enter/", "/enter/", id="desk-two", passphrase="wrong words here")
    assert client.get("/enter/second/")["Location"] == "/enter/"
    client.cookies[HALF_COOKIE] = "guessed"
    assert client.get("/enter/second/")["Location"] == "/enter/"


def test_a_code_used_at_the_door_is_used(client: Any, send: Send, app: Callable[[], str]) -> None:
    code = app()
    for status in (302, 403):
        send(client, "/enter/", "/enter/", id="desk-two", passphrase=GOOD)
        assert send(client, "/enter/second/", "/enter/second/", code=code).status_code == status
        client.cookies.pop(COOKIE, None)


def test_the_way_in_waits_five_minutes(client: Any, send: Send, app: Callable[[], str], clock: Any) -> None:
    send(client, "/enter/", "/enter/", id="desk-two", passphrase=GOOD)
    clock.time += HALF + 1
    assert client.get("/enter/second/")["Location"] == "/enter/"


def test_guessing_codes_is_slowed_down_and_starting_over_does_not_help(
    client: Any, send: Send, app: Callable[[], str], clock: Any
) -> None:
    for _ in range(5):
        send(client, "/enter/", "/enter/", id="desk-two", passphrase=GOOD)
        assert send(client, "/enter/second/", "/enter/second/", code="000000").status_code == 403
    send(client, "/enter/", "/enter/", id="desk-two", passphrase=GOOD)
    assert send(client, "/enter/second/", "/enter/second/", code=app()).status_code == 429
    clock.time += 60
    assert send(client, "/enter/second/", "/enter/second/", code=app()).status_code == 302


def test_a_recovery_code_enters_and_leads_to_ones_own_page(
    office: Office, client: Any, send: Send, app: Callable[[], str]
) -> None:
    code = office.factors.new_codes(office.actor_of("desk-two"))[0]
    send(client, "/enter/", "/enter/", id="desk-two", passphrase=GOOD)
    assert send(client, "/enter/second/", "/enter/second/", code=code)["Location"] == "/me/"
    assert "7 recovery codes are left" in client.get("/me/").content.decode()


def test_a_session_somebody_planted_is_worthless_after_entering(office: Office, client: Any, send: Send) -> None:
    planted = office.visits.begin(office.owner)
    client.cookies[COOKIE] = planted
    client.cookies[HALF_COOKIE] = "planted too"
    send(client, "/enter/", "/enter/", id="", passphrase=DEMO_PASSPHRASE)
    assert client.cookies[COOKIE].value != planted
    assert office.visits.find(planted) is None


def test_signing_in_leaves_a_note(office: Office, client: Any, send: Send) -> None:
    send(client, "/enter/", "/enter/", id="", passphrase=DEMO_PASSPHRASE)
    with office.desk(office.owner) as desk:
        assert [one.by for one in desk.register.index.audits() if one.what == "office.enter"] == [office.owner.id]


def test_what_was_refused_leaves_a_note_and_what_was_typed_does_not(
    office: Office, client: Any, send: Send, app: Callable[[], str]
) -> None:
    for id_ in ("desk-two", "", "my secret words"):
        send(client, "/enter/", "/enter/", id=id_, passphrase="wrong")
    send(client, "/enter/", "/enter/", id="desk-two", passphrase=GOOD)
    send(client, "/enter/second/", "/enter/second/", code="000000")
    with office.desk(office.owner) as desk:
        refused = sorted(one.by for one in desk.register.index.audits() if one.what == "office.refused")
    assert refused == sorted(["desk-two", "desk-two", office.owner.id])


def test_an_app_is_joined_with_its_first_code(
    office: Office, signed: Callable[..., Any], send: Send, wall: Callable[[float], None]
) -> None:
    browser = signed("analyst")
    text = browser.get("/me/app/").content.decode()
    secret = text.partition('class="secret" dir="ltr">')[2].partition("<")[0].replace(" ", "")
    picture = browser.get("/me/app.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture["Cache-Control"] == "no-store"
    assert b"<svg" in picture.content
    assert b"<script" not in picture.content
    assert send(browser, "/me/app/", "/me/app/", code="000000").status_code == 422
    good = pyotp.TOTP(secret).at(int(office.factors._ring.now()))
    assert send(browser, "/me/app/", "/me/app/", code=good)["Location"] == "/me/"
    assert office.factors.of(office.actor_of("someone")).totp
    assert secret not in browser.get("/me/").content.decode()
    assert browser.get("/me/app.svg").status_code == 404


def test_codes_are_shown_once(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed()
    shown = send(browser, "/me/", "/me/codes/").content.decode()
    codes = shown.partition('class="codes card"')[2].partition("</ul>")[0].count("<li>")
    assert codes == 8
    assert "8 recovery codes" in browser.get("/me/").content.decode()
    assert browser.get("/me/codes/").status_code == 405


def test_what_needs_a_fresh_proof_asks_for_it_and_comes_back(
    signed: Callable[..., Any], send: Send, clock: Any
) -> None:
    browser = signed()
    clock.time += FRESH + 1
    answer = browser.get("/me/app/")
    assert answer["Location"] == "/again/?to=%2Fme%2Fapp%2F"
    before = browser.cookies[COOKIE].value
    assert send(browser, answer["Location"], answer["Location"], passphrase="wrong").status_code == 403
    assert browser.get("/me/app/").status_code == 302
    done = send(browser, answer["Location"], answer["Location"], passphrase=DEMO_PASSPHRASE)
    assert done["Location"] == "/me/app/"
    assert browser.cookies[COOKIE].value != before
    assert browser.get("/me/app/").status_code == 200


def test_a_stale_form_leads_back_to_the_page_it_stood_on(signed: Callable[..., Any], send: Send, clock: Any) -> None:
    browser = signed()
    clock.time += FRESH + 1
    token = browser.get("/me/").content.decode().partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    answer = browser.post("/me/codes/", {"csrfmiddlewaretoken": token}, HTTP_REFERER="http://127.0.0.1/me/")
    assert answer["Location"] == "/again/?to=%2Fme%2F"


def test_proving_again_leads_nowhere_else(signed: Callable[..., Any], send: Send) -> None:
    page = "/again/?to=%2F%2Fevil.example%2F"
    assert send(signed(), page, page, passphrase=DEMO_PASSPHRASE)["Location"] == "/"


def test_with_a_second_factor_the_passphrase_alone_proves_nothing(
    office: Office, client: Any, send: Send, app: Callable[[], str]
) -> None:
    client.cookies[COOKIE] = office.visits.begin(office.actor_of("desk-two"))
    assert send(client, "/again/", "/again/", passphrase=GOOD).status_code == 403
    assert send(client, "/again/", "/again/", passphrase=GOOD, code=app()).status_code == 302


def test_ones_own_visits_are_seen_and_ended(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("analyst")
    mine = office.visits.open("someone")[0][0].handle
    other = office.visits.begin(office.actor_of("someone"), "passphrase", "Firefox, Android")
    foreign = office.visits.begin(office.owner)
    assert "Firefox, Android" in browser.get("/me/").content.decode()
    for visit, _ in office.visits.open():
        if visit.handle != mine:
            send(browser, "/me/", "/me/visits/end/", visit=visit.handle)
    assert office.visits.find(other) is None
    assert office.visits.find(foreign) is not None  # not theirs to end
    office.visits.begin(office.actor_of("someone"))
    send(browser, "/me/", "/me/visits/end/")
    assert len(office.visits.open("someone")) == 1
    assert browser.get("/me/").status_code == 200


def test_another_passphrase_signs_out_everywhere_else(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("analyst")
    other = office.visits.begin(office.actor_of("someone"))
    new = "eight more fictional words"
    assert (
        send(browser, "/me/passphrase/", "/me/passphrase/", current=OLD, passphrase=new, again="other").status_code
        == 422
    )
    short = {"passphrase": "short", "again": "short"}
    assert send(browser, "/me/passphrase/", "/me/passphrase/", current=OLD, **short).status_code == 422
    for wrong in ("", "not the one"):
        fields = {"current": wrong, "passphrase": new, "again": new}
        assert send(browser, "/me/passphrase/", "/me/passphrase/", **fields).status_code == 422
    assert (
        send(browser, "/me/passphrase/", "/me/passphrase/", current=OLD, passphrase=new, again=new).status_code == 302
    )
    assert office.roll.check("someone", new).id == "someone"
    assert office.visits.find(other) is None
    assert browser.get("/me/").status_code == 200


def test_the_registers_own_passphrase_is_not_changed_here(signed: Callable[..., Any]) -> None:
    assert signed().get("/me/passphrase/").status_code == 404


def test_an_invitation_lets_in_once_and_asks_for_a_second_factor(office: Office, client: Any, send: Send) -> None:
    path = f"/join/{office.roll.invite('desk-nine', frozenset({'documenter'}))}/"
    assert "desk-nine" in client.get(path).content.decode()
    assert send(client, path, path, passphrase="short", again="short").status_code == 422
    assert send(client, path, path, passphrase=GOOD, again="other words").status_code == 422
    assert send(client, path, path, passphrase=GOOD, again=GOOD)["Location"] == "/me/"
    assert client.get("/receive/").status_code == 200
    assert client.get(path).status_code == 404
    assert client.get("/join/never-made/").status_code == 404


def test_a_new_invitation_ends_what_the_old_passphrase_opened(office: Office, client: Any, send: Send) -> None:
    office.roll.add("desk-two", frozenset({"documenter"}), GOOD)
    old = office.visits.begin(office.actor_of("desk-two"))
    path = f"/join/{office.roll.invite('desk-two', frozenset({'documenter'}))}/"
    new = "eight more fictional words"
    assert send(client, path, path, passphrase=new, again=new).status_code == 302
    assert office.visits.find(old) is None
    assert client.get("/me/").status_code == 200


def test_on_a_network_nobody_works_without_a_second_factor(
    office: Office, signed: Callable[..., Any], app: Callable[[], str], client: Any
) -> None:
    office.needs_second = True
    browser = signed("analyst")
    assert browser.get("/receive/")["Location"] == "/me/"
    assert browser.get("/me/").status_code == 200
    client.cookies[COOKIE] = office.visits.begin(office.actor_of("desk-two"))
    assert client.get("/receive/").status_code == 200


def test_a_passkey_is_made_enters_and_proves_again(office: Office, client: Any, clock: Any) -> None:
    office.roll.add("desk-two", frozenset({"documenter"}), GOOD)
    client.cookies[COOKIE] = office.visits.begin(office.actor_of("desk-two"))
    device = Authenticator()
    options = _json(client, "/me/", "/me/passkeys/ask/", {}).json()
    made = _json(client, "/me/", "/me/passkeys/?label=my%20stick", device.make(options, ORIGIN))
    assert made.json() == {"to": "/me/"}
    assert [one.label for one in office.factors.of(office.actor_of("desk-two")).passkeys] == ["my stick"]
    del client.cookies[COOKIE]
    options = _json(client, "/enter/", "/enter/passkey/ask/", {}).json()
    assert "allowCredentials" not in options["publicKey"]  # who has one is told to nobody
    answer = device.show(options, ORIGIN)
    assert _json(client, "/enter/", "/enter/passkey/", answer).json() == {"to": "/"}
    assert client.get("/receive/", **HOST).status_code == 200
    again = _json(client, "/me/", "/enter/passkey/", answer)
    assert again.status_code == 403  # a challenge is used once
    clock.time += FRESH + 1
    assert client.get("/me/app/", **HOST).status_code == 302
    options = _json(client, "/me/", "/again/passkey/ask/", {}).json()
    done = _json(client, "/me/", "/again/passkey/?to=/me/app/", device.show(options, ORIGIN))
    assert done.json() == {"to": "/me/app/"}
    assert client.get("/me/app/", **HOST).status_code == 200


def test_after_a_passphrase_only_that_persons_passkey_counts(office: Office, client: Any, send: Send) -> None:
    devices = {}
    for id_ in ("desk-two", "desk-three"):
        office.roll.add(id_, frozenset({"documenter"}), GOOD)
        client.cookies[COOKIE] = office.visits.begin(office.actor_of(id_))
        devices[id_] = Authenticator()
        options = _json(client, "/me/", "/me/passkeys/ask/", {}).json()
        assert _json(client, "/me/", "/me/passkeys/", devices[id_].make(options, ORIGIN)).status_code == 200
    del client.cookies[COOKIE]
    answer = _form(client, "/enter/", "/enter/", id="desk-two", passphrase=GOOD)
    assert answer["Location"] == "/enter/second/"
    options = _json(client, "/enter/second/", "/enter/passkey/ask/", {}).json()
    assert len(options["publicKey"]["allowCredentials"]) == 1
    stranger = devices["desk-three"].show(options, ORIGIN)
    assert _json(client, "/enter/second/", "/enter/passkey/", stranger).status_code == 403
    options = _json(client, "/enter/second/", "/enter/passkey/ask/", {}).json()
    own = devices["desk-two"].show(options, ORIGIN)
    assert _json(client, "/enter/second/", "/enter/passkey/", own).status_code == 200


def test_a_removed_passkey_opens_nothing(office: Office, client: Any) -> None:
    client.cookies[COOKIE] = office.visits.begin(office.owner)
    device = Authenticator()
    options = _json(client, "/me/", "/me/passkeys/ask/", {}).json()
    _json(client, "/me/", "/me/passkeys/", device.make(options, ORIGIN))
    key = office.factors.of(office.owner).passkeys[0].id
    assert _form(client, "/me/", "/me/passkeys/drop/", key=key).status_code == 302
    del client.cookies[COOKIE]
    options = _json(client, "/enter/", "/enter/passkey/ask/", {}).json()
    assert _json(client, "/enter/", "/enter/passkey/", device.show(options, ORIGIN)).status_code == 403


def test_an_address_of_digits_makes_no_passkeys_and_says_so(signed: Callable[..., Any]) -> None:
    text = signed().get("/me/").content.decode()
    assert "only for an address with a name" in text
    assert 'href="http://localhost:80/me/"' in text


def _form(client: Any, page: str, to: str, **fields: Any) -> Any:
    shown = client.get(page, **HOST)
    token = shown.content.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    return client.post(to, {"csrfmiddlewaretoken": token} | fields, **HOST)
