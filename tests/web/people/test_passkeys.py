"""Passkeys: which sites have them, what proves one, and what does not."""

from __future__ import annotations

from typing import Any

import pytest
from authenticator import PRESENT, Authenticator
from msgspec.structs import replace

from tereze_web.people import passkeys
from tereze_web.people.kept import Passkey
from tereze_web.people.passkeys import BadPasskey, site_of

SITE, ORIGIN = "localhost", "http://localhost:8766"


@pytest.mark.parametrize(
    ("host", "site"),
    [("localhost:8766", "localhost"), ("office.local", "office.local"), ("127.0.0.1:1", ""), ("192.168.1.7", ""),
     ("[::1]:8766", ""), ("[::1]", ""), ("", "")],
)  # fmt: skip
def test_a_site_is_a_name(host: str, site: str) -> None:
    assert site_of(host) == site


@pytest.fixture
def device() -> Authenticator:
    return Authenticator()


@pytest.fixture
def key(device: Authenticator) -> Passkey:
    options, state = passkeys.ask_new(SITE, ORIGIN, "desk-two", [])
    return passkeys.made(SITE, ORIGIN, state, device.make(options, ORIGIN), "a stick")


def test_what_was_made_proves_its_holder(device: Authenticator, key: Passkey) -> None:
    assert (key.label, key.site, key.count) == ("a stick", SITE, 0)
    options, state = passkeys.ask(SITE, ORIGIN, [key])
    answer = device.show(options, ORIGIN)
    assert passkeys.credential_of(answer) == key.id
    assert passkeys.shown(ORIGIN, state, answer, key) == 1


def test_the_browser_is_asked_for_a_verified_person(key: Passkey) -> None:
    options, _ = passkeys.ask_new(SITE, ORIGIN, "desk-two", [key])
    chosen = options["publicKey"]["authenticatorSelection"]
    assert (chosen["userVerification"], chosen["residentKey"]) == ("required", "required")
    assert [one["id"] for one in options["publicKey"]["excludeCredentials"]] == [key.id]
    assert passkeys.ask(SITE, ORIGIN, [key])[0]["publicKey"]["userVerification"] == "required"


def test_another_challenge_page_or_device_proves_nothing(device: Authenticator, key: Passkey) -> None:
    options, state = passkeys.ask(SITE, ORIGIN, [key])
    other_options, _ = passkeys.ask(SITE, ORIGIN, [key])
    stranger = Authenticator()
    stranger.id = device.id
    for answer in (
        device.show(other_options, ORIGIN),
        device.show(options, "http://evil.example"),
        device.show(options, "http://localhost:9999"),
        stranger.show(options, ORIGIN),
        device.show(options, ORIGIN, flags=PRESENT),  # present, not verified
    ):
        with pytest.raises(BadPasskey):
            passkeys.shown(ORIGIN, state, answer, key)


def test_a_count_that_goes_back_is_a_copy(device: Authenticator, key: Passkey) -> None:
    options, state = passkeys.ask(SITE, ORIGIN, [key])
    device.count = 3
    with pytest.raises(BadPasskey) as refused:
        passkeys.shown(ORIGIN, state, device.show(options, ORIGIN), replace(key, count=4))
    assert "copied" in refused.value.advice


def test_a_device_that_does_not_count_is_let_be(device: Authenticator, key: Passkey) -> None:
    options, state = passkeys.ask(SITE, ORIGIN, [key])
    device.count = -1  # so that it shows 0, as many passkeys do for ever
    assert passkeys.shown(ORIGIN, state, device.show(options, ORIGIN), key) == 0


@pytest.mark.parametrize("answer", [None, [], {}, {"id": 3}, {"id": "x", "response": {}}, "text"])
def test_nonsense_is_refused(key: Passkey, answer: Any) -> None:
    _, state = passkeys.ask(SITE, ORIGIN, [key])
    assert passkeys.credential_of(answer) in {"", "x"}
    with pytest.raises(BadPasskey):
        passkeys.shown(ORIGIN, state, answer, key)
    with pytest.raises(BadPasskey):
        passkeys.made(SITE, ORIGIN, state, answer, "")
