"""Codes of an authenticator app and recovery codes: right ones once, wrong ones never."""

from __future__ import annotations

from pathlib import Path

import pyotp
import pytest
from rolls import loose_roll

from tereze.model.people import Actor
from tereze.store import seal
from tereze_web.people.factors import FactorDesk, Keyring, WrongCode, app_address, app_secret

SOMEONE = Actor(id="desk-two", roles=frozenset({"analyst"}))
OWNER = Actor(id="local", roles=frozenset({"administrator"}))
NOW = 1_800_000_000


class Wall:
    def __init__(self) -> None:
        self.time = float(NOW)

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wall: Wall) -> FactorDesk:
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    roll = loose_roll(tmp_path)
    roll.add(SOMEONE.id, SOMEONE.roles, "seven fictional words")
    return FactorDesk(roll, OWNER.id, Keyring(lambda: b"k" * 32, wall))


def _join(desk: FactorDesk, who: Actor, wall: Wall) -> pyotp.TOTP:
    secret = app_secret()
    desk.keep_app(who, secret, pyotp.TOTP(secret).at(int(wall.time)))
    wall.time += 60  # the first code is used up
    return pyotp.TOTP(secret)


@pytest.mark.parametrize("who", [SOMEONE, OWNER], ids=lambda one: one.id)
def test_a_code_proves_once(desk: FactorDesk, wall: Wall, who: Actor) -> None:
    app = _join(desk, who, wall)
    code = app.at(int(wall.time))
    assert desk.check(who, f" {code[:3]} {code[3:]} ") == "app"
    for again in (code, app.at(int(wall.time) - 30)):
        with pytest.raises(WrongCode):
            desk.check(who, again)
    wall.time += 30
    assert desk.check(who, app.at(int(wall.time))) == "app"


def test_a_clock_may_be_half_a_minute_off_and_no_more(desk: FactorDesk, wall: Wall) -> None:
    app = _join(desk, SOMEONE, wall)
    with pytest.raises(WrongCode):
        desk.check(SOMEONE, app.at(int(wall.time) + 90))
    assert desk.check(SOMEONE, app.at(int(wall.time) + 30)) == "app"


@pytest.mark.parametrize("code", ["", "000000", "12345", "1234567", "１２３４５６", "a" * 40, "-1-2-3"])
def test_nonsense_is_refused(desk: FactorDesk, wall: Wall, code: str) -> None:
    app = _join(desk, SOMEONE, wall)
    if code != app.at(int(wall.time)):
        with pytest.raises(WrongCode):
            desk.check(SOMEONE, code)


def test_an_app_is_kept_only_when_its_first_code_fits(desk: FactorDesk) -> None:
    with pytest.raises(WrongCode):
        desk.keep_app(SOMEONE, app_secret(), "000000")
    assert not desk.of(SOMEONE).any


def test_one_persons_code_is_not_anothers(desk: FactorDesk, wall: Wall) -> None:
    app = _join(desk, SOMEONE, wall)
    _join(desk, OWNER, wall)
    with pytest.raises(WrongCode):
        desk.check(OWNER, app.at(int(wall.time)))


def test_the_file_alone_makes_no_codes(desk: FactorDesk, wall: Wall, tmp_path: Path) -> None:
    app = _join(desk, SOMEONE, wall)
    codes = desk.new_codes(SOMEONE)
    text = (tmp_path / "people.json").read_text()
    assert app.secret not in text
    assert not [code for code in codes if code in text or code.replace("-", "") in text]


def test_a_sealed_secret_is_bound_to_its_person(desk: FactorDesk, wall: Wall) -> None:
    app = _join(desk, SOMEONE, wall)
    stolen = desk.of(SOMEONE)
    desk.change(OWNER, lambda _old: stolen)
    with pytest.raises(WrongCode):
        desk.check(OWNER, app.at(int(wall.time)))


def test_recovery_codes_work_once_each(desk: FactorDesk) -> None:
    codes = desk.new_codes(SOMEONE)
    assert len(set(codes)) == 8
    assert desk.check(SOMEONE, codes[3].upper().replace("-", " ")) == "recovery"
    with pytest.raises(WrongCode):
        desk.check(SOMEONE, codes[3])
    assert desk.check(SOMEONE, codes[0]) == "recovery"
    assert len(desk.of(SOMEONE).codes) == 6


def test_new_codes_make_the_old_ones_worthless(desk: FactorDesk) -> None:
    old = desk.new_codes(SOMEONE)
    desk.new_codes(SOMEONE)
    with pytest.raises(WrongCode):
        desk.check(SOMEONE, old[0])
    with pytest.raises(WrongCode):
        desk.check(OWNER, desk.new_codes(SOMEONE)[0])


def test_a_forgotten_app_is_asked_no_more(desk: FactorDesk, wall: Wall) -> None:
    _join(desk, SOMEONE, wall)
    desk.drop_app(SOMEONE)
    assert not desk.of(SOMEONE).any


def test_who_is_not_on_the_roll_has_nothing(desk: FactorDesk) -> None:
    nobody = Actor(id="desk-ten", roles=frozenset())
    desk.change(nobody, lambda old: old)
    assert not desk.of(nobody).any
    assert desk.with_passkey("none", "localhost") is None


def test_what_the_picture_says_names_the_office_and_the_id() -> None:
    address = app_address("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "desk-two")
    assert address.startswith("otpauth://totp/Tereze:desk-two?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
