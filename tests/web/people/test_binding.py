"""A list of people at an open and at a closed register."""

from __future__ import annotations

import pytest

from tereze.actions.enrolling import RollChanged
from tereze.wiring import roll_key
from tereze_web.office import Office
from tereze_web.people.binding import SHUT, Closed, ToLedger
from tereze_web.people.kept import STAGED, File

GOOD = "seven fictional words"


def _bound(office: Office) -> ToLedger:
    with office.desk(office.owner) as desk:
        key = roll_key(desk)
    return ToLedger(lambda by: office.desk(by or office.owner), key)


def test_a_closed_register_is_read_and_changed_by_nobody() -> None:
    assert SHUT.fits(b"anything")
    assert not SHUT.is_new
    SHUT.renew()
    with SHUT.held(), pytest.raises(Closed):
        SHUT.bind(b"", (), None)


def test_nobody_joins_while_the_register_is_closed(office: Office) -> None:
    token = office.roll.invite("desk-two", frozenset({"analyst"}))
    before = (office.keys / "people.json").read_bytes()
    office.close()
    with pytest.raises(Closed):
        office.roll.join(token, GOOD)
    assert (office.keys / "people.json").read_bytes() == before
    assert not (office.keys / f"people.json{STAGED}").exists()
    office.open()
    assert office.roll.join(token, GOOD) is not None


def test_a_list_changed_while_the_register_was_closed_keeps_it_closed(office: Office) -> None:
    office.roll.add("desk-two", frozenset({"reader"}), GOOD)
    office.close()
    file = office.keys / "people.json"
    right = file.read_text()
    file.write_text(right.replace('"reader"', '"administrator"'))
    for _ in range(2):
        with pytest.raises(RollChanged):
            office.open()
        assert not office.is_open
    file.write_text(right)
    office.open()
    assert office.is_open


def test_another_program_at_the_same_register_is_noticed(office: Office) -> None:
    """On a server two programs may write; each asks the ledger again before it refuses or changes."""
    office.roll.add("desk-two", frozenset({"reader"}), GOOD)
    other = File(office.keys / "people.json")
    other.bind_to(_bound(office))
    office.roll.add("desk-three", frozenset({"reader"}), GOOD)
    assert [one.id for one in other.read().people] == ["desk-three", "desk-two"]
    office.roll.remove("desk-two")
    with other.changing() as now:
        now[0] = type(now[0])(people=now[0].people, owner=now[0].owner.__class__(totp="00"))
    assert [one.id for one in office.roll.people()] == ["desk-three"]
